"""标记：marking what must be changed while one reads, and taking a mark back."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from applications.services.moves import MoveRefused
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering, number_from
from applications.views.seats import desks_of
from review.forms.marks import MarkForm
from review.forms.place import Place
from review.selectors.dossier import for_reviewers, to_decide
from review.services import marks
from review.views.bench import bench


def mark_again(request: PersonRequest, reasons: list[str], pk: UUID) -> HttpResponse:
    """The same page with what was typed, and what is wrong with it at its place."""
    desks = desks_of(request)
    application = get_object_or_404(for_reviewers(request.user, desks), pk=pk)
    page = bench(request, application, desks, marking=MarkForm(request.POST), reasons=reasons)
    return render(request, "review/dossier.html", page, status=UNPROCESSABLE)


@login_required
@require_POST
@answering(refused=mark_again)
def review_mark(request: PersonRequest, pk: UUID) -> HttpResponse:
    """标记一项；marked again, it has the new reason."""
    application = get_object_or_404(to_decide(request.user), pk=pk)
    form = MarkForm(request.POST)
    if form.spot is None:
        raise Http404
    if not form.is_valid():
        raise MoveRefused([])
    marks.mark(application, form.spot, reason=form.cleaned_data["words"], by=request.user, at=timezone.now())
    return _back(request, pk, form.section)


@login_required
@require_POST
@answering()
def review_unmark(request: PersonRequest, pk: UUID) -> HttpResponse:
    """取消标记."""
    application = get_object_or_404(to_decide(request.user), pk=pk)
    marks.unmark(application, number_from(request, "mark"), by=request.user)
    return _back(request, pk, request.POST.get("section", ""))


def _back(request: PersonRequest, pk: UUID, section: str) -> HttpResponse:
    """To the section that one was reading, or to the decision."""
    place = Place.from_query(request.GET)
    here = f"section-{section}" if section else "decide"
    return redirect(f"{reverse('review', args=[pk])}{place.at(place.number)}#{here}")
