"""Pages of text and PDFs as a scanner makes them, and as it does not."""

from io import BytesIO
from random import Random
from typing import Any

import pikepdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
A4 = (1654, 2339)


def page(seed: int = 1, *, size: tuple[int, int] = A4, blur: float = 0, ink: int = 20) -> Image.Image:
    """A page full of print, the same for the same seed."""
    random = Random(seed)
    picture = Image.new("RGB", size, (250, 250, 250))
    draw, letter = ImageDraw.Draw(picture), size[0] // 50
    font = ImageFont.truetype(FONT, letter)
    for line in range((size[1] - 4 * letter) // (2 * letter)):
        text = "".join(chr(random.randint(0x4E00, 0x8FFF)) for _ in range(random.randint(20, 44)))
        draw.text((3 * letter, (2 + line * 2) * letter), text, font=font, fill=(ink, ink, ink))
    return picture.filter(ImageFilter.GaussianBlur(blur)) if blur else picture


def saved(picture: Image.Image, quality: int = 85, **facts: Any) -> bytes:
    """As a JPEG."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, **facts)
    return out.getvalue()


def scanned_pdf(pages: int = 1, size: tuple[int, int] = (414, 585)) -> bytes:
    """A PDF with so many pages of print, each another one."""
    out, pictures = BytesIO(), [page(seed, size=size) for seed in range(pages)]
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=50)
    return out.getvalue()


def empty_pdf(pages: int = 1, box: tuple[float, float] = (595, 842), **facts: Any) -> bytes:
    """A PDF whose pages have nothing on them."""
    out, document = BytesIO(), pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
        document.pages[-1].MediaBox = pikepdf.Array([0, 0, *box])
    document.save(out, **facts)
    return out.getvalue()


def endless_pdf() -> bytes:
    """A small PDF that takes for ever to draw."""
    out, document = BytesIO(), pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    curves = b"0 0 m " + b"1 2 400 300 10 20 c " * 3_000_000 + b" S"
    document.pages[0].Contents = pikepdf.Stream(document, curves)
    document.save(out)
    return out.getvalue()
