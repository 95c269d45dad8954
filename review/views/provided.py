"""单位提供的材料：putting the desk's own papers into a dossier, from its page or from the bench."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from applications.arrival import arrival
from applications.models import Application
from applications.models.publicity import PublicityRound
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering
from applications.views.seats import desks_of
from review.forms.place import Place
from review.forms.provided import NOTHING_REFUSED, Refused, is_printing, paper_cards
from review.selectors.history import state_label
from review.selectors.provided import EDITABLE, open_to, papers_of
from review.selectors.publicities import current_listing
from review.services import provided as service


@never_cache
@login_required
@require_safe
def provided(request: PersonRequest, pk: UUID) -> HttpResponse:
    """单位提供的材料 of one application, before it is submitted too."""
    return provided_page(request, get_object_or_404(open_to(request.user), pk=pk))


def provided_page(
    request: PersonRequest, application: Application, refused: Refused = NOTHING_REFUSED
) -> HttpResponse:
    """The slots, with what was refused."""
    at, desks, place = timezone.now(), desks_of(request), Place.from_query(request.GET)
    papers = papers_of(application, desks, at)
    if not papers:
        raise Http404
    cards = paper_cards(papers, refused)
    context: dict[str, Any] = {
        "application": application,
        "state": state_label(application, at),
        "papers": cards,
        "printing": is_printing(cards),
        "listing": current_listing(application, PublicityRound.BEFORE),
        "here": place.at(place.number),
        "errors": refused.errors,
        "bench": application.state not in EDITABLE,
    }
    status = UNPROCESSABLE if refused.problems else 200
    return render(request, "review/provided.html", context, status=status)


@login_required
@require_POST
@answering()
def provided_add(request: PersonRequest, pk: UUID, material: str) -> HttpResponse:
    """上传 into one slot."""
    application = get_object_or_404(open_to(request.user), pk=pk)
    files = request.FILES.getlist("files")
    added = service.add(application, material, files, by=request.user, at=arrival(request))
    if added.refused:
        return provided_page(request, application, Refused(material, added.refused))
    messages.success(request, f"已上传 {len(added.attachments)} 张。")
    return back(request, application)


@login_required
@require_POST
@answering()
def provided_remove(request: PersonRequest, pk: UUID, file: UUID) -> HttpResponse:
    """删除 one file."""
    application = get_object_or_404(open_to(request.user), pk=pk)
    service.remove(application, file, by=request.user, at=arrival(request))
    messages.success(request, "已删除。")
    return back(request, application)


def back(request: PersonRequest, application: Application) -> HttpResponse:
    """To the bench, or to the papers' own page where there is nothing to review yet."""
    if application.state in EDITABLE:
        return redirect("provided", pk=application.pk)
    place = Place.from_query(request.GET)
    return redirect(reverse("review", args=[application.pk]) + place.at(place.number) + "#provided")
