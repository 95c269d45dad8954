"""A scan: processor milliseconds from what came in to the picture, its small copy and its facts.

Beside each, in turn, the bare work that nobody gets around: decoding it and writing it again.
"""

import io
import statistics
import time
from collections.abc import Callable
from functools import partial

from applications.images import MAX_EDGE, QUALITY, read_scan

ROUNDS = 10
GOAL = 60  # milliseconds for a page of A4 at 200 dpi, on the machine of the goals
SIZES = {"A4 at 200 dpi": (1654, 2339), "photo of 12 million pixels": (3000, 4000)}


def report_scans() -> None:
    """Print the figures of the two sizes that most uploads have."""
    for name, size in SIZES.items():
        data = _scan(size)
        ways = (partial(read_scan, data, min_edge=1000), partial(_again, data))
        rounds = [[_spent(way) for way in ways] for _ in range(ROUNDS)]
        ours, bare = (statistics.median(each[side] for each in rounds) for side in (0, 1))
        goal = f" (goal {GOAL})" if max(size) <= MAX_EDGE else ""
        print(
            f"scan, {name}: {ours:.0f} ms{goal}; decoded and written {bare:.0f} ms, ratio {ours / bare:.1f}"
        )


def _scan(size: tuple[int, int]) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise(size, 20).convert("RGB").save(out, "JPEG", quality=52)
    return out.getvalue()


def _again(data: bytes) -> None:
    from PIL import Image

    Image.open(io.BytesIO(data)).save(io.BytesIO(), "JPEG", quality=QUALITY)


def _spent(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000
