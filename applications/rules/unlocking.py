"""退回后能改什么：what a return asks for, what may be changed because of it, and what has been."""

from collections.abc import Iterable
from dataclasses import dataclass

from applications.rules.difference import Change


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a dossier: a section, a row, a slot or a file. Nothing named is the whole dossier."""

    section: str = ""
    row: str = ""
    material: str = ""
    scan: str = ""

    def holds(self, other: "Spot") -> bool:
        """True where `other` lies in it."""
        pairs = (
            (self.section, other.section),
            (self.row, other.row),
            (self.material, other.material),
            (self.scan, other.scan),
        )
        return all(mine in ("", theirs) for mine, theirs in pairs)

    @property
    def slot(self) -> "Spot":
        """The spot itself; of a file the slot that it lies in, so that another can be put there."""
        return Spot(self.section, self.row, self.material)


WHOLE = Spot()


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What may be changed."""

    spots: tuple[Spot, ...]

    def allows(self, spot: Spot) -> bool:
        """True where all that lies in the spot may be changed."""
        return any(mine.holds(spot) for mine in self.spots)

    def touches(self, section: str, row: str = "") -> bool:
        """True where something in the section, or in its row, may be changed."""
        return any(
            mine.section in ("", section) and (not row or mine.row in ("", row)) for mine in self.spots
        )


EVERYTHING = Unlocked((WHOLE,))


def spots_of(change: Change) -> tuple[Spot, ...]:
    """Where a change was made; of a file that took another's spot, the other and itself."""
    scans = dict.fromkeys(filter(None, (change.old_scan, change.new_scan)))
    return tuple(Spot(change.section, change.row, change.material, scan) for scan in scans or ("",))


def unlocked(marks: Iterable[Spot], blocked: Iterable[str], changes: Iterable[Change]) -> Unlocked:
    """What was marked, and what depends on it.

    `blocked` are the sections in which the draft as it stands has something that blocks: a change can make
    another necessary. Such a section stays open once it has been changed (`changes` since the submission),
    else a slip of the pen could not be mended. A return without marks opens everything.
    """
    asked = tuple(dict.fromkeys(mark.slot for mark in marks))
    if not asked:
        return EVERYTHING
    dependent = [*blocked, *(change.section for change in outside(asked, changes))]
    return Unlocked(asked + tuple(Spot(section) for section in dict.fromkeys(dependent)))


def outside(spots: Iterable[Spot], changes: Iterable[Change]) -> list[Change]:
    """The changes that were made elsewhere than in these spots."""
    asked = tuple(spots)
    return [change for change in changes if not any(_made_in(spot, change) for spot in asked)]


def inside(spot: Spot, changes: Iterable[Change]) -> list[Change]:
    """The changes that were made in a spot. None: what was asked for there is not done yet."""
    return [change for change in changes if _made_in(spot, change)]


def covered(spot: Spot, spots: Iterable[Spot]) -> bool:
    """True where one of the spots says as much: it holds the spot, or lies in it."""
    return any(other.holds(spot) or spot.holds(other) for other in spots)


def _made_in(spot: Spot, change: Change) -> bool:
    return any(spot.holds(where) for where in spots_of(change))
