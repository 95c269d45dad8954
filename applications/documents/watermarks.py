"""水印：who vouches for a paper, eight times across the page; at its foot the number and the code, twice.

Sizes and places are in points from the lower left corner of an A4 page, upright or on its side.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import cos, radians, sin
from typing import Any

import segno

from applications.documents import lettering
from applications.documents.lettering import Case
from applications.documents.structure import saved

MM = 72 / 25.4
SHORT, LONG = 210 * MM, 297 * MM
FIRST, ACROSS, DOWN, EDGE = (54 * MM, 38 * MM), 102 * MM, 35 * MM, 10 * MM  # of the watermarks' middles
ANGLE = radians(28)
SIZE, LINE = 12, 1.45  # the watermark, and its lines in parts of the size
ALONE, APART = 34, 0.2  # a single line is large, and its characters are spaced by parts of the size
LONGEST = 96 * MM  # a longer line is set smaller
SMALL, FOOT = 9, 13.1 * MM  # what stands at the foot, and its base line
LEFT, RIGHT = 22 * MM, 21 * MM  # from the edges
CODE, QUIET = 14 * MM, 2  # the QR code, and the dots that stay white around it
CODE_RIGHT, CODE_UP = 5 * MM, 6 * MM
MASK = 2  # any pattern can be read; to look for the best one takes as long as all the rest


def page(lines: Sequence[str], left: str, right: str, address: str, *, landscape: bool = False) -> bytes:
    """A page that is nothing but the watermark. `address` is where the paper can be checked."""
    import pikepdf  # slow import

    tiles, foot = lettering.case("tile", "".join(lines)), lettering.case("foot", left + right)
    width, height = (LONG, SHORT) if landscape else (SHORT, LONG)
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(width, height))
        form = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form}
        tile = document.make_stream("\n".join(_tile(tiles, lines)).encode(), **form)
        tile.BBox, tile.Resources = [-LONG, -LONG, LONG, LONG], _resources(document, tiles)
        drawn = [
            *_turned("/Tile Do", width, height),
            *_foot(foot, left, right, width),
            *_dots(address, width),
        ]
        only: Any = document.pages[0].obj
        only.Contents = document.make_stream("\n".join(drawn).encode())
        only.Resources = _resources(document, foot)
        only.Resources.XObject = pikepdf.Dictionary({"/Tile": tile})
        return saved(document)


def _resources(document: Any, case: Case) -> Any:
    import pikepdf  # slow import

    return pikepdf.Dictionary(Font=pikepdf.Dictionary(case.fonts(document)))


def _tile(case: Case, lines: Sequence[str]) -> Iterator[str]:
    """The lines around the origin, each in the middle, in a light grey that a copier keeps."""
    usual, apart = (SIZE, 0.0) if len(lines) > 1 else (ALONE, ALONE * APART)
    size = min(usual, LONGEST / max(*map(case.width, lines), 1))
    yield f"0.85 g BT {apart:.2f} Tc"
    for number, line in enumerate(lines):
        left = -(case.width(line) * size + apart * len(line)) / 2
        up = ((len(lines) - 1) / 2 - number) * size * LINE - size * 0.36  # the middle of a character
        yield f"1 0 0 1 {left:.2f} {up:.2f} Tm {case.shown(line, size)}"
    yield "ET"


def _centres(width: float, height: float) -> Iterator[tuple[float, float]]:
    """The middles of the watermarks, row by row, the places of every other row between those above."""
    rows, columns = (
        int((size - edge - first) / step) + 1
        for size, edge, first, step in ((height, EDGE, FIRST[1], DOWN), (width, 3 * EDGE, FIRST[0], ACROSS))
    )
    for row in range(rows):
        for column in range(row % 2, columns, 2):
            yield FIRST[0] + column * ACROSS, height - FIRST[1] - row * DOWN


def _turned(drawing: str, width: float, height: float) -> Iterator[str]:
    turn = f"{cos(ANGLE):.4f} {sin(ANGLE):.4f} {-sin(ANGLE):.4f} {cos(ANGLE):.4f}"
    for across, up in _centres(width, height):
        yield f"q {turn} {across:.2f} {up:.2f} cm {drawing} Q"


def _foot(case: Case, left: str, right: str, width: float) -> Iterator[str]:
    start = width - RIGHT - case.width(right) * SMALL
    yield f"0 g BT 1 0 0 1 {LEFT:.2f} {FOOT:.2f} Tm {case.shown(left, SMALL)}"
    yield f"1 0 0 1 {start:.2f} {FOOT:.2f} Tm {case.shown(right, SMALL)} ET"


def _dots(address: str, page_width: float) -> Iterator[str]:
    """The QR code; it can lose 15 % and still be read. The rows of its dots are drawn in runs."""
    code = segno.make_qr(address, error="m", mask=MASK)
    width, height = code.symbol_size(border=QUIET)
    dot = CODE / width
    yield f"q {dot:.4f} 0 0 {-dot:.4f} {page_width - CODE_RIGHT - CODE:.2f} {CODE_UP + CODE:.2f} cm"
    yield f"1 g 0 0 {width} {height} re f 0 g"
    for down, row in enumerate(code.matrix, QUIET):
        for dark, run in groupby(enumerate(row, QUIET), key=lambda dot: dot[1]):
            dots = list(run)
            if dark:
                yield f"{dots[0][0]} {down} {len(dots)} 1 re"
    yield "f Q"
