"""A dossier as people read it: every section with its words, files and findings, in the notice's order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from applications.rules.dossier import (
    Dossier,
    Finding,
    Row,
    Scan,
    check_section,
    fields_of,
    kind_of,
    materials_for,
    read_row,
)
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.parts import Ask
from applications.rules.notices.terms import Case, Topic

# What a notice says on these topics belongs beside sections of these kinds.
TOPICS = {"education": (Topic.EDUCATION,)}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: its id, a name for it, and label with value for every field."""

    id: str
    name: str
    cells: tuple[tuple[str, str], ...]
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for scans, with what is in it."""

    material: Material
    scans: tuple[Scan, ...]
    demanded: bool

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
    def scan_count(self) -> int:
        return sum(len(slot.scans) for slot in self.slots)

    @property
    def is_untouched(self) -> bool:
        return not (self.rows or self.scan_count or self.nothing)


def readable(document: NoticeDocument, case: Case, dossier: Dossier) -> list[ReadSection]:
    """The sections that the case must fill; no query."""
    return [readable_section(section, case, dossier) for section in document.sections_for(case)]


def readable_section(section: Section, case: Case, dossier: Dossier) -> ReadSection:
    """One section as it stands."""
    content = dossier.content(section)
    findings = tuple(check_section(section, case, dossier))
    wrong = {finding.row for finding in findings if finding.row}
    return ReadSection(
        section=section,
        rows=tuple(_row(section, row, row.id in wrong, n) for n, row in enumerate(content.rows, 1)),
        nothing=content.nothing,
        slots=tuple(_slots(section, case, dossier)),
        findings=findings,
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


def _slots(section: Section, case: Case, dossier: Dossier) -> Iterable[Slot]:
    by_material: dict[str, list[Scan]] = defaultdict(list)
    for scan in dossier.scans:
        by_material[scan.material].append(scan)
    for material in materials_for(section, case):
        scans = sorted(by_material[material.code], key=lambda scan: scan.order)
        yield Slot(material, tuple(scans), material.is_demanded(case))


def _row(section: Section, row: Row, wrong: bool, number: int) -> ReadRow:
    values, _ = read_row(section, row.values)
    cells = tuple(
        (spec.label, spec.show(values[spec.key]) if spec.key in values else row.values.get(spec.key, ""))
        for spec in fields_of(section)
    )
    name = next((value for label, value in cells if value and "时间" not in label), "")
    return ReadRow(row.id, name or f"第 {number} 条", cells, wrong)
