"""盲评：what an expert has been given, the blind dossier, and the opinion that is written beside it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from applications.arrival import arrival
from applications.forms.questions import mistakes, questions
from applications.services.moves import MoveRefused
from applications.views.answers import CONFLICT, UNPROCESSABLE, PersonRequest, answering, number_from
from applications.views.kept import forget_typed, signed_in, typed_before
from review.forms.experts import RecusalForm
from review.models import Assignment
from review.selectors.blind import blind_dossier
from review.selectors.experts import (
    assignment_for,
    assignments_of,
    freshness_of,
    given_rows,
    is_expert,
    opinion_of,
)
from review.services import opinions
from review.services.opinions import LONGEST, CannotWrite, StaleOpinion
from review.views.blind import images_of
from review.views.private import private

FIELD = "field-text"  # the name by which autosave.js knows what is typed


def given_to(request: PersonRequest, pk: UUID) -> Assignment:
    """What stands behind an expert's address; whatever is not or no longer open is not there."""
    if (found := assignment_for(request.user, pk)) is None:
        raise Http404
    return found


@private
@login_required
@require_safe
def expert_list(request: PersonRequest) -> HttpResponse:
    """盲评：the numbers of what one has been given. No search, no counts, no names."""
    if not is_expert(request.user):
        raise Http404
    return render(request, "expert/list.html", {"rows": given_rows(assignments_of(request.user))})


@private
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def expert_dossier(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The blind dossier with the opinion; sent, the opinion is kept."""
    assignment = given_to(request, pk)
    if request.method == "POST":
        return _save(request, assignment)
    return dossier_page(request, assignment)


@private
@signed_in
@require_safe
def expert_version(request: PersonRequest, pk: UUID) -> HttpResponse:
    """For a page that was left open: who saved last, and a token for its forms."""
    state = freshness_of(opinion_of(given_to(request, pk)))
    return JsonResponse(state | {"token": get_token(request)})


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@answering()
def expert_hand_in(request: PersonRequest, pk: UUID) -> HttpResponse:
    """提交意见：the text as it was saved is shown once more; confirmed, it stands."""
    assignment = given_to(request, pk)
    if request.method != "POST":
        return sure_page(request, assignment)
    version, at = number_from(request, "version"), arrival(request)
    try:
        opinions.hand_in(assignment, by=request.user, at=at, seen_version=version)
    except CannotWrite as refusal:
        status = CONFLICT if isinstance(refusal, StaleOpinion) else UNPROCESSABLE
        return sure_page(request, given_to(request, pk), problem=refusal.reason, status=status)
    messages.success(request, "意见已提交。")
    return redirect("expert_dossier", pk=pk)


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def expert_recuse(request: PersonRequest, pk: UUID) -> HttpResponse:
    """需要回避：with a reason; then there is nothing here any more."""
    assignment = given_to(request, pk)
    form = RecusalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            opinions.recuse(assignment, form.cleaned_data["reason"], by=request.user, at=arrival(request))
        except MoveRefused as refusal:
            form.add_error("reason", list(refusal.reasons))
        else:
            return redirect("expert_recused")
    context = {"assignment": assignment, "fields": questions(form), "errors": mistakes(form)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "expert/recuse.html", context, status=status)


@private
@login_required
@require_safe
def expert_recused(request: PersonRequest) -> HttpResponse:
    """已回避：a page that says so and leads back to the list."""
    if not is_expert(request.user):
        raise Http404
    return render(request, "expert/recused.html")


def _save(request: PersonRequest, assignment: Assignment) -> HttpResponse:
    """Keep what was typed; what cannot be kept stays on the page."""
    if "discard" in request.POST:
        forget_typed(request)
        return redirect("expert_dossier", pk=assignment.pk)
    typed, version, at = request.POST.get(FIELD, ""), number_from(request, "version"), arrival(request)
    try:
        saved = opinions.save(assignment, typed, by=request.user, at=at, seen_version=version)
    except CannotWrite as refusal:
        return _not_kept(request, assignment, typed, version, refusal)
    forget_typed(request)
    if not request.accepts("text/html"):  # the page's script, which saves while one types
        return JsonResponse({"version": saved.version, "saved_at": f"{timezone.localtime(at):%H:%M}"})
    if "hand_in" in request.POST:
        # the fragment tells autosave.js that its copy is kept
        return redirect(f"{reverse('expert_hand_in', args=[assignment.pk])}#row-{assignment.pk}")
    messages.success(request, "已保存。")
    return redirect(f"{reverse('expert_dossier', args=[assignment.pk])}#opinion")


def _not_kept(
    request: PersonRequest, assignment: Assignment, typed: str, version: int, refusal: CannotWrite
) -> HttpResponse:
    stale = refusal if isinstance(refusal, StaleOpinion) else None
    status = CONFLICT if stale else UNPROCESSABLE
    if not request.accepts("text/html"):
        return JsonResponse({"errors": [refusal.reason]}, status=status)
    facts = {"typed": typed, "version": stale.version if stale else version, "stale": stale}
    return dossier_page(request, assignment, status=status, problem=refusal.reason, **facts)


def dossier_page(
    request: PersonRequest, assignment: Assignment, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The blind dossier, and the opinion as saved, as just typed, or as typed before signing in."""
    opinion, blind = opinion_of(assignment), blind_dossier(assignment)
    facts = {
        "assignment": assignment,
        "blind": blind,
        "images": images_of(assignment, blind),
        "opinion": opinion,
        "typed": opinion.text if opinion else "",
        "version": opinion.version if opinion else 0,
        "longest": LONGEST,
        "stale": None,
        "problem": "",
        "restored": False,
        "copy": f"{request.user.pk}:{assignment.pk}",
    }
    return render(request, "expert/dossier.html", facts | _typed_before(request) | more, status=status)


def _typed_before(request: PersonRequest) -> dict[str, Any]:
    """What was sent when the session had ended; seen again before anything is written."""
    posted = typed_before(request) if request.method == "GET" else None
    if posted is None:
        return {}
    version = posted.get("version", "")
    kept = int(version) if version.isdecimal() and len(version) <= 9 else 0
    return {"typed": posted.get(FIELD, ""), "version": kept, "restored": True}


def sure_page(
    request: PersonRequest, assignment: Assignment, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The opinion as saved, to be confirmed; without one, or once handed in, back to where it is written."""
    opinion = opinion_of(assignment)
    if opinion is None or opinion.handed_in_at or not opinion.text.strip():
        messages.error(request, problem or "还没有写意见，不能提交。")
        return redirect("expert_dossier", pk=assignment.pk)
    context = {"assignment": assignment, "opinion": opinion, "problem": problem}
    return render(request, "expert/hand_in.html", context, status=status)
