"""Whose applications one may see."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from applications.models import Application, Organisation, ReviewLevel, Seat, User
from applications.rules.deadlines import ONE_SECOND, is_past
from applications.workflow import State


def with_names(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With what a list or a heading shows, in one statement."""
    return applications.select_related(
        "applicant", "employer", "series", "specialty", "desk", "notice_version__notice"
    ).defer(
        "notice_version__content",  # document_of() reads that once a process
        "applicant__id_number",  # lists do not show what would have to be deciphered first
        "applicant__mobile",
        "applicant__password",
    )


def of_applicant(user: User) -> QuerySet[Application]:
    """本人的申报书, newest first."""
    return with_names(Application.objects.filter(applicant=user))


def to_fill(user: User) -> QuerySet[Application]:
    """本人的申报书, to write in, with the person and the employer that its rules look at."""
    return Application.objects.filter(applicant=user).select_related("applicant", "employer")


def organisations_of(user: User) -> QuerySet[Organisation]:
    """The organisations in which the person has a living seat."""
    return Organisation.objects.filter(
        pk__in=Seat.objects.filter(user=user, is_active=True).values("organisation"), is_active=True
    )


def reviewable_by(user: User) -> QuerySet[Application]:
    """Applications that have reached a desk of the person's, now or before. Their own never.

    The route is fixed at submission, so rights follow the application and not a later move of a unit.
    """
    reached = ReviewLevel.objects.filter(
        application=OuterRef("pk"),
        organisation__in=organisations_of(user),
        reached_at__isnull=False,
    )
    return with_names(Application.objects.filter(Exists(reached)).exclude(applicant=user))


def overdue(at: datetime) -> QuerySet[Application]:
    """Applications whose deadline is over: the closing second itself still counts."""
    return Application.objects.filter(due_at__lte=at - ONE_SECOND)


def state_at(application: Application, at: datetime) -> State:
    """The state as the clock has it, whether or not the sweep has come by."""
    if application.due_at and is_past(application.due_at, at):
        return State.ABANDONED
    return State(application.state)


def time_left(application: Application, at: datetime) -> timedelta | None:
    """Until the deadline; None where there is none."""
    return application.due_at - at if application.due_at else None
