"""专家的入口：what an expert may open. There is no other way from an expert to an application."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from applications.models import Entry, ReviewLevel, Seat, User
from applications.rules.deadlines import BEIJING
from applications.rules.notices.terms import OrganisationKind
from review.models import Assignment, Expert, Opinion
from review.rules.assigning import EVALUABLE
from review.selectors.blind import claim_of, mode_of

# An assignment that the office has not taken back and the expert has not declined.
LIVING = Q(withdrawn_at__isnull=True, recused_at__isnull=True)


def active_experts() -> QuerySet[Expert]:
    """Experts who may be given something and may read it."""
    return Expert.objects.filter(
        is_active=True,
        user__is_active=True,
        committee__is_active=True,
        committee__kind=OrganisationKind.COMMITTEE_OFFICE,
    )


def is_expert(user: User) -> bool:
    """Whether any committee counts on the person now."""
    return active_experts().filter(user=user.pk).exists()


def assignments_of(user: User) -> QuerySet[Assignment]:
    """What the person may read as an expert at this moment, in the order of the random numbers.

    The same barriers as in `review.rules.assigning`, asked of the database at every look. No name, number
    or unit of an applicant comes with it.
    """
    application = OuterRef("application")
    acted = Entry.objects.filter(application=application, by=user.pk)
    route = ReviewLevel.objects.filter(application=OuterRef(application)).values("organisation")
    sits = Seat.objects.filter(user=user.pk, is_active=True, organisation__is_active=True).filter(
        Q(organisation__in=route) | Q(organisation=OuterRef("application__employer"))
    )
    return (
        Assignment.objects.filter(
            LIVING,
            expert__in=active_experts().filter(user=user.pk),
            expert__committee=F("application__notice_version__notice__committee"),
            application__state__in=EVALUABLE,
        )
        .exclude(application__applicant=user.pk)
        .exclude(application__employer=F("expert__employer"))
        .exclude(Exists(acted))
        .exclude(Exists(sits))
        .select_related("application__specialty", "opinion")
        .order_by("number", "pk")
    )


def assignment_for(user: User, pk: UUID) -> Assignment | None:
    """The one access function: what stands behind an expert's address, or nothing.

    With the application's notice version, specialty, applicant and employer, from which the blind dossier
    is made.
    """
    application = ("notice_version", "applicant", "employer")
    return (
        assignments_of(user)
        .filter(pk=pk)
        .select_related(*(f"application__{name}" for name in application))
        .defer("application__notice_version__content")  # document_of() reads that once a process
        .first()
    )


def given_rows(assignments: Iterable[Assignment]) -> list[dict[str, Any]]:
    """Lines of the expert's list: a number, what is claimed, the day, and how far one's own opinion is."""
    return [
        {
            "id": assignment.pk,
            "number": assignment.number,
            "claim": claim_of(assignment.application),
            "mode": mode_of(assignment.application),
            "given": assignment.assigned_at.astimezone(BEIJING).date(),
            "state": opinion_state(opinion_of(assignment)),
        }
        for assignment in assignments
    ]


def opinion_of(assignment: Assignment) -> Opinion | None:
    """What the expert has written so far."""
    return getattr(assignment, "opinion", None)


def opinion_state(opinion: Opinion | None) -> dict[str, str]:
    """未写、已保存、已提交, as a badge."""
    if opinion and opinion.handed_in_at:
        return {"label": "已提交", "tone": "ok"}
    if opinion and opinion.text.strip():
        return {"label": "已保存", "tone": "wait"}
    return {"label": "未写", "tone": "idle"}


def freshness_of(opinion: Opinion | None) -> dict[str, int | str]:
    """For a page left open: the version that stands, and when it was saved."""
    if opinion is None:
        return {"row": 0, "saved_at": ""}
    return {"row": opinion.version, "saved_at": f"{opinion.saved_at.astimezone(BEIJING):%H:%M}"}
