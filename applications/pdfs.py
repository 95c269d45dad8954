"""PDF：a document becomes pictures of its pages, drawn in a process that has nothing else in it.

The drawing side believes nobody; our side does not believe the drawing side: its pictures are read as if
they had been uploaded.
"""

from io import BytesIO
from typing import Any

from applications.confined import Confined, Failed, TooMuch
from applications.images import QUALITY, NotAScan

MOST_PAGES = 60
DOTS = 200 / 72  # 200 dpi, in pixels for each of a PDF's points
LARGEST = 5000  # points; the long side of A0 is 3,370
PROCESSOR_SECONDS = 20
MEMORY = 2**29
HEAD = 4  # bytes before each picture, with its length
LOCKED = "这个 PDF 设有密码，系统打不开。请去掉密码后再上传。"
UNREADABLE = "这个 PDF 不完整、已损坏或没有页面，无法打开。请重新扫描或重新导出后再上传。"
SENTENCES = {
    "Locked": LOCKED,
    "Unreadable": UNREADABLE,
    "PageTooLarge": "这个 PDF 的页面尺寸不正常（比 A0 图纸还大，或没有大小）。请按 A4 重新导出后再上传。",
}
TOO_MUCH = "这个 PDF 过于复杂，系统打不开。请把每一页导出为 JPG 图片后再上传。"


class Locked(ValueError):
    """A password is asked for."""


class Unreadable(ValueError):
    """It is broken, or there is nothing to draw."""


class TooManyPages(ValueError):
    """More than are allowed."""


class PageTooLarge(ValueError):
    """A page without a size, or of a size that no scanner makes."""


def pages_of(
    data: bytes, *, max_edge: int, most: int = MOST_PAGES, seconds: int = PROCESSOR_SECONDS
) -> list[bytes]:
    """Each page as a JPEG. Raises NotAScan with a sentence, Failed where another try may succeed.

    Each document has a process of its own: what one of them breaks cannot see the next.
    """
    most = min(most, MOST_PAGES)
    child = Confined(__name__, seconds=seconds, memory=MEMORY)
    try:
        return _parted(child.made(data, max_edge, most))
    except TooMuch:
        raise NotAScan(TOO_MUCH) from None
    except Failed as problem:
        name = str(problem)
        if name == "TooManyPages":
            raise NotAScan(f"这个 PDF 超过 {most} 页，这里最多 {most} 页。请只上传需要的页。") from None
        if name in SENTENCES:
            raise NotAScan(SENTENCES[name]) from None
        raise
    finally:
        child.close()


def _parted(answer: bytes) -> list[bytes]:
    pages, start = [], 0
    while start < len(answer):
        length = int.from_bytes(answer[start : start + HEAD], "big")
        start += HEAD
        pages.append(answer[start : start + length])
        start += length
    return pages


# The drawing side.


def load() -> None:
    """Read what drawing needs, before the limits count."""
    import pypdfium2  # noqa: F401  # slow import


def make(data: bytes, max_edge: int, most: int) -> bytes:
    """The pages as JPEGs, each behind its length."""
    import pypdfium2  # slow import

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise Locked if "password" in str(problem).lower() else Unreadable from None
    if not len(document):
        raise Unreadable
    if len(document) > most:
        raise TooManyPages
    document.init_forms()  # what was typed into a form belongs to the page
    parts = []
    for number in range(len(document)):
        try:
            picture = _drawn(document[number], max_edge)
        except pypdfium2.PdfiumError:
            raise Unreadable from None
        parts += [len(picture).to_bytes(HEAD, "big"), picture]
    return b"".join(parts)


def _drawn(page: Any, max_edge: int) -> bytes:
    longest, shortest = sorted(page.get_size(), reverse=True)
    if not 1 <= shortest <= longest <= LARGEST:
        raise PageTooLarge
    picture = page.render(scale=min(DOTS, max_edge / longest)).to_pil()
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=QUALITY + 5)  # it is written once more on our side
    return out.getvalue()
