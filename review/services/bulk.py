"""批量上报：what would go and why the rest would not, asked as one by one; then one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from applications import workflow
from applications.models import Application, User
from applications.services.moves import MoveRefused, NotAllowed, StaleMove, last_entry, objections
from review import permissions
from review.services import desk
from review.services.guards import GUARDS, declared_level, next_stop, opinion_as_prescribed


@dataclass(frozen=True, slots=True)
class Prospect:
    """What 审核通过并上报 would do with one application now."""

    application: Application
    reasons: tuple[str, ...]
    opinion: str
    clause: str
    goes_to: str

    @property
    def goes(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one application."""

    application: Application
    reasons: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        return not self.reasons


def prospects(applications: Iterable[Application], *, by: User, at: datetime) -> list[Prospect]:
    """For each whether it would go, by the guards of `forward` itself. Applications that are not the person's
    to decide are left out.
    """
    desks: dict[int | None, bool] = {}
    found = []
    for application in applications:
        if application.desk_id not in desks:  # one seat serves a whole desk
            desks[application.desk_id] = permissions.may(by, workflow.FORWARD, application)
        if desks[application.desk_id] and application.applicant_id != by.pk:
            found.append(_prospect(application, at))
    return found


def _prospect(application: Application, at: datetime) -> Prospect:
    level, stop = declared_level(application), next_stop(application)
    opinion = level.opinion if level else None
    sentence = opinion.sentence if opinion else ""
    guards = (*GUARDS[workflow.FORWARD], opinion_as_prescribed(sentence))
    reasons = tuple(objections(workflow.FORWARD, application, at, note=sentence, guards=guards))
    goes_to = f"{stop.label}（{stop.organisation.name}）" if stop else ""
    return Prospect(application, reasons, sentence, opinion.clause if opinion else "", goes_to)


def forward_all(
    chosen: Sequence[tuple[Application, int]], *, note: str, by: User, at: datetime
) -> list[Outcome]:
    """Forward each through the one door, from the step that the page showed, with the prescribed opinion
    where there is one and `note` elsewhere. What cannot go stays where it is and says why.
    """
    return [_forward(application, revision, note, by, at) for application, revision in chosen]


def _forward(application: Application, revision: int, note: str, by: User, at: datetime) -> Outcome:
    level = declared_level(application)
    words = level.opinion.sentence if level and level.opinion else note
    try:
        desk.act(application, workflow.FORWARD.name, by=by, at=at, note=words, revision=revision)
    except MoveRefused as problem:
        return Outcome(application, tuple(problem.reasons))
    except StaleMove as problem:
        return Outcome(application, (_meanwhile(problem),))
    except NotAllowed:
        return Outcome(application, (_meanwhile(StaleMove(last_entry(application))),))
    return Outcome(application)


def _meanwhile(problem: StaleMove) -> str:
    last = problem.last
    if last is None:
        return "已有变化，没有上报，请重新查看。"
    move = workflow.MOVES[last.move].label if last.move in workflow.MOVES else last.move
    return f"{last.by.name if last.by else '系统'} 已经{move}，没有再上报。"


def picked(texts: Iterable[str]) -> dict[UUID, int]:
    """`key:revision` as a page sends it; what is none is left out."""
    found: dict[UUID, int] = {}
    for text in texts:
        key, _, revision = text.partition(":")
        try:
            found[UUID(key)] = int(revision) if revision.isdecimal() and len(revision) < 10 else 0
        except ValueError:
            continue
    return found
