"""From a template to a PDF; the press does the layout."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from applications.documents import fonts
from applications.documents.press import Press

SHEETS = ("fonts", "sheet", "forms", "letters", "lists")
STYLESHEETS = tuple(f"css/documents/{name}.css" for name in SHEETS)
KEPT_DOCUMENTS, KEPT_BYTES = 32, 2**24


class Kept:
    """What was laid out last, in the memory of this process alone: it may hold somebody's data.

    The same pages under another watermark need no second layout.
    """

    def __init__(self, documents: int = KEPT_DOCUMENTS, size: int = KEPT_BYTES) -> None:
        self._documents, self._size = documents, size
        self._found: OrderedDict[Hashable, bytes] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """What is kept under the key, or else what `make` returns."""
        with self._turn:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = make()
        with self._turn:
            self._found[key] = made
            while len(self._found) > self._documents or sum(map(len, self._found.values())) > self._size:
                self._found.popitem(last=False)
        return made


kept = Kept()


def html(template: str, context: Mapping[str, Any]) -> str:
    """The document as HTML; whatever people typed is escaped by the template."""
    return render_to_string(template, dict(context))


def pdf(source: str, *, images: Mapping[str, bytes] | None = None, tagged: bool = True) -> bytes:
    """`source` as a PDF. `images` are the only addresses that it may use.

    What is not `tagged` is to be stamped on pages of others.
    """
    images = images or {}
    key = (source, tuple(sorted(images.items())), tagged)
    return kept.get(key, lambda: press().pdf(source, stylesheets(), images, tagged))


@cache
def press() -> Press:
    """The press of this process."""
    return Press(fonts.configuration())


@cache
def stylesheets() -> tuple[str, ...]:
    """The documents' stylesheets."""
    return tuple(map(stylesheet, STYLESHEETS))


def stylesheet(name: str) -> str:
    """The text of one of our stylesheets."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")
