"""水印：laid under the content of every page, so that both sides of every sheet carry it (以有水印为有效)."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from applications.documents import render

MARK = "/Watermark"
TILES = range(8)


@lru_cache(maxsize=64)
def watermark(lines: Sequence[str], left: str, right: str) -> bytes:
    """One A4 page that is nothing but the watermark, with what stands at the foot of every page."""
    words = {"lines": lines, "tiles": TILES, "left": left, "right": right}
    return render.pdf(render.html("documents/watermark.html", words))


def stamp(content: bytes, mark: bytes, *, duplex: bool) -> tuple[bytes, int]:
    """`content` with `mark` under every page, and how many pages that makes.

    A duplex document is filled up to an even number of pages, so that copies printed one after
    another start on a sheet of their own and the last back carries the watermark too.
    """
    import pikepdf  # slow import

    with pikepdf.open(BytesIO(content)) as document, pikepdf.open(BytesIO(mark)) as marks:
        if duplex and len(document.pages) % 2:
            document.add_blank_page(page_size=_size(document.pages[0]))
        form = document.copy_foreign(marks.pages[0].as_form_xobject())
        for page in document.pages:
            page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(MARK), replace_existing=True)
            page.contents_add(f"q {MARK} Do Q".encode(), prepend=True)
        out = BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue(), len(document.pages)


def _size(page: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom
