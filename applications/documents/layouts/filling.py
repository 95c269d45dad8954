"""A layout with a document's content in it, in the two parts in which it is laid out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from applications.documents.layouts.language import compiled, fields_in, mistakes_in_language
from applications.documents.layouts.markup import Piece, anchored, mistakes_in_markup, pieces
from applications.documents.layouts.terms import Field, Lines, Term, named


@dataclass(frozen=True, slots=True)
class Filled:
    """HTML of the pages that speak of the person, and of those that are everybody's; the latter may be none.

    A run of everybody's pages begins with an element called `x` and belongs before the one called
    `after-x`, or at the end.
    """

    own: str
    fixed: str


def mistakes_in(text: str, terms: Sequence[Term]) -> list[str]:
    """Why a text cannot be a layout for a document with these terms, in the order of its lines."""
    found = [*mistakes_in_language(text, terms), *mistakes_in_markup(text)]
    return [str(each) for each in sorted(dict.fromkeys(found), key=lambda each: each.line)]


def filled(text: str, terms: Sequence[Term], content: Mapping[str, Any]) -> Filled:
    """A layout without mistakes, filled. Raises KeyError where the content lacks what the terms promise."""
    context = named(terms, content)
    own, fixed = _parted(text, terms)
    return Filled(_with(own, context), _with(fixed, context))


def _with(text: str, context: Mapping[str, Any]) -> str:
    return compiled(text).render(context) if text else ""


def _parted(text: str, terms: Sequence[Term]) -> tuple[str, str]:
    """The person's pages and everybody's, as layouts."""
    parts = pieces(text)
    if not all(part.is_section for part in parts):
        return text, ""
    runs = [(common, list(run)) for common, run in groupby(_marked(parts, terms), key=lambda pair: pair[1])]
    own, fixed, waiting = [], [], ""
    for number, (common, run) in enumerate(runs):
        texts = [part.text for part, _ in run]
        if common:
            waiting = f"fixed{number}"
            fixed += [anchored(texts[0], waiting), *texts[1:]]
        else:
            if waiting:
                texts[0] = anchored(texts[0], f"after-{waiting}")
            own += texts
    return ("\n".join(own), "\n".join(fixed)) if own else (text, "")


def _marked(parts: Sequence[Piece], terms: Sequence[Term]) -> Iterator[tuple[Piece, bool]]:
    """Each part, and whether it is a page of its own that is the same for everybody."""
    following = [*(part.begins_page for part in parts[1:]), True]
    for part, next_begins in zip(parts, following, strict=True):
        alone = part.begins_page and next_begins
        yield part, alone and all(_is_common(term) for term in fields_in(part.text, terms))


def _is_common(term: Term) -> bool:
    return isinstance(term, Field | Lines) and term.common
