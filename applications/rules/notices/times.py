"""时间安排：the windows of a notice and the clocks that run inside them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, PositiveInt, model_validator

from applications.rules.calendar import WorkingCalendar
from applications.rules.deadlines import LAST_SECOND, Unit, Window, allowance_end, beijing, is_past
from applications.rules.notices.terms import Strict

MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?", re.ASCII)
Clause = Annotated[str, Field(min_length=1, max_length=80)]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and a time where the notice states one. No time: the whole day, to 23:59:59."""

    day: date
    at: time | None = None

    @property
    def start(self) -> datetime:
        return beijing(self.day, self.at or time(0))

    @property
    def end(self) -> datetime:
        return beijing(self.day, self.at or LAST_SECOND)

    @property
    def month_day(self) -> str:
        """Without the year: 9月30日 18:00."""
        day = f"{self.day.month}月{self.day.day}日"
        return f"{day} {self.at:%H:%M}" if self.at else day

    def __str__(self) -> str:
        return f"{self.day.year}年{self.month_day}"

    def isoformat(self) -> str:
        return f"{self.day.isoformat()} {self.at:%H:%M}" if self.at else self.day.isoformat()


def read_moment(value: Any) -> Moment:
    """`2024-09-30` or `2024-09-30 18:00`, in Beijing. Raises ValueError with a sentence."""
    if isinstance(value, Moment):
        return value
    written = MOMENT.fullmatch(str(value).strip())
    try:
        if written:
            return Moment(
                date.fromisoformat(written[1]), time.fromisoformat(written[2]) if written[2] else None
            )
    except ValueError:
        pass  # a day or an hour that does not exist
    raise ValueError("应为日期（2024-09-30）或时刻（2024-09-30 18:00）")


def span(opens: Moment, closes: Moment) -> str:
    """Two ends as a notice prints them, a common year once: 2024年8月30日—9月30日."""
    return f"{opens}—{closes.month_day if closes.day.year == opens.day.year else closes}"


Instant = Annotated[Moment, BeforeValidator(read_moment), PlainSerializer(Moment.isoformat)]


class Period(Strict):
    """One line of the timetable, under the notice's own heading where it has one.

    An open end is still to be announced.
    """

    label: str = ""
    opens: Instant | None = None
    closes: Instant | None = None
    planned: bool = False
    note: str = ""
    clause: Clause

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.opens and self.closes and self.opens.start > self.closes.end:
            raise ValueError("截止时间早于开始时间")
        return self

    @property
    def words(self) -> str:
        """As a notice prints it: 2024年8月30日—9月30日."""
        if self.opens and self.closes:
            text = span(self.opens, self.closes)
        elif self.closes:
            text = f"截至{self.closes}"
        elif self.opens:
            text = f"{self.opens}起"
        else:
            text = self.note
        return f"拟定于{text}" if self.planned and (self.opens or self.closes) else text

    def covers(self, at: datetime) -> bool:
        """True inside the period; an open end does not bind."""
        return not (self.is_before(at) or self.is_after(at))

    def is_before(self, at: datetime) -> bool:
        """True before it opens."""
        return self.opens is not None and at < self.opens.start

    def is_after(self, at: datetime) -> bool:
        """True once its closing second is over."""
        return self.closes is not None and is_past(self.closes.end, at)


Binds = Literal["applicant_submit", "reach_final_level", "all_reviews_done"]


class Filing(Period):
    """网上申报时间, and what must have happened by its end."""

    opens: Instant
    closes: Instant
    binds: Binds = "applicant_submit"

    @property
    def window(self) -> Window:
        return Window(self.opens.start, self.closes.end)


class Timetable(Strict):
    """时间安排。"""

    filing: Filing
    review: Period | None = None
    paper: Period | None = None
    payment: Period | None = None
    defence: Period | None = None
    meeting: Period | None = None

    LABELS: ClassVar[dict[str, str]] = {
        "filing": "网上申报",
        "review": "审核",
        "paper": "纸质材料报送",
        "payment": "缴费",
        "defence": "答辩",
        "meeting": "评审会议",
    }

    def periods(self) -> list[tuple[str, Period]]:
        """The periods that the notice states, by name, in order."""
        named: list[tuple[str, Period | None]] = [(name, getattr(self, name)) for name in self.LABELS]
        return [(name, period) for name, period in named if period]

    def lines(self) -> list[tuple[str, Period]]:
        """The same under their headings."""
        return [(period.label or self.LABELS[name], period) for name, period in self.periods()]

    @property
    def review_end(self) -> datetime | None:
        """The last instant at which any level may act, where the notice sets one."""
        if self.review and self.review.closes:
            return self.review.closes.end
        return self.filing.closes.end if self.filing.binds == "all_reviews_done" else None


class Correction(Strict):
    """退回修改的时限：how long a returned application may stay with the applicant."""

    unit: Unit
    amount: PositiveInt
    rolls: bool = True
    hard_stop: Instant | None = None
    clause: Clause

    @property
    def words(self) -> str:
        return f"{self.amount}{ {'hour': '小时', 'day': '日', 'workday': '个工作日'}[self.unit] }"

    def end(self, returned_at: datetime, calendar: WorkingCalendar) -> datetime:
        """The last instant for a correction returned at `returned_at`, before any hard stop."""
        return allowance_end(returned_at, self.unit, self.amount, calendar=calendar, rolls=self.rolls)


class Cap(Strict):
    """提交次数：the first submission is number one; what is recalled unopened does not count."""

    scope: Literal["applicant", "committee", "both"]
    max: PositiveInt
    clause: Clause

    def spent(self, submissions: int, arrivals: int) -> int:
        """How many of the allowed ones are used, by the counter that the notice names."""
        counters = {
            "applicant": submissions,
            "committee": arrivals,
            "both": max(submissions, arrivals),
        }
        return counters[self.scope]


class PublicityRule(Strict):
    """公示：how long, and what waits for it."""

    min_days: PositiveInt
    unit: Literal["workday", "day"] = "workday"
    gate: Literal["submit", "forward", "confirmed"] = "forward"
    batch: bool = False
    id_number: Literal["full", "partial", "hidden"] = "partial"
    clause: Clause

    def last_day(self, first: date, calendar: WorkingCalendar) -> date:
        """The last day of the shortest publicity that starts on `first`, both days included."""
        if self.unit == "workday":
            return calendar.nth_working_day(first, self.min_days)
        return date.fromordinal(first.toordinal() + self.min_days - 1)

    def latest_start(self, last: date, calendar: WorkingCalendar) -> date:
        """The last day on which a publicity can start and be full on `last`."""
        if self.unit == "workday":
            return calendar.nth_working_day_back(last, self.min_days)
        return date.fromordinal(last.toordinal() - self.min_days + 1)

    @property
    def words(self) -> str:
        return f"不少于 {self.min_days} 个工作日" if self.unit == "workday" else f"不少于 {self.min_days} 天"
