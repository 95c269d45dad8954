"""The working calendar of the years of the five notices, straight from the published holidays."""

from datetime import date, timedelta

import chinese_calendar

from applications.rules.calendar import WorkingCalendar

YEARS = range(2021, 2026)


def published() -> WorkingCalendar:
    """Every day that differs from Monday to Friday."""
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    worked = {day: chinese_calendar.is_workday(day) for day in days}
    return WorkingCalendar(
        {day: works for day, works in worked.items() if works != (day.weekday() < 5)}, frozenset(YEARS)
    )


CHINA = published()
