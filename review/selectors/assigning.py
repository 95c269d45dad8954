"""评审分配：what a committee's office sees of its experts and of what they have been given."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from applications.models import Application, Entry, Notice, ReviewLevel, Seat, Specialty, User
from applications.models.notice import document_of
from review.models import Assignment, Expert
from review.rules.assigning import EVALUABLE, Candidate, Claim, barriers
from review.selectors.experts import active_experts, opinion_of
from review.selectors.received import offices_of, received_by
from review.selectors.rows import claim_line
from review.selectors.words import moment


def taken_in(user: User) -> QuerySet[Any]:
    """What the person's offices have received under notices of their own committees; their own case never.

    With the numbers of experts who have it (`given`) and who have handed in (`handed`).
    """
    living = Q(assignments__withdrawn_at__isnull=True, assignments__recused_at__isnull=True)
    handed = living & Q(assignments__opinion__handed_in_at__isnull=False)
    found: QuerySet[Any] = (
        received_by(user)
        .filter(notice_version__notice__committee__in=offices_of(user))
        .annotate(
            given=Count("assignments", filter=living & Q(assignments__isnull=False)),
            handed=Count("assignments", filter=handed),
        )
    )
    return found


def assignable(user: User) -> QuerySet[Any]:
    """Of these what can be given to experts now."""
    return taken_in(user).filter(state__in=EVALUABLE)


def experts_of(user: User) -> QuerySet[Any]:
    """The active experts of the person's offices, with what they have now and have handed in."""
    living = Q(
        assignments__isnull=False,
        assignments__withdrawn_at__isnull=True,
        assignments__recused_at__isnull=True,
        assignments__application__state__in=EVALUABLE,
    )
    handed = living & Q(assignments__opinion__handed_in_at__isnull=False)
    return (
        active_experts()
        .filter(committee__in=offices_of(user))
        .select_related("user", "employer", "committee")
        .prefetch_related("specialties")
        .defer("user__id_number", "user__mobile", "user__password")
        .annotate(load=Count("assignments", filter=living), handed=Count("assignments", filter=handed))
        .order_by("committee", "user__name", "pk")
    )


def assignable_rows(applications: Iterable[Any]) -> list[dict[str, Any]]:
    """Lines of the office's list."""
    return [
        {
            **claim_line(application),
            "given": application.given,
            "handed": application.handed,
        }
        for application in applications
    ]


def evaluations_of(application: Application) -> list[dict[str, Any]]:
    """Everybody to whom it was given: the state, what was handed in, and what keeps it shut to them now."""
    found = list(
        application.assignments.select_related("expert__user", "expert__employer", "assigned_by", "opinion")
        .defer("expert__user__id_number", "expert__user__mobile", "expert__user__password")
        .order_by("assigned_at", "pk")
    )
    claim = claims_of([application])[application.pk]
    experts = candidates_of([one.expert for one in found])
    return [_evaluation(one, claim, experts[one.expert_id]) for one in found]


def _evaluation(assignment: Assignment, claim: Claim, expert: Candidate) -> dict[str, Any]:
    opinion = opinion_of(assignment)
    handed = opinion if opinion and opinion.handed_in_at else None
    over = bool(assignment.withdrawn_at or assignment.recused_at)
    return {
        "assignment": assignment,
        "state": _state(assignment, handed is not None),
        "opinion": handed,
        "withdrawable": not over and handed is None,
        "shut": [] if over or handed else list(barriers(claim, expert)),
    }


def _state(assignment: Assignment, handed: bool) -> dict[str, str]:
    if assignment.withdrawn_at:
        return {"label": "已撤回", "tone": "idle", "when": moment(assignment.withdrawn_at)}
    if assignment.recused_at:
        return {"label": "已回避", "tone": "stop", "when": moment(assignment.recused_at)}
    if handed:
        return {"label": "已提交", "tone": "ok", "when": ""}
    return {"label": "未提交", "tone": "wait", "when": ""}


def claims_of(applications: Sequence[Application]) -> dict[UUID, Claim]:
    """What decides about each, in three statements; the applications carry their notices."""
    keys = [application.pk for application in applications]
    route = ReviewLevel.objects.filter(application__in=keys).values_list("application", "organisation")
    acts = Entry.objects.filter(application__in=keys, by__isnull=False).order_by()
    given: Mapping[UUID, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for application, expert, withdrawn, recused in Assignment.objects.filter(
        application__in=keys
    ).values_list("application", "expert", "withdrawn_at", "recused_at"):
        given[application]["withdrawn" if withdrawn else "recused" if recused else "given"].add(expert)
    desks, actors = _grouped(route), _grouped(acts.values_list("application", "by").distinct())
    return {
        application.pk: Claim(
            key=application.pk,
            applicant=application.applicant_id,
            employer=application.employer_id,
            committee=application.notice_version.notice.committee_id,
            specialty=application.specialty_id,
            is_evaluable=application.state in EVALUABLE,
            desks=frozenset(desks[application.pk] | {application.employer_id}),
            actors=frozenset(actors[application.pk]),
            **{word: frozenset(experts) for word, experts in given[application.pk].items()},
        )
        for application in applications
    }


def candidates_of(experts: Sequence[Any]) -> dict[int, Candidate]:
    """What decides about each expert; one statement, and one for the specialties where they are not there."""
    people = {expert.user_id for expert in experts}
    seats = Seat.objects.filter(user__in=people, is_active=True, organisation__is_active=True)
    desks = _grouped(seats.order_by().values_list("user", "organisation"))
    living = set(active_experts().filter(pk__in=[e.pk for e in experts]).values_list("pk", flat=True))
    return {
        expert.pk: Candidate(
            key=expert.pk,
            user=expert.user_id,
            committee=expert.committee_id,
            employer=expert.employer_id,
            specialties=frozenset(specialty.pk for specialty in expert.specialties.all()),
            is_active=expert.pk in living,
            desks=frozenset(desks[expert.user_id]),
            load=getattr(expert, "load", 0),
        )
        for expert in experts
    }


def specialties_for(expert: Expert) -> list[Specialty]:
    """What can be claimed before the expert's committee, and what the expert has already."""
    notices = Notice.objects.filter(committee=expert.committee_id, latest__isnull=False)
    codes = {
        offering.specialty.code
        for version in notices.values_list("latest", flat=True)
        for offering in document_of(version).offerings
    }
    kept = expert.specialties.values_list("pk", flat=True)
    found = Specialty.objects.filter(Q(pk__in=codes) | Q(pk__in=kept)).select_related("series")
    return list(found.order_by("series__name", "name"))


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> Mapping[Any, set[Any]]:
    found: Mapping[Any, set[Any]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found
