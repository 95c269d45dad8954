"""照片：where a page shows somebody. Runs where `ocr` runs.

A face is found by OpenCV's own cascade; a photo is found by its coloured ground as well, because what was
copied badly has no face left.
"""

from typing import Any

CASCADE = "haarcascade_frontalface_default.xml"
LOOKED_AT = 640  # pixels of the long edge
SMALLEST_FACE = 20
NEIGHBOURS = 8  # so many windows must agree
# How far a photo reaches beyond the face in it, in parts of the face.
BESIDE, ABOVE, BELOW = 0.55, 0.7, 1.1
ASPECT = (0.6, 0.9)  # width to height: one inch and two inches
HEIGHT = (0.05, 0.35)  # of the long edge
FILLED = 0.8  # of its rectangle
PAPER = 28  # of 255: so much lighter or darker than its surroundings is not paper
Corners = list[int]


def photos(page: Any) -> list[dict[str, Any]]:
    """Each photo's `box` in pixels; `sure` where there is a face in it."""
    import cv2  # slow import

    scale = min(1.0, LOOKED_AT / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grounds = _grounds(small)
    found: list[dict[str, Any]] = []
    for left, top, wide, high in _faces(small):
        box = _around(left, top, wide, high, small.shape)
        box = next((ground for ground in grounds if _holds(ground, left + wide / 2, top + high / 2)), box)
        found.append({"box": box, "sure": True})
    known = [each["box"] for each in found]
    found += [{"box": ground, "sure": False} for ground in grounds if ground not in known]
    return [each | {"box": [round(edge / scale) for edge in each["box"]]} for each in found]


def _faces(page: Any) -> list[Any]:
    import cv2  # slow import
    import numpy  # slow import

    cascade = cv2.CascadeClassifier(cv2.data.haarcascades + CASCADE)
    grey = cv2.equalizeHist(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY))
    found = cascade.detectMultiScale(
        grey, scaleFactor=1.2, minNeighbors=NEIGHBOURS, minSize=(SMALLEST_FACE, SMALLEST_FACE)
    )
    return [*numpy.asarray(found).reshape(-1, 4)]


def _around(left: int, top: int, wide: int, high: int, shape: Any) -> Corners:
    return [
        max(0, int(left - wide * BESIDE)),
        max(0, int(top - high * ABOVE)),
        min(shape[1], int(left + wide * (1 + BESIDE))),
        min(shape[0], int(top + high * (1 + BELOW))),
    ]


def _grounds(page: Any) -> list[Corners]:
    """Filled rectangles of the shape of a photo."""
    import cv2  # slow import

    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    paper = cv2.medianBlur(grey, 5)
    usual = int(cv2.calcHist([paper], [0], None, [256], [0, 256]).argmax())
    other = cv2.threshold(cv2.absdiff(paper, usual), PAPER, 255, cv2.THRESH_BINARY)[1]
    spread = cv2.max(cv2.max(page[:, :, 0], page[:, :, 1]), page[:, :, 2]) - cv2.min(
        cv2.min(page[:, :, 0], page[:, :, 1]), page[:, :, 2]
    )
    solid = cv2.max(other, cv2.threshold(spread, 60, 255, cv2.THRESH_BINARY)[1])
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9)))
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours:
        left, top, wide, high = cv2.boundingRect(contour)
        fits = ASPECT[0] <= wide / high <= ASPECT[1] and HEIGHT[0] <= high / max(page.shape) <= HEIGHT[1]
        if fits and cv2.contourArea(contour) >= FILLED * wide * high:
            found.append([left, top, left + wide, top + high])
    return found


def _holds(box: Corners, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
