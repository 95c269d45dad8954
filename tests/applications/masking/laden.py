"""JPEGs that say somewhere besides in their picture whose they are."""

import struct
from io import BytesIO

from PIL import Image, ImageCms

from tests.applications.pictures import saved

CANARY = b"CANARY-650101199001010000"
NAME = CANARY.decode()
# All that a plain JPEG has.
SHORT = ("SOI", "APP0", "DQT", "DQT", "SOF", "DHT", "DHT", "DHT", "DHT", "SOS", "EOI")


def segment(code: int, payload: bytes) -> bytes:
    """A marker with what belongs to it."""
    return bytes((0xFF, code)) + (len(payload) + 2).to_bytes(2, "big") + payload


def with_segment(jpeg: bytes, code: int, payload: bytes) -> bytes:
    """Put in after the JFIF header."""
    end = 4 + int.from_bytes(jpeg[4:6], "big")
    return jpeg[:end] + segment(code, payload) + jpeg[end:]


def laden(size: tuple[int, int] = (100, 75)) -> dict[str, bytes]:
    """One for each place that a camera, a scanner or an editor writes into."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    plain, small = saved(picture), saved(picture.resize((16, 12)), comment=CANARY)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    resources = _resource(0x0404, b"\x1c\x02\x50" + struct.pack(">H", len(CANARY)) + CANARY)
    both = BytesIO()
    picture.save(both, "MPO", save_all=True, append_images=[Image.new("RGB", size, "red")])
    return {
        "COM": saved(picture, comment=CANARY),
        "EXIF": saved(picture, exif=_exif()),
        "IFD1 thumbnail": with_segment(plain, 0xE1, b"Exif\0\0" + _with_thumbnail(small)),
        "XMP": with_segment(plain, 0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + CANARY),
        "IPTC": with_segment(plain, 0xED, b"Photoshop 3.0\0" + resources),
        "8BIM": with_segment(plain, 0xED, b"Photoshop 3.0\0" + _resource(0x040C, b"\0" * 28 + small)),
        "ICC": saved(picture, icc_profile=profile + CANARY),
        "FlashPix": with_segment(plain, 0xE2, b"FPXR\0" + CANARY),
        "APP15": with_segment(plain, 0xEF, CANARY),
        "JFXX thumbnail": with_segment(plain, 0xE0, b"JFXX\0\x10" + small),
        "JFIF thumbnail": plain.replace(
            plain[2:20], segment(0xE0, plain[6:18] + b"\x03\x03" + CANARY + b"..")
        ),
        "second frame": both.getvalue() + CANARY,
        "after the end": plain + CANARY,
        "another picture after the end": plain + small,
    }


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = NAME  # ImageDescription, Artist
    exif.get_ifd(0x8769)[0x927C] = CANARY  # MakerNote
    exif.get_ifd(0x8825)[0x001C] = CANARY  # GPSAreaInformation
    return exif


def _with_thumbnail(small: bytes) -> bytes:
    """An empty first directory, and a second that points at a small picture."""
    entries = struct.pack(">HHII", 0x0201, 4, 1, 44) + struct.pack(">HHII", 0x0202, 4, 1, len(small))
    first = struct.pack(">HI", 0, 14)
    return (
        b"MM\0*"
        + struct.pack(">I", 8)
        + first
        + struct.pack(">H", 2)
        + entries
        + struct.pack(">I", 0)
        + small
    )


def _resource(number: int, data: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2)
