"""申报材料：what stands in a dossier, and what is still missing before it may be submitted."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.terms import Case
from applications.rules.sections import KINDS, Kind
from applications.rules.sections.fields import Field, Unreadable

Severity = Literal["block", "warn"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was typed; `id` stays with it for life."""

    id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scan:
    """An uploaded page, as far as rules care."""

    id: str
    material: str
    title: str
    row: str = ""
    sha256: str = ""
    order: int = 0
    fault: str = ""  # why it cannot be used; a sentence


@dataclass(frozen=True, slots=True)
class SectionContent:
    """What one section holds. `nothing` is the applicant's word 无 for the whole section."""

    rows: tuple[Row, ...] = ()
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the applicant has given, draft or frozen."""

    sections: Mapping[str, SectionContent] = field(default_factory=dict)
    scans: Sequence[Scan] = ()

    def content(self, section: Section) -> SectionContent:
        return self.sections.get(section.code, SectionContent())

    def scans_for(self, material: Material) -> list[Scan]:
        """The pages in one slot, in the applicant's order."""
        return sorted((s for s in self.scans if s.material == material.code), key=lambda s: s.order)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: where, how grave, the sentence, and the clause that asks for it."""

    severity: Severity
    section: str
    message: str
    clause: str = ""
    row: str = ""
    field: str = ""


def kind_of(section: Section) -> Kind:
    """The kind behind a section of a notice."""
    return KINDS[section.kind]


@lru_cache(maxsize=1024)
def fields_of(section: Section) -> tuple[Field, ...]:
    """The fields of a section: those of its kind as the notice wants them, then the notice's own."""
    own = tuple(
        replace(f, required=False) if f.key in section.optional_fields else f for f in kind_of(section).fields
    )
    extra = tuple(
        Field(e.key, e.label, e.kind, required=e.required, max_length=e.max_length)
        for e in section.extra_fields
    )
    return own + extra


def read_row(section: Section, typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The values in a typed row, and a sentence for each field that cannot be read."""
    values: dict[str, str] = {}
    problems: dict[str, str] = {}
    for spec in fields_of(section):
        try:
            values[spec.key] = spec.read(typed.get(spec.key, ""))
        except Unreadable as problem:
            problems[spec.key] = str(problem)
    return values, problems


def check(document: NoticeDocument, case: Case, dossier: Dossier) -> list[Finding]:
    """Every finding on a dossier, in the notice's order; an empty list may be submitted."""
    return [
        finding
        for section in document.sections_for(case)
        for finding in check_section(section, case, dossier)
    ]


def check_section(section: Section, case: Case, dossier: Dossier) -> Iterator[Finding]:
    """The findings on one section."""
    content = dossier.content(section)
    if fields_of(section):
        if content.nothing and not section.required:
            return
        if not content.rows and section.required:
            yield Finding("block", section.code, f"“{section.title}”还没有填写。", section.clause)
        elif not content.rows:
            yield Finding("block", section.code, f"“{section.title}”没有内容的，请注明“无”。", section.clause)
        for row in content.rows:
            _, problems = read_row(section, row.values)
            for key, sentence in problems.items():
                yield Finding("block", section.code, sentence, section.clause, row.id, key)
        yield from _order(section, content)
    for material in section.materials:
        yield from _material(section, material, case, dossier)


def _order(section: Section, content: SectionContent) -> Iterator[Finding]:
    """Rows with a beginning and an end must run forward."""
    ends = {"education": "graduated", "employment": "ended"}.get(section.kind)
    if not ends:
        return
    for row in content.rows:
        values, _ = read_row(section, row.values)
        first, last = values.get("started", ""), values.get(ends, "")
        if first and last and last < first:
            yield Finding("block", section.code, "结束时间早于开始时间。", section.clause, row.id, ends)


def _material(section: Section, material: Material, case: Case, dossier: Dossier) -> Iterator[Finding]:
    if not material.when.holds(case):
        return
    scans = dossier.scans_for(material)
    if not scans and material.is_demanded(case):
        stand_ins = [m for m in section.materials if material.code in m.instead_of and m.when.holds(case)]
        if not any(dossier.scans_for(other) for other in stand_ins):
            alternatives = "".join(f"，或以“{other.title}”代替" for other in stand_ins)
            message = f"缺“{material.title}”{alternatives}。"
            yield Finding("block", section.code, message, material.clause, field=material.code)
    for scan in scans:
        if scan.fault:
            message = f"“{scan.title}”不能使用：{scan.fault}"
            yield Finding("block", section.code, message, material.clause, field=material.code)
    missing = [part for part in material.parts if scans and not any(part in scan.title for scan in scans)]
    if missing:
        words = "、".join(missing)
        message = f"“{material.title}”的图片名称里没有看到：{words}。"
        yield Finding("warn", section.code, message, material.clause, field=material.code)


def fingerprint_of(dossier: Dossier) -> str:
    """Tells whether somebody has changed the dossier since; what becomes of a scan by itself is no change."""
    sections = {
        code: [content.nothing, [[row.id, dict(row.values)] for row in content.rows]]
        for code, content in dossier.sections.items()
    }
    scans = sorted([scan.material, scan.order, scan.id, scan.title, scan.row] for scan in dossier.scans)
    text = json.dumps([sections, scans], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def materials_for(section: Section, case: Case) -> list[Material]:
    """The slots of a section that concern the case."""
    return [material for material in section.materials if material.when.holds(case)]
