"""JPEG 的段：what a file carries besides its picture."""

import re
from collections.abc import Iterator

NAMES = {
    b"\xff\xc0": "SOF",  # baseline, then extended and progressive
    b"\xff\xc1": "SOF",
    b"\xff\xc2": "SOF",
    b"\xff\xc4": "DHT",
    b"\xff\xd8": "SOI",
    b"\xff\xd9": "EOI",
    b"\xff\xda": "SOS",
    b"\xff\xdb": "DQT",
    b"\xff\xdd": "DRI",
    b"\xff\xfe": "COM",
    **{bytes((0xFF, 0xE0 + number)): f"APP{number}" for number in range(16)},
}
OTHER = "?"
PLAIN = re.compile(r"SOI APP0 (DQT ){1,4}SOF (DHT ){1,4}(DRI )?SOS EOI")
# Version 1.1, no resolution, no small picture of its own: there is no room for anything to say.
JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7]")  # a stuffed byte and a restart belong to the scan


def markers_of(jpeg: bytes) -> tuple[str, ...]:
    """The names of its segments in their order, `SOF` whichever frame it is.

    Whatever is no segment, and whatever comes after the end, is a last `?`. Never raises.
    """
    return tuple(name for name, _ in _segments(jpeg))


def is_plain(jpeg: bytes) -> bool:
    """True where there is one picture, what a decoder needs for it, and nothing else, not even after it."""
    segments = list(_segments(jpeg))
    names = " ".join(name for name, _ in segments)
    return PLAIN.fullmatch(names) is not None and dict(segments)["APP0"] == JFIF


def _segments(jpeg: bytes) -> Iterator[tuple[str, bytes]]:
    """Each one's name and what stands in it; a scan's own bytes are passed over."""
    at = 0
    while at < len(jpeg):
        name = NAMES.get(jpeg[at : at + 2], OTHER)
        start = at = at + 2
        if name not in ("SOI", "EOI", OTHER):
            at += int.from_bytes(jpeg[at : at + 2], "big")
            start += 2
        yield name, jpeg[start:at]
        if name == "SOS":
            found = AFTER_SCAN.search(jpeg, at)
            at = found.start() if found else len(jpeg)
        if name == "EOI" and at < len(jpeg):
            yield OTHER, jpeg[at:]
        if name in ("EOI", OTHER):
            return
