"""打印件：asking for one, waiting for it, taking it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from applications.documents.office import list_table
from applications.documents.spreadsheet import workbook
from applications.models import Printout, User
from applications.models.printout import Subject
from applications.selectors.layouts import layouts_visible_to
from applications.selectors.payments import printable_payments
from applications.selectors.printouts import printable_applications, printouts_visible_to, publicities_of
from applications.selectors.rosters import rosters_of
from applications.services import printing
from applications.views.answers import PersonRequest, answering

REFRESH_SECONDS = "2"
MOST_DOWNLOADS = 20
LONGEST_KEY = 18  # digits of what a database still takes as a key
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_POST
@answering()
def printout_request(request: PersonRequest) -> HttpResponse:
    """要求打印：the work is done by a task; the page that follows waits for it."""
    subject = _subject(request)
    preview = request.POST.get("preview") == "1"
    kind = request.POST.get("kind", "")
    printout = printing.request(kind, subject, by=request.user, at=timezone.now(), preview=preview)
    return redirect("printout", pk=printout.pk)


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def printout(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The state of one printout; while it is being made the page looks again by itself."""
    made = get_object_or_404(printouts_visible_to(request.user), pk=pk)
    downloads = made.downloads.select_related("by")[:MOST_DOWNLOADS]
    context = {"printout": made, "back": _back(made, request.user), "downloads": downloads}
    answer = render(request, "applications/printouts/printout.html", context)
    if not made.made_at and not made.failed:
        answer["Refresh"] = REFRESH_SECONDS
    return answer


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def printout_file(request: PersonRequest, pk: UUID) -> FileResponse:
    """The PDF, under a name that says what it is and not whose; with `?show` to be read in the browser."""
    made = get_object_or_404(printouts_visible_to(request.user), pk=pk, made_at__isnull=False)
    try:
        file = default_storage.open(made.file)
    except FileNotFoundError:
        raise Http404 from None
    printing.taken(made, by=request.user, at=timezone.now())
    answer = FileResponse(file, content_type="application/pdf")
    name = f"{made.get_kind_display()}-{made.code}.pdf"
    shown = "show" in request.GET
    answer["Content-Disposition"] = content_disposition_header(not shown, name) or "inline"
    return answer


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def printout_table(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One of the lists as a spreadsheet, as it stands now."""
    made = get_object_or_404(printouts_visible_to(request.user), pk=pk, roster__isnull=False)
    assert made.roster is not None
    printing.taken(made, by=request.user, at=timezone.now())
    shown = list_table(made.kind, made.roster)
    answer = HttpResponse(workbook(shown), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{shown.heading}.xlsx")
    return answer


def _subject(request: PersonRequest) -> Subject:
    """What the form names, among what the person may print; anything else does not exist."""
    if key := request.POST.get("roster"):
        lines = {line.key: line for line in rosters_of(request.user)}
        if key not in lines:
            raise Http404
        return printing.open_roster(lines[key])
    if "layout" in request.POST:
        return get_object_or_404(layouts_visible_to(request.user), pk=_uuid(request, "layout"))
    if payment := request.POST.get("payment", ""):
        if not payment.isdecimal() or len(payment) > LONGEST_KEY:
            raise Http404
        return get_object_or_404(printable_payments(request.user), pk=int(payment))
    if "publicity" in request.POST:
        return get_object_or_404(publicities_of(request.user), pk=_uuid(request, "publicity"))
    return get_object_or_404(printable_applications(request.user), pk=_uuid(request, "application"))


def _uuid(request: PersonRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


def _back(made: Printout, user: User) -> dict[str, str]:
    """Where the person came from."""
    if made.layout is not None:
        address = "admin:applications_layout_edit"
        return {"url": reverse(address, args=[made.layout.notice_version_id, made.kind]), "label": "版式"}
    if made.roster_id is not None:
        return {"url": reverse("rosters"), "label": "名单"}
    if made.payment is not None:
        own = made.payment.application.applicant_id == user.pk
        name, label = ("application", "申报书") if own else ("payment", "缴费登记")
        return {"url": reverse(name, args=[made.payment.application_id]), "label": label}
    if made.application is None:
        return {"url": reverse("publicity", args=[made.publicity_id]), "label": "公示"}
    if made.application.applicant_id == user.pk:
        return {"url": reverse("application", args=[made.application_id]), "label": "申报书"}
    return {"url": reverse("review", args=[made.application_id]), "label": "审核"}
