"""One form for all ways to type the same characters, with the way back to what was typed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# Letters by their category, and yet nothing to see.
INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800")
MIDDLE_DOTS = frozenset("·•‧∙⋅・･˙●ㆍ⸱᛫")
DASHES = frozenset("\u2212\u2500\u2501\u30fc")
# From a right-to-left override to its end characters are read backwards.
BACKWARDS = re.compile("\u202e([^\u202c\n]*)\u202c?")
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text; `places[n]` is where its nth character stands in the text as typed."""

    text: str
    places: tuple[int, ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """The part of the typed text behind `text[start:end]`, which must not be empty."""
        behind = self.places[start:end]
        return min(behind), max(behind) + 1


def fold(text: str) -> Folded:
    """Narrow, small, simplified, without what cannot be seen; every space one blank, every middle dot ·."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in _as_read(text):
        for piece in FORMS[character]:
            folded.append(piece)
            places.append(place)
    return Folded("".join(folded), tuple(places))


def _as_read(text: str) -> Iterator[tuple[int, str]]:
    if "\u202e" not in text:
        return enumerate(text)
    order = list(range(len(text)))
    for span in BACKWARDS.finditer(text):
        order[span.start() : span.end()] = reversed(order[span.start() : span.end()])
    return ((place, text[place]) for place in order)


class _Forms(dict[str, str]):
    """Character → folded form, worked out when it is first met."""

    def __missing__(self, character: str) -> str:
        self[character] = form = _form(character)
        return form


def _form(character: str) -> str:
    if character in MIDDLE_DOTS:  # before ˙ comes apart
        return "·"
    pieces = (_piece(piece) for piece in unicodedata.normalize("NFKD", character).casefold())
    return "".join(pieces)


def _piece(piece: str) -> str:
    category = unicodedata.category(piece)
    if category in ("Cf", "Mn", "Me") or piece in INVISIBLE:
        return ""
    if category[0] == "Z" or category == "Cc":
        return " "
    if piece in MIDDLE_DOTS:
        return "·"
    if category == "Pd" or piece in DASHES:
        return "-"
    return piece if piece.isascii() or _is_everyday(piece) else _converter().convert(piece)


def _is_everyday(character: str) -> bool:
    """True for the characters of GB 2312, which are simplified: most texts need no table."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character < "\u3400"
    return True


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # slow import

    return OpenCC("t2s")


FORMS = _Forms()
