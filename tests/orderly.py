"""An applicant who is in order: a dossier that every rule of a notice lets pass, and nothing more."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from applications.rules.dossier import (
    Dossier,
    Person,
    Row,
    Scan,
    SectionContent,
    answered,
    concerns_row,
    fields_of,
)
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.rules import Answers, Appraisal, Continuing, Count, StudySource
from applications.rules.notices.terms import Case
from applications.rules.sections.fields import Field

Values = dict[str, str]
PERSON = Person(name="阿依古丽·买买提", sex="female", born=date(1988, 3, 1), employer="博湖县图书馆")
CHOICES = {
    "identity": "staff",
    "sanction": "none",
    "posting_away": "none",
    "classified": "none",
    "ground": "local_private",
    "level": "21",
    "degree": "bachelor",
    "study_mode": "full_time",
    "proof": "record",
    "title_place": "xinjiang",
    "posting": "regular",
}
VALUES = {
    "work_started": "2010-07",
    "current_title": "助理馆员",
    "title_obtained": "2018-12",
    "appointed": "2019-01",
    "profession_since": "2010-08",
    "profession_until": "",
    "years": "4",
}


def orderly(
    document: NoticeDocument, case: Case, on: date, *, person: Person = PERSON, **typed: Values
) -> Dossier:
    """A dossier in order on a day. `typed` changes fields of the first row of a section."""
    sections = {}
    for section in document.sections_for(case):
        rows = [
            Row(f"r{number}", values | (typed.get(section.code, {}) if number == 1 else {}))
            for number, values in enumerate(rows_of(section, document, case, on), 1)
        ]
        sections[section.code] = SectionContent(tuple(rows), nothing=not rows and bool(fields_of(section)))
    bare = Dossier(sections, (), person)
    return Dossier(sections, tuple(scans_of(document, answered(document, case, bare), bare)), person)


def rows_of(section: Section, document: NoticeDocument, case: Case, on: date) -> list[Values]:
    """The rows that a section needs, each as it would be typed."""
    make = MAKERS.get(section.kind)
    if make is None:
        needed = section.required and fields_of(section)
        return [admitted(_row(section), section, document, case)] if needed else []
    return list(make(section, document, case, on))


def admitted(values: Values, section: Section, document: NoticeDocument, case: Case) -> Values:
    """The same row with another choice where the notice shuts this one out (直接认定须参加驻村等工作)."""
    fields = {field.key: field for field in fields_of(section)}
    for rule in document.rules:
        if not (isinstance(rule, Answers) and rule.section == section.code and rule.when.holds(case)):
            continue
        if values.get(rule.field) in rule.forbidden:
            choice = next(code for code, _ in fields[rule.field].choices if code not in rule.forbidden)
            values = _row(section, **{rule.field: choice})
    return values


def scans_of(document: NoticeDocument, case: Case, dossier: Dossier) -> Iterator[Scan]:
    """A well-named page, with every part of it, in each slot that is demanded, and in each group."""
    order = 0
    for section in document.sections_for(case):
        grouped = [code for g in section.groups if g.when.holds(case) for code in g.materials[: g.at_least]]
        for material in section.materials:
            if not (material.is_demanded(case) or material.code in grouped):
                continue
            if any(code in material.instead_of for code in (m.code for m in section.materials)):
                continue
            for row in _places(material, dossier.content(section)):
                for title in material.parts or (material.title,):
                    order += 1
                    yield Scan(
                        f"{material.code}-{order}",
                        material.code,
                        title,
                        row,
                        sha256=f"{order:064}",
                        order=order,
                        masking="" if material.experts == "hidden" else "clear",
                    )


def _places(material: Material, content: SectionContent) -> list[str]:
    if not material.per_row:
        meant = material.of_rows is None or any(concerns_row(material, row) for row in content.rows)
        return [""] if meant else []
    return [row.id for row in content.rows if concerns_row(material, row)]


def _row(section: Section, **values: str) -> Values:
    row = {field.key: sample(field) for field in fields_of(section)} | values
    return {
        field.key: row[field.key] if field.is_needed(row) or field.key in values else ""
        for field in fields_of(section)
    } | {key: row[key] for key in VALUES if key in row}


def sample(field: Field) -> str:
    """Something valid for a field."""
    if field.choices:
        codes = [code for code, _ in field.choices]
        wanted = CHOICES.get(field.key, "")
        return wanted if wanted in codes else codes[0]
    samples = {
        "date": "2015-07-01",
        "month": "2015-07",
        "year": "2023",
        "integer": "4",
        "decimal": "90",
        "long": "认真履行岗位职责。",
    }
    return VALUES.get(field.key, samples.get(field.kind, "无"))


def _education(section: Section, document: NoticeDocument, case: Case, on: date) -> Iterator[Values]:
    until = f"{on.year + 1}-12-31"
    yield _row(section, started="2006-09", graduated="2010-07", **_kept(section, proof_until=until))


def _employment(section: Section, document: NoticeDocument, case: Case, on: date) -> Iterator[Values]:
    if section.required:
        yield _row(section, started="2010-07", ended="", posting="regular")


def _insurance(section: Section, document: NoticeDocument, case: Case, on: date) -> Iterator[Values]:
    last = on.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1, year=last.year - 1)
    yield _row(section, started=f"{first:%Y-%m}", ended=f"{last:%Y-%m}")


def _continuing(section: Section, document: NoticeDocument, case: Case, on: date) -> Iterator[Values]:
    rules = [r for r in document.rules if isinstance(r, Continuing) and r.when.holds(case)]
    since = {r.subject: r.since for r in document.rules if isinstance(r, StudySource)}
    wanted = {
        (document.year + year, subject)
        for rule in rules
        for year in range(rule.first, rule.last + 1)
        for subject in (("public", "professional") if rule.subject == "any" else (rule.subject,))
    }
    for year, subject in sorted(wanted):
        proof = "system" if year >= since.get(subject, 9999) else "certificate"
        yield _row(
            section, year=str(year), subject=subject, proof=proof, hours="90", certificate=f"证{year}号"
        )


def _appraisal(section: Section, document: NoticeDocument, case: Case, on: date) -> Iterator[Values]:
    rules = [r for r in document.rules if isinstance(r, Appraisal) and r.when.holds(case)]
    years = {
        document.year + year: "competent" if "competent" in rule.grades else rule.grades[0]
        for rule in rules
        for year in range(rule.first, rule.last + 1)
    }
    for year, grade in sorted(years.items()):
        yield _row(section, year=str(year), grade=grade)


def _putonghua(section: Section, document: NoticeDocument, case: Case, on: date) -> Iterator[Values]:
    yield _row(section, level="2b", tested="2012-05", certificate="证1号", authority="某测试站")


def _after_title(**dates: str) -> Callable[[Section, NoticeDocument, Case, date], Iterator[Values]]:
    def make(section: Section, document: NoticeDocument, case: Case, on: date) -> Iterator[Values]:
        counted = [r for r in document.rules if isinstance(r, Count) and r.section == section.code]
        if section.required or any(rule.when.holds(case) for rule in counted if not rule.when.answers):
            yield _row(section, **dates)

    return make


def _kept(section: Section, **values: str) -> Values:
    keys = {field.key for field in fields_of(section)}
    return {key: value for key, value in values.items() if key in keys}


MAKERS: dict[str, Callable[[Section, NoticeDocument, Case, date], Iterator[Values]]] = {
    "education": _education,
    "employment": _employment,
    "insurance": _insurance,
    "continuing": _continuing,
    "appraisal": _appraisal,
    "putonghua": _putonghua,
    "achievements": _after_title(started="2020-01", ended="2020-12"),
    "awards": _after_title(awarded="2020-05"),
    "property": _after_title(granted="2020-05"),
    "publications": _after_title(published="2020-05"),
}
