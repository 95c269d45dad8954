"""待办：what waits at the desks of a person."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from applications.models import Application, Entry, Organisation, ReviewLevel, User
from applications.selectors.applications import organisations_of, reviewable_by, with_names
from applications.selectors.people import RECOMMENDING
from applications.workflow import ENDED, State

OVER = sorted(ENDED | {State.GRANTED})
ACT = (
    "application_id",
    "move",
    "at",
    "by__name",
    "application__applicant__name",
    "application__employer__name",
    "application__state",
    "application__due_at",
    "application__desk__name",
)
SORTS = {
    "due": (F("due_at").asc(nulls_last=True), "arrived_at"),
    "arrived": ("arrived_at",),
    "name": ("applicant__name", "arrived_at"),
}


def keys_of_desks(user: User) -> list[int]:
    """The keys of the organisations in which the person has a living seat."""
    return list(organisations_of(user).order_by().values_list("pk", flat=True))


def queue_of(user: User, *, at: datetime, desks: Collection[int] | None = None) -> QuerySet[Application]:
    """Everything whose turn is at one of the person's desks; their own case and what has lapsed never.

    `desks` are the keys of the person's organisations, where the page has read them already.
    """
    in_time = Q(due_at__isnull=True) | Q(due_at__gt=at - timedelta(seconds=1))
    held = Q(desk__in=organisations_of(user).values("pk") if desks is None else desks)
    return with_names(Application.objects.filter(in_time, held).exclude(applicant=user))


def narrowed(
    queue: QuerySet[Application], wishes: Mapping[str, str], *, order: bool = True
) -> QuerySet[Application]:
    """The queue searched, filtered and sorted by what the page offers; anything else is ignored."""
    if text := wishes.get("q", "").strip():
        queue = queue.filter(
            Q(applicant__name__contains=text) | Q(number__iexact=text) | Q(employer__name__contains=text)
        )
    if notice := wishes.get("notice", ""):
        queue = queue.filter(notice_version__notice__code=notice)
    if wishes.get("again") == "yes":
        queue = queue.filter(submissions__gt=1)
    if not order:
        return queue
    return queue.order_by(*SORTS.get(wishes.get("sort", ""), SORTS["due"]), "pk")


def notices_in(queue: QuerySet[Application]) -> list[tuple[str, str]]:
    """Code and title of each notice that the queue speaks of."""
    pairs = queue.order_by().values_list("notice_version__notice__code", "notice_version__notice__title")
    return sorted(pairs.distinct())


def latest_acts(user: User, desks: Collection[int], count: int) -> list[dict[str, Any]]:
    """最近办理：the applications that the person's desks acted on last, each with its latest act only, newest
    first; one lean statement.
    """
    later = Entry.objects.filter(
        application=OuterRef("application"), organisation__in=desks, revision__gt=OuterRef("revision")
    )
    steps = Entry.objects.filter(~Exists(later), organisation__in=desks).exclude(application__applicant=user)
    return list(steps.order_by("-at", "-pk").values(*ACT)[:count])


def seen_by(user: User) -> QuerySet[Application]:
    """What has passed the person's desks and is elsewhere now, the latest to have come first."""
    reached = ReviewLevel.objects.filter(application=OuterRef("pk"), organisation__in=organisations_of(user))
    latest = reached.order_by("-reached_at").values("reached_at")[:1]
    elsewhere = Q(desk__isnull=True) | ~Q(desk__in=organisations_of(user).values("pk"))
    return reviewable_by(user).filter(elsewhere).annotate(reached=Subquery(latest)).order_by("-reached", "pk")


def employers_of(user: User) -> QuerySet[Organisation]:
    """The employers for which the person has a living seat."""
    return organisations_of(user).filter(kind__in=RECOMMENDING)


def people_of(user: User) -> QuerySet[Application]:
    """本单位人员：the applications of the person's own units, drafts included, ended ones last.

    One's own is not among them: nobody publishes or judges oneself.
    """
    mine = Application.objects.filter(employer__in=employers_of(user)).exclude(state=State.WITHDRAWN)
    desks = organisations_of(user).values("pk")
    reached = ReviewLevel.objects.filter(
        application=OuterRef("pk"), organisation__in=desks, reached_at__isnull=False
    )
    over = Case(When(state__in=OVER, then=1), default=0, output_field=IntegerField())
    return (
        with_names(mine.exclude(applicant=user))
        .prefetch_related("publicities__publicity")
        .annotate(over=over, reached=Exists(reached))
        .order_by("over", F("due_at").asc(nulls_last=True), "applicant__name", "pk")
    )
