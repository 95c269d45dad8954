"""A copy for experts: processor milliseconds to paint over what may not be seen and to write the page again.

Beside it, in turn, the bare work that nobody gets around: decoding it and writing it again.
"""

import io
import statistics
import time
from collections.abc import Callable
from functools import partial

from applications.images import QUALITY, read_scan
from applications.masking.redact import blind_copy
from applications.rules.masking import Box
from tests.applications.pictures import A4, page, saved

ROUNDS = 15
GOAL = 1.3  # times the bare work, for a page with a few boxes
FEW = [Box(1500, 700 + line * 1400, 3500, 900 + line * 1400) for line in range(6)]  # a line of print each
MANY = [
    Box(200 + column * 1600, 100 + line * 950, 1500 + column * 1600, 300 + line * 950)
    for line in range(10)
    for column in range(6)
]


def report_masking() -> bool:
    """Print the ratios of a printed page of A4 at 200 dpi; false where it is too slow."""
    data = read_scan(saved(page(size=A4))).data
    few, many = _ratio(data, FEW), _ratio(data, MANY)
    print(
        f"masking, A4 at 200 dpi: {few:.2f} times the time of decoding and writing with six boxes "
        f"(goal {GOAL}), {many:.2f} with sixty"
    )
    return few <= GOAL


def _ratio(data: bytes, boxes: list[Box]) -> float:
    ways = (partial(blind_copy, data, boxes), partial(_again, data))
    rounds = [[_spent(way) for way in ways] for _ in range(ROUNDS)]
    ours, bare = (statistics.median(each[side] for each in rounds) for side in (0, 1))
    return ours / bare


def _again(data: bytes) -> None:
    from PIL import Image

    Image.open(io.BytesIO(data)).save(io.BytesIO(), "JPEG", quality=QUALITY)


def _spent(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000
