"""盲评件：a copy of a page on which nothing under a box is left, and with which nothing goes along."""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image  # noqa: TID253

from applications.images import ORIENTATION, QUALITY, NotAScan, recognise
from applications.masking.markers import is_plain
from applications.rules.masking import GRID, Box, merged

MODE = "RGB"
BLACK = (0, 0, 0)
SUBSAMPLING = "4:2:0"  # colour at half the size of brightness, which makes sixteen pixels the grid


class NoBlindCopy(RuntimeError):
    """There is no copy, so there is nothing to show; says why without a word from the page."""


def blind_copy(picture: bytes, boxes: Iterable[Box]) -> bytes:
    """A new plain JPEG of the same size, black under the boxes. Raises NoBlindCopy.

    `picture` is an upright JPEG as uploads are kept. After decoding, every pixel of a box, widened to the
    grid, has one and the same colour, and no byte of the copy depends on what `picture` has there.
    """
    canvas = _decoded(picture)
    for box in merged(boxes):
        _cover(canvas, box.in_pixels(*canvas.size))
    out = BytesIO()
    canvas.save(out, "JPEG", quality=QUALITY, subsampling=SUBSAMPLING)
    copy = out.getvalue()
    if not is_plain(copy):
        raise NoBlindCopy("the copy carries more than its picture")
    return copy


def _decoded(picture: bytes) -> Image.Image:
    """Its pixels alone, on a fresh canvas; what else is written in it is never taken up."""
    try:
        recognise(picture)
        header = Image.open(BytesIO(picture), formats=["JPEG"])
        upright = header.getexif().get(ORIENTATION, 1) == 1
        canvas = Image.frombytes(MODE, header.size, picture, "jpeg", MODE, "")
    except NotAScan as problem:
        raise NoBlindCopy(str(problem)) from None
    except Exception as problem:  # a decoder meets broken bytes in many ways
        raise NoBlindCopy(f"the picture cannot be read: {type(problem).__name__}") from None
    if not upright:
        raise NoBlindCopy("the picture does not stand upright, so the boxes are not where they were drawn")
    return canvas


def _cover(canvas: Image.Image, area: tuple[int, int, int, int]) -> None:
    """Paint it black, and take the colour, not the brightness, out of one step of the grid around it.

    Decoders mix a pixel's colour with its neighbours', across the grid too. So the first pixels outside came
    with some colour of what is covered: they are painted as well. And in the expert's browser the last pixels
    inside would take on some colour from outside: there is none left.
    """
    left, top, right, bottom = area
    rim = (
        (left - GRID, top - GRID, right + GRID, top),
        (left - GRID, bottom, right + GRID, bottom + GRID),
        (left - GRID, top, left, bottom),
        (right, top, right + GRID, bottom),
    )
    for side in rim:  # what of it lies off the page is cut by Pillow
        canvas.paste(canvas.crop(side).convert("L").convert(MODE), side)
    canvas.paste(BLACK, (left - 1, top - 1, right + 1, bottom + 1))
