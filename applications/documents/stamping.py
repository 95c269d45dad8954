"""装订：own and fixed pages, the watermark under every page, its number at the foot.

水印 lies under the content of every page, so that both sides of every sheet carry it (以有水印为有效).
What many documents share is laid out once; putting a page together costs a fiftieth of a layout.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import segno

from applications.documents import render

MARK = "/Watermark"
TILES = range(8)
QR_URL, QR_SCALE = "qr:address", 8  # pixels for each of its dots


@lru_cache(maxsize=64)
def watermark(lines: Sequence[str], left: str, right: str, address: str) -> bytes:
    """One A4 page that is nothing but the watermark, with what stands at the foot of every page.

    `address` is where the paper can be checked; it stands in the corner as a QR code.
    """
    words = {"lines": lines, "tiles": TILES, "left": left, "right": right, "qr": QR_URL}
    return render.pdf(render.html("documents/watermark.html", words), images={QR_URL: qr(address)})


def qr(address: str) -> bytes:
    """The QR code of an address as a PNG; it can lose 15 % and still be read."""
    out = BytesIO()
    segno.make_qr(address, error="m").save(out, kind="png", scale=QR_SCALE, border=2)
    return out.getvalue()


@lru_cache(maxsize=64)
def page_numbers(pages: int) -> bytes:
    """So many pages that are nothing but their number: 第 1 页　共 9 页."""
    return render.pdf(render.html("documents/numbers.html", {"numbers": range(pages)}))


@lru_cache(maxsize=32)
def fixed_pages(source: str) -> bytes:
    """Pages that show nothing of anybody, laid out once."""
    return render.pdf(source)


def bound(own: bytes, mark: bytes, *, fixed: bytes, numbered: bool, duplex: bool) -> tuple[bytes, int]:
    """The finished document, and how many pages it has.

    A duplex document is filled up to an even number of pages, so that copies printed one after
    another start on a sheet of their own and the last back carries the watermark too. Without `mark`
    there is none.
    """
    import pikepdf  # slow import

    with pikepdf.open(BytesIO(own)) as document:
        if fixed:
            with pikepdf.open(BytesIO(fixed)) as others:
                _insert(document, others)
        if numbered:
            with pikepdf.open(BytesIO(page_numbers(len(document.pages)))) as numbers:
                for index, (page, number) in enumerate(zip(document.pages, numbers.pages, strict=True)):
                    form = document.copy_foreign(number.as_form_xobject())
                    _lay_under(page, form, f"/PageNumber{index}")
        if duplex and len(document.pages) % 2:
            document.add_blank_page(page_size=_size(document.pages[0]))
        if mark:
            with pikepdf.open(BytesIO(mark)) as marks:
                form = document.copy_foreign(marks.pages[0].as_form_xobject())
                for page in document.pages:
                    _lay_under(page, form, MARK)
        out = BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue(), len(document.pages)


def _insert(document: Any, others: Any) -> None:
    """Put what begins with the anchor `x` before the page with the anchor `after-x`, or at the end."""
    places, end = _anchors(document), len(document.pages)
    starts = sorted(_anchors(others).items(), key=lambda start: start[1])
    for (name, first), (_, last) in reversed([*pairwise([*starts, ("", len(others.pages))])]):
        at = places.get(f"after-{name}", end)
        for page in reversed(others.pages[first:last]):
            document.pages.insert(at, page)


def _anchors(document: Any) -> dict[str, int]:
    """The elements with an id, and the pages they stand on."""
    import pikepdf  # slow import

    found = pikepdf.NameTree(document.Root.Names.Dests)
    return {str(name): int(document.pages.index(pikepdf.Page(place[0]))) for name, place in found.items()}


def _lay_under(page: Any, form: Any, name: str) -> None:
    """Under, not over: the content of a page leaves its own coordinates behind."""
    import pikepdf  # slow import

    page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name), replace_existing=True)
    page.contents_add(f"q {name} Do Q".encode(), prepend=True)


def _size(page: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom
