"""审核台：one submission as it was frozen, with what was found in it and what changed since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from applications.models import Application, Submission
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
    read_row,
)
from applications.rules.findings import Finding
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.terms import Case
from applications.selectors.dossiers import findings_in, frozen_dossier
from review.selectors.marks import Marking

PROVIDERS = {"employer": "由用人单位提供", "superior": "由上级主管单位提供"}


class Fact(TypedDict):
    """One answer; `old` is what stood there in the submission before, where that was something else."""

    label: str
    value: str
    old: str
    changed: bool


class Page(TypedDict):
    """One image, with its place in the viewer; the page adds its address."""

    index: str
    id: str
    url: str
    title: str
    caption: str
    new: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """附件：one kind of material with its pages."""

    title: str
    note: str
    missing: bool
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its answers, the pages that prove it, and what was found in it."""

    facts: tuple[Fact, ...]
    slots: tuple[Slot, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the dossier as a reviewer reads it; `findings` are those of no row."""

    code: str
    title: str
    clause: str
    nothing: bool
    row_name: str
    rows: tuple[Line, ...]
    slots: tuple[Slot, ...]
    findings: tuple[Finding, ...]
    changes: int
    marking: Marking | None = None

    @property
    def all_slots(self) -> tuple[Slot, ...]:
        """Those of the rows first."""
        return (*(slot for line in self.rows for slot in line.slots), *self.slots)


@dataclass(frozen=True, slots=True)
class Reading:
    """A submission, ready to be read, with the one before it where there is one."""

    submission: Submission
    dossier: Dossier
    ordinal: int
    of: int
    person: Mapping[str, str]
    employer: Mapping[str, str]
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
    pages: tuple[Page, ...] = field(default=())
    previous: Submission | None = None
    before: Dossier | None = None

    @property
    def is_latest(self) -> bool:
        return self.ordinal == self.of

    @property
    def others(self) -> list[int]:
        """The other submissions by their ordinals."""
        return [number for number in range(1, self.of + 1) if number != self.ordinal]


@dataclass(frozen=True, slots=True)
class _Both:
    """The submission that is read beside the one before."""

    case: Case
    now: Dossier
    before: Dossier | None
    scans: Mapping[tuple[str, str], list[Scan]]
    known: frozenset[str] | None
    findings: Mapping[tuple[str, str], list[Finding]]
    elsewhere: Collection[str]


def reading_of(
    application: Application, wanted: str = "", *, elsewhere: Collection[str] = ()
) -> Reading | None:
    """The submission of that ordinal, else the latest; None before the first.

    `elsewhere` are the slots that the page shows by themselves. All submissions in one statement: a notice
    allows few, and a second statement costs more than their text.
    """
    frozen = list(application.frozen.filter(recalled_at__isnull=True).order_by("number"))
    if not frozen:
        return None
    ordinal = int(wanted) if wanted.isdecimal() and 1 <= int(wanted) <= len(frozen) else len(frozen)
    submission = frozen[ordinal - 1]
    previous = frozen[ordinal - 2] if ordinal > 1 else None
    dossier, before = frozen_dossier(submission), frozen_dossier(previous) if previous else None
    findings = findings_in(submission)
    parts = tuple(_parts(application, _both(application, dossier, before, findings, elsewhere)))
    return Reading(
        submission=submission,
        dossier=dossier,
        ordinal=ordinal,
        of=len(frozen),
        person=submission.snapshot["person"],
        employer=submission.snapshot["employer"],
        parts=parts,
        findings=tuple(findings),
        pages=tuple(page for part in parts for slot in part.all_slots for page in slot.pages),
        previous=previous,
        before=before,
    )


def _both(
    application: Application,
    now: Dossier,
    before: Dossier | None,
    findings: Iterable[Finding],
    elsewhere: Collection[str],
) -> _Both:
    scans: dict[tuple[str, str], list[Scan]] = defaultdict(list)
    for scan in in_order(now.scans):
        scans[scan.material, scan.row].append(scan)
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.section, finding.row].append(finding)
    known = frozenset(scan.sha256 for scan in before.scans) if before else None
    case = answered(application.rules, application.case, now)
    return _Both(case, now, before, scans, known, found, elsewhere)


def _parts(application: Application, both: _Both) -> Iterator[Part]:
    first = 0
    for section in application.rules.sections_for(application.case):
        part = _part(section, both, first)
        first += sum(len(slot.pages) for slot in part.all_slots)
        yield part


def _part(section: Section, both: _Both, first: int) -> Part:
    kind, content = kind_of(section), both.now.content(section)
    old_rows = {row.id: row for row in both.before.content(section).rows} if both.before else None
    materials = [m for m in materials_for(section, both.case) if m.code not in both.elsewhere]
    lines = []
    for row in content.rows:
        own = [m for m in materials if m.per_row and concerns_row(m, row)]
        slots = tuple(_slots(own, both, row.id, first))
        first += sum(len(slot.pages) for slot in slots)
        found = both.findings.get((section.code, row.id), []) if kind.repeatable else []
        lines.append(Line(_facts(section, row, old_rows), slots, tuple(found)))
    slots = tuple(_slots([m for m in materials if not m.per_row], both, "", first))
    pages = [page for slot in (*(s for line in lines for s in line.slots), *slots) for page in slot.pages]
    changes = sum(fact["changed"] for line in lines for fact in line.facts)
    return Part(
        section.code,
        section.title,
        section.clause,
        content.nothing,
        kind.row_name if kind.repeatable else "",
        tuple(lines),
        slots,
        tuple(_of_no_row(section, both, content.rows, repeatable=kind.repeatable)),
        changes + sum(page["new"] for page in pages),
    )


def _of_no_row(section: Section, both: _Both, rows: Sequence[Row], *, repeatable: bool) -> Iterator[Finding]:
    """The findings on a section as a whole, and on the only row of one that has no more."""
    yield from both.findings.get((section.code, ""), ())
    for row in () if repeatable else rows:
        yield from both.findings.get((section.code, row.id), ())


def _facts(section: Section, row: Row, old_rows: Mapping[str, Row] | None) -> tuple[Fact, ...]:
    """Values in words; a row that was not there before is new as a whole."""
    values, _ = read_row(section, row.values)
    old: dict[str, str] | None = None
    if old_rows is not None:
        old = read_row(section, old_rows[row.id].values)[0] if row.id in old_rows else {}
    return tuple(
        {
            "label": spec.label,
            "value": spec.show(values.get(spec.key, "")),
            "old": spec.show(old.get(spec.key, "")) if old else "",
            "changed": old is not None and old.get(spec.key, "") != values.get(spec.key, ""),
        }
        for spec in fields_of(section)
        if not spec.needed_if or values.get(spec.key) or (old and old.get(spec.key))
    )


def _slots(materials: Iterable[Material], both: _Both, row: str, first: int) -> Iterator[Slot]:
    """The slots that are filled or should be; what nobody must provide is not mentioned."""
    for material in materials:
        scans = both.scans.get((material.code, row), [])
        demanded = material.is_demanded(both.case) and material.of_rows is None
        if scans or demanded or material.provider != "applicant":
            pages = tuple(_page(material, scan, first + n, both.known) for n, scan in enumerate(scans))
            first += len(pages)
            yield Slot(material.title, PROVIDERS.get(material.provider, ""), demanded and not scans, pages)


def _page(material: Material, scan: Scan, index: int, known: frozenset[str] | None) -> Page:
    return {
        "index": str(index),
        "id": scan.id,
        "url": "",
        "title": scan.title,
        "caption": caption_of(material, scan.title),
        "new": known is not None and scan.sha256 not in known,
    }


def caption_of(material: Material, title: str) -> str:
    """What stands over an image: its slot and its name, once where they are the same."""
    return title if title == material.title else f"{material.title} · {title}"
