"""工作日：which days count, with holidays and make-up days (调休)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """工作日历：Monday to Friday, corrected day by day where the State Council says so.

    `exceptions` maps a day to whether it is worked; `known_years` are the years whose
    holidays have been published.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    known_years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """True where people work on `day`."""
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def is_known(self, first: date, last: date) -> bool:
        """True where every year from `first` to `last` has published holidays."""
        return all(year in self.known_years for year in range(first.year, last.year + 1))

    def days_from(self, start: date) -> Iterator[date]:
        """Working days from `start` on, `start` included where it is one."""
        day = start
        while True:
            if self.is_working(day):
                yield day
            day += timedelta(days=1)

    def nth_working_day(self, start: date, count: int) -> date:
        """The day on which `count` working days are full, `start` counted where it is one.

        《公示期不少于5个工作日》: first and last day included. Raises ValueError below 1.
        """
        if count < 1:
            raise ValueError("a period has at least one day")
        days = self.days_from(start)
        for _ in range(count - 1):
            next(days)
        return next(days)

    def nth_working_day_back(self, last: date, count: int) -> date:
        """The latest start from which `count` working days are full on `last`. Raises ValueError below 1."""
        if count < 1:
            raise ValueError("a period has at least one day")
        day = last
        while True:
            if self.is_working(day):
                count -= 1
                if count == 0:
                    return day
            day -= timedelta(days=1)

    def count(self, first: date, last: date) -> int:
        """How many working days lie between `first` and `last`, both included."""
        return sum(self.is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))
