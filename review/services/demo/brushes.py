"""A brush for sheets that are drawn smaller than they are laid out."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Box = tuple[float, float, float, float]
FONTS = Path("/usr/share/fonts/opentype/noto")
FACES = {
    "sans": "NotoSansCJK-Regular.ttc",
    "bold": "NotoSansCJK-Bold.ttc",
    "song": "NotoSerifCJK-Regular.ttc",
    "songbold": "NotoSerifCJK-Bold.ttc",
}
SIMPLIFIED = 2  # the face of simplified Chinese inside Noto's collections


class NoChineseFont(Exception):
    """The scans cannot be drawn; the sentence says what to install."""


@lru_cache(maxsize=64)
def font(face: str, size: int) -> Any:
    """One face at a size in pixels."""
    from PIL import ImageFont  # slow import

    try:
        return ImageFont.truetype(str(FONTS / FACES[face]), size, index=SIMPLIFIED)
    except OSError:
        raise NoChineseFont("没有中文字体，请先安装软件包 fonts-noto-cjk。") from None


class Brush:
    """Draws on an image at `scale`; every distance is given as it is laid out."""

    def __init__(self, image: Any, scale: float) -> None:
        from PIL import ImageDraw  # slow import

        self.scale = scale
        self._draw = ImageDraw.Draw(image)

    def text(self, spot: Point, words: str, size: int, face: str, fill: Any, anchor: str = "la") -> None:
        """Words at a spot."""
        self._draw.text(
            self._at(spot), words, font=font(face, round(size * self.scale)), fill=fill, anchor=anchor
        )

    def length(self, words: str, size: int, face: str) -> float:
        """How far words reach from where they begin."""
        return float(font(face, round(size * self.scale)).getlength(words)) / self.scale

    def rectangle(self, box: Box, **facts: Any) -> None:
        """A box, filled or outlined."""
        self._draw.rectangle(self._box(box), **facts)

    def ellipse(self, box: Box, **facts: Any) -> None:
        """What fits into a box."""
        self._draw.ellipse(self._box(box), **facts)

    def pieslice(self, box: Box, start: float, end: float, **facts: Any) -> None:
        """A part of it, from one angle to another."""
        self._draw.pieslice(self._box(box), start, end, **facts)

    def polygon(self, points: Iterable[Point], **facts: Any) -> None:
        """A filled shape."""
        self._draw.polygon([self._at(point) for point in points], **facts)

    def _at(self, point: Point) -> Point:
        return point[0] * self.scale, point[1] * self.scale

    def _box(self, box: Box) -> Box:
        left, top, right, bottom = (side * self.scale for side in box)
        return left, top, right, bottom
