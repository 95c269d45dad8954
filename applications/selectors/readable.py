"""A dossier as people read it: every section with its words, files and findings, in the notice's order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from applications.rules.checking import check, check_only
from applications.rules.dossier import (
    Dossier,
    Row,
    Scan,
    answered,
    concerns_row,
    fields_of,
    in_order,
    kind_of,
    materials_for,
    name_of,
    read_row,
)
from applications.rules.findings import Finding
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.parts import Ask
from applications.rules.notices.terms import Case, Topic

# What a notice says on these topics belongs beside sections of these kinds.
TOPICS = {
    "education": (Topic.EDUCATION,),
    "continuing": (Topic.CONTINUING,),
    "appraisal": (Topic.APPRAISAL,),
    "putonghua": (Topic.PUTONGHUA,),
}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: its id, a name for it, and label with value for every field."""

    id: str
    name: str
    cells: tuple[tuple[str, str], ...]
    wrong: bool = False
    slots: tuple["Slot", ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for scans, of a section or of one of its rows, with what is in it."""

    material: Material
    scans: tuple[Scan, ...]
    demanded: bool
    row: str = ""

    @property
    def by_others(self) -> str:
        """Who provides it where that is not the applicant."""
        return {"employer": "用人单位", "superior": "上级主管单位"}.get(self.material.provider, "")

    @property
    def room(self) -> int:
        return max(self.material.max - len(self.scans), 0)

    @property
    def is_faulty(self) -> bool:
        """One in it cannot be used."""
        return any(scan.fault for scan in self.scans)


@dataclass(frozen=True, slots=True)
class ReadSection:
    """One section, whole."""

    section: Section
    rows: tuple[ReadRow, ...]
    nothing: bool
    slots: tuple[Slot, ...]
    findings: tuple[Finding, ...]
    repeatable: bool
    has_fields: bool
    row_name: str

    @property
    def blocks(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "block")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "warn")

    @property
    def to_judge(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "judge")

    @property
    def scan_count(self) -> int:
        of_rows = (slot for row in self.rows for slot in row.slots)
        return sum(len(slot.scans) for slot in (*self.slots, *of_rows))

    @property
    def is_untouched(self) -> bool:
        return not (self.rows or self.scan_count or self.nothing)


def readable(
    document: NoticeDocument,
    case: Case,
    dossier: Dossier,
    on: date,
    findings: Iterable[Finding] | None = None,
) -> list[ReadSection]:
    """The sections that the case must fill, with what a check finds on that day; no query.

    `findings` are those of that check, where the page has made it already.
    """
    known = answered(document, case, dossier)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in check(document, case, dossier, on) if findings is None else findings:
        found[finding.section].append(finding)
    return [_read(section, known, dossier, found[section.code]) for section in document.sections_for(case)]


def readable_section(
    document: NoticeDocument, case: Case, dossier: Dossier, section: Section, on: date
) -> ReadSection:
    """One section of the whole as it stands."""
    found = check_only(document, case, dossier, section, on)
    return _read(section, answered(document, case, dossier), dossier, found)


def _read(section: Section, case: Case, dossier: Dossier, found: list[Finding]) -> ReadSection:
    content = dossier.content(section)
    of_rows: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        of_rows[finding.row].append(finding)
    slots = list(_slots(section, case, dossier))
    return ReadSection(
        section=section,
        rows=tuple(_row(section, row, n, of_rows[row.id], slots) for n, row in enumerate(content.rows, 1)),
        nothing=content.nothing,
        slots=tuple(slot for slot in slots if not slot.material.per_row),
        findings=tuple(found),
        repeatable=kind_of(section).repeatable,
        has_fields=bool(fields_of(section)),
        row_name=kind_of(section).row_name,
    )


def asks_beside(document: NoticeDocument, section: Section) -> list[Ask]:
    """What the notice says about a section: on its clause, or on its topic."""
    topics = TOPICS.get(section.kind, ())
    return [ask for ask in document.asks if ask.clause == section.clause or ask.topic in topics]


def following_section(document: NoticeDocument, case: Case, section: Section) -> Section | None:
    """The section after this one; None after the last."""
    sections = document.sections_for(case)
    after = sections.index(section) + 1
    return sections[after] if after < len(sections) else None


def asks_before_submitting(document: NoticeDocument) -> list[Ask]:
    """漏传、错传、不上传者一律视为无相关材料：what the notice says about the whole dossier."""
    beside = {section.clause for section in document.sections}
    about = document.asks_about(Topic.CONDUCT, Topic.MATERIAL)
    return [ask for ask in about if ask.clause not in beside]


def _slots(section: Section, case: Case, dossier: Dossier) -> Iterator[Slot]:
    """The slots of a section, and one for each row where a material belongs to rows."""
    by_material: dict[str, list[Scan]] = defaultdict(list)
    for scan in in_order(dossier.scans):
        by_material[scan.material].append(scan)
    for material in materials_for(section, case):
        scans, demanded = by_material[material.code], material.is_demanded(case)
        rows = dossier.content(section).rows
        if not material.per_row:
            meant = material.of_rows is None or any(concerns_row(material, row) for row in rows)
            yield Slot(material, tuple(scans), demanded and meant)
            continue
        for row in rows:
            if concerns_row(material, row):
                own = tuple(scan for scan in scans if scan.row == row.id)
                yield Slot(material, own, demanded, row.id)


def _row(
    section: Section, row: Row, number: int, findings: Sequence[Finding], slots: Iterable[Slot]
) -> ReadRow:
    values, _ = read_row(section, row.values)
    specs = fields_of(section)
    cells = tuple(
        (spec.label, spec.show(values[spec.key]) if spec.key in values else row.values.get(spec.key, ""))
        for spec in specs
        if spec.is_asked(row.values)
    )
    name = name_of(section, row) or f"第 {number} 条"
    own = tuple(slot for slot in slots if slot.row == row.id)
    wrong = any(finding.severity == "block" for finding in findings)
    return ReadRow(row.id, name, cells, wrong, own, tuple(findings))
