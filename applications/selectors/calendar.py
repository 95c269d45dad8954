"""The working calendar around a day."""

from datetime import date

from applications.models import Holiday
from applications.rules.calendar import WorkingCalendar


def working_calendar(around: date) -> WorkingCalendar:
    """The calendar of the year of `around` and its neighbours, as the administrator's table has it."""
    rows = Holiday.objects.filter(
        day__range=(date(around.year - 1, 12, 1), date(around.year + 1, 12, 31))
    ).values_list("day", "is_working")
    exceptions = dict(rows)
    return WorkingCalendar(exceptions, frozenset(day.year for day in exceptions))
