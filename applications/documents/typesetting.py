"""From HTML to PDF: no network, no files, the same bytes for the same content. Knows nothing of Django."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from applications.documents import subsets, tagging


class NotProvided(ValueError):
    """The document asked for something that it was not given."""


def make(
    source: str, stylesheets: tuple[str, ...], images: Mapping[str, bytes], tagged: bool = True
) -> bytes:
    """`source` as a PDF. `images` are the only addresses that it may use.

    What is not `tagged` has no structure: it is stamped on pages of others, as an artifact.
    """
    import weasyprint  # slow import

    return weasyprint.HTML(string=source, url_fetcher=fetcher(images)).write_pdf(
        stylesheets=[_parsed(stylesheets)],
        font_config=_fonts(),
        pdf_tags=tagged,
        finisher=partial(tagging.finish, source) if tagged else lambda _, pdf: subsets.pack(pdf),
    )


def load() -> None:
    """Read what every document needs, before the first one is asked for."""
    _fonts()


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


@cache
def _fonts() -> Any:
    """One configuration for the process: a new one costs as much as a page."""
    from weasyprint.text.fonts import FontConfiguration  # slow import

    return FontConfiguration()


@cache
def _parsed(stylesheets: tuple[str, ...]) -> Any:
    """The documents' stylesheets, parsed once, as one: each more is another search for every element."""
    import weasyprint  # slow import

    return weasyprint.CSS(string="\n".join(stylesheets), font_config=_fonts(), url_fetcher=fetcher({}))
