"""识读：what a machine reads on a page, and where it names the person or the unit.

The reading is done in a process of its own (`ocr`), within limits; it knows nothing of who is searched for.
It only proposes: a person confirms, adds and removes. What fails has a name and is never an empty answer.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

from applications.confined import Confined, Failed, TooMuch
from applications.masking.chains import Chain, Corners, Line, chains
from applications.masking.ocr import is_installed
from applications.masking.resembling import Sign, likenesses
from applications.rules.identifying import Identity, mentions
from applications.rules.identifying.folding import fold
from applications.rules.identifying.units import split
from applications.rules.masking import SCALE, Box

__all__ = ["Line", "NotInstalled", "Photo", "Reader", "Reading", "Sighting", "is_installed", "sightings"]

READING_SIDE = "applications.masking.ocr"
PROCESSOR_SECONDS = 30  # a page takes one to four
MEMORY = 2**30  # half of it is used; a page of 35 million pixels takes 600 MB
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
What = Literal["name", "former_name", "id_number", "phone", "unit", "photo"]

SAFE = 0.12  # of a character's height: so much more than its box is covered
LOOSE = 0.5  # the same where the machine is not sure
DRIFT = 1.0  # of a character's height: a tilted line gets a new box when it has sunk so far
CERTAIN = 0.5  # a name read with less is not sure
SHORT_NAME, LONG_NAME = 3, 7
WORN = 0.4  # for each character of a unit: so much may be illegible in the ring of a seal


class NotInstalled(RuntimeError):
    """The extra `ocr` is missing: pages are searched by hand alone."""


class Unreadable(Failed):
    """The picture cannot be decoded; another try would not help."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo: `sure` where a face was found in it."""

    box: Corners
    sure: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of a picture of `width` × `height` pixels."""

    width: int
    height: int
    lines: tuple[Line, ...]
    photos: tuple[Photo, ...] = ()

    def sightings(self, identity: Identity, targets: Collection[str]) -> "list[Sighting]":
        """What of `targets` (name, unit, photo) is to be seen."""
        found = sightings(self.lines, identity, targets, self.width, self.height)
        if "photo" in targets:
            found += [
                Sighting("photo", _box([photo.box], 0.0, self.width, self.height), photo.sure)
                for photo in self.photos
            ]
        return found


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place to cover. Not `sure`: the box is generous, and a person has to look."""

    what: What
    box: Box
    sure: bool


class Reader:
    """A process that reads pages, one at a time; its models stay loaded until it is closed."""

    def __init__(self, *, seconds: int = PROCESSOR_SECONDS, memory: int = MEMORY) -> None:
        if not is_installed():
            raise NotInstalled("install the extra: requirements-ocr.lock")
        self._child = Confined(READING_SIDE, seconds=seconds, memory=memory, environment=ONE_THREAD)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, picture: bytes, *, photos: bool = False) -> Reading:
        """What stands on an upright JPEG. Raises TooMuch, Unreadable, or Failed where a new try may help."""
        try:
            answer = self._child.made(picture, photos)
        except TooMuch:
            raise
        except Failed as problem:
            if str(problem) == "NotAPicture":
                raise Unreadable(str(problem)) from None
            raise
        return reading_from(json.loads(answer))

    @property
    def number(self) -> int | None:
        """The number of its process, while that runs."""
        return self._child.number

    def close(self) -> None:
        """End the process."""
        self._child.close()


def reading_from(answer: dict[str, Any]) -> Reading:
    """What the reading side said, as it is used here."""
    return Reading(
        width=answer["width"],
        height=answer["height"],
        lines=tuple(_line(line) for line in answer["lines"]),
        photos=tuple(Photo(_corners(each["box"]), bool(each["sure"])) for each in answer["photos"]),
    )


def sightings(
    lines: Sequence[Line], identity: Identity, targets: Collection[str], width: int, height: int
) -> list[Sighting]:
    """Where `lines`, read of a picture of that size, say what `targets` (name, unit) forbid.

    Neighbouring lines are joined, so that what goes on in the next one is found. One mention may have
    several sightings: a box for each line, and more of them where the line is tilted.
    """
    found: list[Sighting] = []
    for chain in chains(lines):
        for what, places, sure in _mentioned(chain, identity, targets):
            found += _sighted(chain, what, places, sure, width, height)
    return _once(found)


Mentioned = tuple[What, range, bool]


