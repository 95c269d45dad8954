"""铅字：characters that were laid out once, set again and again in what is stamped.

A watermark changes with every printout, the characters in it hardly do: to set it from type costs a
twentieth of a layout. The press finds the fonts, also those of rare characters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any

from applications.documents import render

USUAL = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-:. ")
MEANING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


@dataclass(frozen=True, slots=True)
class Sort:
    """A character of a case: the name of its font, its number there, and its width in thousandths."""

    font: str
    glyph: int
    width: float


@dataclass(frozen=True)
class Case:
    """Characters in one hand, as a PDF that shows each."""

    content: bytes

    def width(self, text: str) -> float:
        """How long the text is at a size of 1."""
        return sum(sort.width for sort in self._set(text)) / 1000

    def shown(self, text: str, size: float) -> str:
        """The operators that show a text in its place, as part of a text object."""
        runs = groupby(self._set(text), key=lambda sort: sort.font)
        parts = ((font, "".join(f"{sort.glyph:04x}" for sort in sorts)) for font, sorts in runs)
        return " ".join(f"{font} {size} Tf <{glyphs}> Tj" for font, glyphs in parts)

    def fonts(self, document: Any) -> dict[str, Any]:
        """Its fonts by their names, copied into a pikepdf.Pdf."""
        import pikepdf  # slow import

        with pikepdf.open(BytesIO(self.content)) as own:
            found = own.pages[0].Resources.Font
            return {str(name): document.copy_foreign(font) for name, font in found.items()}

    def _set(self, text: str) -> list[Sort]:
        return [self._sorts[character] for character in text if character in self._sorts]

    @cached_property
    def _sorts(self) -> Mapping[str, Sort]:
        import pikepdf  # slow import

        with pikepdf.open(BytesIO(self.content)) as own:
            found: Any = own.pages[0].Resources.Font
            return {
                meaning: sort for name, font in found.items() for meaning, sort in _sorts(str(name), font)
            }


def case(hand: str, text: str) -> Case:
    """The type for a text, in the hand of that class in the stylesheets."""
    return _case(hand, USUAL.union(text))


@lru_cache(maxsize=64)
def _case(hand: str, characters: frozenset[str]) -> Case:
    words = {"hand": hand, "characters": sorted(characters)}
    return Case(render.pdf(render.html("documents/type.html", words), tagged=False))


def _sorts(name: str, font: Any) -> Iterator[tuple[str, Sort]]:
    widths: dict[int, float] = {}
    listed = list(font.DescendantFonts[0].W)
    for first, run in zip(listed[::2], listed[1::2], strict=True):
        widths.update(enumerate(map(float, run), int(first)))
    for glyph, meaning in MEANING.findall(font.ToUnicode.read_bytes()):
        character = bytes.fromhex(meaning.decode()).decode("utf-16-be")
        yield character, Sort(name, int(glyph, 16), widths.get(int(glyph, 16), 0))
