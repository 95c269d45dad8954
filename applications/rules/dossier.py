"""申报材料：what stands in a dossier, and how its typed text is read."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.terms import Answered, Case, Rank
from applications.rules.sections import KINDS, Kind
from applications.rules.sections.fields import NONE_WORD, Field, Unreadable

# From the lowest to the highest; the national code list (GB/T 4658) is not in this order.
EDUCATION_ORDER = ("61", "47", "44", "41", "31", "28", "21", "17", "14", "11")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was typed; `id` stays with it for life."""

    id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scan:
    """An uploaded page, as far as rules care. `masking` is 需要遮盖与否, empty while unanswered.

    `boxes` are [left, top, right, bottom] in 1/10,000 of the page. `legible`: the machine still reads there
    what experts may not see, and the applicant has not said why that may be.
    """

    id: str
    material: str
    title: str
    row: str = ""
    sha256: str = ""
    order: int = 0
    fault: str = ""  # why it cannot be used; a sentence
    page: int = 0
    remarks: tuple[str, ...] = ()
    masking: str = ""
    boxes: tuple[tuple[int, ...], ...] = ()
    legible: bool = False
    provided: bool = False  # by the unit or its superior: not the applicant's to answer for


@dataclass(frozen=True, slots=True)
class SectionContent:
    """What one section holds. `nothing` is the applicant's word 无 for the whole section."""

    rows: tuple[Row, ...] = ()
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Ban:
    """诚信记录：from when until when, and from what it bars."""

    starts: date
    until: date
    scope: str  # any, series, higher
    series: str = ""
    rank: Rank | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant and the employer, as far as rules care."""

    name: str = ""
    sex: str = ""
    born: date | None = None
    employer: str = ""
    employer_aliases: tuple[str, ...] = ()
    id_number: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
    bans: tuple[Ban, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the applicant has given, draft or frozen."""

    sections: Mapping[str, SectionContent] = field(default_factory=dict)
    scans: Sequence[Scan] = ()
    person: Person = Person()

    def content(self, section: Section) -> SectionContent:
        return self.sections.get(section.code, SectionContent())

    def scans_for(self, material: Material) -> list[Scan]:
        """The pages in one slot, in the applicant's order."""
        return in_order(s for s in self.scans if s.material == material.code)


def in_order(scans: Iterable[Scan]) -> list[Scan]:
    """As the applicant arranged them; the pages of one PDF stay together."""
    return sorted(scans, key=lambda scan: (scan.order, scan.page))


def kind_of(section: Section) -> Kind:
    """The kind behind a section of a notice."""
    return KINDS[section.kind]


@lru_cache(maxsize=1024)
def fields_of(section: Section) -> tuple[Field, ...]:
    """The fields of a section: those of its kind as the notice wants them, then the notice's own."""
    by_key = {spec.key: spec for spec in kind_of(section).fields}
    picked = [by_key[key] for key in section.fields] if section.fields else list(by_key.values())
    narrowed = {choice.field: choice for choice in section.choices}
    own = []
    for spec in picked:
        if spec.key in section.optional_fields:
            spec = replace(spec, required=False, needed_unless=())
        if change := narrowed.get(spec.key):
            labels = dict(spec.choices)
            chosen = tuple((code, labels[code]) for code in change.codes)
            spec = replace(spec, choices=chosen, label=change.label or spec.label)
        own.append(spec)
    extra = (
        Field(e.key, e.label, e.kind, required=e.required, max_length=e.max_length)
        for e in section.extra_fields
    )
    return (*own, *extra)


def read_row(section: Section, typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The values in a typed row, and a sentence for each field that cannot be read."""
    values: dict[str, str] = {}
    problems: dict[str, str] = {}
    for spec in fields_of(section):
        text = typed.get(spec.key, "") if spec.is_asked(typed) else ""
        try:
            values[spec.key] = spec.read(text, needed=spec.is_needed(typed))
        except Unreadable as problem:
            problems[spec.key] = str(problem)
    return values, problems


def name_of(section: Section, row: Row) -> str:
    """What people call a row: 2024年 公需课. Empty while nothing that names it is filled in."""
    specs = {spec.key: spec for spec in fields_of(section)}
    named_by = (specs[key] for key in kind_of(section).named_by if key in specs)
    words = (spec.show(spec.worth(row.values.get(spec.key, ""))) for spec in named_by)
    return " ".join(word for word in words if word not in ("", NONE_WORD))


def materials_for(section: Section, case: Case) -> list[Material]:
    """The slots of a section that concern the case."""
    return [material for material in section.materials if material.when.holds(case)]


def concerns_row(material: Material, row: Row) -> bool:
    """True where a slot of a row is meant for this one."""
    wanted = material.of_rows
    return wanted is None or row.values.get(wanted.field, "") in wanted.any_of


def answered(document: NoticeDocument, case: Case, dossier: Dossier) -> Case:
    """The case with the choices made in the dossier, so that conditions on them can be asked."""
    return replace(case, answers=_answers(document.sections_for(case), dossier))


def _answers(sections: Iterable[Section], dossier: Dossier) -> Answered:
    given: set[tuple[str, str, str]] = set()
    for section in sections:
        content = dossier.content(section)
        chosen = [spec.key for spec in fields_of(section) if spec.choices]
        for row in content.rows:
            given.update((section.code, key, row.values.get(key, "")) for key in chosen)
        if section.kind == "education":
            given.add((section.code, "highest", highest_education(content.rows)))
            full_time = highest_education(content.rows, full_time=True)
            given.add((section.code, "highest_full_time", full_time))
        elif section.kind == "qualification":
            given.add((section.code, "has_title", "yes" if has_title(content.rows) else "no"))
    return frozenset(given)


def highest_education(rows: Sequence[Row], *, full_time: bool = False) -> str:
    """The code of the highest 学历 among the rows, or among those of 全日制; empty without one."""
    counted = [row for row in rows if not full_time or row.values.get("study_mode") == "full_time"]
    known = [level for row in counted if (level := row.values.get("level", "")) in EDUCATION_ORDER]
    return max(known, key=EDUCATION_ORDER.index, default="")


def has_title(rows: Sequence[Row]) -> bool:
    """True where a present title is named; 无 names none."""
    return any(row.values.get("current_title", "").strip() not in ("", NONE_WORD) for row in rows)


def fingerprint_of(dossier: Dossier) -> str:
    """Tells whether the applicant has changed it since.

    What becomes of a scan by itself is no change: nor are the pages that come out of a PDF after its first.
    """
    sections = {
        code: [content.nothing, [[row.id, dict(row.values)] for row in content.rows]]
        for code, content in dossier.sections.items()
    }
    own = (scan for scan in dossier.scans if not scan.provided and scan.page < 2)
    scans = sorted(
        [scan.material, scan.order, scan.id, scan.title, scan.row, scan.masking, scan.boxes] for scan in own
    )
    text = json.dumps([sections, scans], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
