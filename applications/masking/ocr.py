"""文字识别：what stands on a page, character by character. Runs in a process of its own, see `reading`.

RapidOCR and its models come with the extra `ocr`; they are inside the packages, nothing is fetched.
The lines are found on a small copy and read from the large one, squeezed where there is much of them: the
time that reading takes grows with the width of what is read.
"""

import json
import re
from importlib.util import find_spec
from typing import Any

from applications.masking import faces, seals
from applications.masking.chains import SEAL

PACKAGES = ("rapidocr", "onnxruntime", "cv2")
LOOKED_AT = 1056  # pixels of the long edge: print of A4 at 200 dpi is still eight pixels high
LINE_HEIGHT = 48  # what the recogniser was trained on
NARROWEST, WIDEST = 48, 3200
PATIENCE = 8_000  # pixels of width that are read in about a second
MOST_SQUEEZED = 0.3
DOUBTFUL, DIGITS = 0.93, 5  # mean certainty; narrow characters that run together when squeezed
READ_AGAIN = 3_000  # pixels of width that are read once more, unsqueezed
NEXT_BEST, WORTH_KEEPING = 4, 0.01
RED_INK = 0.0005  # of the page; less is a speck
NO_MEMORY = re.compile("alloc|insufficient memory", re.IGNORECASE)
Quad = Any  # four corners from the upper left, clockwise: float32 of shape (4, 2)

_engine: Any = None


class NotAPicture(ValueError):
    """The bytes cannot be decoded."""


def is_installed() -> bool:
    """True where the packages of the extra `ocr` are there; nothing is loaded to find out."""
    return all(find_spec(package) is not None for package in PACKAGES)


def load() -> None:
    """Read the models, before the limits count."""
    global _engine
    import cv2  # slow import
    from rapidocr import RapidOCR  # slow import

    cv2.setNumThreads(1)
    settings = {
        "Global.log_level": "critical",
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "Det.limit_type": "max",
        "Det.limit_side_len": LOOKED_AT,
    }
    _engine = RapidOCR(params=settings)
    _engine.det, _engine.rec = _engine._load_det_model(), _engine._load_rec_model()


def make(picture: bytes, photos: bool) -> bytes:
    """The lines of a JPEG as JSON, in its pixels: see `reading.Reading`."""
    try:
        return _read(picture, photos)
    except Exception as error:
        if NO_MEMORY.search(str(error)):  # the libraries have errors of their own for it
            raise MemoryError from None
        raise


def _read(picture: bytes, photos: bool) -> bytes:
    import cv2  # slow import
    import numpy  # slow import

    page = cv2.imdecode(numpy.frombuffer(picture, numpy.uint8), cv2.IMREAD_COLOR) if picture else None
    if page is None:
        raise NotAPicture
    reading = {
        "width": page.shape[1],
        "height": page.shape[0],
        "lines": _lines(page, seals.red_ink(page)),
        "photos": faces.photos(page) if photos else [],
    }
    return json.dumps(reading, ensure_ascii=False).encode()


def _lines(page: Any, redness: Any) -> list[dict[str, Any]]:
    """On the red channel, where seals vanish, and once more without that where something is red."""
    import cv2  # slow import

    red = page[:, :, 2]
    pieces = [(quad, red, 0) for quad in _quads(red, max(page.shape))]
    rings: list[Any] = []
    if (redness > 0).mean() > RED_INK:
        grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
        left, top, right, bottom = seals.reach(redness)
        quads = _quads(grey[top:bottom, left:right], max(page.shape), (left, top))
        pieces += [(quad, grey, 1) for quad in quads if seals.is_touched(quad, redness)]
        rings = seals.rings(redness)
    strips = [_cut(picture, quad) for quad, picture, _ in pieces]
    total = sum(strip.shape[1] for strip in strips)
    squeeze = min(1.0, max(MOST_SQUEEZED, PATIENCE / max(total, 1)))
    read = _recognised([_squeezed(strip, squeeze) for strip in strips] + [ring.strip for ring in rings])
    if squeeze < 1:
        _read_again(strips, read)
    lines = [
        _line(each, _places(each["at"], quad), layer)
        for each, (quad, _, layer) in zip(read, pieces, strict=False)
    ]
    for each, ring in zip(read[len(pieces) :], rings, strict=True):
        lines.append(_line(each, [ring.box] * len(each["at"]), SEAL))
    return [line for line in lines if line["text"]]


def _quads(channel: Any, edge: int, corner: tuple[int, int] = (0, 0)) -> list[Quad]:
    """Where lines of text are, in the pixels of a page with that long edge; `channel` may be a part of it."""
    import cv2  # slow import

    scale = min(1.0, LOOKED_AT / edge)
    small = cv2.resize(channel, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = _engine.det(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)).boxes
    return [] if found is None else [(quad / scale + corner).astype("float32") for quad in found]


