"""审核：what the desk whose turn it is may decide."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from applications import workflow
from applications.models import Application, Entry, ReviewLevel, User
from applications.models.publicity import PublicityResult, PublicityRound
from applications.rules.deadlines import BEIJING
from applications.rules.notices.chain import Level
from applications.rules.timing import due_in_correction
from applications.selectors.calendar import working_calendar
from applications.services import filing, printing
from applications.services.moves import Guard, MoveRefused, StaleMove, objections, perform
from applications.services.offers import Offer, offers
from applications.workflow import Actor, Move
from review import permissions

# Why an application is refused for good. What may still be mended is returned instead.
GROUNDS = {
    "last_submission": "提交次数已满，材料仍不符合要求",
    "not_eligible": "不符合申报条件",
    "masking": "信息遮盖不符合要求",
    "out_of_time": "已无修改时间",
}


def declared_level(application: Application) -> Level | None:
    """The notice's own words for the level where the application stands."""
    stop = _stop_at(application, application.level)
    return application.rules.level(stop.code) if stop else None


def next_stop(application: Application) -> ReviewLevel | None:
    """The desk after the present one; None at the last."""
    return _stop_at(application, application.level + 1)


def _stop_at(application: Application, position: int) -> ReviewLevel | None:
    """Read from the whole route, which a page has fetched already."""
    return next((stop for stop in application.route.all() if stop.position == position), None)


# --- guards -------------------------------------------------------------------------------------


def review_open(application: Application, at: datetime) -> Iterator[str]:
    """审核时间：nobody may act before it opens."""
    review = application.rules.timetable.review
    if review and review.is_before(at):
        yield f"审核尚未开始（{review.words}）。"


def review_not_over(application: Application, at: datetime) -> Iterator[str]:
    """审核时间 is over; only receiving or refusing closes the book."""
    review = application.rules.timetable.review
    if review and review.is_after(at):
        yield f"审核时间已过（{review.words}）。"


def has_a_next_desk(application: Application, at: datetime) -> Iterator[str]:
    if next_stop(application) is None:
        yield "已是最后一级审核。"


def is_last_desk(application: Application, at: datetime) -> Iterator[str]:
    if next_stop(application) is not None:
        yield "还有上级审核，请上报。"


def publicity_over(application: Application, at: datetime) -> Iterator[str]:
    """经公示无异议的，方可上报: not less than five working days, ended, and without objection."""
    level = declared_level(application)
    if level and level.publicity:
        yield from filing.publicity_cleared(application, at, PublicityRound.BEFORE)


def correction_left(application: Application, at: datetime) -> Iterator[str]:
    """At the last allowed submission there is nothing to return for: 不予受理 takes its place."""
    cap = application.rules.cap
    if cap and cap.spent(application.submissions, application.arrivals) >= cap.max:
        yield f"已是第 {cap.max} 次提交，不能再退回修改（{cap.clause}）。"
    elif correction_due(application, at) <= at:
        yield "修改期限已过，不能再退回修改。"


def ends_with_confirmation(application: Application, at: datetime) -> Iterator[str]:
    if application.rules.ends_at_committee:
        yield "本通知由评审委员会接收材料。"


def second_publicity_cleared(application: Application, at: datetime) -> Iterator[str]:
    if application.rules.publicity_after:
        yield from filing.publicity_cleared(application, at, PublicityRound.AFTER)


def objection_upheld(application: Application, at: datetime) -> Iterator[str]:
    upheld = application.publicities.filter(
        round=PublicityRound.AFTER, superseded_at__isnull=True, result=PublicityResult.UPHELD
    )
    if not upheld.exists():
        yield "没有属实的公示异议。"


GUARDS: Mapping[Move, Sequence[Guard]] = {
    workflow.FORWARD: (review_open, review_not_over, has_a_next_desk, publicity_over),
    workflow.SEND_BACK: (review_open, review_not_over, correction_left),
    workflow.REFUSE: (review_open,),
    workflow.RECEIVE: (review_open, is_last_desk),
    workflow.CONFIRM: (review_open, review_not_over, ends_with_confirmation, is_last_desk, publicity_over),
    workflow.GRANT: (second_publicity_cleared,),
    workflow.DENY: (objection_upheld,),
}
# Which place in the chain a move belongs to. Elsewhere it is not shown at all.
PLACES: Mapping[Move, Sequence[Guard]] = {
    workflow.FORWARD: (has_a_next_desk,),
    workflow.RECEIVE: (is_last_desk,),
    workflow.CONFIRM: (ends_with_confirmation, is_last_desk),
}
ALL_GUARDS: Mapping[Move, Sequence[Guard]] = {**filing.GUARDS, **GUARDS}


