"""公示：starting one, watching it, and recording what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.forms.questions import mistakes, questions
from applications.models import Application, PublicityListing, User
from applications.selectors.calendar import working_calendar
from applications.selectors.printouts import publicity_printouts
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering
from review.forms.publicities import PublicityForm, ResultForm
from review.selectors.people import chosen_people, safe_starts
from review.selectors.provided import before_submitting
from review.selectors.publicities import (
    listings_of,
    plan_of,
    progress_at,
    publicities_of,
    round_of,
    span_words,
    stage_of,
    with_listings,
)
from review.services import publicity as service


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@answering()
def publicity_start(request: PersonRequest) -> HttpResponse:
    """发起公示 for one or several of the unit's people; “推算” shows the dates and starts nothing."""
    people = chosen_people(request.user, (request.POST or request.GET).getlist("pick"))
    if not people:
        messages.error(request, "请先勾选要公示的人员。")
        return redirect("people")
    if request.method != "POST" or request.POST.get("show"):
        return start_page(request, people, PublicityForm(people, initial=opening(request)))
    return start(request, people, PublicityForm(people, request.POST))


def start(request: PersonRequest, people: list[Application], form: PublicityForm) -> HttpResponse:
    """Start it, or draw the page again with what will not do."""
    if form.is_valid():
        facts = form.facts | {"round_": round_of(people[0]), "by": request.user, "at": timezone.now()}
        try:
            started = service.start_each(people[0].employer, form.listed(service.Listed), **facts)
        except service.PublicityRefused as refusal:
            form.refuse(refusal.problems)
        else:
            first = started[0]
            messages.success(request, f"已发起公示：{span_words(first.starts_on, first.ends_on)}。")
            return redirect("people") if len(started) > 1 else redirect("publicity", pk=first.pk)
    return start_page(request, people, form)


def opening(request: PersonRequest) -> dict[str, object]:
    """What the form shows before it is sent: what was typed so far, else today."""
    return {"starts_on": timezone.localdate().isoformat(), **request.POST.dict()}


def start_page(request: PersonRequest, people: list[Application], form: PublicityForm) -> HttpResponse:
    """The form, the shortest period on the calendar, and the latest day that is still safe."""
    today, asked = timezone.localdate(), questions(form)
    context = {
        "dates": asked[:2],
        "fields": asked[2:5],
        "people": [
            {"application": person, "fields": asked[5 + 2 * n : 7 + 2 * n]} for n, person in enumerate(people)
        ],
        "errors": mistakes(form),
        "plan": plan_of(people[0], form.day_typed() or today),
        "safe": safe_starts(people, today, working_calendar(today)),
    }
    return render(
        request, "review/publicity_start.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@never_cache
@login_required
@require_safe
def publicity(request: PersonRequest, pk: UUID) -> HttpResponse:
    """公示：who is listed, how far it is, and the result of each person."""
    return publicity_page(request, pk)


def publicity_page(request: PersonRequest, pk: UUID, refused: ResultForm | None = None) -> HttpResponse:
    """The page, with the refused form of one person where there is one."""
    at = timezone.now()
    one = get_object_or_404(with_listings(publicities_of(request.user)), pk=pk)
    calendar = working_calendar(timezone.localdate(at))
    listings = [
        {
            "listing": item,
            "provides": before_submitting(item.application),
            **progress_at(item, at, calendar),
            **asked_of(item, refused, request.user),
        }
        for item in one.listings.all()
    ]
    context = {"publicity": one, "listings": listings, "errors": mistakes(refused) if refused else []}
    notice = one.listings.all()[0].application.rules
    context |= {"stage": stage_of(one, at), "printouts": publicity_printouts(one, notice)}
    return render(request, "review/publicity.html", context, status=UNPROCESSABLE if refused else 200)


def asked_of(item: PublicityListing, refused: ResultForm | None, reader: User) -> dict[str, Any]:
    """The form for one person's result, where one may still be recorded; the refused one stands open."""
    form = result_form(item, refused, reader)
    return {"fields": questions(form) if form else [], "open": form is not None and form is refused}


def result_form(item: PublicityListing, refused: ResultForm | None, reader: User) -> ResultForm | None:
    """The form for a person whose result is still open; none for oneself."""
    if refused is not None and refused.listing == item.pk:
        return refused
    settled = item.result in service.CONCLUDED or item.superseded_at
    own = item.application.applicant_id == reader.pk
    return None if settled or own else ResultForm(item.pk, current=item.result)


@login_required
@require_POST
@answering()
def publicity_result(request: PersonRequest, pk: int) -> HttpResponse:
    """登记公示结果 of one person."""
    listing = get_object_or_404(listings_of(request.user), pk=pk)
    form = ResultForm(pk, current=listing.result, data=request.POST)
    if form.is_valid():
        try:
            service.record_result(listing, by=request.user, at=timezone.now(), **form.cleaned_data)
        except service.PublicityRefused as refusal:
            form.refuse(refusal.problems)
        else:
            messages.success(request, "公示结果已登记。")
            return redirect("publicity", pk=listing.publicity_id)
    return publicity_page(request, listing.publicity_id, refused=form)
