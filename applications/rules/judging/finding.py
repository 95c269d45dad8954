"""Making a finding of a rule, and the words and dates that judges share."""

from calendar import monthrange
from datetime import date

from applications.rules.findings import Finding, Severity
from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import Judged
from applications.rules.notices.terms import Rank


def found(
    rule: Judged,
    section: Section | None,
    message: str,
    *,
    row: str = "",
    field: str = "",
    severity: Severity | None = None,
) -> Finding:
    """A finding of `rule` at a place, as grave as the rule is unless told otherwise."""
    return Finding(
        severity or rule.severity,
        section.code if section else "",
        message,
        rule.clause,
        row,
        field,
        f"rule:{rule.code}",
    )


def first_day(month: str) -> date | None:
    """The first day of `2015-07`, or the day of `2015-07-01`; None of anything else."""
    try:
        return date.fromisoformat(month if len(month) == 10 else f"{month}-01")
    except ValueError:
        return None


def last_day(month: str) -> date | None:
    """The last day of `2015-07`, or the day of `2015-07-01`; None of anything else."""
    day = first_day(month)
    return day.replace(day=_length(day)) if day and len(month) < 10 else day


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; negative when they run backwards.

    They end on the corresponding day, or with the month where it has none (民法典 第二百零二条).
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < min(start.day, _length(end)))


def later_by(day: date, *, years: int) -> date:
    """The corresponding day so many years on; 29 February becomes 28 (民法典 第二百零二条)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def day_words(day: date) -> str:
    """2024年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def span_words(months: int) -> str:
    """4 年 5 个月."""
    years, rest = divmod(max(months, 0), 12)
    return f"{years} 年" + (f" {rest} 个月" if rest else "")


def years_words(years: list[int]) -> str:
    """2021年、2022年."""
    return "、".join(f"{year}年" for year in years)


RANK_ORDER = tuple(Rank)
