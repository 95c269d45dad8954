"""The watermark is set from type: whatever is in it, in its place, in fonts that have it."""

import re

import pypdfium2
import pytest

from applications.documents import lettering, stamping, watermarks
from tests.applications.documents.papers import opened
from tests.applications.documents.tagged import glyphs_of, shown

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

ADDRESS = "https://zhicheng.example.gov.cn/proof/ABCDEFGH/"


def text_of(page: bytes) -> list[str]:
    """The lines that a reader of PDF finds."""
    with pypdfium2.PdfDocument(page) as document:
        only = document[0]
        text = only.get_textpage()
        try:
            return str(text.get_text_range()).split("\r\n")
        finally:
            text.close()
            only.close()


@pytest.mark.parametrize("name", ["某州图书资料系列评委会", "𠀀𬭁㛃·Ab（甲）评委会"])
def test_whatever_a_name_is_written_with_is_set(name):
    page = watermarks.page((name, "编号 2024-ABC"), "编号 2024-ABC", "校验码 ABCD", ADDRESS)

    lines = text_of(page)
    assert lines.count(name) == 8
    assert "编号 2024-ABC" in lines[-1] and "校验码 ABCD" in lines[-1]
    with opened(page) as document:
        resources = document.pages[0].Resources
        for fonts in (resources.Font, resources.XObject.Tile.Resources.Font):
            for font in fonts.values():
                assert shown(font.DescendantFonts[0]) <= glyphs_of(font.DescendantFonts[0])


def test_text_is_as_long_as_its_characters():
    case = lettering.case("tile", "评委")

    assert case.width("评委") == pytest.approx(2)
    assert case.width("2024") < 3
    assert case.width("无此字") == 0  # nobody asked for them


def test_a_long_name_stays_on_the_page():
    page = watermarks.page(("评" * 60, "评"), "", "", ADDRESS)

    with opened(page) as document:
        drawn = document.pages[0].Resources.XObject.Tile.read_bytes().decode()
    (left, *_) = re.findall(r"1 0 0 1 (-?[\d.]+)", drawn)
    assert float(left) == pytest.approx(-watermarks.LONGEST / 2, abs=0.1)


def test_the_type_of_one_committee_is_laid_out_once(monkeypatch):
    stamping.watermark(("评委会", "校验码 ABCD"), "", "校验码 ABCD", ADDRESS)
    monkeypatch.setattr("applications.documents.render.pdf", None)

    stamping.watermark(("评委会", "校验码 WXYZ 29"), "", "校验码 WXYZ 29", ADDRESS)
