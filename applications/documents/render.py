"""From a template to a PDF; the press does the layout."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from applications.documents import fonts
from applications.documents.press import Press

SHEETS = ("fonts", "sheet", "columns", "forms", "letters", "lists")
STYLESHEETS = tuple(f"css/documents/{name}.css" for name in SHEETS)


def html(template: str, context: Mapping[str, Any]) -> str:
    """The document as HTML; whatever people typed is escaped by the template."""
    return render_to_string(template, dict(context))


def pdf(source: str, *, images: Mapping[str, bytes] | None = None, identifier: str = "") -> bytes:
    """`source` as a PDF. `images` are the only addresses that it may use."""
    return press().pdf(source, stylesheets(), images or {}, identifier)


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
