"""申报：starting, submitting, correcting, recalling, giving up — the applicant's moves and the clock's."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from applications import workflow
from applications.models import Application, Notice, Organisation, ReviewLevel, Submission, User
from applications.models.notice import document_of
from applications.models.publicity import CLEARED, PublicityRound
from applications.permissions import is_applicant
from applications.rules.deadlines import BEIJING, is_past
from applications.rules.dossier import fingerprint_of
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Affiliation, Case, Mode, Nature, Rank
from applications.rules.regions import region_name, within
from applications.rules.timing import due_in_draft, due_in_review
from applications.selectors.applications import overdue
from applications.selectors.dossiers import draft_of, findings_of, latest_submission, unprepared
from applications.selectors.routing import RouteIncomplete, Stop, route_for
from applications.services import scans
from applications.services.moves import Guard, MoveRefused, StaleMove, last_entry, perform
from applications.services.snapshots import freeze, random_code
from applications.workflow import Move, State

CHANGED = "内容在另一个窗口里改过，请再核对一次。"
UNPREPARED = "图片还没有处理好，请再提交一次；仍不行的，请删除后重新上传。"


class CannotStart(Exception):
    """No application can be started; carries field → sentence."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = problems


@transaction.atomic
def start(
    notice: Notice,
    applicant: User,
    *,
    employer: Organisation,
    specialty: str,
    rank: str,
    title: str,
    mode: str,
    channel: str,
    at: datetime,
) -> Application:
    """A new draft under the notice's version in force. Raises CannotStart with a sentence per field."""
    if notice.latest_id is None:
        raise CannotStart({"": "该通知尚未发布。"})
    document = document_of(notice.latest_id)
    claim = {"specialty": specialty, "rank": rank, "title": title, "mode": mode, "channel": channel}
    if problems := dict(_claim_problems(document, employer, at, **claim)):
        raise CannotStart(problems)
    offering = document.offering(specialty)
    assert offering is not None
    same = {"applicant": applicant, "year": document.year, "series_id": offering.series.code, "rank": rank}
    for old in overdue(at).filter(**same):
        lapse(old, at=at)
    try:
        with transaction.atomic():
            return Application.objects.create(
                number=f"{document.year}-{random_code(10)}",
                employer=employer,
                notice_version_id=notice.latest_id,
                specialty_id=specialty,
                title=title,
                mode=mode,
                channel=channel,
                affiliation=employer.affiliation,
                nature=employer.nature,
                due_at=due_in_draft(document),
                created_at=at,
                **same,
            )
    except IntegrityError:
        if not Application.objects.filter(**same).exclude(state__in=workflow.ENDED).exists():
            raise
        raise CannotStart(
            {"specialty": "您在本年度已申报同一系列、同一级别，只能选择一种方式申报一次。"}
        ) from None


def _claim_problems(
    document: NoticeDocument,
    employer: Organisation,
    at: datetime,
    *,
    specialty: str,
    rank: str,
    title: str,
    mode: str,
    channel: str,
) -> Iterator[tuple[str, str]]:
    if at not in document.timetable.filing.window:
        yield "", f"不在申报时间内（{document.timetable.filing.words}）。"
    offering = document.offering(specialty)
    if offering is None:
        yield "specialty", "请选择本通知列出的专业。"
    elif rank not in offering.titles:
        yield "rank", "本专业没有开放这一级别。"
    elif title not in offering.titles[Rank(rank)]:
        yield "title", "请选择拟申报的职称。"
    offer = document.mode(mode)
    if offer is None:
        yield "mode", "请选择申报类型。"
    elif rank not in offer.ranks:
        yield "mode", f"{offer.code.label}不适用于这一级别。"
    way = document.channel(channel)
    if way is None:
        yield "channel", "请选择申报方式。"
    elif way.natures and employer.nature not in way.natures:
        yield "channel", f"您的单位性质不适用“{way.label}”。"
    elif not way.beyond_region and not within(employer.region, document.region):
        yield (
            "employer",
            f"本通知面向{region_name(document.region)}的单位，您选择的单位登记在{region_name(employer.region)}。",
        )
    if not employer.is_active:
        yield "employer", "该单位已停用，请重新选择。"


