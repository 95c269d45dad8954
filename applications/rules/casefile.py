"""案卷：a dossier with the notice and the claim that it is judged by, read once for all rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from applications.rules.dossier import (
    Dossier,
    Row,
    Scan,
    answered,
    concerns_row,
    in_order,
    read_row,
)
from applications.rules.findings import Severity
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.terms import Case

ReadRow = tuple[Row, dict[str, str], dict[str, str]]
Slot = tuple[Section, Material, str, list[Scan]]  # with the row that it belongs to, and the pages in it


@dataclass(frozen=True)
class File:
    """案卷：all that a rule may look at. `on` is the day in Beijing by which it is judged."""

    document: NoticeDocument
    case: Case
    dossier: Dossier
    on: date

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that the case must fill."""
        return self.document.sections_for(self.case)

    def values(self, section: Section) -> list[ReadRow]:
        """Each row of a section, its values as far as they can be read, and what is wrong with it."""
        if section.code not in self._read:
            rows = self.dossier.content(section).rows
            self._read[section.code] = [(row, *read_row(section, row.values)) for row in rows]
        return self._read[section.code]

    @cached_property
    def _read(self) -> dict[str, list[ReadRow]]:
        return {}

    @cached_property
    def scans(self) -> Mapping[tuple[str, str], list[Scan]]:
        """The applicant's pages by material and row; without a row, all pages of the material."""
        found: dict[tuple[str, str], list[Scan]] = {}
        for scan in in_order(scan for scan in self.dossier.scans if not scan.provided):
            found.setdefault((scan.material, ""), []).append(scan)
            if scan.row:
                found.setdefault((scan.material, scan.row), []).append(scan)
        return found

    @cached_property
    def switched(self) -> Mapping[str, Severity]:
        """What an administrator has made block, or only warn."""
        return {switch.rule: switch.severity for switch in self.document.switches}

    def section(self, code: str) -> Section | None:
        """A section of the case by its code."""
        return next((section for section in self.sections if section.code == code), None)

    def of_kind(self, kind: str) -> Section | None:
        """The first section of a kind."""
        return next((section for section in self.sections if section.kind == kind), None)

    def rows(self, section: Section | None) -> list[tuple[str, dict[str, str]]]:
        """The readable values of each row with its id; nothing without the section."""
        return [(row.id, values) for row, values, _ in self.values(section)] if section else []

    def one(self, kind: str) -> dict[str, str]:
        """The values of a section that has one row."""
        return next((values for _, values in self.rows(self.of_kind(kind))), {})

    def rows_for(self, section: Section, material: Material) -> list[Row]:
        """The rows that a slot is meant for."""
        return [row for row in self.dossier.content(section).rows if concerns_row(material, row)]

    def slots(self) -> Iterator[Slot]:
        """Every slot with pages in it, row by row: those that the person can see, no forgotten ones."""
        for section in self.sections:
            for material in section.materials:
                if not material.when.holds(self.case):
                    continue
                for row in self.rows_for(section, material) if material.per_row else [None]:
                    if scans := self.pages(material, row):
                        yield section, material, row.id if row else "", scans

    def slots_to_mask(self) -> Iterator[Slot]:
        """Those that experts will see: 需要遮盖与否 is asked about each page in them."""
        return (slot for slot in self.slots() if slot[1].experts == "masked")

    def pages(self, material: Material, row: Row | None = None) -> list[Scan]:
        """The pages in a slot: those of the row, where each row has its own."""
        return self.scans.get((material.code, row.id if row and material.per_row else ""), [])


def open_file(document: NoticeDocument, case: Case, dossier: Dossier, on: date) -> File:
    """The file of a dossier, with its answers known."""
    return File(document, answered(document, case, dossier), dossier, on)
