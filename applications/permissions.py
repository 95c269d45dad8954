"""One predicate per actor. What is not named here is refused."""

from collections.abc import Callable, Mapping

from applications.models import Application, Notice, Seat, User
from applications.workflow import Actor, Move

Predicate = Callable[[User | None, Application], bool]


def is_applicant(user: User | None, application: Application) -> bool:
    return user is not None and application.applicant_id == user.pk


def sits_at_current_desk(user: User | None, application: Application) -> bool:
    """A living seat in the organisation whose turn it is; never in one's own case."""
    return (
        user is not None
        and application.desk_id is not None
        and application.applicant_id != user.pk
        and Seat.objects.filter(
            user=user, organisation_id=application.desk_id, is_active=True, organisation__is_active=True
        ).exists()
    )


def is_no_person(user: User | None, application: Application) -> bool:
    return user is None


MAY_ACT: Mapping[Actor, Predicate] = {
    Actor.APPLICANT: is_applicant,
    Actor.LEVEL: sits_at_current_desk,
    Actor.CLOCK: is_no_person,
}


def may(user: User | None, move: Move, application: Application) -> bool:
    """May this person make this move, leaving aside whether it is possible now?"""
    predicate = MAY_ACT.get(move.actor)
    return predicate is not None and predicate(user, application)


def is_administrator(user: User | None) -> bool:
    """A system administrator of this installation."""
    return user is not None and user.is_active and user.is_superuser


def keeps_integrity_of(user: User | None, notice: Notice) -> bool:
    """诚信记录 are kept by the committee's office of the notice, and by an administrator."""
    if user is None or not user.is_active:
        return False
    return is_administrator(user) or (
        notice.committee_id is not None
        and Seat.objects.filter(
            user=user, organisation_id=notice.committee_id, is_active=True, organisation__is_active=True
        ).exists()
    )
