"""审核台：which applications a reviewer may read, the way of each, and who stands beside it in the queue."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from applications.models import Application, PublicityListing, ReviewLevel, User
from applications.selectors.applications import reviewable_by
from applications.selectors.journal import Step, journal_of, step_for
from applications.workflow import State
from review.rules.grounds import GROUNDS

SHOWN = (
    *(f"applicant__{name}" for name in ("name", "id_number", "mobile")),
    *(f"employer__{name}" for name in ("name", "kind")),
    *(f"desk__{name}" for name in ("name", "kind")),
    "series__name",
    "specialty__name",
)
OWN = tuple(field.attname for field in Application._meta.concrete_fields)


def for_reviewers(user: User, desks: Collection[int]) -> QuerySet[Application]:
    """What the person may read as a reviewer, with its route and publicities; only the columns shown.

    The same applications as `reviewable_by`, from the keys of the person's organisations.
    """
    reached = ReviewLevel.objects.filter(
        application=OuterRef("pk"), organisation__in=desks, reached_at__isnull=False
    )
    route = ReviewLevel.objects.select_related("organisation").only(
        "application_id", "position", "code", "label", "organisation__name", "reached_at"
    )
    listings = PublicityListing.objects.select_related("publicity").order_by("pk")
    return (
        Application.objects.filter(Exists(reached))
        .exclude(applicant=user)
        .select_related("applicant", "employer", "desk", "series", "specialty")
        .only(*OWN, *SHOWN)
        .prefetch_related(Prefetch("route", route.order_by("position")), Prefetch("publicities", listings))
    )


def to_decide(user: User) -> QuerySet[Application]:
    """What the person may decide on, with no more than a decision needs."""
    bare = reviewable_by(user).defer(None).select_related(None)
    return bare.select_related("applicant").only(*OWN, "applicant__name")


def route_steps(application: Application) -> list[dict[str, str]]:
    """The desks of the route for components/steps.html."""
    return [_step(application, stop) for stop in application.route.all()]


def _step(application: Application, stop: ReviewLevel) -> dict[str, str]:
    status = "todo"
    if application.state in (State.DRAFT, State.IN_REVIEW, State.RETURNED):
        if stop.position < application.level:
            status = "done"
        elif stop.position == application.level:
            status = "returned" if application.state == State.RETURNED else "now"
    elif application.state in (State.RECEIVED, State.RESULT_PUBLICITY, State.GRANTED) or (
        stop.position < application.level
    ):
        status = "done"
    note = stop.organisation.name if stop.organisation.name != stop.label else ""
    return {"label": stop.label, "status": status, "note": note}


def history_of(application: Application, reader: User) -> list[Step]:
    """办理记录 newest first, with the ground of a refusal in its words; one statement."""
    return [
        replace(step, note="：".join(filter(None, (GROUNDS.get(entry.ground, ""), step.note))))
        for entry in journal_of(application)
        for step in [step_for(entry, reader)]
    ]


def neighbours(
    queue: QuerySet[Application], application: Application, place: int | None
) -> tuple[Any | None, Any | None, int | None]:
    """Who stands before and after it in the reader's queue, and its own place; one statement.

    The place comes from the list that the reader left; where others have acted meanwhile, it is
    looked for around that place, and where it is gone its successor has moved up into it.
    """
    start = max((place or 0) - 1, 0)
    ids: Sequence[Any] = list(queue.values_list("pk", flat=True)[start : start + 3])
    if application.pk not in ids:
        after = next((pk for pk in ids[(place or 0) - start :]), None)
        return None, after, None
    here = ids.index(application.pk)
    return (
        ids[here - 1] if here else None,
        ids[here + 1] if here + 1 < len(ids) else None,
        start + here,
    )


def following(queue: QuerySet[Application], number: int) -> tuple[UUID, str, int] | None:
    """Key, name and line of what stands there in the queue now, else of its first; at most two statements."""
    for line in dict.fromkeys((number, 0)):
        for pk, name in queue.values_list("pk", "applicant__name")[line : line + 1]:
            return pk, name, line
    return None
