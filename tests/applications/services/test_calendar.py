"""The table of working days is seeded with what was published."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from applications.models import Holiday
from applications.rules.calendar import WorkingCalendar
from applications.rules.holidays import SpecialDay, days_that_differ
from applications.selectors.calendar import working_calendar
from applications.services.calendar import seed_calendar


def test_only_days_that_differ_or_have_a_name_are_listed():
    october = [special for special in days_that_differ([2024]) if special.day.month == 10]

    assert october[0] == SpecialDay(date(2024, 10, 1), False, "国庆节")
    assert SpecialDay(date(2024, 10, 5), False, "国庆节") in october  # a Saturday, named all the same
    assert october[-1] == SpecialDay(date(2024, 10, 12), True, "国庆节调休上班")
    assert len(october) == 8


def test_the_list_says_of_every_day_what_was_published():
    import chinese_calendar

    calendar = WorkingCalendar(
        {special.day: special.is_working for special in days_that_differ([2020, 2024])}
    )
    for year in (2020, 2024):
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
        assert [day for day in days if calendar.is_working(day) != chinese_calendar.is_workday(day)] == []


def test_a_year_that_is_not_published_is_not_guessed():
    with pytest.raises(NotImplementedError):
        list(days_that_differ([2027]))


@pytest.mark.django_db
def test_the_command_fills_an_empty_table_once():
    Holiday.objects.all().delete()

    assert seed_calendar([2024]) == len(list(days_that_differ([2024])))
    assert seed_calendar([2024]) == 0
    assert working_calendar(date(2024, 9, 9)).is_working(date(2024, 9, 29))
    assert working_calendar(date(2024, 9, 9)).is_working(date(2024, 10, 12))


@pytest.mark.django_db
def test_what_an_administrator_corrected_stays():
    Holiday.objects.update_or_create(day=date(2024, 10, 12), defaults={"is_working": False, "name": "更正"})

    call_command("seed_calendar", "2024", verbosity=0)

    assert Holiday.objects.get(day=date(2024, 10, 12)).name == "更正"


@pytest.mark.django_db
def test_the_command_says_what_to_do_about_a_year_it_does_not_know():
    with pytest.raises(CommandError, match="请按国务院办公厅的通知"):
        call_command("seed_calendar", "2027")
