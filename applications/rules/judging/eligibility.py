"""能不能申报：who is shut out, for how long, and on what ground somebody is let in."""

from collections.abc import Iterator
from datetime import date, timedelta

from applications.rules.casefile import File
from applications.rules.dossier import Ban, fields_of
from applications.rules.findings import Finding
from applications.rules.judging.finding import (
    RANK_ORDER,
    day_words,
    first_day,
    found,
    last_day,
    later_by,
    months_between,
    span_words,
)
from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import Answers, Duration, Integrity, RetirementAge, Sanction


def answers(rule: Answers, file: File) -> Iterator[Finding]:
    """A choice that the notice does not admit."""
    section = file.section(rule.section)
    spec = next((f for f in fields_of(section) if f.key == rule.field), None) if section else None
    for row, values in file.rows(section):
        chosen = values.get(rule.field, "")
        if spec and chosen in rule.forbidden:
            message = rule.sentence or f"{spec.label}为“{spec.show(chosen)}”的，不能申报。"
            yield found(rule, section, message, row=row, field=rule.field)


def sanction(rule: Sanction, file: File) -> Iterator[Finding]:
    """在受处分期间不得申报；both ends of the period belong to it."""
    section = file.of_kind("declarations")
    for row, values in file.rows(section):
        start, end = (first_day(values.get(key, "")) for key in ("sanction_from", "sanction_until"))
        if values.get("sanction") in rule.levels and start and end and start <= file.on <= end:
            message = f"处分期到{day_words(end)}为止，受处分期间不能申报。"
            yield found(rule, section, message, row=row, field="sanction_until")


def duration(rule: Duration, file: File) -> Iterator[Finding]:
    """A period shorter than the notice wants, or over where it must still run.

    A period written with both its ends has both of them whole (援派 2023年9月1日至2024年8月31日 is a year);
    one without an end runs still, and has lasted until the day of the check.
    """
    section = file.section(rule.section)
    for row, values in file.rows(section):
        start, end = first_day(values.get(rule.starts, "")), _end(rule, values, file)
        if start is None or end is None:
            continue
        after = end + timedelta(days=1) if rule.ends and values[rule.ends] else end
        months = months_between(start, after)
        field = rule.ends or rule.starts
        if months < rule.months:
            message = f"{rule.what}须满 {span_words(rule.months)}，按填写的时间为 {span_words(months)}。"
            yield found(rule, section, message, row=row, field=field)
        elif rule.running and not start <= file.on <= end:
            message = f"{rule.what}须正在进行，填写的时间是{day_words(start)}至{day_words(end)}。"
            yield found(rule, section, message, row=row, field=field)


def _end(rule: Duration, values: dict[str, str], file: File) -> date | None:
    """The last day of the period; None where it cannot be read or is still to be filled."""
    if rule.ends is None:
        return file.on
    written = values.get(rule.ends)
    return file.on if written == "" else last_day(written or "")


def retirement_age(rule: RetirementAge, file: File) -> Iterator[Finding]:
    """已达到法定退休年龄；the age moves by law, so a person is asked to look."""
    person = file.dossier.person
    age = rule.female if person.sex == "female" else rule.male
    if person.born and later_by(person.born, years=age) <= file.on:
        message = f"按出生日期已满 {age} 周岁，请核对是否已达到法定退休年龄；达到的不能申报。"
        yield found(rule, _about_the_person(file), message)


def integrity(rule: Integrity, file: File) -> Iterator[Finding]:
    """A recorded breach bars this claim today; both ends of its time belong to it."""
    for ban in file.dossier.person.bans:
        if ban.starts <= file.on <= ban.until and _bars(ban, file):
            message = f"诚信记录：到{day_words(ban.until)}为止不能申报。对记录有异议的，请联系评委会办公室。"
            yield found(rule, _about_the_person(file), message)


def _about_the_person(file: File) -> Section | None:
    """Where a finding stands that no field can mend."""
    return file.of_kind("basic") or next(iter(file.sections), None)


def _bars(ban: Ban, file: File) -> bool:
    if ban.scope == "any":
        return True
    offering = file.document.offering(file.case.specialty)
    same = offering is None or not ban.series or offering.series.code == ban.series
    if ban.scope == "series" or ban.rank is None:
        return same
    return same and RANK_ORDER.index(file.case.rank) > RANK_ORDER.index(ban.rank)
