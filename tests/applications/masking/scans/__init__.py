"""Scans that nobody tuned for: drawn from their own seed, with where each name and unit stands."""

from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from random import Random
from typing import Any

from PIL import Image, ImageFilter

from tests.applications.masking.scans.designs import DESIGNS
from tests.applications.masking.scans.people import KINDS, Person, person
from tests.applications.masking.scans.sheet import Corners, Sheet

FOREIGN = 6  # every so many scans is another's: nothing on it is planted
Frame = tuple[int, int, int, int]  # in 1/10,000 of the page


@dataclass(frozen=True, slots=True)
class Planted:
    """One mention, with the place of each of its characters, or of the whole seal."""

    what: str
    words: str
    places: tuple[Frame, ...]
    in_seal: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as it is uploaded, whom it is searched for, and what is on it."""

    name: str
    picture: bytes
    person: Person
    planted: tuple[Planted, ...]
    portraits: tuple[Frame, ...]


def scans(count: int, seed: int) -> "list[Scan]":
    """So many pages in turn of each design and each kind of name; every sixth is about somebody else."""
    return [scan(number, seed) for number in range(count)]


def scan(number: int, seed: int) -> Scan:
    """One page; the same for the same number and seed."""
    random = Random(f"{seed}-{number}")
    design = DESIGNS[number % len(DESIGNS)]
    one = person(random, KINDS[number // len(DESIGNS) % len(KINDS)])
    sheet = design(random, one)
    degrees = random.uniform(-5, 5) if random.random() < 0.75 else 0.0
    picture = _scanned(sheet, random, degrees)
    wanted, planted = one, _planted(sheet, one, degrees)
    if number % FOREIGN == FOREIGN - 1:
        wanted, planted = _stranger(random, one, sheet), ()
    portraits = tuple(_frame(sheet, [box], degrees) for box in sheet.portraits)
    return Scan(f"{design.__name__}-{number}", picture, wanted, planted, portraits)


def _stranger(random: Random, one: Person, sheet: Sheet) -> Person:
    written = "".join(glyph.character for run in sheet.texts for glyph in run)
    while True:
        other = person(random, random.choice(KINDS))
        if not any(words in written for _, words in other.strings()):
            return other


def _planted(sheet: Sheet, one: Person, degrees: float) -> tuple[Planted, ...]:
    found = []
    for run in sheet.texts:
        glyphs = [glyph for glyph in run if not glyph.character.isspace()]
        for what, start, end in _mentions("".join(glyph.character for glyph in glyphs), one):
            places = tuple(_frame(sheet, [glyph.box], degrees) for glyph in glyphs[start:end])
            found.append(Planted(what, "".join(glyph.character for glyph in glyphs[start:end]), places))
    for words, box in sheet.rings:
        if any(what == "unit" and known in words for what, known in one.strings()):
            found.append(Planted("unit", words, (_frame(sheet, [box], degrees),), in_seal=True))
    return tuple(found)


def _mentions(text: str, one: Person) -> list[tuple[str, int, int]]:
    """The longest of those that overlap."""
    hits: list[tuple[str, int, int]] = []
    for what, words in sorted(one.strings(), key=lambda each: -len(each[1])):
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            if not any(start < other and first < end for _, first, other in hits):
                hits.append((what, start, end))
            start = text.find(words, end)
    return hits


def _frame(sheet: Sheet, boxes: list[Corners], degrees: float) -> Frame:
    """The upright frame around what was turned about the middle of the sheet."""
    corners = [(x, y) for box in boxes for x in (box[0], box[2]) for y in (box[1], box[3])]
    middle_x, middle_y = sheet.width / 2, sheet.height / 2
    turn = radians(degrees)
    turned = [
        (
            middle_x + (x - middle_x) * cos(turn) + (y - middle_y) * sin(turn),
            middle_y - (x - middle_x) * sin(turn) + (y - middle_y) * cos(turn),
        )
        for x, y in corners
    ]
    across, down = [x / sheet.width for x, _ in turned], [y / sheet.height for _, y in turned]
    left, top, right, bottom = (
        round(edge * 10_000) for edge in (min(across), min(down), max(across), max(down))
    )
    return left, top, right, bottom


def _scanned(sheet: Sheet, random: Random, degrees: float) -> bytes:
    picture: Any = sheet.image.rotate(
        degrees, resample=Image.Resampling.BICUBIC, fillcolor=sheet.image.getpixel((2, 2))
    )
    if random.random() < 0.5:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 0.9)))
    noise = Image.effect_noise(picture.size, random.uniform(4, 22)).convert("RGB")
    picture = Image.blend(picture, noise, random.uniform(0.03, 0.12))
    if random.random() < 0.3:
        picture = picture.resize((round(picture.width * 0.8), round(picture.height * 0.8)))
    out = BytesIO()
    picture.save(out, "JPEG", quality=random.randint(50, 90))
    return out.getvalue()
