"""最迟时间：until when an application may stay where it is. Computed when it gets there, and stored."""

from datetime import datetime, timedelta

from applications.rules.calendar import WorkingCalendar
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.times import Moment


def due_in_draft(notice: NoticeDocument) -> datetime:
    """A draft that is not submitted when filing closes is given up (逾期不予受理)."""
    return notice.timetable.filing.closes.end


def due_in_review(notice: NoticeDocument, *, at_committee: bool, arrivals: int) -> datetime | None:
    """What the filing deadline binds decides: nothing, arrival at the committee, or all lower reviews.

    What lies with the committee never lapses by the committee's own delay.
    """
    filing = notice.timetable.filing
    if at_committee or filing.binds == "applicant_submit":
        return None
    if filing.binds == "reach_final_level":
        return filing.closes.end if arrivals == 0 else None
    return notice.timetable.review_end


def due_in_correction(
    notice: NoticeDocument, *, returned_at: datetime, arrivals: int, calendar: WorkingCalendar
) -> datetime:
    """When a returned application must be back: its own clock, never past the hard stop.

    The hard stop is the notice's own, else the end of the review, else of paper delivery; a person who
    has not reached the committee is bound by the filing deadline where the notice says so.
    """
    ends = [_hard_stop(notice)]
    if notice.correction:
        ends.append(notice.correction.end(returned_at, calendar))
    if notice.timetable.filing.binds == "reach_final_level" and arrivals == 0:
        ends.append(notice.timetable.filing.closes.end)
    known = [end for end in ends if end is not None]
    return min(known) if known else notice.timetable.filing.closes.end


def _hard_stop(notice: NoticeDocument) -> datetime | None:
    if notice.correction:
        stop = notice.correction.hard_stop
        return stop.end if stop else notice.timetable.review_end
    if notice.timetable.review_end:
        return notice.timetable.review_end
    paper = notice.timetable.paper
    return paper.closes.end if paper and paper.closes else None


def latest_safe_publicity(notice: NoticeDocument, calendar: WorkingCalendar) -> Moment | None:
    """The last day on which a unit's publicity can start and its people still be in time."""
    if not notice.publicity:
        return None
    filing = notice.timetable.filing
    by_filing = filing.binds != "applicant_submit" or notice.publicity.gate == "submit"
    ends = filing.closes.end if by_filing else notice.timetable.review_end
    if ends is None:
        return None
    # what comes next waits for the last day to be over, so that day is the one before the deadline's
    return Moment(notice.publicity.latest_start(ends.date() - timedelta(days=1), calendar))
