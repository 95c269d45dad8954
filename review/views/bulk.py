"""批量上报：a preview that asks what the decision itself asks, then one decision for each."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from applications.arrival import arrival
from applications.forms.questions import mistakes, questions
from applications.models import Application
from applications.views.answers import UNPROCESSABLE, PersonRequest
from applications.views.seats import desks_of
from review.forms.bulk import BulkForm
from review.forms.place import PER_PAGE, Place
from review.selectors.dossier import for_reviewers
from review.services import bulk


@never_cache
@login_required
@require_safe
def bulk_preview(request: PersonRequest) -> HttpResponse:
    """What would go, where to, with which opinion; and why the rest would not. Nothing is changed."""
    keys = list(bulk.picked(request.GET.getlist("pick")))
    chosen = chosen_from(request, keys)
    if not chosen:
        messages.error(request, "请先勾选要上报的申报。")
        return redirect(list_of(request))
    return preview_page(request, chosen, BulkForm())


@login_required
@require_POST
def bulk_forward(request: PersonRequest) -> HttpResponse:
    """Forward each from the step that the preview showed; what cannot go says why."""
    revisions = bulk.picked(request.POST.getlist("go"))
    chosen, form = chosen_from(request, list(revisions)), BulkForm(request.POST)
    if not form.is_valid():
        return preview_page(request, chosen, form)
    pairs = [(application, revisions[application.pk]) for application in chosen]
    note = form.cleaned_data["note"]
    tell(request, bulk.forward_all(pairs, note=note, by=request.user, at=arrival(request)))
    return redirect(list_of(request))


def chosen_from(request: PersonRequest, keys: Collection[UUID]) -> list[Application]:
    """What was ticked, as far as the person may read it, in the order of the list."""
    if not (desks := desks_of(request)):
        raise Http404
    places = {key: place for place, key in enumerate(keys)}
    found = for_reviewers(request.user, desks).filter(pk__in=list(places)[:PER_PAGE])
    return sorted(found, key=lambda application: places[application.pk])


def preview_page(request: PersonRequest, chosen: list[Application], form: BulkForm) -> HttpResponse:
    """The list with what would become of each."""
    found = bulk.prospects(chosen, by=request.user, at=timezone.now())
    context = {
        "going": [one for one in found if one.goes],
        "staying": [one for one in found if not one.goes],
        "fields": questions(form) if any(one.goes and not one.opinion for one in found) else [],
        "errors": mistakes(form) if form.is_bound else [],
        "action": reverse("bulk_forward") + Place.from_query(request.GET).back,
        "back": list_of(request),
    }
    status = UNPROCESSABLE if context["errors"] else 200
    return render(request, "review/bulk.html", context, status=status)


def list_of(request: PersonRequest) -> str:
    """The list as it was narrowed."""
    return reverse("desk") + Place.from_query(request.GET).back


def tell(request: PersonRequest, outcomes: Sequence[bulk.Outcome]) -> None:
    """One sentence for all that went, one for each that did not."""
    went = [one.application.applicant.name for one in outcomes if one.done]
    if went:
        messages.success(request, f"已审核通过并上报 {len(went)} 份：{'、'.join(went)}。")
    for one in outcomes:
        if not one.done:
            reasons = "".join(one.reasons)
            messages.warning(request, f"{one.application.applicant.name} 没有上报：{reasons}")
    if not outcomes:
        messages.error(request, "请先勾选要上报的申报。")
