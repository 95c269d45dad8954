"""Looking into a PDF: which glyphs it shows, from which fonts, and what they mean."""

import re
from typing import Any

import pikepdf
import pypdfium2

from tests.applications.documents.tagged import glyphs_of

LAST = "\uffff"  # every table of meanings speaks of it, as the end of what it covers


def letters(document: pikepdf.Pdf) -> dict[str, set[str]]:
    """What is shown from each embedded font; its name without the mark of the subset."""
    found: dict[str, set[str]] = {}
    for page in document.pages:
        for font in page.Resources.Font.values():
            found.setdefault(str(font.BaseFont).split("+")[1], set()).update("".join(unicode_of(font)))
    return {name: shown - {LAST} for name, shown in found.items()}


def extracted(content: bytes) -> str:
    """The text that a reader of PDF copies out of it."""
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(text_of(page) for page in document)


def text_of(page: Any) -> str:
    """The text of one page."""
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def left_of(content: bytes, word: str) -> float:
    """Where a word begins on the first page, in points from the left; it must be there as one piece."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        text = page.get_textpage()
        try:
            first, count = text.search(word).get_next()
            return float(min(text.get_charbox(place)[0] for place in range(first, first + count)))
        finally:
            text.close()
            page.close()


def glyphs(document: pikepdf.Pdf) -> dict[str, set[int]]:
    """The numbers of the glyphs that are shown from each font, by the name of its resource."""
    found: dict[str, set[int]] = {}
    for page in document.pages:
        used = ""
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                used = str(operands[0])
            elif str(operator) == "TJ":
                text = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                shown = {int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2)}
                found.setdefault(used, set()).update(shown)
    return found


def boxes(document: pikepdf.Pdf) -> set[tuple[str, int]]:
    """The glyphs shown that their font does not have."""
    fonts = {str(name): font for page in document.pages for name, font in page.Resources.Font.items()}
    held = {name: glyphs_of(font.DescendantFonts[0]) for name, font in fonts.items()}
    return {(name, glyph) for name, shown in glyphs(document).items() for glyph in shown - held[name]}


def unicode_of(font: Any) -> list[str]:
    """What the glyphs of a font mean."""
    table = font.ToUnicode.read_bytes()
    return [
        bytes.fromhex(meaning.decode()).decode("utf-16-be")
        for meaning in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", table)
        if len(meaning) % 4 == 0
    ]
