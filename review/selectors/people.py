"""本单位人员：who applies, what is due, how long is left, and who must act."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from applications.models import Application, Publicity, PublicityListing, User
from applications.models.publicity import PublicityRound
from applications.rules.calendar import WorkingCalendar
from applications.rules.deadlines import BEIJING
from applications.rules.timing import latest_safe_publicity
from applications.selectors.applications import state_at
from applications.workflow import State
from review.selectors.desk import OVER, people_of
from review.selectors.history import state_label, whereabouts
from review.selectors.publicities import current_listing, may_be_listed, progress_at, round_of, rule_for
from review.selectors.rows import MODES, claim_words, latest_safe
from review.selectors.words import DAY, Clock, clock


class PersonRow(TypedDict):
    """One application of the unit."""

    id: UUID
    name: str
    number: str
    claim: str
    mode: str
    state: str
    label: str
    next: str
    mine: bool
    due: str
    clock: Clock | None
    publicity: Mapping[str, str] | None
    publicity_id: UUID | None
    can_publish: bool
    readable: bool


def people_figures(people: QuerySet[Application], desks: set[int], at: datetime) -> dict[str, int]:
    """How many are under way, wait at the unit, lie with the applicant, or end within three days."""
    soon = datetime.fromtimestamp(at.timestamp() + 3 * DAY, tz=BEIJING)
    with_applicant = Q(state__in=[State.DRAFT, State.RETURNED])
    return people.order_by().aggregate(
        total=Count("pk", filter=~Q(state__in=OVER)),
        ours=Count("pk", filter=Q(desk__in=desks)),
        theirs=Count("pk", filter=with_applicant),
        soon=Count("pk", filter=Q(due_at__gt=at, due_at__lte=soon)),
    )


def chosen_people(user: User, picked: Iterable[str]) -> list[Application]:
    """The people of the person's units behind some typed keys; anything else is left out."""
    keys = [key for text in picked for key in [_key(text)] if key]
    return list(people_of(user).filter(pk__in=keys)) if keys else []


def people_narrowed(people: QuerySet[Application], wishes: Mapping[str, str]) -> QuerySet[Application]:
    """The unit's people searched and filtered by what the page offers."""
    if text := wishes.get("q", "").strip():
        people = people.filter(Q(applicant__name__contains=text) | Q(number__iexact=text))
    if notice := wishes.get("notice", ""):
        people = people.filter(notice_version__notice__code=notice)
    return people


def people_rows(
    people: Iterable[Any], *, desks: set[int], at: datetime, calendar: WorkingCalendar
) -> list[PersonRow]:
    """The lines of the page; reads only what was fetched with the people."""
    return [_row(application, desks, at, calendar) for application in people]


def _row(application: Any, desks: set[int], at: datetime, calendar: WorkingCalendar) -> PersonRow:
    state = state_at(application, at)
    listing = current_listing(application, round_of(application)) or current_listing(
        application, PublicityRound.BEFORE
    )
    return {
        "id": application.pk,
        "name": application.applicant.name,
        "number": application.number,
        "claim": claim_words(
            application.series.name, application.specialty.name, application.title, application.rank
        ),
        "mode": MODES.get(application.mode, application.mode),
        "state": state.value,
        "label": state_label(application, at),
        "next": whereabouts(application, at),
        "mine": application.desk_id in desks,
        "due": DUE_WORDS.get(state, ""),
        "clock": _clock(application, state, at),
        "publicity": progress_at(listing, at, calendar) if listing else None,
        "publicity_id": listing.publicity_id if listing else None,
        "can_publish": may_be_listed(application, current_listing(application, round_of(application)), at),
        "readable": application.reached,
    }


DUE_WORDS = {
    State.DRAFT: "提交",
    State.RETURNED: "修改后再次提交",
    State.IN_REVIEW: "审核",
}


def _clock(application: Application, state: State, at: datetime) -> Clock | None:
    if state in (State.DRAFT, State.RETURNED):
        return clock(application.due_at, at)
    if state == State.IN_REVIEW:
        return clock(latest_safe(application.rules, application.due_at), at)
    return None


def safe_starts(
    people: Iterable[Application], today: date, calendar: WorkingCalendar
) -> list[dict[str, Any]]:
    """最迟哪天开始公示, once for each notice whose people still need one."""
    found: dict[str, dict[str, Any]] = {}
    for application in people:
        notice = application.notice_version.notice
        moment = latest_safe_publicity(application.rules, calendar)
        rule = rule_for(application, PublicityRound.BEFORE)
        second = round_of(application) == PublicityRound.AFTER
        if notice.code in found or moment is None or rule is None or second:
            continue
        found[notice.code] = {
            "notice": notice.title,
            "day": moment.day,
            "late": today > moment.day,
            "rule": rule.words,
            "clause": rule.clause,
        }
    return list(found.values())


def recent_publicities(publicities: QuerySet[Any], at: datetime, count: int = 10) -> list[dict[str, Any]]:
    """The unit's latest publicities with their stage."""
    today = at.astimezone(BEIJING).date()
    people = Prefetch("listings", PublicityListing.objects.select_related("application__applicant"))
    return [_publicity_line(one, today) for one in publicities.prefetch_related(people)[:count]]


def _publicity_line(publicity: Any, today: date) -> dict[str, Any]:
    one: Publicity = publicity
    open_results = publicity.people - publicity.settled
    if not open_results:
        label, tone = "结果已登记", "ok"
    elif today > one.ends_on:
        label, tone = f"期满，{open_results} 人待登记结果", "wait"
    else:
        label, tone = ("正在公示", "info") if today >= one.starts_on else ("尚未开始", "idle")
    names = [item.application.applicant.name for item in one.listings.all()]
    return {
        "publicity": one,
        "names": "、".join(names[:3]) + (f"等 {len(names)} 人" if len(names) > 3 else ""),
        "label": label,
        "tone": tone,
    }


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
