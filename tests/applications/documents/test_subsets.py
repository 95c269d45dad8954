"""Small fonts whose glyphs every reader finds: by the CIDs in a CFF font, not by the places."""

from io import BytesIO

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from applications.documents import fonts, subsets

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is


@pytest.fixture(scope="module")
def cut() -> bytes:
    return (fonts.prepare() / fonts.CUTS[0].file).read_bytes()


def read(font: bytes):
    found = CFFFontSet()
    found.decompile(BytesIO(font), None)
    return found[0]


def test_every_glyph_has_the_number_it_is_shown_by(cut):
    small = subsets.subset(cut, {7, 4000, 5000})

    assert small is not None
    assert read(small).charset == [".notdef", "cid00007", "cid04000", "cid05000"]
    assert len(small) < 10_000 < len(cut)


def test_the_glyphs_are_those_that_stood_there(cut):
    from fontTools.ttLib import TTFont

    whole = TTFont(BytesIO(cut))
    names = whole.getGlyphOrder()
    strings = whole["CFF "].cff[0].CharStrings

    small = read(subsets.subset(cut, {4000}))

    assert outline(small.CharStrings, "cid04000") == outline(strings, names[4000])
    assert outline(small.CharStrings, "cid04000") != outline(strings, names[4001])


def outline(strings, name: str) -> list:
    from fontTools.pens.recordingPen import RecordingPen

    pen = RecordingPen()
    strings[name].draw(pen)
    return pen.value


def test_what_the_font_does_not_have_is_left_out(cut):
    assert subsets.subset(cut, {60_000}) == subsets.subset(cut, set())


def test_a_font_that_is_read_by_places_keeps_them():
    builder = FontBuilder(1000, isTTF=False)
    pen = T2CharStringPen(500, None)
    for step in (pen.moveTo, pen.lineTo):
        step((0, 0) if step == pen.moveTo else (100, 100))
    pen.closePath()
    names = [".notdef", "A"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({65: "A"})
    builder.setupCFF("Plain", {"ItalicAngle": -12.5}, dict.fromkeys(names, pen.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    out = BytesIO()
    builder.save(out)

    assert subsets.subset(out.getvalue(), {1}) is None
