"""The table of working days."""

from collections.abc import Iterable

from applications.models import Holiday
from applications.rules.holidays import PUBLISHED_YEARS, days_that_differ


def seed_calendar(years: Iterable[int] = PUBLISHED_YEARS) -> int:
    """Add the published holidays and make-up days that are missing; what an administrator wrote stays."""
    known = set(Holiday.objects.values_list("day", flat=True))
    missing = [
        Holiday(day=special.day, is_working=special.is_working, name=special.name)
        for special in days_that_differ(years)
        if special.day not in known
    ]
    Holiday.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
