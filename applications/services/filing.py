"""申报：submitting, correcting, recalling, giving up — the applicant's moves and the clock's."""

from datetime import datetime
from typing import Any

from django.db import transaction

from applications import workflow
from applications.models import Application, ReviewLevel, Submission, User
from applications.permissions import is_applicant
from applications.rules.timing import due_in_draft, due_in_review
from applications.selectors.dossiers import latest_submission
from applications.services import scans
from applications.services.guards import GUARDS, as_checked, route_of, scans_prepared
from applications.services.moves import MoveRefused, StaleMove, perform
from applications.services.snapshots import freeze
from applications.workflow import State


def submit(
    application: Application, *, by: User, at: datetime, revision: int, fingerprint: str = ""
) -> Submission:
    """提交 or 修改后再次提交, whichever the state asks for.

    `revision` is the step that the person's page showed, `fingerprint` the draft on it. Sending the same
    page again, at once or twenty times, answers with the same submission. Scans that are still as they
    came in are prepared before anything is locked: nobody misses the hour because a worker is slow.
    Raises MoveRefused, StaleMove or NotAllowed.
    """
    if is_applicant(by, application):
        scans.prepare_all(application, at=at)
    try:
        return _submit(application, by=by, at=at, revision=revision, seen=fingerprint)
    except StaleMove:
        same = Submission.objects.filter(
            application=application, application__applicant=by, base_revision=revision
        ).first()
        if same is None:
            raise
        return same


@transaction.atomic
def _submit(application: Application, *, by: User, at: datetime, revision: int, seen: str) -> Submission:
    again = application.state == State.RETURNED
    move = workflow.RESUBMIT if again else workflow.SUBMIT
    moved = perform(
        move,
        application,
        by=by,
        at=at,
        guards=(as_checked(seen), *GUARDS[move], scans_prepared),
        plan=_climb_again if again else _first_desk,
        revision=revision,
    )
    return freeze(moved, base_revision=revision, at=at)


def recall(application: Application, *, by: User, at: datetime, revision: int) -> Application:
    """取回：back to the draft before anybody opened it; it does not count as a submission."""

    def plan(locked: Application, at: datetime) -> dict[str, Any]:
        submission = latest_submission(locked)
        if submission:
            submission.recalled_at = at
            submission.save(update_fields=["recalled_at"])
        locked.route.all().delete()
        _forget_route(locked)
        return {"due_at": due_in_draft(locked.rules)}

    return perform(
        workflow.RECALL,
        application,
        by=by,
        at=at,
        guards=GUARDS[workflow.RECALL],
        plan=plan,
        revision=revision,
    )


def withdraw(application: Application, *, by: User, at: datetime, note: str, revision: int) -> Application:
    """撤回申报：the applicant gives the claim up; a new one may be made while filing is open."""
    return perform(
        workflow.WITHDRAW,
        application,
        by=by,
        at=at,
        note=note,
        guards=GUARDS[workflow.WITHDRAW],
        revision=revision,
    )


def lapse(application: Application, *, at: datetime) -> bool:
    """Abandon it unless the applicant got there first. Safe to run twice."""
    try:
        perform(workflow.LAPSE, application, by=None, at=at, guards=GUARDS[workflow.LAPSE])
    except (MoveRefused, StaleMove):
        return False
    return True


def _first_desk(application: Application, at: datetime) -> dict[str, Any]:
    """Fix the route and stand at its first desk."""
    stops = route_of(application)
    ReviewLevel.objects.bulk_create(
        ReviewLevel(
            application=application,
            position=position,
            code=stop.level.code,
            label=stop.level.label,
            organisation=stop.organisation,
            reached_at=at if position == 0 else None,
        )
        for position, stop in enumerate(stops)
    )
    _forget_route(application)
    at_committee = stops[0].level.desk == "committee"
    return {
        "desk_id": stops[0].organisation.pk,
        "reaches_committee": at_committee,
        "due_at": due_in_review(application.rules, at_committee=at_committee, arrivals=application.arrivals),
        "at": at,
    }


def _forget_route(application: Application) -> None:
    """What was read under the lock is no longer the route."""
    getattr(application, "_prefetched_objects_cache", {}).pop("route", None)


def _climb_again(application: Application, at: datetime) -> dict[str, Any]:
    """修改后逐级提交：from the first level, or to the one that returned it where the notice says so."""
    level = 0 if application.rules.resubmit_route == "restart" else application.level
    return arrive(application, level, at)


def arrive(application: Application, level: int, at: datetime) -> dict[str, Any]:
    """The facts of standing at a level of the route, reached for the first time or again."""
    stop = next(stop for stop in application.route.all() if stop.position == level)
    if stop.reached_at is None:
        stop.reached_at = at
        stop.save(update_fields=["reached_at"])
    declared = application.rules.level(stop.code)
    at_committee = declared is not None and declared.desk == "committee"
    return {
        "level": level,
        "desk_id": stop.organisation_id,
        "reaches_committee": at_committee,
        "due_at": due_in_review(application.rules, at_committee=at_committee, arrivals=application.arrivals),
        "at": at,
    }
