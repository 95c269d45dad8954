"""Where a text names somebody."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from applications.rules.identifying.folding import Folded, fold
from applications.rules.identifying.identity import Identity, Mention, What
from applications.rules.identifying.names import in_characters, in_pinyin, listed
from applications.rules.identifying.numbers import as_digits
from applications.rules.identifying.units import in_words

LATIN = re.compile("[a-z]{2}")
Wanted = tuple[re.Pattern[str], What, bool]


def mentions(text: str, identity: Identity, targets: Collection[str]) -> list[Mention]:
    """Where `text` says what `targets` (name, unit) forbid, in order; `name` brings the numbers along.

    What lies within another mention is left out, unless it is the surer of the two.
    """
    folded = fold(text)
    found = [
        Mention(*folded.typed(*match.span()), what, sure)
        for pattern, what, sure in _wanted(folded, identity, targets)
        for match in pattern.finditer(folded.text)
    ]
    return list(_outermost(sorted(found, key=lambda m: (m.start, -m.end, not m.sure, m.what))))


def _outermost(found: Iterable[Mention]) -> Iterator[Mention]:
    """Those that lie within no other, in one pass: what covers a mention begins no later and is longer."""
    covered = covered_surely = 0
    for mention in found:
        if mention.end > (covered_surely if mention.sure else covered):
            yield mention
        covered = max(covered, mention.end)
        if mention.sure:
            covered_surely = max(covered_surely, mention.end)


def _wanted(folded: Folded, identity: Identity, targets: Collection[str]) -> Iterator[Wanted]:
    if "name" in targets:
        yield from _of_person(identity)
        if LATIN.search(folded.text):
            yield from _in_latin(identity)
    if "unit" in targets:
        yield from _of_unit(identity.unit, identity.aliases)


@lru_cache(maxsize=256)
def _of_person(identity: Identity) -> tuple[Wanted, ...]:
    named = [
        (pattern, what, sure) for name, what in _names(identity) for pattern, sure in in_characters(name)
    ]
    for number, what in _numbers(identity):
        if pattern := as_digits(number):
            named.append((pattern, what, True))
    return tuple(named)


@lru_cache(maxsize=256)
def _in_latin(identity: Identity) -> tuple[Wanted, ...]:
    spelt = ((in_pinyin(name), what) for name, what in _names(identity))
    return tuple((pattern, what, True) for pattern, what in spelt if pattern)


@lru_cache(maxsize=256)
def _of_unit(unit: str, aliases: tuple[str, ...]) -> tuple[Wanted, ...]:
    return tuple((pattern, "unit", sure) for pattern, sure in in_words(unit, aliases))


def _names(identity: Identity) -> Iterator[tuple[str, What]]:
    if identity.name:
        yield identity.name, "name"
    yield from ((name, "former_name") for name in listed(identity.former_name))


def _numbers(identity: Identity) -> tuple[tuple[str, What], ...]:
    return (identity.id_number, "id_number"), (identity.phone, "phone")
