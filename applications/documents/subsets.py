"""Fonts in a PDF that is about to be written: only the glyphs it shows, each under the number it is shown by.

WeasyPrint shows glyphs by their place in the font. A CFF font with CIDs of its own is read by those instead
(ISO 32000-1, 9.7.4.2), so that a font that was cut before shows boxes in Acrobat and Firefox: here its CIDs
become the places. The places that are empty go, and with them nine tenths of a small subset.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import Any

CHARSET, REGISTRY, ESCAPE = 15, 30, 12  # operators of a Top DICT (Adobe TN 5176)
LONG = 29  # the first byte of a number that takes four more


def pack(pdf: Any) -> None:
    """Make every CFF font of a pydyf.PDF as small as it can be."""
    shown: dict[int, set[int]] = {}
    for font in pdf.objects:
        if isinstance(font, dict) and font.get("Subtype") == "/CIDFontType0":
            descriptor = pdf.objects[_number(font["FontDescriptor"])]
            shown.setdefault(_number(descriptor["FontFile3"]), set()).update(_glyphs(font["W"]))
    for number, glyphs in shown.items():
        file = pdf.objects[number]
        if packed := subset(file.stream[0], glyphs):
            file.stream, file.extra = [packed], {"Subtype": "/CIDFontType0C"}


def subset(font: bytes, glyphs: Iterable[int]) -> bytes | None:
    """The CFF table of an OpenType font with these glyphs alone, their places as their CIDs.

    None where the font has no CIDs: then its glyphs are found by their places, and have to stay there.
    """
    import uharfbuzz  # slow import

    face = uharfbuzz.Face(font)
    kept = sorted({0, *(glyph for glyph in glyphs if glyph < face.glyph_count)})
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(kept)
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.NO_HINTING
    return _renumbered(bytes(uharfbuzz.subset(face, wanted).reference_table("CFF ").data), kept)


def _renumbered(font: bytes, cids: list[int]) -> bytes | None:
    """The CFF font with another charset, put behind it: the number of each glyph, in their order."""
    places = {operator: at for operator, at in _operands(font) if operator in (CHARSET, ESCAPE + REGISTRY)}
    if len(places) < 2 or font[places[CHARSET]] != LONG:
        return None
    at = places[CHARSET] + 1
    charset = struct.pack(f">B{len(cids) - 1}H", 0, *cids[1:])  # format 0; .notdef needs no number
    return font[:at] + struct.pack(">I", len(font)) + font[at + 4 :] + charset


def _operands(font: bytes) -> Iterator[tuple[int, int]]:
    """Each operator of the Top DICT, the escaped ones with 12 added, and where its last operand begins."""
    at, end = _first(font, _behind(font, font[2]))  # the header tells its size; the names come before
    operand = at
    while at < end:
        head = font[at]
        if head == ESCAPE:
            yield ESCAPE + font[at + 1], operand
        elif head < 22:
            yield head, operand
        else:
            operand = at
        at += _size(font, at)


def _size(font: bytes, at: int) -> int:
    """How many bytes an operator or an operand of a DICT takes."""
    head = font[at]
    if head == 30:  # a real number, in half bytes, ended by 15
        end = at + 1
        while font[end] & 15 != 15 and font[end] >> 4 != 15:
            end += 1
        return end + 1 - at
    return {ESCAPE: 2, 28: 3, LONG: 5}.get(head, 2 if 247 <= head <= 254 else 1)


def _behind(font: bytes, at: int) -> int:
    """Where an INDEX ends."""
    count, size = struct.unpack_from(">HB", font, at)
    if not count:
        return at + 2
    offsets = at + 3
    data = offsets + (count + 1) * size - 1
    return data + int.from_bytes(font[offsets + count * size : offsets + (count + 1) * size])


def _first(font: bytes, at: int) -> tuple[int, int]:
    """Where the first entry of an INDEX begins and ends."""
    count, size = struct.unpack_from(">HB", font, at)
    offsets = [int.from_bytes(font[at + 3 + n * size : at + 3 + (n + 1) * size]) for n in (0, 1)]
    data = at + 2 + (count + 1) * size
    return data + offsets[0], data + offsets[1]


def _glyphs(widths: list[Any]) -> Iterator[int]:
    """The glyphs of a /W array: the first of some, and their widths, again and again."""
    for first, run in zip(widths[::2], widths[1::2], strict=True):
        yield from range(first, first + len(run))


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
