"""继续教育、年度考核、普通话：year by year, and against the post."""

from collections.abc import Iterator
from datetime import date

from applications.rules.casefile import File
from applications.rules.findings import Finding, Severity
from applications.rules.judging.finding import first_day, found, months_between, years_words
from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import SPOKEN_ORDER, Appraisal, Continuing, Putonghua, StudySource
from applications.rules.sections import codes

SUBJECTS = {**dict(codes.SUBJECTS), "any": "继续教育"}
NEWCOMER = 36  # 新入职不满3年, in months
Lines = list[tuple[str, dict[str, str]]]


def continuing(rule: Continuing, file: File) -> Iterator[Finding]:
    """Each year has its certificate, its hours, or a waiver that the notice knows.

    Years before the person began professional work are only mentioned: nobody could have studied then.
    """
    section = file.of_kind("continuing")
    if section is None:
        return
    year = file.document.year
    rows = [line for line in file.rows(section) if rule.subject in ("any", line[1].get("subject"))]
    began = first_day(file.one("qualification").get("profession_since", ""))
    for severity, years in _asked(year + rule.first, year + rule.last, began, rule.severity):
        missing = [y for y in years if not any(values.get("year") == str(y) for _, values in rows)]
        if missing:
            message = f"缺 {years_words(missing)}的{SUBJECTS[rule.subject]}。"
            yield found(rule, section, message, field="year", severity=severity)
        for wanted in years:
            yield from _year_of_study(rule, file, section, wanted, severity, rows)


def _asked(
    first: int, last: int, began: date | None, severity: Severity
) -> Iterator[tuple[Severity, list[int]]]:
    """The years of the rule, as grave as it is, and those before the work began, mentioned only."""
    years = range(first, last + 1)
    early = [year for year in years if began and year < began.year]
    yield severity, [year for year in years if year not in early]
    if early:
        yield "warn", early


def _year_of_study(
    rule: Continuing, file: File, section: Section, year: int, severity: Severity, rows: Lines
) -> Iterator[Finding]:
    own = [line for line in rows if line[1].get("year") == str(year)]
    waived = [row for row, values in own if values.get("proof") == "waiver"]
    if waived:
        if refused := _no_waiver(rule, file, year):
            yield found(rule, section, refused, row=waived[0], field="proof", severity=severity)
        return
    hours = sum(float(values.get("hours") or 0) for _, values in own)
    if own and hours < rule.hours:
        name = SUBJECTS[rule.subject]
        message = f"{year}年的{name}须满 {rule.hours} 学时，现有 {hours:g} 学时。"
        yield found(rule, section, message, row=own[0][0], field="hours", severity=severity)


def _no_waiver(rule: Continuing, file: File, year: int) -> str:
    """Why this year cannot be waived; empty where it can."""
    if rule.waivable == "no":
        return "本通知没有免除继续教育学习的规定。"
    away = file.one("declarations")
    if rule.waivable == "current":
        if away.get("posting_away") == "none":
            return "没有填写驻村等工作，不能免除继续教育。"
        return "" if year == file.document.year else f"只免除 {file.document.year}年当年的继续教育。"
    first, last = (first_day(away.get(key, "")) for key in ("posting_from", "posting_until"))
    if first and first.year <= year <= (last or file.on).year:
        return ""
    return f"{year}年不在填写的驻村等工作期间内，不能免除继续教育。"


def study_source(rule: StudySource, file: File) -> Iterator[Finding]:
    """需从系统获取：a certificate uploaded for a year that the system gives out itself."""
    section = file.of_kind("continuing")
    for row, values in file.rows(section):
        uploaded = values.get("subject") == rule.subject and values.get("proof") == "certificate"
        if uploaded and int(values.get("year") or 0) >= rule.since:
            message = f"{rule.since}年以后的{SUBJECTS[rule.subject]}须从系统获取，不能手动上传。"
            yield found(rule, section, message, row=row, field="proof")


def appraisal(rule: Appraisal, file: File) -> Iterator[Finding]:
    """Each year with a grade that counts; fewer years for newcomers where the notice says so."""
    section = file.of_kind("appraisal")
    if section is None:
        return
    years = _appraised_years(rule, file)
    rows = file.rows(section)
    graded = {values.get("year") for _, values in rows}
    missing = [year for year in years if str(year) not in graded]
    if missing:
        yield found(rule, section, f"缺 {years_words(missing)}的年度考核结果。", field="year")
    for row, values in rows:
        grade = values.get("grade", "")
        if values.get("year", "") in map(str, years) and grade and grade not in rule.grades:
            yield _graded(rule, section, row, values["year"], grade)


def _graded(rule: Appraisal, section: Section, row: str, year: str, grade: str) -> Finding:
    """未定等次 is not foreseen by any notice: it is mentioned, and people decide."""
    if grade == "undetermined":
        message = f"{year}年度考核未定等次，请在考核材料中说明原因。"
        return found(rule, section, message, row=row, field="grade", severity="warn")
    names = dict(codes.GRADES)
    wanted = "、".join(names[g] for g in rule.grades)
    message = f"{year}年度考核为“{names[grade]}”，须为{wanted}。"
    return found(rule, section, message, row=row, field="grade")


def _appraised_years(rule: Appraisal, file: File) -> list[int]:
    year = file.document.year
    years = list(range(year + rule.first, year + rule.last + 1))
    started = first_day(file.one("basic").get("work_started", ""))
    new = started and months_between(started, file.on) < NEWCOMER
    if rule.newcomers and new and file.one("declarations").get("first_time") == "yes":
        return [y for y in years if started and y > started.year]
    return years


def putonghua(rule: Putonghua, file: File) -> Iterator[Finding]:
    """普通话等级 below what the post asks; where several lines fit, the most demanding holds."""
    section = file.of_kind("putonghua")
    for row, values in file.rows(section):
        asked = [line.least for line in rule.posts if not line.posts or values.get("post") in line.posts]
        if not asked or values.get("level") not in SPOKEN_ORDER:
            continue
        least = min(asked, key=SPOKEN_ORDER.index)
        if SPOKEN_ORDER.index(values["level"]) > SPOKEN_ORDER.index(least):
            wanted = dict(codes.SPOKEN_LEVELS)[least]
            post = dict(codes.SPOKEN_POSTS).get(values.get("post", ""), "")
            message = f"{post}{'的' if post else ''}普通话等级不得低于{wanted}。"
            yield found(rule, section, message, row=row, field="level")
