"""两次提交的对照：what changed between two frozen dossiers, in words, section by section."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from applications.models import Application, Submission
from applications.rules.difference import Change, by_section, difference
from applications.rules.dossier import Dossier, Row, Scan, fields_of, kind_of, read_row
from applications.rules.notices.dossier import Section
from applications.rules.notices.terms import Mode, Rank
from applications.rules.sections.fields import Field
from applications.selectors.dossiers import frozen_dossier

Cells = tuple[tuple[str, str], ...]
ABOUT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "person": (("name", "姓名"), ("sex", "性别"), ("born", "出生日期")),
    "employer": (("name", "工作单位"),),
    "claim": (("title", "申报职称"), ("rank", "级别"), ("mode", "申报类型")),
}
# What codes of a snapshot mean.
WORDS: Mapping[str, Mapping[str, str]] = {
    "rank": {rank.value: rank.label for rank in Rank},
    "mode": {mode.value: mode.label for mode in Mode},
    "sex": {"male": "男", "female": "女"},
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One line: what it is about, what was done, and both sides; whole rows come with their cells."""

    place: str
    word: str
    kind: str
    old: str = ""
    new: str = ""
    old_scan: str = ""
    new_scan: str = ""
    cells: Cells = ()


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """One section: its differences, and everything in it as the later submission has it."""

    code: str
    title: str
    lines: tuple[Difference, ...]
    nothing: bool
    rows: tuple[tuple[str, Cells], ...]
    scans: tuple[tuple[str, Scan], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two submissions side by side, by their ordinals."""

    older: Submission
    newer: Submission
    old: int
    new: int
    ordinals: tuple[int, ...]
    about: tuple[Difference, ...]
    sections: tuple[ComparedSection, ...]

    @property
    def changed(self) -> list[ComparedSection]:
        return [section for section in self.sections if section.lines]

    @property
    def unchanged(self) -> list[ComparedSection]:
        return [section for section in self.sections if not section.lines]

    @property
    def count(self) -> int:
        return len(self.about) + sum(len(section.lines) for section in self.sections)


def comparison_of(
    application: Application, first: str = "", second: str = "", *, recalled: bool = False
) -> Comparison | None:
    """Two of the submissions by their ordinals, the earlier as the old one; else the last two.

    Reviewers never see what was recalled; its applicant does. None where there are not two. One statement.
    """
    found = application.frozen.order_by("number")
    frozen = list(found if recalled else found.filter(recalled_at__isnull=True))
    if len(frozen) < 2:
        return None
    new = _ordinal(second, len(frozen), len(frozen))
    old = _ordinal(first, len(frozen), max(new - 1, 1))
    if old == new:
        old, new = (new - 1, new) if new > 1 else (1, 2)
    old, new = sorted((old, new))
    return _compared(application, frozen, old, new)


def _ordinal(text: str, most: int, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= most else otherwise


def _compared(application: Application, frozen: list[Submission], old: int, new: int) -> Comparison:
    older, newer = frozen[old - 1], frozen[new - 1]
    before, after = frozen_dossier(older), frozen_dossier(newer)
    sections = application.rules.sections_for(application.case)
    changes = by_section(difference(sections, before, after))
    return Comparison(
        older,
        newer,
        old,
        new,
        tuple(range(1, len(frozen) + 1)),
        tuple(_about(older.snapshot, newer.snapshot)),
        tuple(_section(section, before, after, changes.get(section.code, [])) for section in sections),
    )


def _about(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """The person, the employer and the claim as they stood on both days."""
    for part, facts in ABOUT.items():
        for key, label in facts:
            words = WORDS.get(key, {})
            was, now = (str(snapshot.get(part, {}).get(key, "")) for snapshot in (old, new))
            if was != now:
                yield Difference(label, "修改", "changed", words.get(was, was), words.get(now, now))


def _section(section: Section, before: Dossier, after: Dossier, changes: list[Change]) -> ComparedSection:
    content = after.content(section)
    titles = {material.code: material.title for material in section.materials}
    return ComparedSection(
        section.code,
        section.title,
        tuple(_lines(section, before, after, changes)),
        content.nothing,
        tuple((_row_name(section, n), _cells(section, row)) for n, row in enumerate(content.rows, 1)),
        tuple((titles[s.material], s) for s in after.scans if s.material in titles),
    )


def _lines(
    section: Section, before: Dossier, after: Dossier, changes: Iterable[Change]
) -> Iterator[Difference]:
    places: dict[str, tuple[int, Row]] = {}
    for dossier in (before, after):  # a row is called by its place now, one that is gone by its place then
        places |= {row.id: (n, row) for n, row in enumerate(dossier.content(section).rows, 1)}
    labels = {spec.key: spec for spec in fields_of(section)}
    titles = {material.code: material.title for material in section.materials}
    for change in changes:
        number, row = places.get(change.row, (0, None))
        name = _row_name(section, number) if row else ""
        whole = row is not None and not change.field and not change.material and change.kind != "moved"
        yield Difference(
            place=_place(change, name, labels, titles),
            word=change.word,
            kind=change.kind,
            old=change.old,
            new=change.new,
            old_scan=change.old_scan,
            new_scan=change.new_scan,
            cells=_cells(section, row) if whole and row else (),
        )


def _place(change: Change, row: str, labels: Mapping[str, Field], titles: Mapping[str, str]) -> str:
    what = titles.get(change.material, "") if change.material else ""
    if change.field:
        what = labels[change.field].label
    return " · ".join(part for part in (row, what) if part) or "整个栏目"


def _row_name(section: Section, number: int) -> str:
    kind = kind_of(section)
    return f"{kind.row_name} {number}" if kind.repeatable else ""


def _cells(section: Section, row: Row) -> Cells:
    values, _ = read_row(section, row.values)
    return tuple(
        (spec.label, spec.show(values[spec.key])) for spec in fields_of(section) if values.get(spec.key)
    )
