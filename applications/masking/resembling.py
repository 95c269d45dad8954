"""形近：where words stand in what a machine has read, allowing for what machines misread.

Plain arithmetic. What another character costs depends on how sure the machine was of the one it read: 三 for
二, plainly read, is another school; a smudge that may be either is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

NUMERALS = frozenset("零一二三四五六七八九十0123456789")
DROPPED, NUMERAL_DROPPED = 1.0, 2.0  # a character that is wanted and not read
ADDED, SPECK = 1.6, 0.8  # one that is read and not wanted: plainly, or with doubt
LIKELY = 0.4  # another, where the machine itself thought of the wanted one
DOUBTFUL, DOUBT = 0.75, 0.6  # another, read with less than so much certainty
PLAIN, CERTAIN = 1.5, 0.9
OTHER = 3.0  # another, plainly read
NEVER = 99.0


class Sign(NamedTuple):
    """A character as read: how certain (0 to 1), and what else it may be."""

    character: str
    score: float = 1.0
    others: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`signs[start:end]` resembles the words; `cost` is 0 where it is the same."""

    start: int
    end: int
    cost: float


def likenesses(words: str, signs: Sequence[Sign], most: float) -> list[Likeness]:
    """Where `words` stand for no more than `most`, the likest first; none of them overlap."""
    known = {character for sign in signs for character in (sign.character, *sign.others)}
    if sum(character not in known for character in words) * DOUBTFUL > most:
        return []  # most lines are not worth aligning
    found: list[Likeness] = []
    for each in sorted(_ends(words, signs, most), key=lambda like: (like.cost, like.start)):
        if all(each.end <= other.start or other.end <= each.start for other in found):
            found.append(each)
    return found


def _ends(words: str, signs: Sequence[Sign], most: float) -> Iterator[Likeness]:
    """The best alignment that ends at each sign, row by row; where it began is carried along."""
    dropped = [NUMERAL_DROPPED if character in NUMERALS else DROPPED for character in words]
    before = [(sum(dropped[:row]), 0) for row in range(len(words) + 1)]
    for place, sign in enumerate(signs):
        now = [(0.0, place + 1)]
        added = ADDED if sign.score >= CERTAIN else SPECK
        for row, wanted in enumerate(words, start=1):
            cost, start = before[row - 1]
            now.append(
                min(
                    (cost + _exchange(wanted, sign), start if row > 1 else place),
                    (before[row][0] + added, before[row][1]),
                    (now[row - 1][0] + dropped[row - 1], now[row - 1][1]),
                )
            )
        before = now
        cost, start = now[-1]
        if cost <= most and start <= place:
            yield Likeness(start, place + 1, cost)


def _exchange(wanted: str, sign: Sign) -> float:
    if sign.character == wanted:
        return 0.0
    if wanted in sign.others:
        return LIKELY
    if wanted in NUMERALS and sign.character in NUMERALS and sign.score >= DOUBT:
        return NEVER
    if sign.score < DOUBT:
        return DOUBTFUL
    return PLAIN if sign.score < CERTAIN else OTHER
