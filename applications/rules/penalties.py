"""弄虚作假的处理：from when until when a breach bars its author."""

from datetime import date, timedelta

from applications.rules.judging.finding import later_by
from applications.rules.notices.parts import Penalty


def term_of(penalty: Penalty, *, year: int, found_on: date) -> tuple[date, date]:
    """The first and the last day, for a breach under the notice of a year. The last may lie in the past.

    自查实之日起: the day of finding does not count, the corresponding day is the last (民法典 第二百零一、
    二百零二条). 从申报年度下一年度起: whole calendar years, of which those before the finding are gone.
    """
    if penalty.starts == "found":
        return found_on, later_by(found_on, years=penalty.years)
    first = date(year + 1, 1, 1)
    return max(first, found_on), later_by(first, years=penalty.years) - timedelta(days=1)
