"""两次提交的差异：what changed between two dossiers, field by field and file by file."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from applications.rules.dossier import Dossier, Row, Scan, fields_of
from applications.rules.notices.dossier import Section
from applications.rules.sections.fields import NONE_WORD

ChangeKind = Literal["added", "removed", "changed", "moved", "renamed", "replaced", "masked"]
KINDS: Mapping[ChangeKind, str] = {
    "added": "新增",
    "removed": "删除",
    "changed": "修改",
    "moved": "调整顺序",
    "renamed": "改名",
    "replaced": "替换",
    "masked": "遮盖已修改",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    A field of a row (`row`, `field`: changed), a row (`row`: added, removed, moved), the word 无 for a whole
    section (neither: changed), or an image (`material`, `row` where it stands by one: added, removed, moved,
    renamed, replaced, masked). `old` and `new` are for people to read: values, places or titles.
    """

    section: str
    kind: ChangeKind
    row: str = ""
    field: str = ""
    material: str = ""
    old: str = ""
    new: str = ""
    old_scan: str = ""
    new_scan: str = ""

    @property
    def word(self) -> str:
        """What was done, in a word."""
        return KINDS[self.kind]


Slot = tuple[str, str]  # material, row
Pair = tuple[Scan | None, Scan | None]


def difference(sections: Iterable[Section], old: Dossier, new: Dossier) -> tuple[Change, ...]:
    """Everything that `new` has otherwise than `old`, in the order of the notice's sections."""
    pairs = _paired(old.scans, new.scans)
    return tuple(
        change
        for section in sections
        for change in (*_in_rows(section, old, new), *_in_scans(section, pairs, old, new))
    )


