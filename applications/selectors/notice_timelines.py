"""时间安排：the periods of a notice as they stand at a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from applications.rules.calendar import WorkingCalendar
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.times import Period
from applications.rules.timing import latest_safe_publicity

BINDS = {
    "applicant_submit": "申报截止前，本人须提交；已按时提交的，截止后照常审核和修改。",
    "reach_final_level": "申报截止前，申报书须经逐级审核到达评审委员会；只提交到单位不算按时。",
    "all_reviews_done": "申报和各级审核须在同一时间内全部完成；截止时还没有到达最后一级的，视为放弃申报。",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One period: its words, whether it is over, on or to come, and how many working days it has."""

    label: str
    words: str
    note: str
    clause: str
    status: str
    status_label: str
    working_days: int | None


def stages(notice: NoticeDocument, calendar: WorkingCalendar, at: datetime) -> list[Stage]:
    """The timetable in the notice's order."""
    return [_stage(label, period, calendar, at) for label, period in notice.timetable.lines()]


def timely_words(notice: NoticeDocument, calendar: WorkingCalendar) -> list[str]:
    """What the dates mean: what the deadline binds, the last publicity, and what is not certain yet."""
    return list(_timely(notice, calendar))


def _stage(label: str, period: Period, calendar: WorkingCalendar, at: datetime) -> Stage:
    days = None
    if period.opens and period.closes:
        days = calendar.count(period.opens.day, period.closes.day)
    if not period.opens and not period.closes:
        status, status_label = "idle", "另行通知"
    elif period.is_before(at):
        status, status_label = "idle", "未开始"
    elif period.is_after(at):
        status, status_label = "idle", "已结束"
    elif not period.opens:
        status, status_label = "idle", "未截止"
    else:
        status, status_label = "info", "进行中"
    note = "" if period.note == period.words else period.note
    return Stage(label, period.words, note, period.clause, status, status_label, days)


def _timely(notice: NoticeDocument, calendar: WorkingCalendar) -> Iterator[str]:
    filing = notice.timetable.filing
    yield BINDS[filing.binds]
    if notice.publicity and (last := latest_safe_publicity(notice, calendar)):
        then = "提交" if notice.publicity.gate == "submit" else "上报"
        yield f"单位内部公示{notice.publicity.words}，最迟{last}开始公示，才来得及{then}。"
    periods = [period for _, period in notice.timetable.lines()]
    if any(period.closes and period.closes.at is None for period in periods):
        yield "没有写明钟点的日期，到当天最后一秒（23:59:59）为止。"
    days = [end.day for period in periods for end in (period.opens, period.closes) if end]
    unknown = sorted({day.year for day in days} - calendar.known_years)
    if unknown:
        years = "、".join(str(year) for year in unknown)
        yield f"{years} 年的节假日安排尚未公布或尚未录入，工作日暂按周一至周五计算，公布后重新计算。"
