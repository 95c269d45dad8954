"""缺字：what no font has is told, and prints as 〓."""

import pytest

from applications.documents import fonts, glyphs, render
from applications.documents.catalogue import SHEETS, Printable
from applications.documents.layouts.terms import sample
from applications.models.printout import PrintoutKind
from tests.applications.documents.looking import boxes, extracted
from tests.applications.documents.papers import opened

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

PRIVATE, SUPPLEMENTARY, UNASSIGNED, CUNEIFORM = "\ue863", "\U000f1234", "\U0003fffd", "\U00010380"
THERE = "阿依古丽·𬭛㛃𠀀𤋮—“”…㎡☑☐ئۇيغۇرچەğöüç〓Aa1"
UNSEEN = "\n\t\r\u00a0\u3000\u200b\u200d\u200e\u2028\ufeff\ufe0f\U000e0101"


@pytest.fixture
def anew():
    """Fonts are asked what they have."""
    glyphs._charsets.cache_clear()
    yield
    glyphs._charsets.cache_clear()


@pytest.mark.parametrize("character", [PRIVATE, SUPPLEMENTARY, UNASSIGNED, CUNEIFORM])
def test_what_no_font_has_is_missing(character):
    assert glyphs.missing(f"{THERE}{character}字{character}") == character


def test_several_are_named_once_each_in_order():
    assert glyphs.missing(CUNEIFORM + PRIVATE + CUNEIFORM) == PRIVATE + CUNEIFORM


def test_what_some_font_has_is_not_missing():
    assert glyphs.missing(THERE) == ""


def test_what_shows_nothing_is_not_missing():
    assert glyphs.missing(UNSEEN) == ""


def test_a_picture_that_a_font_of_the_system_has_for_a_private_character_does_not_count(monkeypatch):
    """花園明朝 has 1,402 of its own, and none of them is what somebody's old system meant."""
    monkeypatch.setattr(glyphs, "_charsets", lambda: (((0x20, 0x7E), (0xE000, 0xF8FF)), ()))
    assert glyphs.missing(PRIVATE) == PRIVATE

    monkeypatch.setattr(glyphs, "_charsets", lambda: (((0x20, 0x7E),), ((0xE863, 0xE863),)))
    assert glyphs.missing(PRIVATE) == ""


def test_edges_of_what_fonts_have():
    everything = glyphs._joined(["4e00-4e02 4e05", "4e03 10000-10001"])

    assert everything == ((0x4E00, 0x4E03), (0x4E05, 0x4E05), (0x10000, 0x10001))
    near = (0x4DFF, 0x4E00, 0x4E03, 0x4E04, 0x4E05, 0x4E06, 0x10001, 0x10002)
    held = [code for code in near if glyphs._holds(everything, code)]
    assert held == [0x4E00, 0x4E03, 0x4E05, 0x10001]


def test_without_fontconfig_nothing_is_known_to_be_missing(anew, monkeypatch, caplog):
    monkeypatch.setenv("PATH", "")

    assert glyphs.missing(PRIVATE) == ""
    assert "not known" in caplog.text


def test_a_fontconfig_that_fails_stops_nothing(anew, monkeypatch):
    monkeypatch.setattr(glyphs, "LISTED", ["false"])

    assert glyphs.missing(PRIVATE) == ""


def test_without_a_configuration_the_fonts_of_the_system_count(anew, monkeypatch):
    monkeypatch.setattr(fonts, "configuration", lambda: None)

    assert glyphs.missing(f"阿{CUNEIFORM}") == CUNEIFORM


def test_only_what_is_missing_is_substituted():
    text = f"<p>阿{PRIVATE}依&amp;{CUNEIFORM}</p>"

    assert glyphs.substituted(text, PRIVATE) == f"<p>阿〓依&amp;{CUNEIFORM}</p>"
    assert glyphs.substituted(text, "") is text


def test_a_document_prints_the_stand_in_and_its_watermark_too():
    content = sample(SHEETS[PrintoutKind.PUBLICITY].terms)
    content["letters"][0]["title"] = f"某{PRIVATE}"
    printable = Printable(PrintoutKind.PUBLICITY, content, (f"某{CUNEIFORM}图书馆",))

    made, _ = printable.made("ABCD2345")

    assert printable.missing() == PRIVATE + CUNEIFORM
    assert "某〓" in extracted(made)
    with opened(made) as document:
        assert boxes(document) == set()
    assert "某〓图书馆" in extracted(printable.watermark("ABCD2345"))


def test_the_check_above_would_find_a_box():
    with opened(render.pdf(f"<html><body><p>某{CUNEIFORM}</p></body></html>")) as document:
        assert boxes(document)
