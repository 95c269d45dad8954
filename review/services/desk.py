"""审核：what the desk whose turn it is may decide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from applications import workflow
from applications.models import Application, Entry, User
from applications.rules.calendar import WorkingCalendar
from applications.rules.deadlines import BEIJING
from applications.rules.timing import due_in_correction
from applications.selectors.applications import organisations_of
from applications.selectors.calendar import working_calendar
from applications.services import filing, printing
from applications.services.moves import (
    Guard,
    MoveRefused,
    NotAllowed,
    StaleMove,
    objections,
    perform,
)
from applications.services.offers import Offer, offers
from applications.workflow import Actor, Move
from review import permissions
from review.rules.grounds import GROUNDS
from review.services import provided
from review.services.guards import (
    ALL_GUARDS,
    GUARDS,
    PLACES,
    correction_calendar,
    correction_due,
    declared_level,
    ground_that_holds,
    next_stop,
    opinion_as_prescribed,
)
from review.services.marks import Wanted, itemised, keep, settle


def ending_objections(
    application: Application, move: Move, *, by: User, at: datetime, note: str, ground: str = ""
) -> list[str]:
    """Why a claim cannot be ended this way; asked before the person is asked to be sure.

    Raises NotAllowed.
    """
    if not permissions.may(by, move, application):
        raise NotAllowed(move.name)
    extra = (ground_that_holds(ground),) if move is workflow.REFUSE else ()
    return list(objections(move, application, at, note=note, guards=(*GUARDS[move], *extra)))


@dataclass(frozen=True, slots=True)
class CorrectionOutlook:
    """What returning it now would leave the applicant."""

    due_at: datetime
    cut_short: bool
    words: str
    clause: str


def correction_outlook(
    application: Application, at: datetime, calendar: WorkingCalendar
) -> CorrectionOutlook:
    """When it would have to be back, and whether that is less than the notice's full time."""
    rule = application.rules.correction
    due = due_in_correction(
        application.rules, returned_at=at, arrivals=application.arrivals, calendar=calendar
    )
    if rule is None:
        return CorrectionOutlook(due, cut_short=False, words="", clause="")
    return CorrectionOutlook(due, due < rule.end(at, calendar), rule.words, rule.clause)


def calendar_for(application: Application, at: datetime) -> WorkingCalendar:
    """What a page about it needs to count days: nothing where only hours run and no publicity does."""
    if any(not listing.result for listing in application.publicities.all()):
        return working_calendar(at.astimezone(BEIJING).date())
    return correction_calendar(application, at)


def _climb(application: Application, at: datetime) -> dict[str, Any]:
    return filing.arrive(application, application.level + 1, at)


def _start_clock(application: Application, at: datetime) -> dict[str, Any]:
    return {"due_at": correction_due(application, at)}


def forward(application: Application, *, by: User, at: datetime, note: str, revision: int) -> Application:
    """审核通过并上报：to the next desk, with the prescribed opinion where there is one."""
    provided.prepare(application, at=at)
    extra = (opinion_as_prescribed(note), provided.papers_prepared)
    return _decide(workflow.FORWARD, application, by, at, note, revision, *extra, plan=_climb)


@transaction.atomic
def send_back(
    application: Application,
    *,
    by: User,
    at: datetime,
    note: str,
    revision: int,
    marks: Sequence[Wanted] = (),
) -> Application:
    """退回修改：thing by thing, with the desk's marks and those given here.

    The applicant's clock starts now and is stored.
    """

    def plan(locked: Application, at: datetime) -> dict[str, Any]:
        for wanted in marks:
            keep(locked, wanted.spot, reason=wanted.reason, by=by, at=at)
        return _start_clock(locked, at)

    returned = _decide(workflow.SEND_BACK, application, by, at, note, revision, itemised(marks), plan=plan)
    settle(returned)
    return returned


def refuse(
    application: Application, *, by: User, at: datetime, note: str, ground: str, revision: int
) -> Application:
    """不予受理：for good this year, on a named ground."""
    return _decide(
        workflow.REFUSE, application, by, at, note, revision, ground_that_holds(ground), ground=ground
    )