def _cut(channel: Any, quad: Quad) -> Any:
    """A line as an upright strip, as high as the recogniser wants it; one that runs down is laid flat."""
    import cv2  # slow import
    import numpy  # slow import

    quad = _flat(quad)
    wide, high = _extent(quad)
    corners = numpy.array([[0, 0], [wide, 0], [wide, high], [0, high]], numpy.float32)
    strip = cv2.warpPerspective(
        channel,
        cv2.getPerspectiveTransform(quad, corners),
        (round(wide), round(high)),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    width = max(1, min(WIDEST, round(wide * LINE_HEIGHT / high)))
    return cv2.resize(strip, (width, LINE_HEIGHT), interpolation=cv2.INTER_AREA)


def _flat(quad: Quad) -> Quad:
    """The corners in the order of a line that reads from left to right."""
    import numpy  # slow import

    wide, high = _extent(quad)
    return numpy.roll(quad, -1, axis=0) if high >= 1.5 * wide else quad


def _extent(quad: Quad) -> tuple[float, float]:
    import numpy  # slow import

    sides = [float(numpy.linalg.norm(quad[corner] - quad[corner - 1])) for corner in range(4)]
    return max(sides[1], sides[3], 1.0), max(sides[0], sides[2], 1.0)


def _squeezed(strip: Any, share: float) -> Any:
    import cv2  # slow import

    width = max(NARROWEST, round(strip.shape[1] * share))
    return cv2.resize(strip, (width, LINE_HEIGHT), interpolation=cv2.INTER_AREA)


def _read_again(strips: list[Any], read: list[dict[str, Any]]) -> None:
    """Of what was squeezed, lines with numbers and the least certain ones, at their own width."""
    certainty = [_certainty(each) for each in read]
    left, again = READ_AGAIN, []
    for number in sorted(range(len(strips)), key=certainty.__getitem__):
        width = strips[number].shape[1]
        if certainty[number] < DOUBTFUL and width <= left:
            left -= width
            again.append(number)
    for number, better in zip(again, _recognised([strips[n] for n in again]), strict=True):
        read[number] = better


def _certainty(read: dict[str, Any]) -> float:
    digits = sum(character.isdigit() for character in read["text"])
    return 0.0 if digits >= DIGITS else sum(read["scores"]) / max(1, len(read["scores"]))


def _recognised(strips: list[Any]) -> list[dict[str, Any]]:
    """What each strip says. One at a time: several in one go need a quarter more time, and memory."""
    import numpy  # slow import

    read = []
    for strip in strips:
        grey = strip.astype(numpy.float32) / 127.5 - 1
        read.append(_decoded(_engine.rec.session(numpy.stack([grey] * 3)[None])[0]))
    return read


def _decoded(chances: Any) -> dict[str, Any]:
    """The likeliest characters, how likely, what else they may be, and where: in shares of the strip.

    A character spans several columns; column 0 of the alphabet stands for none.
    """
    alphabet = _engine.rec.postprocess_op.character
    best = chances.argmax(axis=1)
    text, scores, others, at = [], [], [], []
    for column, index in enumerate(best):
        repeated = column and best[column - 1] == index
        if not index or repeated or not alphabet[index].strip():
            continue
        chance = chances[column]
        ranked = chance.argpartition(-NEXT_BEST - 2)[-NEXT_BEST - 2 :]
        text.append(alphabet[index])
        scores.append(round(float(chance[index]), 2))
        others.append("".join(alphabet[n] for n in ranked if n and n != index and chance[n] > WORTH_KEEPING))
        at.append((column + 0.5) / len(chances))
    return {"text": text, "scores": scores, "others": others, "at": at}


def _line(read: dict[str, Any], boxes: list[list[int]], layer: int) -> dict[str, Any]:
    return {name: read[name] for name in ("text", "scores", "others")} | {"boxes": boxes, "layer": layer}


def _places(at: list[float], quad: Quad) -> list[list[int]]:
    """The upright box around each character, half way to its neighbours and no wider than a wide letter."""
    quad = _flat(quad)
    wide, high = _extent(quad)
    reach = 0.75 * high / wide
    boxes = []
    for number, middle in enumerate(at):
        left = max(middle - reach, (at[number - 1] + middle) / 2 if number else 0.0)
        right = min(middle + reach, (at[number + 1] + middle) / 2 if number + 1 < len(at) else 1.0)
        corners = [
            quad[one] + (quad[other] - quad[one]) * share
            for one, other in ((0, 1), (3, 2))
            for share in (left, right)
        ]
        across, down = [float(corner[0]) for corner in corners], [float(corner[1]) for corner in corners]
        boxes.append([round(min(across)), round(min(down)), round(max(across)), round(max(down))])
    return boxes
