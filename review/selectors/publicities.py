"""公示：what a publicity must be, and those of a person's units."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from applications.models import Application, Publicity, PublicityListing, User
from applications.models.publicity import CLEARED, PublicityResult, PublicityRound
from applications.rules.calendar import WorkingCalendar
from applications.rules.deadlines import BEIJING
from applications.rules.notices.times import PublicityRule
from applications.selectors.applications import organisations_of, state_at, with_names
from applications.selectors.calendar import working_calendar
from applications.workflow import State


def rule_for(application: Application, round_: str) -> PublicityRule | None:
    """What the notice says about this publicity."""
    return (
        application.rules.publicity if round_ == PublicityRound.BEFORE else application.rules.publicity_after
    )


def shortest_end(application: Application, round_: str, starts_on: date) -> tuple[date, bool]:
    """The last day of the shortest publicity from `starts_on`, and whether its holidays are published."""
    rule = rule_for(application, round_)
    assert rule is not None
    calendar = working_calendar(starts_on)
    last = rule.last_day(starts_on, calendar)
    return last, calendar.is_known(starts_on, last)


def round_of(application: Application) -> PublicityRound:
    """Which of the two publicities comes next for it."""
    return PublicityRound.AFTER if application.state == State.RESULT_PUBLICITY else PublicityRound.BEFORE


def published_in(rule: PublicityRule, round_: str, application: Application) -> set[State]:
    """In which states a publicity makes sense: before recommending, or after confirmation."""
    if round_ == PublicityRound.AFTER:
        return {State.RESULT_PUBLICITY}
    allowed = {State.IN_REVIEW} if application.level == 0 else set()
    return allowed | ({State.DRAFT, State.RETURNED} if rule.gate == "submit" else set())


def may_be_listed(application: Application, current: PublicityListing | None, at: datetime) -> bool:
    """True where a publicity of the application can begin: none stands, or an upheld objection ended it."""
    round_ = round_of(application)
    rule = rule_for(application, round_)
    free = current is None or current.result == PublicityResult.UPHELD
    return rule is not None and free and state_at(application, at) in published_in(rule, round_, application)


def current_listing(application: Application, round_: str) -> PublicityListing | None:
    """The standing listing of a round; reads what was fetched with the application."""
    return next(
        (item for item in application.publicities.all() if item.round == round_ and not item.superseded_at),
        None,
    )


def progress(result: str, starts_on: date, ends_on: date, today: date, calendar: WorkingCalendar) -> str:
    """How far a publicity is: 公示第 3 个工作日, 公示期满待登记结果, 公示无异议 …"""
    if result:
        return f"公示{PublicityResult(result).label}"
    if today < starts_on:
        return f"{starts_on.month}月{starts_on.day}日起公示"
    if today > ends_on:
        return "公示期满，待登记结果"
    return f"公示第 {calendar.count(starts_on, today)} 个工作日"


def tone(result: str, ends_on: date, today: date) -> str:
    """The colour that goes with the progress; the words carry the meaning."""
    if result in CLEARED:
        return "ok"
    if result:
        return "stop"
    return "wait" if today > ends_on else "info"


def progress_at(listing: PublicityListing, at: datetime, calendar: WorkingCalendar) -> dict[str, str]:
    """Progress and tone of one listing whose publicity was fetched with it."""
    today = at.astimezone(BEIJING).date()
    begun, ends = listing.publicity.starts_on, listing.publicity.ends_on
    return {
        "label": progress(listing.result, begun, ends, today, calendar),
        "tone": tone(listing.result, ends, today),
    }


def publicities_of(user: User) -> QuerySet[Publicity]:
    """The publicities of the person's units, newest first, with how many people and how many are settled."""
    return (
        Publicity.objects.filter(organisation__in=organisations_of(user))
        .select_related("organisation", "notice")
        .annotate(people=Count("listings"), settled=Count("listings", filter=~Q(listings__result="")))
        .order_by("-starts_on", "-started_at")
    )


def with_listings(publicities: QuerySet[Publicity]) -> QuerySet[Publicity]:
    """With the people, and who recorded what."""
    people: QuerySet[Any] = PublicityListing.objects.select_related("result_by").order_by("pk")
    applications = with_names(Application.objects.all())
    return publicities.select_related("started_by").prefetch_related(
        Prefetch("listings", people), Prefetch("listings__application", applications), "printouts"
    )


def publicity_lines(
    application: Application, at: datetime, calendar: WorkingCalendar
) -> list[dict[str, Any]]:
    """The publicities of one application, the standing ones first; reads what was fetched with it."""
    listings = sorted(application.publicities.all(), key=lambda item: item.superseded_at is not None)
    return [{"listing": item, **progress_at(item, at, calendar)} for item in listings]


def listings_of(user: User) -> QuerySet[PublicityListing]:
    """The listings in the publicities of the person's units."""
    return PublicityListing.objects.filter(publicity__organisation__in=organisations_of(user))


def span_words(first: date, last: date) -> str:
    """2024年9月9日—9月13日"""
    end = f"{last.month}月{last.day}日"
    if last.year != first.year:
        end = f"{last.year}年{end}"
    return f"{first.year}年{first.month}月{first.day}日—{end}"


def plan_of(application: Application, starts_on: date) -> dict[str, Any] | None:
    """The shortest publicity from that day: its words, its length, and whether the holidays are known."""
    rule = rule_for(application, round_of(application))
    if rule is None:
        return None
    calendar = working_calendar(starts_on)
    last = rule.last_day(starts_on, calendar)
    return {
        "words": span_words(starts_on, last),
        "days": calendar.count(starts_on, last),
        "known": calendar.is_known(starts_on, last),
        "starts_on": starts_on,
        "rest": not calendar.is_working(starts_on),
        "rule": rule.words,
        "clause": rule.clause,
        "batch": rule.batch,
        "round": round_of(application).label,
    }


def stage_of(publicity: Publicity, at: datetime) -> dict[str, Any]:
    """Which day it is, of how many, and whether it is over."""
    today = at.astimezone(BEIJING).date()
    begun = today >= publicity.starts_on
    passed = working_calendar(today).count(publicity.starts_on, min(today, publicity.ends_on)) if begun else 0
    return {
        "begun": begun,
        "over": today > publicity.ends_on,
        "passed": passed,
        "words": span_words(publicity.starts_on, publicity.ends_on),
    }
