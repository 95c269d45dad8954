"""工作日：holidays, make-up days, and counting there and back."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.calendar import WorkingCalendar
from tests.applications.rules.years import CHINA

DAYS = st.dates(date(2021, 1, 15), date(2025, 10, 1))
COUNTS = st.integers(1, 20)


@pytest.mark.rule("N0-10", "N0-16")
@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 9, 29), True),  # a Sunday worked for National Day
        (date(2024, 10, 12), True),  # a Saturday, the last day for paper in N0
        (date(2023, 10, 7), True),
        (date(2023, 10, 8), True),
        (date(2024, 9, 17), False),  # 中秋, a Tuesday
        (date(2024, 10, 1), False),
        (date(2023, 10, 5), False),
        (date(2021, 9, 25), False),  # an ordinary Saturday, the last day of filing in N3
        (date(2021, 9, 26), True),
        (date(2024, 9, 30), True),
    ],
)
def test_the_published_days_decide(day, works):
    assert CHINA.is_working(day) == works


def test_without_published_days_monday_to_friday_are_worked():
    plain = WorkingCalendar()

    assert [plain.is_working(date(2024, 9, 23) + timedelta(days=n)) for n in range(7)] == [True] * 5 + [
        False
    ] * 2


@pytest.mark.rule("N0-16")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 8, 12), date(2024, 8, 16)),  # an ordinary week, both ends counted
        (date(2023, 9, 1), date(2023, 9, 7)),  # over a weekend
        (date(2024, 9, 27), date(2024, 10, 9)),  # 27, 29, 30, 8, 9: over National Day
        (date(2024, 9, 12), date(2024, 9, 19)),  # 12, 13, 14 (worked), 18, 19: over 中秋
        (date(2024, 10, 1), date(2024, 10, 12)),  # begun on a holiday: 8, 9, 10, 11 and the Saturday
    ],
)
def test_five_working_days_end_here(first, last):
    assert CHINA.nth_working_day(first, 5) == last


@pytest.mark.rule("N1-25")
def test_the_last_publicity_of_bohu_can_start_on_25_october():
    assert CHINA.nth_working_day_back(date(2024, 10, 31), 5) == date(2024, 10, 25)


@pytest.mark.rule("N2-05")
def test_the_paper_window_of_engineering_holds_three_working_days():
    assert CHINA.count(date(2023, 9, 26), date(2023, 10, 5)) == 3


@pytest.mark.parametrize("method", [CHINA.nth_working_day, CHINA.nth_working_day_back])
@pytest.mark.parametrize("count", [0, -1])
def test_a_period_has_at_least_one_day(method, count):
    with pytest.raises(ValueError, match="at least one day"):
        method(date(2024, 9, 9), count)


def test_a_span_is_known_where_all_its_years_are():
    assert CHINA.is_known(date(2021, 12, 30), date(2022, 1, 5))
    assert not CHINA.is_known(date(2025, 12, 30), date(2026, 1, 5))


@given(day=DAYS, count=COUNTS)
@settings(deadline=None, max_examples=100)
def test_forth_and_back_meet_on_the_first_working_day(day, count):
    first = CHINA.nth_working_day(day, 1)
    last = CHINA.nth_working_day(day, count)

    assert CHINA.nth_working_day_back(last, count) == first
    assert CHINA.count(day, last) == count
    assert CHINA.is_working(last)


@given(day=DAYS, count=COUNTS)
@settings(deadline=None, max_examples=100)
def test_the_latest_start_is_the_latest(day, count):
    last = CHINA.nth_working_day(day, 1)
    start = CHINA.nth_working_day_back(last, count)

    assert CHINA.nth_working_day(start, count) == last
    assert CHINA.nth_working_day(start + timedelta(days=1), count) > last
