"""A document as one small picture, and how far two pictures are apart."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument

GALLERY = Path(__file__).parents[2] / "docs" / "gallery"
SCALE = 0.8  # pixels for a point
ACROSS = 5  # pages side by side
GREYS = 16
BLUR = 1.5  # pixels: another version of a renderer may put a stroke beside where it was
FAR = 40  # of 255: darker or lighter than that after the blur is another picture there
TOLERATED = 0.002  # of the picture


def pages_of(content: bytes) -> list[Image.Image]:
    """The pages of a PDF in grey."""
    with PdfDocument(content) as document:
        return [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]


def words_of(content: bytes) -> str:
    """All text of a PDF without any space in it, as lines and cells break it anywhere."""
    with PdfDocument(content) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(text.split())


def texts_in(markup: str) -> list[str]:
    """What stands between tags, without spaces."""
    texts = (unescape(text) for text in re.split(r"<[^>]*>", markup))
    return ["".join(text.split()) for text in texts if text.strip()]


def sheet(pages: list[Image.Image]) -> Image.Image:
    """All pages on one sheet, in few greys, so that it is small."""
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    rows = -(-len(pages) // ACROSS)
    whole = Image.new("L", (width * min(len(pages), ACROSS), height * rows), 255)
    for number, page in enumerate(pages):
        whole.paste(page, (number % ACROSS * width, number // ACROSS * height))
    return whole.quantize(GREYS)


def packed(picture: Image.Image) -> bytes:
    """The picture as a PNG."""
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def apart(one: Image.Image, other: Image.Image) -> float:
    """The part of the picture in which they differ for the eye; 1 where the sizes do."""
    if one.size != other.size:
        return 1.0
    soft = [picture.convert("L").filter(ImageFilter.GaussianBlur(BLUR)) for picture in (one, other)]
    differing = ImageChops.difference(*soft).point(lambda value: 255 if value > FAR else 0)
    return differing.histogram()[255] / (one.width * one.height)
