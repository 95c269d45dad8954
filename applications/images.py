"""扫描件：what is uploaded becomes an upright JPEG on a fresh canvas, with nothing carried along."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError  # noqa: TID253

MAX_PIXELS = 50_000_000
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
# What people upload instead, by its first bytes, and what to do about it.
OTHERS = (
    (0, b"\x89PNG", "这是 PNG 图片。请用画图、看图软件另存为 JPG 格式后再上传。"),
    (0, b"%PDF", "这是 PDF 文件。请把每一页导出为 JPG 图片后再上传。"),
    (0, b"GIF8", "这是 GIF 图片。请另存为 JPG 格式后再上传。"),
    (0, b"BM", "这是 BMP 图片。请另存为 JPG 格式后再上传。"),
    (0, b"II*\x00", "这是 TIFF 图片。请另存为 JPG 格式后再上传。"),
    (0, b"MM\x00*", "这是 TIFF 图片。请另存为 JPG 格式后再上传。"),
    (8, b"WEBP", "这是 WebP 图片。请另存为 JPG 格式后再上传。"),
    (4, b"ftyp", "这是手机的 HEIC 照片或视频。请在手机相机设置中选“兼容性最佳”后重拍，或另存为 JPG。"),
    (0, b"PK\x03\x04", "这是压缩包或 Office 文档。请把内容扫描或导出为 JPG 图片后再上传。"),
    (0, b"\xd0\xcf\x11\xe0", "这是 Office 文档。请把内容扫描或导出为 JPG 图片后再上传。"),
)
NOT_JPEG = "这不是 JPG 图片（改文件扩展名没有用）。请扫描或另存为 JPG 格式后再上传。"
BROKEN = "图片不完整或已损坏，无法打开。请重新扫描或重新保存后再上传。"


class NotAScan(ValueError):
    """Carries the sentence for the person who uploaded it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An upright JPEG with its small copy."""

    data: bytes
    thumbnail: bytes
    sha256: str
    width: int
    height: int


def recognise(data: bytes) -> None:
    """Refuse at once what is no JPEG, has too many pixels or was cut off; nothing is decoded."""
    source = BytesIO(data)
    _opened(source)
    if data.rfind(END, source.tell()) < 0:  # a small copy in the camera's notes has an end of its own
        raise NotAScan(BROKEN)


def read_scan(data: bytes) -> Picture:
    """The picture in `data`. JPEG by its content only. Raises NotAScan with a sentence."""
    upright = _upright(_decoded(data))
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)
    stored = _jpeg(fresh, QUALITY)
    return Picture(stored, _thumbnail(stored), hashlib.sha256(stored).hexdigest(), *fresh.size)


def _decoded(data: bytes) -> Image.Image:
    image = _opened(BytesIO(data))
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process when it is loaded
    try:
        image.load()
    except Exception:  # a decoder meets broken bytes in many ways
        raise NotAScan(BROKEN) from None
    return image


def _opened(source: BytesIO) -> Image.Image:
    """The header alone; `source` is left where the picture itself begins."""
    try:
        image = Image.open(source, formats=["JPEG"])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAScan(_too_large()) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotAScan(_named(source.getvalue())) from None
    if image.width * image.height > MAX_PIXELS:
        raise NotAScan(_too_large())
    return image


def _named(data: bytes) -> str:
    if not data:
        return "文件是空的，请重新选择。"
    if data.startswith(b"\xff\xd8"):
        return BROKEN
    return next((text for start, sign, text in OTHERS if data[start : start + len(sign)] == sign), NOT_JPEG)


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


def _thumbnail(stored: bytes) -> bytes:
    small = Image.open(BytesIO(stored), formats=["JPEG"])
    small.draft("RGB", (THUMBNAIL[0] * 2, THUMBNAIL[1] * 2))
    small.thumbnail(THUMBNAIL)
    return _jpeg(small, 80)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
