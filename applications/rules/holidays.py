"""节假日与调休 as the State Council published them, to seed the table that an administrator corrects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from applications.rules.calendar import SATURDAY

PUBLISHED_YEARS = range(2018, 2027)  # the package knows no holidays after 2026 and says so


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is a named holiday, or is worked although it is a rest day."""

    day: date
    is_working: bool
    name: str


def days_that_differ(years: Iterable[int] = PUBLISHED_YEARS) -> Iterator[SpecialDay]:
    """The days of `years` that differ from Monday to Friday or belong to a named holiday.

    Raises NotImplementedError for a year whose holidays are not published yet.
    """
    import chinese_calendar  # slow import

    names = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
    for year in years:
        day = date(year, 1, 1)
        while day.year == year:
            is_rest, english = chinese_calendar.get_holiday_detail(day)
            is_weekday = day.weekday() < SATURDAY
            if english and is_rest:
                yield SpecialDay(day, False, names[english])
            elif not is_rest and not is_weekday:
                yield SpecialDay(day, True, f"{names.get(english, '')}调休上班")
            day += timedelta(days=1)
