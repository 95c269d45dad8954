"""核对：a desk ticks what it has looked at; each tick keeps who and when."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from applications.models import Application, ReviewLevel, Submission, Tick, User
from applications.selectors.applications import organisations_of, state_at
from applications.selectors.dossiers import latest_submission
from applications.services.moves import MoveRefused, NotAllowed, StaleMove, last_entry
from applications.workflow import State
from review.selectors.checklists import items_of, stop_to_tick


def tick(
    application: Application, items: Collection[str], *, by: User, at: datetime, seen: str = ""
) -> Submission:
    """Tick items for the person's desk, on the latest submission; what is ticked already keeps its name.

    `seen` is the submission that the person read. Raises NotAllowed, MoveRefused or StaleMove.
    """
    return record(application, ticked=items, unticked=(), by=by, at=at, seen=seen)


def untick(
    application: Application, items: Collection[str], *, by: User, at: datetime, seen: str = ""
) -> Submission:
    """Take ticks of the person's own desk back."""
    return record(application, ticked=(), unticked=items, by=by, at=at, seen=seen)


@transaction.atomic
def record(
    application: Application,
    *,
    ticked: Collection[str],
    unticked: Collection[str],
    by: User,
    at: datetime,
    seen: str = "",
) -> Submission:
    """Tick some items and take others back, in one go. Raises like `tick`."""
    locked = Application.objects.select_for_update().prefetch_related("route").get(pk=application.pk)
    submission = latest_submission(locked)
    stop = _own_stop(locked, by)
    if submission is None or (seen and seen != str(submission.pk)):
        raise StaleMove(last_entry(locked))
    if state_at(locked, at) == State.ABANDONED:
        raise MoveRefused(["已超过最迟时间，视为放弃申报。"])
    if not {*ticked, *unticked} <= {item.code for item in items_of(locked, submission)}:
        raise NotAllowed("tick")
    of_desk = Tick.objects.filter(submission=submission, organisation=stop.organisation_id)
    of_desk.filter(item__in=unticked).delete()
    done = set(of_desk.filter(item__in=ticked).values_list("item", flat=True))
    Tick.objects.bulk_create(
        Tick(submission=submission, organisation_id=stop.organisation_id, item=item, by=by, at=at)
        for item in dict.fromkeys(ticked)
        if item not in done
    )
    return submission


def _own_stop(application: Application, by: User) -> ReviewLevel:
    """The desk that may tick now, where the person sits there; never in one's own case."""
    stop, _ = stop_to_tick(application)
    if stop is None or application.applicant_id == by.pk:
        raise NotAllowed("tick")
    if not organisations_of(by).filter(pk=stop.organisation_id).exists():
        raise NotAllowed("tick")
    return stop
