"""评审分配：the office gives received applications to its experts, by hand or evenly, and takes them back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random, SystemRandom
from typing import Any
from uuid import UUID

from django.db import transaction

from applications.models import Application, Specialty, User
from applications.services import blinding
from applications.services.moves import MoveRefused, NotAllowed
from applications.services.snapshots import random_code
from review.models import Assignment, Expert
from review.rules.assigning import Candidate, Claim, may_be_drawn, objections
from review.rules.spreading import spread
from review.selectors.assigning import (
    assignable,
    candidates_of,
    claims_of,
    experts_of,
    specialties_for,
    taken_in,
)
from review.selectors.received import offices_of

NUMBER_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Allotment:
    """Who is given an application, or would be, and why others are not, in sentences."""

    application: Application
    experts: tuple[Expert, ...]
    reasons: tuple[str, ...] = ()


def by_hand(applications: Sequence[Any], experts: Sequence[Any]) -> list[Allotment]:
    """Every application to every expert, as far as that may be. Nothing is changed."""
    claims, candidates = claims_of(applications), candidates_of(experts)
    return [
        Allotment(application, *_sorted_out(claims[application.pk], experts, candidates))
        for application in applications
    ]


def evenly(
    applications: Sequence[Any], experts: Sequence[Any], *, each: int, random: Random | None = None
) -> list[Allotment]:
    """So many experts for each application, those it has included, drawn by chance and as even as can be.

    An application for which there are too few says so and gets none. Nothing is changed.
    """
    claims, candidates = claims_of(applications), candidates_of(experts)
    wanted = {key: max(each - len(claim.given), 0) for key, claim in claims.items()}
    eligible = {
        key: [expert for expert, candidate in candidates.items() if may_be_drawn(claim, candidate)]
        for key, claim in claims.items()
    }
    loads = {expert: candidate.load for expert, candidate in candidates.items()}
    drawn = spread(wanted, eligible, loads, random or SystemRandom())
    known = {expert.pk: expert for expert in experts}
    return [
        Allotment(
            application,
            tuple(known[expert] for expert in drawn.get(application.pk, ())),
            _shortage(wanted[application.pk], len(eligible[application.pk])),
        )
        for application in applications
    ]


@transaction.atomic
def assign(chosen: Mapping[UUID, Collection[int]], *, by: User, at: datetime) -> list[Allotment]:
    """Give each application to these experts (keys), as far as that may be at this moment.

    What is not the person's office's to give is left out. Blind copies that are missing are owed anew.
    Raises NotAllowed for who sits in no office.
    """
    _must_be_office(by)
    wanted = {expert for experts in chosen.values() for expert in experts}
    _lock(chosen, wanted)
    applications = {one.pk: one for one in assignable(by).filter(pk__in=list(chosen))}
    known = {one.pk: one for one in experts_of(by).filter(pk__in=wanted)}
    claims, candidates = claims_of(list(applications.values())), candidates_of(list(known.values()))
    allotments = []
    for key in [key for key in chosen if key in applications]:
        asked = [known[expert] for expert in dict.fromkeys(chosen[key]) if expert in known]
        allotment = Allotment(applications[key], *_sorted_out(claims[key], asked, candidates))
        allotments.append(allotment)
        _give(allotment, by=by, at=at)
    return allotments


@transaction.atomic
def withdraw(assignment: Assignment, *, by: User, at: datetime) -> None:
    """撤回：shut to the expert at once. Raises NotAllowed; MoveRefused where nothing can be taken back."""
    _lock([assignment.application_id], [assignment.expert_id])
    locked = Assignment.objects.select_for_update().filter(
        pk=assignment.pk,
        application__in=taken_in(by).values("pk"),
        expert__committee__in=offices_of(by),
    )
    if not (found := locked.first()):
        raise NotAllowed("withdraw")
    if found.withdrawn_at or found.recused_at:
        raise MoveRefused(["已经撤回或者专家已回避，没有变化。"])
    if Assignment.objects.filter(pk=found.pk, opinion__handed_in_at__isnull=False).exists():
        raise MoveRefused(["专家已提交意见，不能撤回。"])
    found.withdrawn_at, found.withdrawn_by = at, by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])


@transaction.atomic
def set_specialties(expert: Expert, codes: Collection[str], *, by: User) -> None:
    """What the expert may be given from now on; what was given stays. Raises NotAllowed, MoveRefused."""
    if not experts_of(by).filter(pk=expert.pk).exists():
        raise NotAllowed("specialties")
    offered = {specialty.pk for specialty in specialties_for(expert)}
    if not (chosen := offered & set(codes)):
        raise MoveRefused(["请至少选择一个专业。"])
    expert.specialties.set(Specialty.objects.filter(pk__in=chosen))


def _sorted_out(
    claim: Claim, experts: Iterable[Expert], candidates: Mapping[int, Candidate]
) -> tuple[tuple[Expert, ...], tuple[str, ...]]:
    """Who may have it, and a sentence for each who may not."""
    going, reasons = [], []
    for expert in experts:
        if found := list(objections(claim, candidates[expert.pk])):
            reasons.append(f"{expert.user.name}：{''.join(found)}")
        else:
            going.append(expert)
    return tuple(going), tuple(reasons)


def _shortage(wanted: int, eligible: int) -> tuple[str, ...]:
    if not wanted:
        return ("专家已经够了。",)
    if wanted > eligible:
        return (f"还要 {wanted} 位专家，能分的只有 {eligible} 位（专业相符、不须回避）。",)
    return ()


def _lock(applications: Iterable[UUID], experts: Iterable[int]) -> None:
    """In one order everywhere: neither a state nor an expert's list changes under the hand."""
    list(Application.objects.select_for_update().filter(pk__in=list(applications)).order_by("pk"))
    list(Expert.objects.select_for_update().filter(pk__in=list(experts)).order_by("pk"))


def _give(allotment: Allotment, *, by: User, at: datetime) -> None:
    for expert in allotment.experts:
        Assignment.objects.create(
            application=allotment.application,
            expert=expert,
            number=_new_number(expert),
            assigned_at=at,
            assigned_by=by,
        )
    if allotment.experts:
        blinding.order_missing(allotment.application, at=at)


def _new_number(expert: Expert) -> str:
    """盲评编号：says nothing, and orders the expert's list by chance; the expert's row is locked."""
    while expert.assignments.filter(number=(number := random_code(NUMBER_LENGTH))).exists():
        pass
    return number


def _must_be_office(by: User) -> None:
    if not offices_of(by).exists():
        raise NotAllowed("assign")
