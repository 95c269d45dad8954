"""一次性告知：a return lists all that can be seen; what was seen before and passed over is late."""

from collections.abc import Iterable
from dataclasses import dataclass

from applications.rules.difference import Change
from applications.rules.unlocking import WHOLE, Spot, covered, inside


@dataclass(frozen=True, slots=True)
class EarlierReturn:
    """A return by the same organisation: what it asked for, and what has changed since."""

    asked: tuple[Spot, ...]
    changes: tuple[Change, ...]


def is_late(spot: Spot, earlier: Iterable[EarlierReturn]) -> bool:
    """True where the organisation saw exactly this at an earlier return and did not ask for it."""
    return spot != WHOLE and any(
        not inside(spot, one.changes) and not covered(spot, one.asked) for one in earlier
    )
