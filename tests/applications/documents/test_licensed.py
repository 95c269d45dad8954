"""有授权的字体：a font in the folder is used, a broken one is not, and neither ends a document."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from applications.documents import fonts, glyphs, licensed, render
from applications.documents.press import Press
from tests.applications.documents.looking import boxes, letters
from tests.applications.documents.papers import opened

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

LETTER = "<article class=letter><h1>标题</h1><h3>一级</h3><h4>二级</h4><p>正文㛃</p></article>"
PRIVATE = "\ue863"


@pytest.fixture
def folder(settings, tmp_path):
    """The office's folder of fonts, still empty, on a machine of its own: others are printing meanwhile."""
    cuts, own = fonts.prepare(), tmp_path / "licensed"
    shutil.copytree(cuts, tmp_path / "var" / "fonts" / cuts.name, ignore=shutil.ignore_patterns("cache"))
    own.mkdir()
    settings.VAR, settings.FONTS_FOLDER = tmp_path / "var", str(own)
    glyphs._charsets.cache_clear()
    yield own
    glyphs._charsets.cache_clear()


def licensed_font(file: Path, family: str, characters: str, private: str = "") -> None:
    """A font under a name that is not ours to give away, with a few characters of a free one."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(installed("FandolKai")))
    with TTFont(BytesIO(uharfbuzz.subset(whole, wanted).blob.data)) as font:
        for record in font["name"].names:
            record.string = {1: family, 4: family, 6: family, 16: family}.get(record.nameID, str(record))
        for table in font["cmap"].tables:
            table.cmap |= {ord(private): table.cmap[ord(characters[0])]} if private else {}
        font.save(file)


def installed(family: str) -> str:
    found = fonts._installed(fonts.Cut(family, "", "Regular"))
    assert found is not None
    return found[0]


def printed(text: str) -> bytes:
    """By a press that has just begun to work."""
    press = Press(fonts.configuration())
    try:
        page = f'<html lang="zh-CN"><body class="letters">{text}</body></html>'
        return press.pdf(page, render.stylesheets(), {}, "")
    finally:
        press.stop()


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("FangSong_GB2312", "正文"),
        ("仿宋_GB2312", "正文"),
        ("FZXiaoBiaoSong-B05S", "标题"),
        ("KaiTi_GB2312", "二级"),
        ("SimHei", "一级"),
    ],
)
def test_it_is_used_where_it_belongs(folder, family, text):
    licensed_font(folder / "licensed.otf", family, "正文标题一二级")

    with opened(printed(LETTER)) as document:
        shown = letters(document)
        assert boxes(document) == set()

    used = {
        mark for name, found in shown.items() if not name.startswith(("Zhicheng", "Noto")) for mark in found
    }
    assert used == set(text)


def test_a_character_of_the_offices_own_making_is_printed(folder):
    licensed_font(folder / "eudc.otf", "EUDC", "一", private=PRIVATE)

    assert glyphs.missing(PRIVATE) == ""
    with opened(printed(f"<p>{PRIVATE}</p>")) as document:
        assert letters(document) == {"EUDC": {PRIVATE}}


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_one_that_was_copied_in_part_is_not_used(folder, part, caplog):
    file = folder / "licensed.otf"
    licensed_font(file, "FangSong_GB2312", "正文标题一二级")
    assert licensed.broken() == []
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])

    assert licensed.broken() == [file]
    with opened(printed(LETTER)) as document:
        assert "Zhicheng-Fang" in letters(document)
        assert boxes(document) == set()

    file.write_bytes(whole)  # copied again, under the same name
    with opened(printed(LETTER)) as document:
        assert (
            "正" not in letters(document)["Zhicheng-Fang"] if "Zhicheng-Fang" in letters(document) else True
        )


def test_what_is_no_font_is_none(folder):
    (folder / "font.ttf").write_bytes(b"no font")
    (folder / "README.txt").write_bytes(b"no font either")
    (folder / "empty.ttc").write_bytes(b"")

    assert licensed.broken() == [folder / "empty.ttc", folder / "font.ttf"]
    assert printed(LETTER).startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_an_empty_one(settings, folder):
    settings.FONTS_FOLDER = str(folder / "nowhere")

    assert licensed.broken() == []
    assert fonts.configuration() is not None


def test_a_name_with_signs_of_xml_does_not_break_the_configuration(settings, folder):
    strange = folder / "a & <b>"
    strange.mkdir()
    settings.FONTS_FOLDER = str(strange)
    licensed_font(strange / "licensed.otf", "FangSong_GB2312", "正文")

    with opened(printed(LETTER)) as document:
        assert {"正", "文"} in letters(document).values()
