"""时限：the closing second, hours through a holiday, days over a month's end."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.deadlines import BEIJING, Window, allowance_end, beijing, is_past
from tests.applications.rules.years import CHINA

CLOSES = beijing(date(2024, 8, 30), time(18))
WINDOW = Window(beijing(date(2024, 7, 22)), CLOSES)
RETURNS = st.datetimes(datetime(2021, 2, 1), datetime(2025, 9, 30), timezones=st.just(BEIJING))


def at(text: str) -> datetime:
    """An instant in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.rule("N4-08", "N1-07")
@pytest.mark.parametrize(
    ("seconds", "inside"),
    [(-1, True), (0, True), (0.999, True), (0.999999, True), (1, False), (60, False)],
)
def test_the_closing_second_counts_whole(seconds, inside):
    moment = CLOSES + timedelta(seconds=seconds)

    assert (moment in WINDOW, is_past(CLOSES, moment)) == (inside, not inside)


@pytest.mark.parametrize(("seconds", "inside"), [(-0.001, False), (0, True), (1, True)])
def test_a_window_opens_on_its_instant(seconds, inside):
    assert (WINDOW.opens + timedelta(seconds=seconds) in WINDOW) == inside


def test_an_instant_is_the_same_whatever_zone_names_it():
    assert datetime(2024, 8, 30, 10, 0, 0, 500_000, tzinfo=UTC) in WINDOW
    assert datetime(2024, 8, 30, 10, 0, 1, tzinfo=UTC) not in WINDOW


def test_a_window_cannot_close_before_it_opens():
    with pytest.raises(ValueError, match="cannot close"):
        Window(CLOSES, CLOSES - timedelta(seconds=1))


@pytest.mark.rule("N0-29", "N2-13")
@pytest.mark.parametrize(
    ("returned", "ends"),
    [
        ("2024-09-11 09:30:15", "2024-09-13 09:30:15"),
        ("2024-09-30 17:00:00", "2024-10-02 17:00:00"),  # National Day does not stop it
        ("2024-09-13 23:59:59", "2024-09-15 23:59:59"),  # nor does a weekend
        ("2024-02-28 12:00:00", "2024-03-01 12:00:00"),  # nor the end of a month
    ],
)
def test_48_hours_run_on(returned, ends):
    assert allowance_end(at(returned), "hour", 48, calendar=CHINA) == at(ends)


@pytest.mark.rule("N4-14")
@pytest.mark.parametrize(
    ("returned", "ends"),
    [
        ("2024-08-06 00:00:01", "2024-08-08 23:59:59"),  # the day of return is not counted
        ("2024-08-06 23:59:59", "2024-08-08 23:59:59"),
        ("2024-07-30 16:00:00", "2024-08-01 23:59:59"),  # over the end of a month
        ("2024-08-29 10:00:00", "2024-09-02 23:59:59"),  # the 31st is a Saturday: on to Monday
        ("2024-08-30 10:00:00", "2024-09-02 23:59:59"),
        ("2024-09-29 10:00:00", "2024-10-08 23:59:59"),  # the second day is National Day
        ("2024-09-27 10:00:00", "2024-09-29 23:59:59"),  # a Sunday that is worked
    ],
)
def test_2_days_end_at_midnight_and_pass_over_rest_days(returned, ends):
    assert allowance_end(at(returned), "day", 2, calendar=CHINA) == at(ends)


def test_days_that_do_not_roll_may_end_on_a_rest_day():
    assert allowance_end(at("2024-08-30 10:00"), "day", 2, calendar=CHINA, rolls=False) == at(
        "2024-09-01 23:59:59"
    )


def test_working_days_count_only_those():
    # Friday: the Sunday is worked, then Monday the 30th
    assert allowance_end(at("2024-09-27 10:00"), "workday", 2, calendar=CHINA) == at("2024-09-30 23:59:59")
    assert allowance_end(at("2024-09-27 10:00"), "workday", 3, calendar=CHINA) == at("2024-10-08 23:59:59")


def test_the_day_of_return_is_the_day_in_beijing():
    late_in_utc = datetime(2024, 8, 5, 16, 30, tzinfo=UTC)  # 00:30 on the 6th in Beijing

    assert allowance_end(late_in_utc, "day", 2, calendar=CHINA) == at("2024-08-08 23:59:59")


@given(returned=RETURNS, amount=st.integers(1, 10))
@settings(deadline=None, max_examples=100)
def test_an_allowance_gives_at_least_what_it_names(returned, amount):
    hours = allowance_end(returned, "hour", amount, calendar=CHINA)
    days = allowance_end(returned, "day", amount, calendar=CHINA)
    workdays = allowance_end(returned, "workday", amount, calendar=CHINA)

    assert hours - returned == timedelta(hours=amount)
    assert days + timedelta(seconds=1) - returned >= timedelta(days=amount)
    assert returned < days <= workdays
    assert CHINA.is_working(days.date())
    assert CHINA.is_working(workdays.date())
