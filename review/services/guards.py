"""What must hold before a desk may decide: guards yield the sentences that say why not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects

from applications import workflow
from applications.models import Application, ReviewLevel
from applications.models.publicity import PublicityResult, PublicityRound
from applications.rules.calendar import WorkingCalendar
from applications.rules.deadlines import BEIJING
from applications.rules.notices.chain import Level
from applications.rules.timing import due_in_correction
from applications.selectors.attachments import uncleared
from applications.selectors.calendar import working_calendar
from applications.selectors.dossiers import latest_submission
from applications.services.guards import GUARDS as FILING_GUARDS
from applications.services.guards import publicity_cleared
from applications.services.moves import Guard
from applications.workflow import Move
from review.rules.grounds import GROUNDS
from review.selectors.checklists import unticked
from review.selectors.provided import missing_papers


def declared_level(application: Application) -> Level | None:
    """The notice's own words for the level where the application stands."""
    stop = _stop_at(application, application.level)
    return application.rules.level(stop.code) if stop else None


def next_stop(application: Application) -> ReviewLevel | None:
    """The desk after the present one; None at the last."""
    return _stop_at(application, application.level + 1)


def _stop_at(application: Application, position: int) -> ReviewLevel | None:
    """Read from the whole route, fetched once for all guards where the page has not done so."""
    prefetch_related_objects([application], "route")
    return next((stop for stop in application.route.all() if stop.position == position), None)


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
        yield from publicity_cleared(application, at, PublicityRound.BEFORE)


def papers_provided(application: Application, at: datetime) -> Iterator[str]:
    """What the unit and its superior provide is in the dossier before it goes on, and can be used."""
    for material in missing_papers(application):
        yield f"缺“{material.title}”，请先上传（{material.clause}）。"


def checklist_ticked(application: Application, at: datetime) -> Iterator[str]:
    """谁审核，谁负责: where the notice requires it, every item is looked at by name first."""
    level = declared_level(application)
    if level is None or level.checklist != "required":
        return
    submission = latest_submission(application)
    left = unticked(application, submission) if submission else []
    if left:
        yield f"还有 {len(left)} 项没有核对：{'；'.join(item.text for item in left)}。"


def correction_left(application: Application, at: datetime) -> Iterator[str]:
    """At the last allowed submission there is nothing to return for: 不予受理 takes its place."""
    cap = application.rules.cap
    if cap and cap.spent(application.submissions, application.arrivals) >= cap.max:
        yield f"已是第 {cap.max} 次提交，不能再退回修改（{cap.clause}）。"
    elif correction_due(application, at) <= at:
        yield "修改期限已过，不能再退回修改。"


def scans_cleared(application: Application, at: datetime) -> Iterator[str]:
    """待查：nothing goes on that the virus scanner has not cleared."""
    if waiting := uncleared(application):
        yield f"有 {len(waiting)} 张图片（“{waiting[0].title}”等）还没有通过病毒查杀，通过后方可办理。"


def ends_with_confirmation(application: Application, at: datetime) -> Iterator[str]:
    if application.rules.ends_at_committee:
        yield "本通知由评审委员会接收材料。"


def second_publicity_cleared(application: Application, at: datetime) -> Iterator[str]:
    if application.rules.publicity_after:
        yield from publicity_cleared(application, at, PublicityRound.AFTER)


def objection_upheld(application: Application, at: datetime) -> Iterator[str]:
    upheld = application.publicities.filter(
        round=PublicityRound.AFTER, superseded_at__isnull=True, result=PublicityResult.UPHELD
    )
    if not upheld.exists():
        yield "没有属实的公示异议。"


GUARDS: Mapping[Move, Sequence[Guard]] = {
    workflow.FORWARD: (
        review_open,
        review_not_over,
        has_a_next_desk,
        publicity_over,
        papers_provided,
        checklist_ticked,
        scans_cleared,
    ),
    workflow.SEND_BACK: (review_open, review_not_over, correction_left),
    workflow.REFUSE: (review_open,),
    workflow.RECEIVE: (review_open, is_last_desk, checklist_ticked, scans_cleared),
    workflow.CONFIRM: (
        review_open,
        review_not_over,
        ends_with_confirmation,
        is_last_desk,
        publicity_over,
        papers_provided,
        checklist_ticked,
        scans_cleared,
    ),
    workflow.GRANT: (second_publicity_cleared,),
    workflow.DENY: (objection_upheld,),
}
# Which place in the chain a move belongs to. Elsewhere it is not shown at all.
PLACES: Mapping[Move, Sequence[Guard]] = {
    workflow.FORWARD: (has_a_next_desk,),
    workflow.RECEIVE: (is_last_desk,),
    workflow.CONFIRM: (ends_with_confirmation, is_last_desk),
}
ALL_GUARDS: Mapping[Move, Sequence[Guard]] = {**FILING_GUARDS, **GUARDS}


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


def correction_due(application: Application, at: datetime) -> datetime:
    """When it must be back if it is returned now."""
    return due_in_correction(
        application.rules,
        returned_at=at,
        arrivals=application.arrivals,
        calendar=correction_calendar(application, at),
    )


def correction_calendar(application: Application, at: datetime) -> WorkingCalendar:
    """The calendar that a correction is counted on; hours need none."""
    rule = application.rules.correction
    if rule is None or rule.unit == "hour":
        return WorkingCalendar()
    return working_calendar(at.astimezone(BEIJING).date())
