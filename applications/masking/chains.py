"""Lines of a page, and which may be read on: to the right in the same row, and beneath.

A unit that goes over two lines of a paragraph or of a cell is found only when both are read as one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from applications.masking.resembling import Sign
from applications.rules.identifying.folding import fold

Corners = tuple[int, int, int, int]  # left, top, right, bottom in pixels
Frame = tuple[float, float, float, float]
SEAL = 2  # the layer of what was read in the ring of a seal
LONGEST = 3  # lines; a name of thirty characters in a narrow cell
GAP = 3.0  # heights between two parts of one row
LEADING = 2.6  # heights from the top of a line to the top of the next
ENOUGH = 4  # characters; a shorter line says little of how the page is tilted
BREAKS = frozenset(",。、;:!?")  # folded; a name does not go over them


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read: for each character its sign and its box; `layer` tells several readings apart."""

    signs: tuple[Sign, ...]
    boxes: tuple[Corners, ...]
    layer: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Lines in the order of reading.

    `first` is how many characters the first of them has; `places` has the number of the line and the box of
    each character.
    """

    signs: tuple[Sign, ...]
    places: tuple[tuple[int, Corners], ...]
    first: int
    in_seal: bool

    @property
    def text(self) -> str:
        """All characters as one text."""
        return "".join(sign.character for sign in self.signs)

    def letters(self) -> list[tuple[int, str]]:
        """Each letter, digit and break, folded, with its place; dots, dashes and brackets are left out."""
        folded = ((place, fold(sign.character).text[:1]) for place, sign in enumerate(self.signs))
        return [(place, letter) for place, letter in folded if letter.isalnum() or letter in BREAKS]


def chains(lines: Sequence[Line]) -> Iterator[Chain]:
    """For each line: itself read on to the right, and read on beneath."""
    slope = _slope(lines)
    frames = [_frame(line, slope) for line in lines]
    for number, line in enumerate(lines):
        right = _followed(number, frames, lines, _right)
        yield _chain([lines[n] for n in right])
        below = [] if line.layer == SEAL else _followed(number, frames, lines, _below)
        if len(below) > 1:
            yield _chain([lines[n] for n in below])


def _chain(lines: Sequence[Line]) -> Chain:
    return Chain(
        signs=tuple(sign for line in lines for sign in line.signs),
        places=tuple((number, box) for number, line in enumerate(lines) for box in line.boxes),
        first=len(lines[0].signs),
        in_seal=lines[0].layer == SEAL,
    )


def _followed(
    number: int,
    frames: Sequence[Frame],
    lines: Sequence[Line],
    distance: Callable[[Frame, Frame], float | None],
) -> list[int]:
    """The numbers of the lines that follow; the reading in the same layer is preferred."""
    way, layer = [number], lines[number].layer
    while layer != SEAL and len(way) < LONGEST:
        near = [
            (lines[n].layer != layer, far, n)
            for n, frame in enumerate(frames)
            if n not in way and lines[n].layer != SEAL
            if (far := distance(frames[way[-1]], frame)) is not None
        ]
        if not near:
            break
        way.append(min(near)[2])
    return way


def _right(here: Frame, other: Frame) -> float | None:
    """How far to the right the other goes on in the same row."""
    high = min(here[3] - here[1], other[3] - other[1])
    shared = min(here[3], other[3]) - max(here[1], other[1])
    gap = other[0] - here[2]
    return gap if shared >= 0.5 * high and -0.5 * high <= gap <= GAP * high else None


def _below(here: Frame, other: Frame) -> float | None:
    """How far beneath the other begins."""
    high = min(here[3] - here[1], other[3] - other[1])
    narrower = min(here[2] - here[0], other[2] - other[0])
    shared = min(here[2], other[2]) - max(here[0], other[0])
    drop = other[1] - here[1]
    return drop if shared >= 0.5 * narrower and 0.5 * high <= drop <= LEADING * high else None


def _slope(lines: Sequence[Line]) -> float:
    """How far the rows of the page sink for each pixel to the right."""
    slopes = []
    for line in lines:
        start, end = line.boxes[0], line.boxes[-1]
        across = end[0] + end[2] - start[0] - start[2]
        if line.layer != SEAL and len(line.boxes) >= ENOUGH and across > 0:
            slopes.append((end[1] + end[3] - start[1] - start[3]) / across)
    return median(slopes) if slopes else 0.0


def _frame(line: Line, slope: float) -> Frame:
    """Around the line, on a page that is turned upright."""
    tops = [top - slope * (left + right) / 2 for left, top, right, _ in line.boxes]
    bottoms = [bottom - slope * (left + right) / 2 for left, _, right, bottom in line.boxes]
    return min(box[0] for box in line.boxes), median(tops), max(box[2] for box in line.boxes), median(bottoms)
