"""印章：red ink on a page. Its ring is unrolled into a line, because a seal names the unit too.

Runs where `ocr` runs.
"""

from dataclasses import dataclass
from math import pi
from typing import Any

LOOKED_AT = 600  # pixels of the long edge
REDDER = 35  # of 255: how much more red than green and blue a red pixel has
SMALLEST, LARGEST = 0.025, 0.13  # the radius, in parts of the long edge
INNER, OUTER = 0.56, 0.98  # where the letters are, in parts of the radius
STRIP = 48  # pixels high
MOST = 6
TOUCHED = 0.02  # of a line


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring of a seal as a line, and the box around the whole seal in the pixels of the page."""

    strip: Any
    box: list[int]


def red_ink(page: Any) -> Any:
    """How red each pixel is, from 0 to 255; 0 where it is not."""
    import cv2  # slow import

    blue, green, red = cv2.split(cv2.GaussianBlur(page, (3, 3), 0))
    more = cv2.subtract(red, cv2.max(blue, green))
    return cv2.threshold(more, REDDER, 255, cv2.THRESH_TOZERO)[1]


def reach(redness: Any) -> tuple[int, int, int, int]:
    """The part of the page that has red ink, with some room: left, top, right and bottom."""
    import cv2  # slow import

    height, width = redness.shape
    solid = cv2.threshold(cv2.blur(redness, (9, 9)), 4, 255, cv2.THRESH_BINARY)[1]  # without specks
    left, top, wide, high = cv2.boundingRect(solid)
    room = max(redness.shape) // 20
    return (
        max(0, left - room),
        max(0, top - room),
        min(width, left + wide + room),
        min(height, top + high + room),
    )


def is_touched(quad: Any, redness: Any) -> bool:
    """True where a line has red ink in or over it."""
    left, top = (max(0, int(edge)) for edge in quad.min(axis=0))
    right, bottom = (int(edge) + 1 for edge in quad.max(axis=0))
    return bool((redness[top:bottom, left:right] > 0).mean() > TOUCHED)


def rings(redness: Any) -> list[Ring]:
    """The round seals, the plainest first."""
    import cv2  # slow import

    edge = max(redness.shape)
    scale = min(1.0, LOOKED_AT / edge)
    small = cv2.resize(redness, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    edge = max(small.shape)
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(cv2.threshold(small, 10, 255, cv2.THRESH_BINARY)[1], (5, 5), 0),
        cv2.HOUGH_GRADIENT,
        dp=1,
        minDist=edge * SMALLEST * 2,
        param1=100,
        param2=26,
        minRadius=int(edge * SMALLEST),
        maxRadius=int(edge * LARGEST),
    )
    found = [] if circles is None else circles[0][:MOST]
    return [_ring(redness, *(float(value) / scale for value in circle)) for circle in found]


def _ring(redness: Any, x: float, y: float, radius: float) -> Ring:
    import cv2  # slow import

    reach = int(radius * OUTER)
    around = int(2 * pi * radius * 0.8)
    # Rows are angles from the right, clockwise; a quarter more, so that the seam is at the bottom.
    unrolled = cv2.warpPolar(redness, (reach, around), (x, y), reach, cv2.WARP_POLAR_LINEAR)
    seam = around // 4
    turned = cv2.rotate(cv2.vconcat([unrolled[seam:], unrolled[:seam]]), cv2.ROTATE_90_COUNTERCLOCKWISE)
    band = turned[: max(8, int(reach - radius * INNER))]
    paper = 255 - cv2.normalize(band, None, 0, 255, cv2.NORM_MINMAX)
    strip = cv2.resize(
        paper, (max(STRIP, round(around * STRIP / band.shape[0])), STRIP), interpolation=cv2.INTER_AREA
    )
    height, width = redness.shape
    box = [max(0.0, x - radius), max(0.0, y - radius), min(width, x + radius), min(height, y + radius)]
    return Ring(strip, [round(side) for side in box])
