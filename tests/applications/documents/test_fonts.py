"""The cut fonts: quick for everyday characters, and no character is lost for it."""

import re
import threading
from io import BytesIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from fontTools.ttLib import TTFont

from applications.documents import fonts, render
from tests.applications.documents.papers import opened

RARE = "㛃𬭁䶮𤋮喆堃昇𠀀"  # the last one is in no Noto font
SYMBOLS = "·☑㎡①—“”…《》※"
UYGHUR = "ئۇيغۇر"
EVERYDAY = "阿依古丽买买提馆员，2024年"


@pytest.fixture
def empty(settings, tmp_path):
    """An installation without fonts."""
    settings.VAR = tmp_path
    return tmp_path / "fonts"


def test_the_cut_has_every_character_of_the_national_standard():
    han = {code for code in fonts.characters() if 0x4E00 <= code <= 0x9FFF}

    assert len(han) == 6763
    assert fonts.characters().issuperset(map(ord, EVERYDAY + "·—“”《》①②、Ａ"))
    assert fonts.characters().isdisjoint(map(ord, RARE))


@pytest.mark.parametrize("tag", ["p", "h1"])
def test_no_character_prints_as_a_box(tag):
    text = f"{EVERYDAY}{RARE}{SYMBOLS} {UYGHUR}"

    made = render.pdf(f"<html lang=zh-CN><body><{tag}>{text}</{tag}></body></html>")

    with opened(made) as document:
        used = document.pages[0].Resources.Font
        assert missing(document) == set()
        read = "".join(found for font in used.values() for found in unicode_of(font))
        assert set(text) - {" "} <= set(read)
        by_font = {str(font.BaseFont).split("+")[1]: set("".join(unicode_of(font))) for font in used.values()}
    cut = set().union(*(found for name, found in by_font.items() if name.startswith("Zhicheng-Serif")))
    whole = set().union(*(found for name, found in by_font.items() if name.startswith(("Noto-", "HanaMin"))))
    assert set(EVERYDAY) <= cut
    assert cut.isdisjoint(RARE)
    assert set(RARE) <= whole


def test_a_character_that_no_font_has_is_noticed_by_the_check_above():
    with opened(render.pdf("<html><body><p>字\U0010f123</p></body></html>")) as document:
        assert missing(document)


def test_everyday_text_needs_no_whole_font():
    with opened(render.pdf(f"<html lang=zh-CN><body><p>{EVERYDAY}</p></body></html>")) as document:
        names = [str(font.BaseFont) for font in document.pages[0].Resources.Font.values()]

    assert [name.split("+")[1] for name in names] == ["Zhicheng-Serif"]


def test_several_processes_at_once_keep_one_set_and_leave_nothing_behind(empty, monkeypatch):
    together = threading.Barrier(2, timeout=30)
    monkeypatch.setattr(fonts, "CUTS", fonts.CUTS[:1])
    monkeypatch.setattr(fonts, "_font", lambda cut: bytes(together.wait() * 0) + b"font")
    workers = [threading.Thread(target=fonts.prepare) for _ in range(2)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert [path.name for path in empty.iterdir()] == [str(fonts.EDITION)]
    assert (fonts.prepare() / fonts.CUTS[0].file).read_bytes() == b"font"


def test_what_was_prepared_is_not_made_again(empty, monkeypatch):
    monkeypatch.setattr(fonts, "CUTS", ())
    call_command("prepare_fonts")
    monkeypatch.setattr(fonts, "CUTS", None)

    call_command("prepare_fonts")

    assert fonts.configuration() == empty / str(fonts.EDITION) / fonts.CONFIG


def test_without_the_source_documents_print_from_whole_fonts(empty, monkeypatch, caplog):
    monkeypatch.setattr(fonts, "CUTS", (fonts.Cut("No Such Font", "Zhicheng Serif", "Regular"),))

    assert fonts.configuration() is None
    assert "No Such Font" in caplog.text
    assert list(empty.iterdir()) == []
    with pytest.raises(CommandError):
        call_command("prepare_fonts")


def test_where_nothing_may_be_written_documents_print_from_whole_fonts(settings, tmp_path, caplog):
    settings.VAR = tmp_path / "file"
    settings.VAR.write_text("not a folder")

    assert fonts.configuration() is None


def missing(document) -> set[tuple[str, int]]:
    """The glyphs shown that their font does not have: boxes."""
    boxes = set()
    for page in document.pages:
        fonts_of_page = page.Resources.Font
        counts = {name: _glyphs(font) for name, font in fonts_of_page.items()}
        used = ""
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                used = str(operands[0])
            elif str(operator) == "TJ":
                text = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                shown = {int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2)}
                boxes |= {(used, glyph) for glyph in shown if not 0 < glyph < counts[used]}
    return boxes


def _glyphs(font) -> int:
    descriptor = font.DescendantFonts[0].FontDescriptor
    file = descriptor.get("/FontFile3", descriptor.get("/FontFile2"))
    return int(TTFont(BytesIO(file.read_bytes()))["maxp"].numGlyphs)


def unicode_of(font) -> list[str]:
    """What the glyphs of a font mean."""
    table = font.ToUnicode.read_bytes()
    return [
        bytes.fromhex(meaning.decode()).decode("utf-16-be")
        for meaning in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", table)
        if len(meaning) % 4 == 0
    ]