# --- guards: why not now ------------------------------------------------------------------------


def within_filing_window(application: Application, at: datetime) -> Iterator[str]:
    filing = application.rules.timetable.filing
    if at not in filing.window:
        yield f"不在申报时间内（{filing.words}）。"


def submissions_left(application: Application, at: datetime) -> Iterator[str]:
    cap = application.rules.cap
    if cap and cap.spent(application.submissions, application.arrivals) >= cap.max:
        yield f"提交次数不得超过 {cap.max} 次（{cap.clause}）。"


def nothing_missing(application: Application, at: datetime) -> Iterator[str]:
    blocks = [finding for finding in findings_of(application) if finding.severity == "block"]
    if blocks:
        yield f"还有 {len(blocks)} 处需要填写或修改。"


def scans_prepared(application: Application, at: datetime) -> Iterator[str]:
    """What is frozen is the hash of a file that is kept. Asked under the lock, after all were prepared."""
    for file in unprepared(application):
        yield f"“{file.title}”：{file.fault or UNPREPARED}"


def as_checked(seen: str) -> Guard:
    """Nothing has changed since the page that the person checked; without a fingerprint nobody asks."""

    def guard(application: Application, at: datetime) -> Iterator[str]:
        if seen and fingerprint_of(draft_of(application)) != seen:
            yield CHANGED

    return guard


def route_complete(application: Application, at: datetime) -> Iterator[str]:
    try:
        _route(application)
    except RouteIncomplete as problem:
        yield str(problem)


def published_before_submitting(application: Application, at: datetime) -> Iterator[str]:
    rule = application.rules.publicity
    if rule and rule.gate == "submit":
        yield from publicity_cleared(application, at, PublicityRound.BEFORE)


def still_unopened(application: Application, at: datetime) -> Iterator[str]:
    if application.submissions != 1 or application.level != 0 or application.arrivals:
        yield "只有第一次提交、尚在第一级审核的申报书可以取回。"
    elif application.opened_at:
        yield "审核人已经打开申报书，不能取回；需要修改的，请联系审核单位退回。"


def past_due(application: Application, at: datetime) -> Iterator[str]:
    if application.due_at is None or not is_past(application.due_at, at):
        yield "尚在时限内。"


def publicity_cleared(application: Application, at: datetime, round_: PublicityRound) -> Iterator[str]:
    """A publicity of the full length is over and its result is recorded without a standing objection."""
    listing = (
        application.publicities.filter(round=round_, superseded_at__isnull=True)
        .select_related("publicity")
        .first()
    )
    if listing is None:
        yield "还没有公示。"
    elif at.astimezone(BEIJING).date() <= listing.publicity.ends_on:
        last = listing.publicity.ends_on
        yield f"公示到 {last.year}年{last.month}月{last.day}日 结束，期满后方可办理。"
    elif not listing.result:
        yield "公示期满，请先登记公示结果。"
    elif listing.result not in CLEARED:
        yield f"公示{listing.get_result_display()}，暂不能上报。"


GUARDS: Mapping[Move, Sequence[Guard]] = {
    workflow.SUBMIT: (
        within_filing_window,
        submissions_left,
        route_complete,
        published_before_submitting,
        nothing_missing,
    ),
    workflow.RESUBMIT: (submissions_left, nothing_missing),
    workflow.RECALL: (within_filing_window, still_unopened),
    workflow.WITHDRAW: (),
    workflow.LAPSE: (past_due,),
}


# --- moves --------------------------------------------------------------------------------------


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


def _route(application: Application) -> list[Stop]:
    return route_for(
        application.rules, application.case, application.employer, application.notice_version.notice
    )


def _first_desk(application: Application, at: datetime) -> dict[str, Any]:
    """Fix the route and stand at its first desk."""
    stops = _route(application)
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


def case_of(employer: Organisation, *, mode: str, rank: str, channel: str, specialty: str) -> Case:
    """What a claim would be judged as, before there is an application."""
    return Case(
        Mode(mode), Rank(rank), channel, specialty, Affiliation(employer.affiliation), Nature(employer.nature)
    )


__all__ = ["GUARDS", "CannotStart", "lapse", "last_entry", "recall", "start", "submit", "withdraw"]
