"""A sheet of paper to draw on: what every invented scan has in common."""

from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path
from typing import Any

Colour = tuple[int, int, int]
INK: Colour = (38, 38, 42)
GREY: Colour = (120, 122, 128)
RED: Colour = (198, 40, 40)
QUALITY = 82
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
def _font(face: str, size: int) -> Any:
    from PIL import ImageFont  # slow import

    try:
        return ImageFont.truetype(str(FONTS / FACES[face]), size, index=SIMPLIFIED)
    except OSError:
        raise NoChineseFont("没有中文字体，请先安装软件包 fonts-noto-cjk。") from None


@lru_cache(maxsize=8)
def _watermark(width: int, height: int) -> Any:
    """“样例” all over, as a mask: drawn once for each size of paper."""
    from PIL import Image, ImageDraw  # slow import

    side = int((width**2 + height**2) ** 0.5)
    mask = Image.new("L", (side, side), 0)
    brush = ImageDraw.Draw(mask)
    for row, y in enumerate(range(0, side, 320)):
        for x in range(-200 * (row % 2), side, 430):
            brush.text((x, y), "样例", font=_font("bold", 76), fill=30)
    left, top = (side - width) // 2, (side - height) // 2
    return mask.rotate(28).crop((left, top, left + width, top + height))


class Sheet:
    """One page in the making; distances are in pixels of a page 1000 wide."""

    def __init__(self, width: int = 1000, height: int = 1414, paper: Colour = (253, 252, 248)) -> None:
        from PIL import Image, ImageDraw  # slow import

        self.width, self.height = width, height
        self.image = Image.new("RGB", (width, height), paper)
        self.brush = ImageDraw.Draw(self.image)

    def text(
        self, x: float, y: float, words: str, size: int = 28, *, face: str = "song", ink: Colour = INK
    ) -> None:
        """Words from a left edge."""
        self.brush.text((x, y), words, font=_font(face, size), fill=ink)

    def centred(self, y: float, words: str, size: int = 28, *, face: str = "song", ink: Colour = INK) -> None:
        """Words in the middle of the page."""
        self.brush.text((self.width / 2, y), words, font=_font(face, size), fill=ink, anchor="ma")

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

    def portrait(self, x: int, y: int, width: int, height: int, coat: Colour) -> None:
        """A head and shoulders that nobody has."""
        self.brush.rectangle((x, y, x + width, y + height), fill=(206, 222, 240), outline=GREY)
        centre, head = x + width / 2, width * 0.2
        shoulders = (x + width * 0.12, y + height * 0.66, x + width * 0.88, y + height * 1.3)
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
            self.brush.text(spot, letter, font=_font("songbold", size), fill=RED, anchor="mm")

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
        """The page with its watermark, as a file."""
        self.image.paste(RED, (0, 0), _watermark(self.width, self.height))
        out = BytesIO()
        self.image.save(out, "JPEG", quality=QUALITY)
        return out.getvalue()
