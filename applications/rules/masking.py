"""遮盖框：the rectangles of a page that an expert may not see. Plain arithmetic, no pictures."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

SCALE = 10_000  # the upright page is so many units wide and so many high
SMALLEST = 10  # units: a twentieth of a letter; what is smaller was drawn by a slip of the hand
MOST = 60  # on one page
GRID = 16  # pixels: what a colour JPEG compresses as one

MALFORMED = "遮盖框的数据不完整或格式不对，请刷新页面后重新画框。"
OUTSIDE = "第 {number} 个遮盖框超出了页面，请重新画框。"
EMPTY = "第 {number} 个遮盖框的左边不在右边之前，或上边不在下边之前，请重新画框。"
TOO_SMALL = "第 {number} 个遮盖框太小，请画大一些或删除。"
TOO_MANY = f"一页最多画 {MOST} 个遮盖框，请合并相邻的框。"


class BadBoxes(ValueError):
    """Carries the sentence for the person who drew them, as `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Box:
    """遮盖框: its edges in 1/10,000 of the upright page, from the left and from the top.

    One that has no inside or leaves the page cannot be made: it would cover nothing, or something else.
    """

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= SCALE and 0 <= self.top < self.bottom <= SCALE):
            raise BadBoxes(MALFORMED)

    def contains(self, other: "Box") -> bool:
        """True where the other lies wholly inside, or is the same."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def share_of(self, other: "Box") -> float:
        """How much of the other's area lies inside: from 0 to 1."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, across) * max(0, down) / other.area

    @property
    def area(self) -> int:
        """In 1/100,000,000 of the page."""
        return (self.right - self.left) * (self.bottom - self.top)

    def in_pixels(self, width: int, height: int, grid: int = GRID) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a picture of that size: widened to the grid, cut at its rim.

        Right and bottom are the first pixels outside, as pictures count; there is always a pixel inside.
        """
        unit = SCALE * grid
        return (
            self.left * width // unit * grid,
            self.top * height // unit * grid,
            min(-(-self.right * width // unit) * grid, width),
            min(-(-self.bottom * height // unit) * grid, height),
        )

    def turned(self, quarters_clockwise: int) -> "Box":
        """Where it lies once its page has been turned."""
        box = self
        for _ in range(quarters_clockwise % 4):
            box = Box(SCALE - box.bottom, box.left, SCALE - box.top, box.right)
        return box


def boxes_from(raw: object) -> tuple[Box, ...]:
    """The boxes in a JSON list of lists of four integers, or in its text. Raises BadBoxes.

    No boxes at all are a tuple without any: whether a page may go without is for others to say.
    """
    rows = _parsed(raw) if isinstance(raw, str) else raw
    if not isinstance(rows, list):
        raise BadBoxes(MALFORMED)
    if len(rows) > MOST:
        raise BadBoxes(TOO_MANY)
    return tuple(_box(row, number) for number, row in enumerate(rows, start=1))


def merged(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """In their order, without those that lie wholly in another.

    Two that only overlap stay two: one around both would cover what nobody asked to cover.
    """
    once = tuple(dict.fromkeys(boxes))
    return tuple(box for box in once if not any(other.contains(box) for other in once if other != box))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadBoxes(MALFORMED) from None


def _box(row: object, number: int) -> Box:
    if not isinstance(row, list) or len(row) != 4 or not all(type(edge) is int for edge in row):
        raise BadBoxes(MALFORMED)
    left, top, right, bottom = row
    if not all(0 <= edge <= SCALE for edge in row):
        raise BadBoxes(OUTSIDE.format(number=number))
    if left >= right or top >= bottom:
        raise BadBoxes(EMPTY.format(number=number))
    if min(right - left, bottom - top) < SMALLEST:
        raise BadBoxes(TOO_SMALL.format(number=number))
    return Box(left, top, right, bottom)
