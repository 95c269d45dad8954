"""核对 and 内部备注 on the bench: what a desk notes down for itself and for those after it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from applications.arrival import arrival
from applications.models import Application
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering
from applications.views.seats import desks_of
from review.forms.phrases import NoteForm
from review.forms.place import Place
from review.selectors.checklists import Checklist, checklist_of
from review.selectors.dossier import for_reviewers
from review.selectors.notes import own_desk
from review.services import checklists as checks
from review.services import notes
from review.views.bench import bench


@login_required
@require_POST
@answering()
def review_checks(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Tick what was looked at: everything that the page had otherwise is recorded, the rest stays."""
    desks = desks_of(request)
    application = get_object_or_404(for_reviewers(request.user, desks), pk=pk)
    now, before = (set(request.POST.getlist(name)) for name in ("item", "was"))
    submission = checks.record(
        application,
        ticked=now - before,
        unticked=before - now,
        by=request.user,
        at=arrival(request),
        seen=request.POST.get("submission", ""),
    )
    if wants_json(request):
        return JsonResponse(told(checklist_of(application, submission, desks, latest=True)))
    messages.success(request, "核对结果已保存。")
    return redirect(bench_of(request, application) + "#checks")


def told(checklist: Checklist) -> dict[str, object]:
    """What the page's script needs: how many are left, and who ticked what."""
    ticked = {line.code: {"ticked": line.ticked, "stamps": list(line.stamps)} for line in checklist.lines}
    return {"left": checklist.left, "lines": ticked}


@login_required
@require_POST
@answering()
def review_note(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A note for the colleagues."""
    desks = desks_of(request)
    application = get_object_or_404(for_reviewers(request.user, desks), pk=pk)
    organisation, form = own_desk(application, desks), NoteForm(request.POST, auto_id="note-%s")
    if organisation is None:
        raise Http404
    if not form.is_valid():
        page = bench(request, application, desks, noted=form)
        return render(request, "review/dossier.html", page, status=UNPROCESSABLE)
    text = form.cleaned_data["text"]
    notes.write_note(application, text, organisation=organisation, by=request.user, at=timezone.now())
    messages.success(request, "备注已保存。")
    return redirect(bench_of(request, application) + "#notes")


def bench_of(request: HttpRequest, application: Application) -> str:
    """The bench at the same line of the list."""
    place = Place.from_query(request.GET)
    return reverse("review", args=[application.pk]) + place.at(place.number)


def wants_json(request: HttpRequest) -> bool:
    """True where a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")
