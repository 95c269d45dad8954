"""批量打印：a form with a preview of who is in it, the page that waits, the file."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.forms.questions import mistakes, questions
from applications.models import Batch
from applications.models.batch import Packing
from applications.selectors.batches import batches_of, candidates, digest_of, items_of, scopes_of
from applications.services import batches as service
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering
from applications.views.seats import desks_of
from review.forms.batches import BatchForm
from review.selectors.batches import (
    batch_row,
    batch_rows,
    copies_wanted,
    examples,
    item_rows,
    same_again,
)
from review.views.desk import page_of

REFRESH_SECONDS = "3"
MOST_DOWNLOADS = 20
MEDIA = {Packing.PDF: "application/pdf", Packing.ZIP: "application/zip"}


def must_have_a_desk(request: PersonRequest) -> None:
    """Who sits nowhere has no such page: applicants and experts."""
    if not desks_of(request):
        raise Http404


@never_cache
@login_required
@require_safe
def batches(request: PersonRequest) -> HttpResponse:
    """What the person's desks have asked for, the latest first."""
    must_have_a_desk(request)
    page = page_of(request, batches_of(request.user))
    rows = batch_rows(page.object_list, timezone.now())
    return render(request, "review/batches.html", {"page": page, "rows": rows})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@answering()
def batch_new(request: PersonRequest) -> HttpResponse:
    """Choose, look who is in it, and begin."""
    must_have_a_desk(request)
    sent = request.POST if request.method == "POST" else request.GET or None
    form = BatchForm(scopes_of(request.user), sent)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form)
    seen = request.POST.get("seen", "")
    try:
        batch = service.request(form.wish, by=request.user, at=timezone.now(), seen=seen)
    except service.BatchRefused as refusal:
        return form_page(request, form, refusal.reasons)
    return redirect("batch", pk=batch.pk)


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def batch(request: PersonRequest, pk: UUID) -> HttpResponse:
    """How far one is; while it is being made the page looks again by itself."""
    found, at = get_object_or_404(batches_of(request.user), pk=pk), timezone.now()
    items = items_of(found)
    page = page_of(request, items)
    under_way = not found.made_at and not found.failed and found.expires_at > at
    stalled = under_way and service.is_stalled(found)
    context = {
        "batch": found,
        "row": batch_row(found, at),
        "working": under_way and not stalled,
        "stalled": stalled,
        "expired": found.expires_at <= at,
        "failures": item_rows(items.exclude(failed="")),
        "page": page,
        "rows": item_rows(page.object_list),
        "downloads": found.downloads.select_related("by")[:MOST_DOWNLOADS],
        "again": f"{reverse('batch_new')}?{same_again(found)}",
    }
    answer = render(request, "review/batch.html", context)
    if context["working"]:
        answer["Refresh"] = REFRESH_SECONDS
    return answer


@login_required
@require_POST
@answering()
def batch_retry(request: PersonRequest, pk: UUID) -> HttpResponse:
    """重试 what failed."""
    found = get_object_or_404(batches_of(request.user), pk=pk)
    service.retry(found, by=request.user, at=timezone.now())
    return redirect("batch", pk=pk)


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def batch_file(request: PersonRequest, pk: UUID) -> FileResponse:
    """The file, under a name that says what it is and not whose; it is written down who took it."""
    at = timezone.now()
    ready = ~Q(file="") & Q(expires_at__gt=at)
    found = get_object_or_404(batches_of(request.user).filter(ready), pk=pk)
    try:
        file = default_storage.open(found.file)
    except FileNotFoundError:
        raise Http404 from None
    service.taken(found, by=request.user, at=at)
    answer = FileResponse(file, content_type=MEDIA[Packing(found.packing)])
    answer["Content-Disposition"] = content_disposition_header(True, file_name(found))
    return answer


def file_name(batch: Batch) -> str:
    """评审表（呈报表）-2024-10-09.pdf"""
    day = timezone.localtime(batch.requested_at)
    return f"{batch.get_kind_display()}-{day:%Y-%m-%d}.{batch.packing}"


def form_page(request: PersonRequest, form: BatchForm, reasons: Sequence[str] = ()) -> HttpResponse:
    """The form; with a valid wish, who is in it and who is not and why."""
    said = [{"message": reason, "href": "", "clause": ""} for reason in reasons]
    errors = said or (mistakes(form) if form.is_bound else [])
    context: dict[str, Any] = {
        "fields": questions(form),
        "errors": errors,
        "preview": preview(request, form) if form.is_bound and form.is_valid() else None,
        "nothing": not form.scopes.desks,
    }
    return render(request, "review/batch_new.html", context, status=UNPROCESSABLE if errors else 200)


def preview(request: PersonRequest, form: BatchForm) -> dict[str, Any]:
    """Who is ready, who is not, and what would be sent to begin."""
    wish = form.wish
    people = candidates(wish, by=request.user)
    ready = [one for one in people if one.ready]
    return {
        "wish": wish,
        "ready": ready,
        "waiting": [one for one in people if not one.ready],
        "most": service.MOST_PEOPLE,
        "too_many": len(ready) > service.MOST_PEOPLE,
        "examples": examples(wish, ready),
        "wanted": copies_wanted(wish, ready),
        "hidden": {name: form.data.get(name, "") for name in form.fields} | {"seen": digest_of(wish, ready)},
    }
