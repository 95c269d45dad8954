"""待办列表的行：fetched lean and made of plain text, because a reviewer's list is long and opened all day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from applications.models import Application, PublicityListing
from applications.models.notice import document_of
from applications.models.publicity import PublicityRound
from applications.rules.calendar import WorkingCalendar
from applications.rules.deadlines import BEIJING
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Mode, Rank
from applications.selectors.calendar import working_calendar
from applications.workflow import State
from review.selectors.publicities import progress, tone
from review.selectors.words import DAY, Clock, clock, moment

COLUMNS = (
    "pk",
    "number",
    "applicant__name",
    "employer__name",
    "series__name",
    "specialty__name",
    "title",
    "rank",
    "mode",
    "desk_id",
    "desk__name",
    "state",
    "submissions",
    "arrivals",
    "arrived_at",
    "opened_at",
    "due_at",
    "notice_version_id",
)
RANKS = {rank.value: rank.label for rank in Rank}
MODES = {mode.value: mode.label for mode in Mode}


class QueueRow(TypedDict):
    """One line of the queue, ready to be printed."""

    id: UUID
    place: int
    pickable: bool
    name: str
    number: str
    employer: str
    claim: str
    mode: str
    desk: str
    arrived: str
    waiting: str
    clock: Clock | None
    again: bool
    opened: bool
    submissions: str
    publicity: Mapping[str, str] | None


class Figures(TypedDict):
    """The numbers above the queue."""

    total: int
    soon: int
    again: int


def figures(queue: QuerySet[Application], at: datetime) -> Figures:
    """How many wait, how many of them end within a day, how many came back; one statement."""
    day = datetime.fromtimestamp(at.timestamp() + DAY, tz=BEIJING)
    counts = queue.order_by().aggregate(
        total=Count("pk"),
        soon=Count("pk", filter=Q(due_at__lte=day)),
        again=Count("pk", filter=Q(submissions__gt=1)),
    )
    return {"total": counts["total"], "soon": counts["soon"], "again": counts["again"]}


def queue_rows(queue: QuerySet[Application], *, first: int, count: int, at: datetime) -> list[QueueRow]:
    """Some of the queue from place `first` on; at most three statements however many."""
    found = list(queue.values(*COLUMNS)[first : first + count])
    published = _publicities([row["pk"] for row in found], at)
    return [_row(row, first + n, published.get(row["pk"]), at) for n, row in enumerate(found)]


def claim_words(series: str, specialty: str, title: str, rank: str) -> str:
    """图书资料系列 · 图书资料 · 馆员（中级）"""
    names = [series] if series in (specialty, f"{specialty}系列") else [series, specialty]
    return f"{' · '.join(names)} · {title}（{RANKS.get(rank, rank)}）"


def claim_line(application: Application) -> dict[str, Any]:
    """Who applies for what, for the lists of the office; all that it reads was fetched with it."""
    return {
        "id": application.pk,
        "name": application.applicant.name,
        "employer": application.employer.name,
        "number": application.number,
        "claim": claim_words(
            application.series.name, application.specialty.name, application.title, application.rank
        ),
        "mode": MODES.get(application.mode, application.mode),
    }


def latest_safe(document: NoticeDocument, due_at: datetime | None) -> datetime | None:
    """最迟：the application's own deadline, else the end of the notice's review."""
    return due_at or document.timetable.review_end


def _row(row: Mapping[str, Any], place: int, publicity: dict[str, str] | None, at: datetime) -> QueueRow:
    document = document_of(row["notice_version_id"])
    due = None if row["state"] == State.RESULT_PUBLICITY else latest_safe(document, row["due_at"])
    return {
        "id": row["pk"],
        "place": place,
        "pickable": row["state"] == State.IN_REVIEW,
        "name": row["applicant__name"],
        "number": row["number"],
        "employer": row["employer__name"],
        "claim": claim_words(row["series__name"], row["specialty__name"], row["title"], row["rank"]),
        "mode": MODES.get(row["mode"], row["mode"]),
        "desk": row["desk__name"],
        "arrived": moment(row["arrived_at"]),
        "waiting": waiting(row["arrived_at"], at),
        "clock": clock(due, at),
        "again": row["submissions"] > 1,
        "opened": row["opened_at"] is not None,
        "submissions": of_cap(document, row["submissions"], row["arrivals"]),
        "publicity": publicity,
    }


def of_cap(document: NoticeDocument, submissions: int, arrivals: int) -> str:
    """1 / 3: how many of the allowed submissions are used; alone where the notice allows any number."""
    cap = document.cap
    return f"{cap.spent(submissions, arrivals)} / {cap.max}" if cap else str(submissions)


def waiting(arrived: datetime | None, at: datetime) -> str:
    """How long it has lain there, in whole days of Beijing."""
    if arrived is None:
        return ""
    days = (at.astimezone(BEIJING).date() - arrived.astimezone(BEIJING).date()).days
    return f"已等 {days} 天" if days > 0 else "今天送达"


def _publicities(applications: Iterable[UUID], at: datetime) -> dict[UUID, dict[str, str]]:
    """The standing publicity of each, the later round winning."""
    listings = PublicityListing.objects.filter(
        application__in=list(applications), superseded_at__isnull=True
    ).values_list("application_id", "round", "result", "publicity__starts_on", "publicity__ends_on")
    # the round after confirmation comes last and wins
    found = {item[0]: item for item in sorted(listings, key=lambda item: item[1] == PublicityRound.AFTER)}
    if not found:
        return {}
    today = at.astimezone(BEIJING).date()
    calendar = working_calendar(today)
    return {pk: _publicity(item, today, calendar) for pk, item in found.items()}


def _publicity(item: tuple[Any, ...], today: date, calendar: WorkingCalendar) -> dict[str, str]:
    _, _, result, begun, ends = item
    return {"label": progress(result, begun, ends, today, calendar), "tone": tone(result, ends, today)}
