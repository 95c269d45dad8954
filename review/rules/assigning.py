"""谁可以评谁：why an application cannot be given to an expert, and why one that was given is closed again."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from applications.workflow import State

# Where experts read: the materials are received and no result is settled. Anything else is shut to them.
EVALUABLE = (State.RECEIVED, State.UNDER_EVALUATION)


@dataclass(frozen=True, slots=True)
class Claim:
    """What decides about an application; keys of rows throughout.

    `desks` are the units that have reviewed it and the applicant's own; `actors` the people who acted on it.
    `given`, `recused` and `withdrawn` are experts.
    """

    key: Hashable
    applicant: int
    employer: int
    committee: int | None
    specialty: str
    is_evaluable: bool
    desks: frozenset[int] = frozenset()
    actors: frozenset[int] = frozenset()
    given: frozenset[int] = frozenset()
    recused: frozenset[int] = frozenset()
    withdrawn: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides about an expert; `load` is how many applications are with them now."""

    key: int
    user: int
    committee: int
    employer: int
    specialties: frozenset[str]
    is_active: bool = True
    desks: frozenset[int] = frozenset()
    load: int = 0


def barriers(claim: Claim, expert: Candidate) -> Iterator[str]:
    """What keeps the dossier shut, before it is given and at every look afterwards. 盲评、回避"""
    if not claim.is_evaluable:
        yield "申报书不在评审阶段。"
    if not expert.is_active:
        yield "该专家已停用。"
    if expert.committee != claim.committee:
        yield "不是该评委会的专家。"
    if expert.user == claim.applicant:
        yield "是申报人本人。"
    elif expert.employer == claim.employer:
        yield "与申报人同一单位。"
    elif expert.user in claim.actors:
        yield "办理过这份申报，知道申报人是谁。"
    elif expert.desks & claim.desks:
        yield "在审核这份申报的单位有席位，看得到申报人是谁。"


def objections(claim: Claim, expert: Candidate) -> Iterator[str]:
    """Why it cannot be given now; nothing where it can."""
    yield from barriers(claim, expert)
    if claim.specialty not in expert.specialties:
        yield "专业不符。"
    if expert.key in claim.recused:
        yield "该专家已回避。"
    elif expert.key in claim.given:
        yield "已分给该专家。"


def may_be_drawn(claim: Claim, expert: Candidate) -> bool:
    """May chance give it to the expert? What the office took back it gives again by hand only."""
    return expert.key not in claim.withdrawn and not any(objections(claim, expert))
