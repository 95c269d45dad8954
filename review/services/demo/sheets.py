"""A sheet of paper to draw on: what every invented scan has in common."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin
from typing import Any

from review.services.demo.brushes import Brush

Colour = tuple[int, int, int]
INK: Colour = (38, 38, 42)
GREY: Colour = (120, 122, 128)
RED: Colour = (198, 40, 40)
QUALITY = 82
LONG_EDGE = 1000  # just enough to be legible: a thousand of them are drawn in a minute


@lru_cache(maxsize=16)
def _paper(width: int, height: int, colour: Colour, scale: float) -> Any:
    """A blank page with “样例” all over: made once for each kind of paper, and copied."""
    from PIL import Image  # slow import

    side = int((width**2 + height**2) ** 0.5)
    mask = Image.new("L", (side, side), 0)
    brush = Brush(mask, scale)
    for row, y in enumerate(range(0, int(side / scale), 320)):
        for x in range(-200 * (row % 2), int(side / scale), 430):
            brush.text((x, y), "样例", 76, "bold", 30)
    left, top = (side - width) // 2, (side - height) // 2
    page = Image.new("RGB", (width, height), colour)
    page.paste(RED, (0, 0), mask.rotate(28).crop((left, top, left + width, top + height)))
    return page


@dataclass(frozen=True, slots=True)
class Written:
    """Words on a sheet: their left edge and top, and how far each of them reaches. A seal is one letter."""

    words: str
    left: float
    top: float
    bottom: float
    reach: tuple[float, ...]

    def edges(self, first: int, last: int) -> tuple[float, float, float, float]:
        """The rectangle around some of the letters."""
        return self.left + self.reach[first], self.top, self.left + self.reach[last], self.bottom


class Sheet:
    """One page in the making; distances are in pixels of a page 1000 wide."""

    def __init__(self, width: int = 1000, height: int = 1414, paper: Colour = (253, 252, 248)) -> None:
        self.width, self.height = width, height
        scale = min(1.0, LONG_EDGE / max(width, height))
        self.image = _paper(round(width * scale), round(height * scale), paper, scale).copy()
        self.brush = Brush(self.image, scale)
        self.written: list[Written] = []
        self.portraits: list[tuple[float, float, float, float]] = []

    def text(
        self, x: float, y: float, words: str, size: int = 28, *, face: str = "song", ink: Colour = INK
    ) -> None:
        """Words from a left edge."""
        self.brush.text((x, y), words, size, face, ink)
        self._remember(words, x, y, size, face)

    def centred(self, y: float, words: str, size: int = 28, *, face: str = "song", ink: Colour = INK) -> None:
        """Words in the middle of the page."""
        self.brush.text((self.width / 2, y), words, size, face, ink, "ma")
        self._remember(words, self.width / 2 - self.brush.length(words, size, face) / 2, y, size, face)

    def paragraph(
        self,
        x: int,
        y: int,
        words: str,
        size: int = 28,
        *,
        width: int = 0,
        indent: int = 2,
        face: str = "song",
    ) -> int:
        """Running text with the first line set in; returns where the next line would begin."""
        room, line = (width or self.width - 2 * x) / size, "　" * indent
        taken = float(indent)
        for letter in words:
            taken += 0.56 if letter.isascii() else 1
            if taken > room and letter not in "，。、；：）":
                self.text(x, y, line, size, face=face)
                line, taken, y = "", 1.0, y + int(size * 1.75)
            line += letter
        self.text(x, y, line, size, face=face)
        return y + int(size * 1.75)

    def _remember(self, words: str, x: float, y: float, size: int, face: str) -> None:
        reach = tuple(self.brush.length(words[:end], size, face) for end in range(len(words) + 1))
        self.written.append(Written(words, x, y, y + size * 1.4, reach))

    def frame(self, margin: int, ink: Colour, *, weight: int = 3) -> None:
        """A double border, as certificates have."""
        for step in (0, 14):
            box = (margin + step, margin + step, self.width - margin - step, self.height - margin - step)
            self.brush.rectangle(box, outline=ink, width=weight if step == 0 else 1)

    def table(
        self, x: int, y: int, rows: list[list[str]], widths: list[int], *, line: int = 56, size: int = 24
    ) -> int:
        """A ruled table; returns its lower edge."""
        for row in rows:
            left = x
            for words, width in zip(row, widths, strict=True):
                self.brush.rectangle((left, y, left + width, y + line), outline=GREY, width=1)
                self.text(left + 12, y + (line - size) / 2 - 4, words, size)
                left += width
            y += line
        return y

    def portrait(self, x: int, y: int, width: int, height: int, seed: int) -> None:
        """A head and shoulders that nobody has; no two seeds look alike."""
        self.portraits.append((x, y, x + width, y + height))
        wall = 150 + seed % 7 * 14
        coat = tuple(20 + seed // step % 9 * 20 for step in (7, 63, 567))
        self.brush.rectangle((x, y, x + width, y + height), fill=(wall, wall + 8, wall + 16), outline=GREY)
        centre, head = x + width / 2, width * (0.16 + seed // 11 % 7 * 0.014)
        shoulders = (
            x + width * 0.12,
            y + height * (0.62 + seed // 13 % 6 * 0.02),
            x + width * 0.88,
            y + height * 1.3,
        )
        self.brush.pieslice(shoulders, 180, 360, fill=coat)
        self.brush.rectangle(
            (centre - head * 0.4, y + height * 0.5, centre + head * 0.4, y + height * 0.7),
            fill=(225, 188, 160),
        )
        face = (centre - head, y + height * 0.22, centre + head, y + height * 0.58)
        self.brush.ellipse(face, fill=(233, 200, 174))
        self.brush.pieslice((face[0], face[1] - 6, face[2], face[3] - 10), 180, 360, fill=(48, 38, 34))

    def seal(self, x: int, y: int, words: str, radius: int = 92) -> None:
        """A round red seal with a star, its words along the edge."""
        self.brush.ellipse((x - radius, y - radius, x + radius, y + radius), outline=RED, width=5)
        whole = (0.0, *(2.0 * radius for _ in words))
        self.written.append(Written(words, x - radius, y - radius, y + radius, whole))
        points = []
        for step in range(10):
            reach = radius * (0.34 if step % 2 == 0 else 0.14)
            angle = -pi / 2 + step * pi / 5
            points.append((x + reach * cos(angle), y + reach * sin(angle)))
        self.brush.polygon(points, fill=RED)
        letters = words[:16]
        size = max(13, min(24, int(radius * 3.4 / max(len(letters), 6))))
        for place, letter in enumerate(letters):
            angle = pi * (0.92 + 1.16 * (place + 0.5) / len(letters))
            spot = (x + radius * 0.76 * cos(angle), y + radius * 0.76 * sin(angle))
            self.brush.text(spot, letter, size, "songbold", RED, "mm")

    def bars(self, seed: int) -> None:
        """The filing mark of one holder along the lower edge: what two people hand in never looks alike."""
        wide, high = self.width / 24, self.height / 48
        for place in range(24):
            if seed >> place & 1:
                left = place * wide
                box = (left, self.height - high, left + wide * 0.8, self.height)
                self.brush.rectangle(box, fill=(150, 150, 156))

    def squares(self, x: int, y: int, side: int, seed: int) -> None:
        """Something like a two-dimensional code; it leads nowhere."""
        cells = 21
        unit = side / cells
        for row in range(cells):
            for column in range(cells):
                seed = (seed * 1103515245 + 12345) % 2**31
                if seed >> 16 & 1:
                    left, top = x + column * unit, y + row * unit
                    self.brush.rectangle((left, top, left + unit - 1, top + unit - 1), fill=INK)

    def jpeg(self) -> bytes:
        """The page as a file."""
        out = BytesIO()
        self.image.save(out, "JPEG", quality=QUALITY)
        return out.getvalue()

    def pdf(self) -> bytes:
        """The same as a document of one page."""
        out = BytesIO()
        self.image.save(out, "PDF", resolution=120)
        return out.getvalue()
