"""时限：windows, corrections and the instants at which they end. All instants are aware."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from applications.rules.calendar import WorkingCalendar

BEIJING = ZoneInfo("Asia/Shanghai")  # the legal time of Xinjiang too
LAST_SECOND = time(23, 59, 59)
ONE_SECOND = timedelta(seconds=1)


def beijing(day: date, at: time = time(0)) -> datetime:
    """The instant of `at` on `day` in Beijing."""
    return datetime.combine(day, at, tzinfo=BEIJING)


def is_past(deadline: datetime, at: datetime) -> bool:
    """True after `deadline`; the closing second itself still counts (截止 18:00 包括 18:00:00.999)."""
    return at >= deadline + ONE_SECOND


@dataclass(frozen=True, slots=True)
class Window:
    """A period in which something may be done; both ends belong to it, the closing second whole."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        if self.opens > self.closes:
            raise ValueError("a window cannot close before it opens")

    def __contains__(self, moment: datetime) -> bool:
        return self.opens <= moment and not is_past(self.closes, moment)


Unit = Literal["hour", "day", "workday"]


def allowance_end(
    start: datetime, unit: Unit, amount: int, *, calendar: WorkingCalendar, rolls: bool = True
) -> datetime:
    """When an allowance that starts at `start` ends.

    Hours run on through nights and holidays (48小时). Days do not count the day of `start`, end at
    24:00 and, where `rolls`, pass over a rest day (民法典 第201、203条). Working days count only those.
    """
    if unit == "hour":
        return start + timedelta(hours=amount)
    day = start.astimezone(BEIJING).date()
    if unit == "workday":
        return beijing(calendar.nth_working_day(day + timedelta(days=1), amount), LAST_SECOND)
    last = day + timedelta(days=amount)
    if rolls:
        last = calendar.nth_working_day(last, 1)
    return beijing(last, LAST_SECOND)
