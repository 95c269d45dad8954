"""Why not now? What must hold before the applicant or the clock may move, in sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from applications import workflow
from applications.models import Application, PublicityListing
from applications.models.publicity import CLEARED, PublicityRound
from applications.rules.deadlines import BEIJING, is_past
from applications.rules.dossier import fingerprint_of
from applications.rules.findings import Finding
from applications.selectors.dossiers import draft_of, findings_of, unprepared
from applications.selectors.routing import RouteIncomplete, Stop, route_for
from applications.services.moves import Guard
from applications.workflow import Move

CHANGED = "内容在另一个窗口里改过，请再核对一次。"
UNPREPARED = "图片还没有处理好，请再提交一次；仍不行的，请删除后重新上传。"


def route_of(application: Application) -> list[Stop]:
    """The desks as they would be fixed now. Raises RouteIncomplete."""
    return route_for(
        application.rules, application.case, application.employer, application.notice_version.notice
    )


def within_filing_window(application: Application, at: datetime) -> Iterator[str]:
    filing = application.rules.timetable.filing
    if at not in filing.window:
        yield f"不在申报时间内（{filing.words}）。"


def submissions_left(application: Application, at: datetime) -> Iterator[str]:
    cap = application.rules.cap
    if cap and cap.spent(application.submissions, application.arrivals) >= cap.max:
        yield f"提交次数不得超过 {cap.max} 次（{cap.clause}）。"


def nothing_missing(application: Application, at: datetime) -> Iterator[str]:
    yield from _blocked(findings_of(application, at))


def _blocked(findings: Iterable[Finding]) -> Iterator[str]:
    blocks = sum(finding.severity == "block" for finding in findings)
    if blocks:
        yield f"还有 {blocks} 处需要填写或修改。"


def scans_prepared(application: Application, at: datetime) -> Iterator[str]:
    """What is frozen is the hash of a file that is kept. Asked under the lock, after all were prepared.

    What a desk put in is not the applicant's to answer for.
    """
    for file in unprepared(application):
        if file.uploaded_by_id == application.applicant_id:
            yield f"“{file.title}”：{file.fault or UNPREPARED}"


def as_checked(seen: str) -> Guard:
    """Nothing has changed since the page that the person checked; without a fingerprint nobody asks."""

    def guard(application: Application, at: datetime) -> Iterator[str]:
        if seen and fingerprint_of(draft_of(application)) != seen:
            yield CHANGED

    return guard


def route_complete(application: Application, at: datetime) -> Iterator[str]:
    try:
        route_of(application)
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
    listing = standing_listing(application, round_)
    if listing is None:
        yield "还没有公示。"
    elif at.astimezone(BEIJING).date() <= listing.publicity.ends_on:
        last = listing.publicity.ends_on
        yield f"公示到 {last.year}年{last.month}月{last.day}日 结束，期满后方可办理。"
    elif not listing.result:
        yield "公示期满，请先登记公示结果。"
    elif listing.result not in CLEARED:
        yield f"公示{listing.get_result_display()}，暂不能上报。"


def standing_listing(application: Application, round_: PublicityRound) -> PublicityListing | None:
    """The listing that counts, from those that a list has fetched together, else by itself."""
    if "publicities" in getattr(application, "_prefetched_objects_cache", {}):
        standing = (listing for listing in application.publicities.all() if listing.superseded_at is None)
        return next((listing for listing in standing if listing.round == round_), None)
    found = application.publicities.filter(round=round_, superseded_at__isnull=True)
    return found.select_related("publicity").first()


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


def guards_after_check(findings: Iterable[Finding]) -> Mapping[Move, Sequence[Guard]]:
    """The guards for a page that has just checked the draft: it is not read and checked a second time."""

    def checked(application: Application, at: datetime) -> Iterator[str]:
        yield from _blocked(found)

    found = tuple(findings)
    return {
        move: tuple(checked if guard is nothing_missing else guard for guard in guards)
        for move, guards in GUARDS.items()
    }