def _mentioned(chain: Chain, identity: Identity, targets: Collection[str]) -> list[Mentioned]:
    """What is read as it is written, then what resembles it, where the first line begins it."""
    found: list[Mentioned] = []
    for mention in mentions(chain.text, identity, targets):
        places = range(mention.start, mention.end)
        certain = min(chain.signs[place].score for place in places) >= CERTAIN
        found.append((mention.what, places, mention.sure and certain))
    letters = chain.letters()
    signs = [chain.signs[place]._replace(character=letter) for place, letter in letters]
    if chain.in_seal:
        if any(likenesses(words, signs, WORN * len(words)) for words in _on_seals(identity, targets)):
            found.append(("unit", range(len(chain.signs)), False))
        return found
    for what, words in _wanted(identity, targets):
        for like in likenesses(words, signs, _most(what, words)):
            places = range(letters[like.start][0], letters[like.end - 1][0] + 1)
            if not any(_within(places, known) for _, known, _ in found):
                found.append((what, places, False))
    return [each for each in found if each[1].start < chain.first]


def _within(places: range, known: range) -> bool:
    return known.start <= places.start and places.stop <= known.stop


def _wanted(identity: Identity, targets: Collection[str]) -> list[tuple[What, str]]:
    wanted: list[tuple[What, str]] = []
    if "name" in targets:
        wanted += [("name", identity.name), ("former_name", identity.former_name)]
        wanted += [("id_number", identity.id_number), ("phone", identity.phone)]
    if "unit" in targets:
        wanted += [("unit", words) for words in (identity.unit, *identity.aliases)]
    folded = [(what, _letters(words)) for what, words in wanted]
    return [(what, words) for what, words in folded if len(words) > 1]


def _letters(words: str) -> str:
    return "".join(letter for letter in fold(words).text if letter.isalnum())


def _on_seals(identity: Identity, targets: Collection[str]) -> set[str]:
    """The unit's short names: what stands before them is on the seals of all its neighbours."""
    if "unit" not in targets or not identity.unit:
        return set()
    divisions, rest = split(_letters(identity.unit))
    short = (divisions[0] + rest) if divisions else rest
    return {words for words in (short, *map(_letters, identity.aliases)) if len(words) > SHORT_NAME}


def _most(what: What, words: str) -> float:
    """How much words may differ from what was read."""
    if what == "unit":
        return min(2.5, 1.0 + max(0, len(words) - 6) / 5) if len(words) >= 6 else 0.4
    if what in ("id_number", "phone"):
        return 2.0 if len(words) > 11 else 1.0
    if len(words) <= SHORT_NAME:
        return 0.4 if len(words) < SHORT_NAME else 0.75
    return 1.0 if len(words) < LONG_NAME else 2.0


def _sighted(chain: Chain, what: What, places: range, sure: bool, width: int, height: int) -> list[Sighting]:
    room = SAFE if sure else LOOSE
    return [
        Sighting(what, _box(boxes, room, width, height), sure)
        for boxes in _runs([chain.places[p] for p in places])
    ]


def _runs(places: list[tuple[int, Corners]]) -> list[list[Corners]]:
    """The boxes of characters, parted where another line begins and where a tilted line has sunk too far."""
    runs: list[tuple[int, list[Corners]]] = []
    for line, box in places:
        high = box[3] - box[1]
        if runs and runs[-1][0] == line and abs(box[1] - runs[-1][1][0][1]) <= DRIFT * high:
            runs[-1][1].append(box)
        else:
            runs.append((line, [box]))
    return [boxes for _, boxes in runs]


def _box(boxes: Sequence[Corners], room: float, width: int, height: int) -> Box:
    """Around all of them, wider by so many heights, on the page."""
    more = room * max(bottom - top for _, top, _, bottom in boxes)
    left = max(0, min(box[0] for box in boxes) - more) * SCALE / width
    top = max(0, min(box[1] for box in boxes) - more / 2) * SCALE / height
    right = (max(box[2] for box in boxes) + more) * SCALE / width
    bottom = (max(box[3] for box in boxes) + more / 2) * SCALE / height
    left, top = min(int(left), SCALE - 10), min(int(top), SCALE - 10)
    return Box(
        left, top, min(max(int(right) + 1, left + 10), SCALE), min(max(int(bottom) + 1, top + 10), SCALE)
    )


def _once(found: list[Sighting]) -> list[Sighting]:
    """The sure ones and the large ones first; what others cover already says nothing new.

    One that is not sure is generous, so half of it is as good as all.
    """
    kept: list[Sighting] = []
    for each in sorted(found, key=lambda s: (not s.sure, -s.box.area)):
        share = 0.8 if each.sure else 0.5
        if not any(other.box.share_of(each.box) >= share for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda s: (s.box.top, s.box.left))


def _line(raw: dict[str, Any]) -> Line:
    signs = tuple(Sign(*each) for each in zip(raw["text"], raw["scores"], raw["others"], strict=True))
    return Line(signs, tuple(_corners(box) for box in raw["boxes"]), int(raw["layer"]))


def _corners(raw: Sequence[int]) -> Corners:
    left, top, right, bottom = (int(edge) for edge in raw)
    return left, top, right, bottom