def opinion_as_prescribed(note: str) -> Guard:
    """单位推荐意见: where the notice gives the sentence, the sentence it is."""

    def guard(application: Application, at: datetime) -> Iterator[str]:
        level = declared_level(application)
        if level and level.opinion and note.strip() != level.opinion.sentence:
            yield f"审核意见应为：“{level.opinion.sentence}”（{level.opinion.clause}）。"

    return guard


def ground_that_holds(ground: str) -> Guard:
    """A refusal names its ground, and a ground that can be checked is checked."""

    def guard(application: Application, at: datetime) -> Iterator[str]:
        returnable = not list(correction_left(application, at))
        if ground not in GROUNDS:
            yield "请选择不予受理的依据。"
        elif ground in ("last_submission", "out_of_time") and returnable:
            yield "还可以退回修改，不能以此不予受理。"

    return guard


def refusal_objections(application: Application, at: datetime, *, note: str, ground: str) -> list[str]:
    """Why it could not be refused on this ground; asked before the person is asked to be sure."""
    guards = (*GUARDS[workflow.REFUSE], ground_that_holds(ground))
    return list(objections(workflow.REFUSE, application, at, note=note, guards=guards))


# --- plans --------------------------------------------------------------------------------------


def correction_due(application: Application, at: datetime) -> datetime:
    """When it must be back if it is returned now."""
    return due_in_correction(
        application.rules,
        returned_at=at,
        arrivals=application.arrivals,
        calendar=working_calendar(at.astimezone(BEIJING).date()),
    )


@dataclass(frozen=True, slots=True)
class CorrectionOutlook:
    """What returning it now would leave the applicant."""

    due_at: datetime
    cut_short: bool
    words: str
    clause: str


def correction_outlook(application: Application, at: datetime) -> CorrectionOutlook:
    """When it would have to be back, and whether that is less than the notice's full time."""
    rule = application.rules.correction
    due = correction_due(application, at)
    if rule is None:
        return CorrectionOutlook(due, cut_short=False, words="", clause="")
    full = rule.end(at, working_calendar(at.astimezone(BEIJING).date()))
    return CorrectionOutlook(due, due < full, rule.words, rule.clause)


def _climb(application: Application, at: datetime) -> dict[str, Any]:
    return filing.arrive(application, application.level + 1, at)


def _start_clock(application: Application, at: datetime) -> dict[str, Any]:
    return {"due_at": correction_due(application, at)}


# --- moves --------------------------------------------------------------------------------------


def forward(application: Application, *, by: User, at: datetime, note: str, revision: int) -> Application:
    """审核通过并上报：to the next desk, with the prescribed opinion where there is one."""
    return _decide(
        workflow.FORWARD, application, by, at, note, revision, opinion_as_prescribed(note), plan=_climb
    )


def send_back(application: Application, *, by: User, at: datetime, note: str, revision: int) -> Application:
    """退回修改：the clock for the applicant starts now and is stored."""
    return _decide(workflow.SEND_BACK, application, by, at, note, revision, plan=_start_clock)


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
) -> Application:
    """Make the reviewer's move of that name. Raises KeyError for a move that is not a reviewer's.

    Sent twice by the same person from the same page, it is made once and answers as if made now.
    """
    service = ACTS[move_name]
    if service is refuse:
        service = partial(refuse, ground=ground)
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
        if move.actor not in verdicts:
            verdicts[move.actor] = permissions.may(user, move, application)
        return verdicts[move.actor]

    return [
        offer
        for offer in offers(application, user, at, may=may, guards=ALL_GUARDS)
        if not any(list(guard(application, at)) for guard in PLACES.get(offer.move, ()))
    ]


@transaction.atomic
def open_dossier(application: Application, *, by: User, at: datetime) -> None:
    """Note the first time that the desk opens it: from then on the applicant cannot take it back."""
    if application.opened_at is None and permissions.may(by, workflow.FORWARD, application):
        Application.objects.filter(
            pk=application.pk, revision=application.revision, opened_at__isnull=True
        ).update(opened_at=at)


__all__ = ["ACTS", "ALL_GUARDS", "GROUNDS", "GUARDS", "MoveRefused", "act", "offers_for", "open_dossier"]
