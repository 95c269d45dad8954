"""清晰度：can a scan be read, and are two the same picture? Cheap looks at small grey copies."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter, ImageStat  # noqa: TID253

LOOKED_AT = 1200  # pixels of the long edge: the strokes of small print are still two pixels wide
# A sharp edge jumps by more than a third of the whole contrast; with 2.5 pixels of blur on A4 at 200 dpi,
# where small print runs together, the sharpest edges have less than a twelfth left.
SHARPEST, SHARP_ENOUGH = 0.002, 0.08
LAPLACIAN = (0, 1, 0, 1, -4, 1, 0, 1, 0)
BLANK = 4  # standard deviation: the paper's own grain has less
DARK = 90  # even the paper is no brighter than that

HASH = (9, 8)
ENOUGH_EDGES = 4  # set bits; a picture with fewer is as good as blank
GRID = 24  # cells a side: a name of three characters is a cell or more
SAME = 12  # the most that a cell changes by saving again, smaller or darker; another name changes 24 and more


def remarks(grey: Image.Image, long_edge: int, min_edge: int) -> list[str]:
    """What the applicant should look at again: too small, blank, dark, blurred. No reason to refuse.

    `grey` is its reduced copy; `long_edge` is that of what came in, before anything was scaled.
    """
    if long_edge < min_edge:
        return [
            f"图片较小（长边 {long_edge} 像素，建议不少于 {min_edge} 像素），放大后可能看不清。"
            "请用 300 dpi 重新扫描，或靠近一些重新拍摄。"
        ]
    if ImageStat.Stat(grey).stddev[0] < BLANK:
        return ["图片几乎是空白的。请核对是否传错，或扫描时放反了面。"]
    if _brightness(grey, 0.95) < DARK:
        return ["图片很暗。看不清文字的，请打开灯或到窗边重新拍摄。"]
    if sharpness(grey) < SHARP_ENOUGH:
        return ["图片模糊。请放大核对，文字看不清的，请拿稳对焦后重新拍摄，或重新扫描。"]
    return []


def reduced(picture: Image.Image) -> Image.Image:
    """Small enough to be looked at in a few milliseconds."""
    factor = max(1, round(max(picture.size) / LOOKED_AT))
    return picture.reduce(factor) if factor > 1 else picture


def sharpness(grey: Image.Image) -> float:
    """How far the sharpest edges jump, as a part of the contrast; however much or little is written."""
    if min(grey.size) < 3:
        return 1.0
    edges = grey.filter(ImageFilter.Kernel((3, 3), LAPLACIAN, scale=4, offset=128))
    counts = edges.crop(
        (1, 1, grey.width - 1, grey.height - 1)
    ).histogram()  # a kernel leaves the rim as it is
    jumps = [counts[128 + jump] + counts[128 - jump] for jump in range(1, 128)]
    few, seen = sum(counts) * SHARPEST, 0
    for jump in range(127, 0, -1):
        seen += jumps[jump - 1]
        if seen >= few:
            contrast = _brightness(grey, 1 - SHARPEST) - _brightness(grey, SHARPEST)
            return jump / max(contrast, 1)
    return 0.0


def difference_hash(grey: Image.Image) -> str:
    """A picture's likeness in 16 hexadecimal digits; empty where it is as good as blank."""
    width, height = HASH
    cells = grey.resize(HASH, Image.Resampling.BOX).tobytes()
    value = 0
    for row in range(height):
        for left in range(row * width, row * width + width - 1):
            value = value << 1 | (cells[left] > cells[left + 1])
    falls = value.bit_count()
    return f"{value:016x}" if ENOUGH_EDGES <= falls <= 64 - ENOUGH_EDGES else ""


def same_picture(one: bytes, other: bytes) -> bool:
    """True where two small copies differ by no more than saving again does.

    The hash tells forms apart; two people's certificates on the same form only differ here.
    """
    difference = ImageChops.difference(_grid(one), _grid(other)).histogram()
    return not any(difference[SAME + 1 :])


@lru_cache(maxsize=4)
def _grid(thumbnail: bytes) -> Image.Image:
    """Mean brightness and contrast taken out: a copy may be darker."""
    small = Image.open(BytesIO(thumbnail), formats=["JPEG"]).convert("L")
    cells = small.resize((GRID, GRID), Image.Resampling.BOX)
    facts = ImageStat.Stat(cells)
    gain = 32 / max(facts.stddev[0], 2)
    return cells.point([_clamped(128 + (value - facts.mean[0]) * gain) for value in range(256)])


def _clamped(value: float) -> int:
    return max(0, min(255, round(value)))


def _brightness(grey: Image.Image, share: float) -> int:
    """The brightness that this share of the pixels does not exceed."""
    few, seen = grey.width * grey.height * share, 0
    for value, count in enumerate(grey.histogram()):
        seen += count
        if seen >= few:
            return value
    return 255
