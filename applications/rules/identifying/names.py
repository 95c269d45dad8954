"""姓名 as it may be written: in characters, in parts, in pinyin."""

import os
import re
from collections.abc import Iterable, Iterator

from applications.rules.identifying.folding import HAN, fold

MARKS = r" ·.\-_*|~^+=#"  # what people put between the characters of a name
GAP = f"[{MARKS}]*"
PART_GAP = f"[{MARKS}。'/]*"  # and between its parts
LATIN_GAP = r"[1-5]?[ ·.\-_',]*"  # a tone may follow the syllable
SHORT_PINYIN = 5  # letters: what is shorter is a word of other languages too (he li, helium)
NAMES_PART = 3  # characters: a first part as long as this names the person by itself
LIST_MARKS = re.compile(r"[、,，;；/／]")
CALLED = rf"(?<![{HAN}])|(?<=[由与和及跟同经是叫为对我])|(?<=本人)|(?<=姓名)|(?<=名为)"
TITLED = r"(?=同志|老师|主任|馆长|校长|医生|医师|工程师|研究员|等)"


def listed(names: str) -> list[str]:
    """The names in a field that may hold several; 无 is none."""
    return [name for name in LIST_MARKS.split(names) if len(_letters(name)) > 1]


def in_characters(name: str) -> Iterator[tuple[re.Pattern[str], bool]]:
    """Patterns over folded text for a name, each with whether what it finds is sure."""
    parts = parts_of(name)
    if len(parts) == 1 and len(parts[0]) == 2 and re.fullmatch(f"[{HAN}]+", parts[0]):
        loose = spread(parts[0])
        torn = spread(parts[0], f"[{MARKS}]+")  # no ordinary word is written so
        yield re.compile(f"(?:{CALLED}){loose}|{loose}{TITLED}|{torn}"), True
        yield re.compile(loose), False
    elif parts:
        whole = PART_GAP.join(map(spread, parts))
        back = PART_GAP.join(map(spread, reversed(parts)))
        yield re.compile(bounded(f"(?:{whole}|{back})" if len(parts) > 1 else whole, name)), True
        if len(parts) > 1 and len(parts[0]) >= NAMES_PART:
            yield re.compile(f"(?<!·){spread(parts[0])}(?! ?· ?[{HAN}])"), True


def in_pinyin(name: str) -> re.Pattern[str] | None:
    """The pattern for the whole name in pinyin, surname first or last; None where it has none."""
    parts = [[_readings(character) for character in part] for part in parts_of(name)]
    if not parts or not all(all(part) for part in parts):
        return None
    orders = [*_turned(parts[0])] if len(parts) == 1 else [parts, parts[::-1]]
    if len(parts) > 1 and len(parts[0]) >= NAMES_PART:
        orders.append(parts[:1])
    said = "|".join(dict.fromkeys(_spelt(order) for order in orders))
    return re.compile(f"(?<![a-z])(?:{said})(?![a-z])")


def parts_of(name: str) -> list[str]:
    """The parts between the dots of a name, folded; none where fewer than two characters are left."""
    parts = [re.sub(r"[^\w]|_", "", part) for part in re.split("[·.]", fold(name).text)]
    return [part for part in parts if part] if len("".join(parts)) > 1 else []


def spread(written: str, gap: str = GAP) -> str:
    """A pattern for characters with something between them."""
    return gap.join(re.escape(character) for character in written)


def bounded(pattern: str, written: str) -> str:
    """The pattern, not inside a longer Latin word where what is written begins or ends with one."""
    letters = _letters(written)
    before = r"(?<![a-z])" if letters[:1].isascii() else ""
    after = r"(?![a-z])" if letters[-1:].isascii() else ""
    return f"{before}{pattern}{after}"


def _letters(written: str) -> str:
    return "".join(parts_of(written))


def _readings(character: str) -> tuple[str, ...]:
    """The syllables of a character without tones; ü as passports and keyboards write it."""
    # The phrases of the library take 40 MB and four fifths of its loading; a name needs single characters.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # slow import

    read = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = read[0] if read else []
    return tuple(sorted({s.replace("v", u) for s in plain for u in ("v", "u", "yu")}, key=len, reverse=True))


def _turned(syllables: list[tuple[str, ...]]) -> Iterator[list[list[tuple[str, ...]]]]:
    """Surname first, then last; surnames have one character or two."""
    yield [syllables]
    for surname in range(1, min(3, len(syllables))):
        yield [syllables[surname:], syllables[:surname]]


def _spelt(parts: Iterable[list[tuple[str, ...]]]) -> str:
    syllables = [reading for part in parts for reading in part]
    shortest = sum(len(min(reading, key=len)) for reading in syllables)
    gap = LATIN_GAP if shortest >= SHORT_PINYIN else LATIN_GAP.replace("]*", "]+")
    return gap.join(f"(?:{'|'.join(reading)})" for reading in syllables) + "[1-5]?"
