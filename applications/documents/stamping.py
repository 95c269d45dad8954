"""装订：own and fixed pages, the watermark under every page, its number at the foot.

水印 lies under the content of every page, so that both sides of every sheet carry it (以有水印为有效).
What many documents share is laid out once; putting a page together costs a fiftieth of a layout. What is
stamped is an artifact: no part of the text that a screen reader reads.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any

from applications.documents import render, structure, watermarks
from applications.documents.structure import saved

MARK = "Watermark"
Stamp = tuple[str, str, Any]  # a name, a kind of artifact (ISO 32000-1, 14.8.2.2) and a form


@lru_cache(maxsize=64)
def watermark(lines: Sequence[str], left: str, right: str, address: str, *, landscape: bool = False) -> bytes:
    """One A4 page that is nothing but the watermark, with what stands at the foot of every page.

    `address` is where the paper can be checked; it stands in the corner as a QR code.
    """
    return watermarks.page(lines, left, right, address, landscape=landscape)


@lru_cache(maxsize=64)
def page_numbers(pages: int) -> bytes:
    """So many pages that are nothing but their number: 第 1 页　共 9 页."""
    return render.pdf(render.html("documents/numbers.html", {"numbers": range(pages)}), tagged=False)


@lru_cache(maxsize=32)
def fixed_pages(source: str) -> bytes:
    """Pages that show nothing of anybody, laid out once."""
    return render.pdf(source)


def bound(
    own: bytes, mark: bytes, *, fixed: bytes, numbered: bool, duplex: bool, identifier: str = ""
) -> tuple[bytes, int]:
    """The finished document, and how many pages it has. The same parts make the same bytes.

    A duplex document is filled up to an even number of pages, so that copies printed one after
    another start on a sheet of their own and the last back carries the watermark too. Without `mark`
    there is none. Where pages are `numbered`, a single one is not.
    """
    import pikepdf  # slow import

    together = render.kept.get(
        (own, fixed, numbered, duplex, bool(mark)),
        lambda: _together(own, fixed=fixed, numbered=numbered, duplex=duplex, marked=bool(mark)),
    )
    with pikepdf.open(BytesIO(together)) as document:
        if mark:
            _fill(document, mark)
        document.trailer.ID = [identifier.encode()] * 2
        return saved(document), len(document.pages)


def _together(own: bytes, *, fixed: bytes, numbered: bool, duplex: bool, marked: bool) -> bytes:
    """All pages with their numbers, and with room for a watermark."""
    import pikepdf  # slow import

    with pikepdf.open(BytesIO(own)) as document:
        if fixed:
            with pikepdf.open(BytesIO(fixed)) as others:
                structure.join(document, others, _insert(document, others))
        stamps: list[list[Stamp]] = [[] for _ in document.pages]
        if numbered and len(stamps) > 1:
            with pikepdf.open(BytesIO(page_numbers(len(stamps)))) as numbers:
                for index, number in enumerate(numbers.pages):
                    form = document.copy_foreign(number.as_form_xobject())
                    stamps[index] += [(f"PageNumber{index}", "Footer", form)]
        if duplex and len(stamps) % 2:
            document.add_blank_page(page_size=_size(document.pages[0]))
            stamps.append([])
        if marked:
            room = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
            stamps = [[(MARK, "Watermark", room), *others] for others in stamps]
        for page, drawn in zip(document.pages, stamps, strict=True):
            _lay_under(page, drawn)
        return saved(document)


def _fill(document: Any, mark: bytes) -> None:
    """Put the watermark where room was left for it."""
    import pikepdf  # slow import

    with pikepdf.open(BytesIO(mark)) as marks:
        form = document.copy_foreign(marks.pages[0].as_form_xobject())
    room = document.pages[0].Resources.XObject[f"/{MARK}"]
    room.write(form.read_raw_bytes(), filter=form.get("/Filter"))
    room.BBox, room.Resources = form.BBox, form.Resources


def _insert(document: Any, others: Any) -> list[Any]:
    """Put what begins with the anchor `x` before the page with the anchor `after-x`, or at the end.

    The pages that are new to the document come back.
    """
    places, end = _anchors(document), len(document.pages)
    starts = sorted(_anchors(others).items(), key=lambda start: start[1])
    inserted = []
    for (name, first), (_, last) in reversed([*pairwise([*starts, ("", len(others.pages))])]):
        at = places.get(f"after-{name}", end)
        for page in reversed(others.pages[first:last]):
            document.pages.insert(at, page)
            inserted.append(document.pages[at])
    return inserted


def _anchors(document: Any) -> dict[str, int]:
    """The elements with an id, and the pages they stand on."""
    import pikepdf  # slow import

    found = pikepdf.NameTree(document.Root.Names.Dests)
    return {str(name): int(document.pages.index(pikepdf.Page(place[0]))) for name, place in found.items()}


def _lay_under(page: Any, stamps: Sequence[Stamp]) -> None:
    """Draw forms on a page, as artifacts.

    Under, not over: the content of a page leaves its own coordinates behind.
    """
    import pikepdf  # slow import

    for name, _, form in stamps:
        page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/{name}"), replace_existing=True)
    drawn = "/Artifact <</Type /Pagination /Subtype /{}>> BDC q /{} Do Q EMC"
    page.contents_add("\n".join(drawn.format(kind, name) for name, kind, _ in stamps).encode(), prepend=True)


def _size(page: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom
