"""The office's predicate, beside those of the lower app: together they cover every actor."""

from collections.abc import Mapping

from applications import permissions
from applications.models import Application, User
from applications.rules.notices.terms import OrganisationKind
from applications.workflow import Actor, Move


def sits_in_the_office(user: User | None, application: Application) -> bool:
    """At the current desk, and that desk is the committee's office."""
    return (
        application.desk is not None
        and application.desk.kind == OrganisationKind.COMMITTEE_OFFICE
        and permissions.sits_at_current_desk(user, application)
    )


MAY_ACT: Mapping[Actor, permissions.Predicate] = {
    **permissions.MAY_ACT,
    Actor.OFFICE: sits_in_the_office,
}


def may(user: User | None, move: Move, application: Application) -> bool:
    """May this person make this move, leaving aside whether it is possible now?"""
    predicate = MAY_ACT.get(move.actor)
    return predicate is not None and predicate(user, application)
