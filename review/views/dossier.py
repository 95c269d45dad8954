"""审核台：one dossier and the decision on it."""

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
from applications.services.moves import MoveRefused
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering, number_from
from applications.views.seats import desks_of
from review.forms.decisions import ASKED_TWICE, DecisionForm, decision_form
from review.forms.place import Place
from review.selectors.desk import narrowed, queue_of
from review.selectors.dossier import following, for_reviewers, to_decide
from review.services import desk
from review.views.bench import bench

DONE = {
    "forward": "已审核通过并上报",
    "send_back": "已退回修改",
    "refuse": "已作出不予受理决定",
    "receive": "已接收材料",
    "confirm": "已审核确认",
    "grant": "已登记取得资格",
    "deny": "已登记不予确认",
}


@never_cache
@login_required
@require_safe
def review(request: PersonRequest, pk: UUID) -> HttpResponse:
    """审核台：the dossier as it was submitted, and what may be decided."""
    desks = desks_of(request)
    application = get_object_or_404(for_reviewers(request.user, desks), pk=pk)
    desk.open_dossier(application, by=request.user, at=timezone.now())
    return render(request, "review/dossier.html", bench(request, application, desks))


def review_again(request: PersonRequest, reasons: list[str], pk: UUID, name: str) -> HttpResponse:
    """The same page with why it was refused, or to type again; what was typed is kept."""
    desks = desks_of(request)
    application = get_object_or_404(for_reviewers(request.user, desks), pk=pk)
    form = decision_form(name, desk.declared_level(application), request.POST)
    page = bench(request, application, desks, typed=form, reasons=reasons)
    status = UNPROCESSABLE if page["errors"] else 200
    return render(request, "review/dossier.html", page, status=status)


@login_required
@require_POST
@answering(refused=review_again)
def review_move(request: PersonRequest, pk: UUID, name: str) -> HttpResponse:
    """One decision, then the next dossier of the queue."""
    at, revision = arrival(request), number_from(request)
    application = get_object_or_404(to_decide(request.user), pk=pk)
    if name not in desk.ACTS:
        raise Http404
    form = decision_form(name, desk.declared_level(application), request.POST)
    if not form.is_valid() or request.POST.get("again"):
        raise MoveRefused([])
    if name in ASKED_TWICE and request.POST.get("sure") != "yes":
        return ask_again(request, application, form)
    desk.act(application, name, by=request.user, at=at, revision=revision, **form.cleaned_data)
    return go_on(request, application, DONE[name])


def ask_again(request: PersonRequest, application: Application, form: DecisionForm) -> HttpResponse:
    """What ends a claim is asked about once more, with everything it will say."""
    typed: dict[str, Any] = form.cleaned_data
    reasons = desk.ending_objections(application, form.move, by=request.user, at=timezone.now(), **typed)
    if reasons:
        raise MoveRefused(reasons)
    place = Place.from_query(request.GET)
    here, pk = place.at(place.number), application.pk
    context = {"application": application, "move": form.move, "typed": typed, "rows": form.in_words}
    context["revision"] = number_from(request)
    context["action"] = reverse("review_move", args=[pk, form.move.name]) + here
    context["review_url"] = reverse("review", args=[pk]) + here
    return render(request, "review/sure.html", context)


def go_on(request: PersonRequest, decided: Application, done: str) -> HttpResponse:
    """Say what was done and lead to the dossier that took its place in the queue, or back to the list."""
    place = Place.from_query(request.GET)
    queue = narrowed(queue_of(request.user, at=timezone.now()), place.wishes).exclude(pk=decided.pk)
    said = f"{decided.applicant.name}：{done}。"
    after = following(queue, place.number or 0)
    if after is None:
        messages.success(request, f"{said}待办已经办完。")
        return redirect("desk")
    pk, name, line = after
    messages.success(request, f"{said}下一份：{name}。")
    return redirect(reverse("review", args=[pk]) + place.at(line))
