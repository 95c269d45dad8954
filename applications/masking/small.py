"""The small copy of a picture that is covered already: made of the covered one, never of the original."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image  # noqa: TID253

EDGE = 320  # pixels
QUALITY = 80


@dataclass(frozen=True, slots=True)
class Small:
    """A small JPEG, and how large (pixels) the picture is that it was made of."""

    data: bytes
    width: int
    height: int


def small(picture: bytes) -> Small:
    """A JPEG of at most 320 pixels a side of the JPEG `picture`."""
    image = Image.open(BytesIO(picture), formats=["JPEG"])
    width, height = image.size
    image.draft("RGB", (2 * EDGE, 2 * EDGE))
    image.thumbnail((EDGE, EDGE))
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=QUALITY)
    return Small(out.getvalue(), width, height)