@transaction.atomic
def receive(application: Application, *, by: User, at: datetime, note: str, revision: int) -> Application:
    """接收材料：the formal check is passed; the official form may be printed from now on."""
    received = _decide(workflow.RECEIVE, application, by, at, note, revision)
    printing.prepare_official_form(received, by=by, at=at)
    return received


@transaction.atomic
def confirm(application: Application, *, by: User, at: datetime, note: str, revision: int) -> Application:
    """审核确认：the last level of a chain without a committee; the second publicity may begin."""
    confirmed = _decide(workflow.CONFIRM, application, by, at, note, revision, opinion_as_prescribed(note))
    printing.prepare_official_form(confirmed, by=by, at=at)
    return confirmed


def grant(application: Application, *, by: User, at: datetime, note: str, revision: int) -> Application:
    """取得资格：the second publicity passed without objection."""
    return _decide(workflow.GRANT, application, by, at, note, revision)


def deny(application: Application, *, by: User, at: datetime, note: str, revision: int) -> Application:
    """不予确认：an objection in the second publicity proved true."""
    return _decide(workflow.DENY, application, by, at, note, revision)


def _decide(
    move: Move,
    application: Application,
    by: User,
    at: datetime,
    note: str,
    revision: int,
    *extra: Guard,
    plan: Callable[[Application, datetime], dict[str, Any]] | None = None,
    ground: str = "",
) -> Application:
    return perform(
        move,
        application,
        by=by,
        at=at,
        may=permissions.may,
        guards=(*GUARDS[move], *extra),
        plan=plan,
        note=note.strip(),
        ground=ground,
        revision=revision,
    )


ACTS: Mapping[str, Callable[..., Application]] = {
    workflow.FORWARD.name: forward,
    workflow.SEND_BACK.name: send_back,
    workflow.REFUSE.name: refuse,
    workflow.RECEIVE.name: receive,
    workflow.CONFIRM.name: confirm,
    workflow.GRANT.name: grant,
    workflow.DENY.name: deny,
}


def act(
    application: Application,
    move_name: str,
    *,
    by: User,
    at: datetime,
    revision: int,
    note: str = "",
    ground: str = "",
    marks: Sequence[Wanted] = (),
) -> Application:
    """Make the reviewer's move of that name. Raises KeyError for a move that is not a reviewer's.

    Sent twice by the same person from the same page, it is made once and answers as if made now.
    """
    service = ACTS[move_name]
    if service is refuse:
        service = partial(refuse, ground=ground)
    elif service is send_back:
        service = partial(send_back, marks=marks)
    try:
        return service(application, by=by, at=at, note=note, revision=revision)
    except StaleMove:
        mine = Entry.objects.filter(application=application, revision=revision + 1, move=move_name, by=by)
        if not mine.exists():
            raise
        return Application.objects.get(pk=application.pk)


def offers_for(application: Application, user: User, at: datetime) -> list[Offer]:
    """What this person may do with the application now, and why not.

    Moves that belong to another place in the chain (上报 at the last desk, 接收 before it) are left out:
    waiting would never open them.
    """
    verdicts: dict[Actor, bool] = {}

    def may(user: User | None, move: Move, application: Application) -> bool:
        if any(list(guard(application, at)) for guard in PLACES.get(move, ())):
            return False
        if move.actor not in verdicts:
            verdicts[move.actor] = permissions.may(user, move, application)
        return verdicts[move.actor]

    return offers(application, user, at, may=may, guards=ALL_GUARDS)


def open_dossier(application: Application, *, by: User, at: datetime) -> None:
    """Note the first time that the desk opens it: from then on the applicant cannot take it back."""
    if application.opened_at is None and application.applicant_id != by.pk:
        Application.objects.filter(
            pk=application.pk,
            revision=application.revision,
            opened_at__isnull=True,
            desk__in=organisations_of(by),
        ).update(opened_at=at)


__all__ = [
    "ACTS",
    "ALL_GUARDS",
    "GROUNDS",
    "GUARDS",
    "MoveRefused",
    "act",
    "correction_due",
    "declared_level",
    "next_stop",
    "offers_for",
    "open_dossier",
]