def by_section(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes of each section that has any."""
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.section].append(change)
    return dict(found)


def _in_rows(section: Section, old: Dossier, new: Dossier) -> Iterator[Change]:
    was, now = old.content(section), new.content(section)
    if was.nothing != now.nothing:
        words = {True: NONE_WORD, False: ""}
        yield Change(section.code, "changed", old=words[was.nothing], new=words[now.nothing])
    before, after = ({row.id: row for row in content.rows} for content in (was, now))
    places = _moved(list(before), list(after))
    for key in (key for key in before if key not in after):
        yield Change(section.code, "removed", key)
    for key, row in after.items():
        if key not in before:
            yield Change(section.code, "added", key)
            continue
        if key in places:
            first, then = places[key]
            yield Change(section.code, "moved", key, old=f"第 {first} 行", new=f"第 {then} 行")
        yield from _in_fields(section, before[key], row)


def _in_fields(section: Section, old: Row, new: Row) -> Iterator[Change]:
    for spec in fields_of(section):
        was, now = (spec.worth(row.values.get(spec.key, "")) for row in (old, new))
        if was != now:
            yield Change(
                section.code, "changed", new.id, field=spec.key, old=spec.show(was), new=spec.show(now)
            )


def _in_scans(section: Section, pairs: Sequence[Pair], old: Dossier, new: Dossier) -> Iterator[Change]:
    """The images of a section: those that left it first, then what stands in each slot now."""
    titles = {material.code: material.title for material in section.materials}
    for was, now in pairs:
        if was and not now and was.material in titles:
            yield _of_scan(section, "removed", was, was=was, old=was.title)
    places = _moved_within(pairs)
    for was, now in pairs:
        if now and now.material in titles:
            yield from _of_pair(section, was, now, places)


def _of_pair(
    section: Section, was: Scan | None, now: Scan, places: Mapping[str, tuple[int, int]]
) -> Iterator[Change]:
    if was is None:
        yield _of_scan(section, "added", now, now=now, new=now.title)
        return
    if not _is_same(was, now):
        yield _of_scan(section, "replaced", now, was=was, now=now, old=was.title, new=now.title)
    elif was.title != now.title:
        yield _of_scan(section, "renamed", now, was=was, now=now, old=was.title, new=now.title)
    if _is_same(was, now) and (was.masking, was.boxes) != (now.masking, now.boxes):
        words = {"old": _masking_words(was), "new": _masking_words(now)}
        yield _of_scan(section, "masked", now, was=was, now=now, **words)
    if was.material != now.material:
        yield _of_scan(section, "moved", now, was=was, now=now, old="另一项材料", new="这一项材料")
    elif was.row != now.row:
        yield _of_scan(section, "moved", now, was=was, now=now, old="另一行", new="这一行")
    elif now.id in places:
        first, then = places[now.id]
        yield _of_scan(section, "moved", now, was=was, now=now, old=f"第 {first} 张", new=f"第 {then} 张")


def _of_scan(
    section: Section,
    kind: ChangeKind,
    at: Scan,
    *,
    was: Scan | None = None,
    now: Scan | None = None,
    old: str = "",
    new: str = "",
) -> Change:
    return Change(
        section.code,
        kind,
        at.row,
        material=at.material,
        old=old,
        new=new,
        old_scan=was.id if was else "",
        new_scan=now.id if now else "",
    )


def _masking_words(scan: Scan) -> str:
    if scan.masking == "covered":
        return f"{scan.title}（遮盖 {len(scan.boxes)} 处）"
    return f"{scan.title}（{'不需要遮盖' if scan.masking else '没有检查遮盖'}）"


def _slot(scan: Scan) -> Slot:
    return scan.material, scan.row


def _is_same(one: Scan, other: Scan) -> bool:
    """The same picture, whatever it is called and wherever it stands."""
    return one.id == other.id or (bool(one.sha256) and one.sha256 == other.sha256)


def _paired(old: Iterable[Scan], new: Iterable[Scan]) -> list[Pair]:
    """Each image with what it was: the same file, else the same picture, else what stood in its place.

    In the order of the new ones, then what is gone.
    """
    was, now = (sorted(scans, key=lambda scan: (scan.order, scan.id)) for scans in (old, new))
    places = {**_places(was), **_places(now)}
    before: dict[str, Scan] = {}
    steps: tuple[Callable[[Scan], Hashable], ...] = (
        lambda scan: scan.id,
        lambda scan: (_slot(scan), scan.sha256) if scan.sha256 else scan.id,
        lambda scan: scan.sha256 or scan.id,
        lambda scan: (_slot(scan), scan.title),
        lambda scan: (_slot(scan), places[scan.id]),
    )
    gone = was
    for key in steps:
        waiting: dict[Hashable, list[Scan]] = defaultdict(list)
        for scan in gone:
            waiting[key(scan)].append(scan)
        for scan in now:
            if scan.id not in before and waiting[key(scan)]:
                before[scan.id] = waiting[key(scan)].pop(0)
        taken = {scan.id for scan in before.values()}
        gone = [scan for scan in was if scan.id not in taken]
    return [*((before.get(scan.id), scan) for scan in now), *((scan, None) for scan in gone)]


def _places(scans: Iterable[Scan]) -> dict[str, int]:
    """Which image of its slot each is, from 1."""
    count: dict[Slot, int] = defaultdict(int)
    places: dict[str, int] = {}
    for scan in scans:
        count[_slot(scan)] += 1
        places[scan.id] = count[_slot(scan)]
    return places


def _moved_within(pairs: Iterable[Pair]) -> dict[str, tuple[int, int]]:
    """The images that changed places inside their slot, by their new id."""
    slots: dict[Slot, list[tuple[Scan, Scan]]] = defaultdict(list)
    for was, now in pairs:
        if was and now and _slot(was) == _slot(now):
            slots[_slot(now)].append((was, now))
    found: dict[str, tuple[int, int]] = {}
    for stayed in slots.values():
        before = [now.id for _, now in sorted(stayed, key=lambda pair: (pair[0].order, pair[0].id))]
        found |= _moved(before, [now.id for _, now in stayed])
    return found


def _moved(old: Sequence[str], new: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The fewest that must be taken out and put elsewhere, with their places before and after from 1."""
    first = {key: place for place, key in enumerate(old, 1)}
    then = {key: place for place, key in enumerate(new, 1)}
    stayed = [key for key in new if key in first]
    rest = _rising([first[key] for key in stayed])
    return {key: (first[key], then[key]) for key in stayed if first[key] not in rest}


def _rising(numbers: Sequence[int]) -> set[int]:
    """The longest run of numbers that already stand in order."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
