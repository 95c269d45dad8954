"""待办：what waits at the desks of a person."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from applications.models import Application, Organisation, User
from applications.rules.notices.terms import OrganisationKind
from applications.selectors.applications import organisations_of, reviewable_by, with_names
from applications.workflow import State

EMPLOYER_KINDS = (OrganisationKind.EMPLOYER, OrganisationKind.PERSONNEL_AGENCY)
SORTS = {
    "due": (F("due_at").asc(nulls_last=True), "arrived_at"),
    "arrived": ("arrived_at",),
    "name": ("applicant__name", "arrived_at"),
}


def queue_of(user: User, *, at: datetime) -> QuerySet[Application]:
    """Everything whose turn is at one of the person's desks; their own case and what has lapsed never."""
    in_time = Q(due_at__isnull=True) | Q(due_at__gt=at - timedelta(seconds=1))
    desks = organisations_of(user).values("pk")
    return with_names(Application.objects.filter(in_time, desk__in=desks).exclude(applicant=user))


def narrowed(queue: QuerySet[Application], wishes: Mapping[str, str]) -> QuerySet[Application]:
    """The queue searched, filtered and sorted by what the page offers; anything else is ignored."""
    if text := wishes.get("q", "").strip():
        queue = queue.filter(
            Q(applicant__name__contains=text) | Q(number__iexact=text) | Q(employer__name__contains=text)
        )
    if notice := wishes.get("notice", ""):
        queue = queue.filter(notice_version__notice__code=notice)
    if wishes.get("again") == "yes":
        queue = queue.filter(submissions__gt=1)
    return queue.order_by(*SORTS.get(wishes.get("sort", ""), SORTS["due"]))


def seen_by(user: User) -> QuerySet[Application]:
    """What has passed the person's desks and is elsewhere now."""
    return reviewable_by(user).exclude(desk__in=organisations_of(user).values("pk"))


def employers_of(user: User) -> QuerySet[Organisation]:
    """The employers for which the person has a living seat."""
    return organisations_of(user).filter(kind__in=EMPLOYER_KINDS)


def people_of(user: User) -> QuerySet[Application]:
    """本单位人员：the applications of the person's own units, drafts included, ended ones last."""
    mine = Application.objects.filter(employer__in=employers_of(user)).exclude(state=State.WITHDRAWN)
    return with_names(mine).prefetch_related("publicities__publicity")
