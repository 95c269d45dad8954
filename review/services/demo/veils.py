"""Where an invented scan shows what experts may not see, as its applicant would draw the boxes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor

from review.services.demo.papers import Bearer, Page
from review.services.demo.scans import sheet_of
from review.services.demo.sheets import Sheet, Written

SCALE = 10_000
AIR = 6  # pixels around the letters, of a page 1000 wide
CUT = 4  # letters of a unit's name that still tell which one it is

Edges = tuple[float, float, float, float]


def veils_of(
    material: str, bearer: Bearer, page: Page, own: Bearer, targets: Sequence[str]
) -> list[list[int]]:
    """Boxes in 1/10,000 of a scan over the name, the numbers and the unit of `own`, whosever it is.

    Over the portrait too, where the notice wants photos covered.
    """
    sheet = sheet_of(material, bearer, page)
    secrets = (own.name, own.id_number, f"后四位 {own.id_number[-4:]}", own.unit)
    places = [edges for secret in secrets for edges in _of(sheet.written, secret)]
    if "photo" in targets:
        places += sheet.portraits
    return [list(box) for box in dict.fromkeys(_box(sheet, edges) for edges in places)]


def _of(written: Sequence[Written], secret: str) -> Iterator[Edges]:
    """Whole, cut off at the end of a line and going on in the next, or cut short."""
    for line in written:
        start = line.words.find(secret)
        while start >= 0:
            yield line.edges(start, start + len(secret))
            start = line.words.find(secret, start + 1)
        if len(line.words) >= CUT and secret.startswith(line.words) and line.words != secret:
            yield line.edges(0, len(line.words))
    for line, following in pairwise(written):
        for cut in range(1, len(secret)):
            if line.words.endswith(secret[:cut]) and following.words.startswith(secret[cut:]):
                yield line.edges(len(line.words) - cut, len(line.words))
                yield following.edges(0, len(secret) - cut)


def _box(sheet: Sheet, edges: Edges) -> tuple[int, int, int, int]:
    left, top, right, bottom = edges
    return (
        max(0, floor((left - AIR) / sheet.width * SCALE)),
        max(0, floor((top - AIR) / sheet.height * SCALE)),
        min(SCALE, ceil((right + AIR) / sheet.width * SCALE)),
        min(SCALE, ceil((bottom + AIR) / sheet.height * SCALE)),
    )
