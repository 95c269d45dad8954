"""学历与资历：how long, how unbroken, how recent."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from applications.rules.casefile import File
from applications.rules.dossier import EDUCATION_ORDER, fields_of, highest_education
from applications.rules.findings import Finding
from applications.rules.judging.finding import (
    day_words,
    first_day,
    found,
    last_day,
    later_by,
    months_between,
    span_words,
)
from applications.rules.notices.rules import (
    Ascending,
    Continuous,
    Count,
    DatedAfter,
    Recent,
    Seniority,
    StudyMode,
    Unexpired,
)
from applications.rules.sections import codes

BASES = {
    "graduation": ("education", "graduated", "毕业"),
    "profession": ("qualification", "profession_since", "从事专业技术工作"),
    "title": ("qualification", "title_obtained", "取得现任职称"),
}
LEAP_YEAR = 2024  # any day of a year is a day of this one
DATES = ("published", "granted", "awarded", "ended", "started")  # by which a row is dated, in this order


def study_mode(rule: StudyMode, file: File) -> Iterator[Finding]:
    """全日制…毕业生：no 学历 that the notice means was read in the way that it asks for."""
    section = file.of_kind("education")
    rows = file.rows(section)
    meant = [values for _, values in rows if not rule.levels or values.get("level") in rule.levels]
    if rows and not any(values.get("study_mode") in rule.modes for values in meant):
        wanted = "、".join(dict(codes.STUDY_MODES)[mode] for mode in rule.modes)
        least = f"（{'、'.join(dict(codes.EDUCATION_LEVELS)[code] for code in rule.levels)}）"
        message = f"须有{wanted}学历{least if rule.levels else ''}，填写的学历都不是。"
        yield found(rule, section, message, row=rows[-1][0], field="study_mode")


def seniority(rule: Seniority, file: File) -> Iterator[Finding]:
    """Years since graduation, work or title against what the 学历 needs; weak appraisals add to it."""
    kind, field, what = BASES[rule.counted_from]
    section = file.of_kind(kind)
    start = _counted_from(rule, file)
    if section is None or start is None:
        return
    end = _counted_to(rule, file)
    months = months_between(start, end)
    delay, sooner = _delay(rule, file), sum(s.years for s in rule.shorter if s.when.holds(file.case))
    said = [f"{what}到{day_words(end)}为 {span_words(months)}"]
    if delay:
        said.append(f"因年度考核等次顺延 {delay} 年")
    if sooner:
        said.append(f"可提前 {sooner} 年")
    highest = _highest(rule, file)
    needed = next((line.years for line in rule.table if highest in line.education), None)
    if needed is None:
        if delay or sooner or rule.counted_to or (rule.table and highest):
            message = "；".join(said) + "。年限是否符合评审条件由审核部门核定。"
            yield found(rule, section, message, field=field, severity="judge")
        return
    years = max(needed + delay - sooner, 0)
    if months < years * 12:
        message = f"须满 {years} 年；{'；'.join(said)}。"
        yield found(rule, section, message, field=field)


def _counted_from(rule: Seniority, file: File) -> date | None:
    graduated = _graduated(rule, file)
    if rule.counted_from == "graduation":
        return graduated
    kind, field, _ = BASES[rule.counted_from]
    start = first_day(file.one(kind).get(field, ""))
    return max(start, graduated) if start and graduated and rule.after_graduation else start


def _graduated(rule: Seniority, file: File) -> date | None:
    """When the highest 学历 that counts was finished; of two of the same height the first."""
    rows = [
        (_height(values.get("level", "")), first_day(values.get("graduated", "")))
        for _, values in file.rows(file.of_kind("education"))
        if not rule.full_time or values.get("study_mode") == "full_time"
    ]
    top = max((height for height, _ in rows), default=-1)
    return min((day for height, day in rows if day and height == top), default=None)


def _counted_to(rule: Seniority, file: File) -> date:
    if rule.counted_to is None:
        return file.on
    return later_by(
        date.fromisoformat(f"{LEAP_YEAR}-{rule.counted_to}"), years=file.document.year - LEAP_YEAR
    )


def _highest(rule: Seniority, file: File) -> str:
    section = file.of_kind("education")
    rows = file.dossier.content(section).rows if section else ()
    return highest_education(rows, full_time=rule.full_time)


def _delay(rule: Seniority, file: File) -> int:
    """每 1 次基本合格顺延 1 年，每 1 次不合格顺延 2 年, as the notice has it; a year written twice is one."""
    by_year: dict[str, int] = {}
    for row, values in file.rows(file.of_kind("appraisal")):
        year = values.get("year", row)
        delay = next((years for grade, years in rule.delays.items() if grade == values.get("grade")), 0)
        by_year[year] = max(delay, by_year.get(year, 0))
    return sum(by_year.values())


def continuous(rule: Continuous, file: File) -> Iterator[Finding]:
    """从参加工作以来…前后衔接：a month that no row covers. Rows may overlap (借调可另起一行)."""
    section = file.section(rule.section)
    jobs = sorted(
        (start, first_day(values.get("ended", "")) or file.on, row)
        for row, values in file.rows(section)
        if (start := first_day(values.get("started", "")))
    )
    if not jobs:
        return
    first = first_day(file.one("basic").get("work_started", ""))
    if first and months_between(first, jobs[0][0]) > rule.gap:
        message = f"参加工作时间是{_month(first)}，工作经历从{_month(jobs[0][0])}才开始，请补齐。"
        yield found(rule, section, message, row=jobs[0][2], field="started")
    covered, last = jobs[0][1:]
    for start, end, row in jobs[1:]:
        if months_between(covered, start) > rule.gap:
            message = f"{_month(covered)}到{_month(start)}之间没有填写，工作经历须前后衔接。"
            yield found(rule, section, message, row=row, field="started")
        covered, last = max((covered, last), (end, row))
    if months_between(covered, file.on.replace(day=1)) > rule.gap:
        message = f"工作经历到{_month(covered)}为止，请填写到现在。"
        yield found(rule, section, message, row=last, field="ended")


def ascending(rule: Ascending, file: File) -> Iterator[Finding]:
    """学历从低到高依次填写; a row that says no 学历 yet is passed over."""
    section = file.section(rule.section)
    rows = [(row, values["level"]) for row, values in file.rows(section) if "level" in values]
    for (_, before), (row, after) in pairwise(rows):
        if _height(after) < _height(before):
            yield found(rule, section, "学历须从低到高依次填写，请调整顺序。", row=row, field="level")


def unexpired(rule: Unexpired, file: File) -> Iterator[Finding]:
    """有效期内：a report whose day has passed."""
    section = file.section(rule.section)
    for row, values in file.rows(section):
        until = last_day(values.get(rule.field, ""))
        if until and until < file.on:
            message = f"有效期到{day_words(until)}，已经过期，请重新查询后更换。"
            yield found(rule, section, message, row=row, field=rule.field)


def recent(rule: Recent, file: File) -> Iterator[Finding]:
    """近…个月：what ended too long ago shows nothing of today."""
    section = file.section(rule.section)
    for row, values in file.rows(section):
        day = first_day(values.get(rule.field, ""))
        if day and months_between(day, file.on.replace(day=1)) > rule.months:
            message = f"{rule.what}应在近 {rule.months} 个月内，填写的是{_month(day)}。"
            yield found(rule, section, message, row=row, field=rule.field)


def dated_after(rule: DatedAfter, file: File) -> Iterator[Finding]:
    """申报材料须是取得现任职称之后的材料；whoever has no title counts from the first professional work."""
    own = file.one("qualification")
    obtained = first_day(own.get("title_obtained", ""))
    since = obtained or first_day(own.get("profession_since", ""))
    if since is None:
        return
    what = "取得现任职称" if obtained else "从事专业技术工作"
    for code in rule.sections:
        section = file.section(code)
        for row, values in file.rows(section):
            field = next((key for key in DATES if key in values), "")
            day = first_day(values.get(field, ""))  # none where it goes on still (仍在进行的不填)
            if day and day < since:
                message = f"{_month(day)}在{what}（{_month(since)}）之前，不能作为申报材料。"
                yield found(rule, section, message, row=row, field=field)


def count(rule: Count, file: File) -> Iterator[Finding]:
    """代表作品 2 篇及以上：fewer rows of the wanted categories than the notice asks for."""
    section = file.section(rule.section)
    if section is None or not any(spec.key == rule.field for spec in fields_of(section)):
        return
    have = sum(values.get(rule.field) in rule.any_of for _, values in file.rows(section))
    if have < rule.at_least:
        message = f"{rule.what}须有 {rule.at_least} 项以上，现有 {have} 项。"
        yield found(rule, section, message)


def _height(level: str) -> int:
    return EDUCATION_ORDER.index(level) if level in EDUCATION_ORDER else -1


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
