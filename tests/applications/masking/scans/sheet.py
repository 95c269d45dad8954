"""A sheet that remembers where each character was written."""

from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, pi, sin
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFont

NOTO = "/usr/share/fonts/opentype/noto/Noto{}CJK-{}.ttc"
SIMPLIFIED = 2  # the face inside Noto's collections
# Those of the product come first; the others are used where the machine has them.
FONTS = (
    (NOTO.format("Serif", "Regular"), SIMPLIFIED),
    (NOTO.format("Serif", "Bold"), SIMPLIFIED),
    (NOTO.format("Sans", "Regular"), SIMPLIFIED),
    (NOTO.format("Sans", "Bold"), SIMPLIFIED),
    ("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", 0),
    ("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    ("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
    ("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
)
RED = (200, 30, 36)
NEVER_FIRST = "，。、；：）》·"
Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and the place of its ink, in pixels."""

    character: str
    box: Corners


@dataclass(slots=True)
class Sheet:
    """A page in the making. Each run of `texts` reads on from line to line; a seal's ring is in `rings`."""

    width: int
    height: int
    random: Random
    image: Any = None
    texts: list[list[Glyph]] = field(default_factory=list)
    rings: list[tuple[str, Corners]] = field(default_factory=list)
    portraits: list[Corners] = field(default_factory=list)

    def __post_init__(self) -> None:
        paper = self.random.choice(((255, 255, 255), (252, 251, 246), (247, 243, 232), (240, 244, 246)))
        self.image = Image.new("RGB", (self.width, self.height), paper)

    def write(
        self, x: float, y: float, words: str, size: int, face: int = 0, *, right: float = 0, set_in: float = 0
    ) -> float:
        """Words from a left edge, broken at `right`; returns where the next line would begin."""
        draw, letters = ImageDraw.Draw(self.image), font(face, size)
        ink = (self.random.randint(10, 60),) * 3
        run, left = [], x + set_in
        for character in words:
            advance = letters.getlength(character)
            if right and left + advance > right and character not in NEVER_FIRST:
                left, y = x, y + size * 1.6
            draw.text((left, y), character, font=letters, fill=ink)
            ink_box = letters.getbbox(character)
            place = (left + ink_box[0], y + ink_box[1], left + ink_box[2], y + ink_box[3])
            run.append(Glyph(character, place))
            left += advance
        self.texts.append(run)
        return y + size * 1.6

    def centred(self, y: float, words: str, size: int, face: int = 0) -> float:
        """One line in the middle."""
        return self.write((self.width - font(face, size).getlength(words)) / 2, y, words, size, face)

    def frame(self, left: float, top: float, right: float, bottom: float, ink: Any = (60, 60, 60)) -> None:
        """A ruled box."""
        ImageDraw.Draw(self.image).rectangle((left, top, right, bottom), outline=ink, width=2)

    def seal(self, x: float, y: float, words: str, radius: float, strength: float) -> None:
        """A round red seal around (x, y), over whatever is there; `strength` of its ink from 0 to 1."""
        layer = Image.new("RGB", self.image.size, "white")
        draw = ImageDraw.Draw(layer)
        draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius), outline=RED, width=max(4, int(radius / 22))
        )
        points = []
        for step in range(10):
            reach, angle = radius * (0.3 if step % 2 == 0 else 0.12), -pi / 2 + step * pi / 5
            points.append((x + reach * cos(angle), y + reach * sin(angle)))
        draw.polygon(points, fill=RED)
        turn = min(1.7, max(1.0, 0.1 * len(words)))  # of half the circle
        high, wide = int(radius * 0.28), int(min(radius * 0.26, radius * 0.74 * pi * turn / len(words)))
        for place, character in enumerate(words):
            angle = pi * (1.5 - turn / 2 + turn * (place + 0.5) / len(words))
            spot = (x + radius * 0.78 * cos(angle), y + radius * 0.78 * sin(angle))
            self._tilted(layer, spot, character, (wide, high), -90 - angle * 180 / pi)
        worn = Image.blend(Image.new("RGB", layer.size, "white"), layer, strength)
        self.image = ImageChops.multiply(self.image, worn)
        self.rings.append((words, (x - radius, y - radius, x + radius, y + radius)))

    def portrait(self, left: float, top: float, width: float, height: float) -> None:
        """A head and shoulders against a coloured wall."""
        draw, random = ImageDraw.Draw(self.image), self.random
        wall = random.choice(((60, 110, 190), (180, 40, 40), (225, 232, 240)))
        skin = random.choice(((233, 200, 174), (222, 184, 150)))
        draw.rectangle((left, top, left + width, top + height), fill=wall)
        middle, head = left + width / 2, width * random.uniform(0.17, 0.22)
        draw.pieslice(
            (left + width * 0.1, top + height * 0.66, left + width * 0.9, top + height * 1.32),
            180,
            360,
            fill=(40, 44, 60),
        )
        draw.rectangle(
            (middle - head * 0.4, top + height * 0.5, middle + head * 0.4, top + height * 0.7), fill=skin
        )
        face = (middle - head, top + height * 0.22, middle + head, top + height * 0.6)
        draw.ellipse(face, fill=skin)
        draw.pieslice((face[0], face[1] - 5, face[2], face[3] - 8), 190, 350, fill=(40, 32, 28))
        self.portraits.append((left, top, left + width, top + height))

    def _tilted(
        self, layer: Any, spot: tuple[float, float], character: str, size: tuple[int, int], degrees: float
    ) -> None:
        """A letter as engravers make it: narrow where there are many."""
        wide, high = size
        letter = Image.new("L", (high, high), 0)
        ImageDraw.Draw(letter).text(
            (high / 2, high / 2), character, font=font(1, high), fill=255, anchor="mm"
        )
        stamp = Image.new("L", (high * 2, high * 2), 0)
        stamp.paste(letter.resize((wide, high)), (high - wide // 2, high // 2))
        stamp = stamp.rotate(degrees, resample=Image.Resampling.BICUBIC)
        layer.paste(RED, (int(spot[0] - high), int(spot[1] - high)), stamp)


@lru_cache(maxsize=128)
def font(face: int, size: int) -> Any:
    """The fonts of this machine in turn."""
    installed = faces()
    path, index = installed[face % len(installed)]
    return ImageFont.truetype(path, size, index=index)


@lru_cache(maxsize=1)
def faces() -> tuple[tuple[str, int], ...]:
    """The fonts that are installed, with their place in the file."""
    return tuple((path, index) for path, index in FONTS if Path(path).exists())
