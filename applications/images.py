"""扫描件：what is uploaded becomes an upright JPEG on a fresh canvas, with nothing carried along."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError  # noqa: TID253

from applications.looks import difference_hash, reduced, remarks

MAX_PIXELS = 50_000_000
MAX_EDGE = 2339  # A4 at 200 dpi, where a notice does not say otherwise
QUALITY = 90  # 经放大检查确保足够的清晰度
THUMBNAIL = (320, 320)
ORIENTATION = 0x0112
END = b"\xff\xd9"
TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
QUARTERS = {  # clockwise, as a person means it
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
JPEG, PDF = "jpeg", "pdf"
NAMES = {JPEG: "JPG", PDF: "PDF"}
# What people upload instead, by its first bytes, and what to do about it.
SAVE = "请用画图、看图软件另存为 {wanted} 格式后再上传。"
EXPORT = "请把内容扫描或导出为 {wanted} 后再上传。"
OTHERS = (
    (0, b"\x89PNG", "这是 PNG 图片。" + SAVE),
    (0, b"%PDF", "这是 PDF 文件。请把每一页导出为 {wanted} 图片后再上传。"),
    (0, b"GIF8", "这是 GIF 图片。" + SAVE),
    (0, b"BM", "这是 BMP 图片。" + SAVE),
    (0, b"II*\x00", "这是 TIFF 图片。" + SAVE),
    (0, b"MM\x00*", "这是 TIFF 图片。" + SAVE),
    (8, b"WEBP", "这是 WebP 图片。" + SAVE),
    (4, b"ftyp", "这是手机的 HEIC 照片或视频。请在手机相机设置中选“兼容性最佳”后重拍，或另存为 {wanted}。"),
    (0, b"PK\x03\x04", "这是压缩包或 Office 文档。" + EXPORT),
    (0, b"\xd0\xcf\x11\xe0", "这是 Office 文档。" + EXPORT),
    (0, b"MZ", "这是电脑程序，不是扫描件。" + EXPORT),
)
NEITHER = "这不是 {wanted} {thing}（改文件扩展名没有用）。请扫描或另存为 {wanted} 格式后再上传。"
NOT_PDF = "这里要求上传 PDF 扫描件，这是 JPG 图片。请用扫描仪或手机扫描软件存为 PDF 后再上传。"
EMPTY = "文件是空的，请重新选择。"
BROKEN = "图片不完整或已损坏，无法打开。请重新扫描或重新保存后再上传。"


class NotAScan(ValueError):
    """Carries the sentence for the person who uploaded it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An upright JPEG with its small copy, what to say about it, and what it looks like."""

    data: bytes
    thumbnail: bytes
    sha256: str
    width: int
    height: int
    remarks: tuple[str, ...] = ()
    likeness: str = ""


def recognise(data: bytes, accept: Sequence[str] = (JPEG,)) -> str:
    """What `data` is by its content, if it is one of `accept`; nothing is decoded.

    Refuses at once what is neither, has too many pixels or was cut off. Raises NotAScan with a sentence.
    """
    if data.startswith(b"%PDF-") and PDF in accept:
        return PDF
    source = BytesIO(data)
    _opened(source, accept)
    if JPEG not in accept:
        raise NotAScan(NOT_PDF)
    if data.rfind(END, source.tell()) < 0:  # a small copy in the camera's notes has an end of its own
        raise NotAScan(BROKEN)
    return JPEG


def read_scan(data: bytes, *, max_edge: int = MAX_EDGE, min_edge: int = 0) -> Picture:
    """The picture in `data`, no larger than `max_edge`. JPEG by its content only. Raises NotAScan."""
    image = _opened(BytesIO(data))
    came_in = max(image.size)
    image.draft("RGB", _capped(image.size, max_edge))  # the decoder itself halves what is twice too large
    _load(image)
    return _finished(_upright(image), came_in, max_edge, min_edge)


def turned(data: bytes, quarter_turns: int, *, min_edge: int = 0) -> Picture:
    """A picture that is kept, turned clockwise."""
    image = _opened(BytesIO(data))
    _load(image)
    turn = QUARTERS.get(quarter_turns % 4)
    upright = image.transpose(turn) if turn is not None else image
    return _finished(upright, max(image.size), max(image.size), min_edge)


def _finished(upright: Image.Image, came_in: int, max_edge: int, min_edge: int) -> Picture:
    """On a fresh canvas: nothing but the pixels goes along."""
    size = _capped(upright.size, max_edge)
    scaled = upright if size == upright.size else upright.resize(size, Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", size)
    fresh.paste(scaled)
    stored, half = _jpeg(fresh, QUALITY), reduced(fresh)
    grey, small = half.convert("L"), half.copy()
    small.thumbnail(THUMBNAIL)
    return Picture(
        data=stored,
        thumbnail=_jpeg(small, 80),
        sha256=hashlib.sha256(stored).hexdigest(),
        width=size[0],
        height=size[1],
        remarks=tuple(remarks(grey, came_in, min_edge)),
        likeness=difference_hash(grey),
    )


def _capped(size: tuple[int, int], max_edge: int) -> tuple[int, int]:
    longest = max(size)
    if longest <= max_edge:
        return size
    width, height = (max(1, round(side * max_edge / longest)) for side in size)
    return width, height


def _load(image: Image.Image) -> None:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process when it is loaded
    try:
        image.load()
    except Exception:  # a decoder meets broken bytes in many ways
        raise NotAScan(BROKEN) from None


def _opened(source: BytesIO, accept: Sequence[str] = (JPEG,)) -> Image.Image:
    """The header alone; `source` is left where the picture itself begins."""
    try:
        image = Image.open(source, formats=["JPEG"])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAScan(_too_large()) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotAScan(_named(source.getvalue(), accept)) from None
    if image.width * image.height > MAX_PIXELS:
        raise NotAScan(_too_large())
    return image


def _named(data: bytes, accept: Sequence[str]) -> str:
    if not data:
        return EMPTY
    if data.startswith(b"\xff\xd8"):
        return BROKEN
    words = {
        "wanted": " 或 ".join(NAMES[kind] for kind in accept),
        "thing": "图片" if tuple(accept) == (JPEG,) else "文件",
    }
    known = (text for start, sign, text in OTHERS if data[start : start + len(sign)] == sign)
    return next(known, NEITHER).format(**words)


def _too_large() -> str:
    return f"图片超过 {MAX_PIXELS // 1_000_000 * 100} 万像素。请降低扫描分辨率（300 dpi 即可）后再上传。"


def _upright(image: Image.Image) -> Image.Image:
    try:
        orientation = image.getexif().get(ORIENTATION, 1)
    except Exception:  # a camera's broken notes say nothing
        orientation = 1
    for turn in TURNS.get(orientation, ()):
        image = image.transpose(turn)
    return image if image.mode == "RGB" else image.convert("RGB")


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
