"""From a template to a PDF: no network, no files, the same bytes for the same content."""

import gc
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

STYLESHEETS = tuple(f"css/documents/{name}.css" for name in ("sheet", "columns", "forms", "letters"))
COLLECT_EVERY = 10  # renders; each leaves about 6 MB of cycles behind

_turn = threading.Lock()  # Pango's font maps belong to one thread at a time
_renders = 0


class NotProvided(ValueError):
    """The document asked for something that it was not given."""


def html(template: str, context: Mapping[str, Any]) -> str:
    """The document as HTML; whatever people typed is escaped by the template."""
    return render_to_string(template, dict(context))


def pdf(source: str, *, images: Mapping[str, bytes] | None = None, identifier: str = "") -> bytes:
    """`source` as a PDF. `images` are the only addresses that it may use."""
    import weasyprint  # slow import

    with _turn, _Uncollected():
        document = weasyprint.HTML(string=source, url_fetcher=fetcher(images or {}))
        return document.write_pdf(
            stylesheets=list(_stylesheets()), font_config=_fonts(), pdf_identifier=identifier.encode() or None
        )


def fetcher(images: Mapping[str, bytes]) -> Any:
    """A fetcher that knows `images` and nothing else.

    It must be a class of WeasyPrint's own: a plain function that raises brings the whole render down.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # slow import

    class InMemory(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url not in images:
                raise NotProvided("a document may only use what it was given")
            return URLFetcherResponse(url, images[url], {"Content-Type": "image/jpeg"})

    return InMemory(allowed_protocols=(), allow_redirects=False)


class _Uncollected:
    """The collector rests during a render: it would walk the whole box tree again and again."""

    def __enter__(self) -> None:
        gc.disable()

    def __exit__(self, *raised: object) -> None:
        global _renders
        gc.enable()
        _renders += 1
        if _renders % COLLECT_EVERY == 0:
            gc.collect()


@cache
def _fonts() -> Any:
    """One configuration for the process: a new one costs as much as a page."""
    from weasyprint.text.fonts import FontConfiguration  # slow import

    return FontConfiguration()


@cache
def _stylesheets() -> tuple[Any, ...]:
    """The documents' stylesheets, parsed once."""
    import weasyprint  # slow import

    return tuple(
        weasyprint.CSS(string=stylesheet(name), font_config=_fonts(), url_fetcher=fetcher({}))
        for name in STYLESHEETS
    )


def stylesheet(name: str) -> str:
    """The text of one of our stylesheets."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")
