"""What may I do now, and why not? One answer for page and interface."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, User
from applications.services.moves import Guard, May, objections
from applications.workflow import Move, State, moves_from


@dataclass(frozen=True, slots=True)
class Offer:
    """A move shown to someone: a live button, or a greyed one that says why."""

    move: Move
    reasons: tuple[str, ...]

    @property
    def open(self) -> bool:
        return not self.reasons


def offers(
    application: Application,
    user: User,
    at: datetime,
    *,
    may: May,
    guards: Mapping[Move, Sequence[Guard]],
) -> list[Offer]:
    """The moves that leave the present state and are this person's to make, in the table's order."""
    return [
        Offer(move, tuple(objections(move, application, at, note="…", guards=guards.get(move, ()))))
        for move in moves_from(State(application.state))
        if may(user, move, application)
    ]
