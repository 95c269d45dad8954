"""The cut fonts: quick for everyday characters, and no character is lost for it."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from applications.documents import fonts, render
from tests.applications.documents.looking import boxes, letters
from tests.applications.documents.papers import opened

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

RARE = "㛃𬭁䶮𤋮喆堃昇𠀀"  # the last one is in no Noto font
SYMBOLS = "·☑㎡①—“”…《》※"
UYGHUR = "ئۇيغۇر"
EVERYDAY = "阿依古丽买买提馆员，2024年"


@pytest.fixture
def empty(settings, tmp_path):
    """An installation without fonts of its own."""
    settings.VAR, settings.FONTS_FOLDER = tmp_path, str(tmp_path / "own")
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
        assert boxes(document) == set()
        by_font = letters(document)
    assert set(text) - {" "} <= set().union(*by_font.values())
    cut = set().union(*(found for name, found in by_font.items() if name.startswith("Zhicheng-Serif")))
    whole = set().union(*(found for name, found in by_font.items() if name.startswith(("Noto-", "HanaMin"))))
    assert set(EVERYDAY) <= cut
    assert cut.isdisjoint(RARE)
    assert set(RARE) <= whole


def test_a_character_that_no_font_has_is_noticed_by_the_check_above():
    with opened(render.pdf("<html><body><p>字\U0010f123</p></body></html>")) as document:
        assert boxes(document)


def test_everyday_text_needs_no_whole_font():
    with opened(render.pdf(f"<html lang=zh-CN><body><p>{EVERYDAY}</p></body></html>")) as document:
        assert set(letters(document)) == {"Zhicheng-Serif"}


def test_several_processes_at_once_keep_one_set_and_leave_nothing_behind(empty, monkeypatch):
    together = threading.Barrier(2, timeout=30)
    monkeypatch.setattr(fonts, "CUTS", fonts.CUTS[:1])
    monkeypatch.setattr(fonts, "_font", lambda *_: bytes(together.wait() * 0) + b"font")
    workers = [threading.Thread(target=fonts.prepare) for _ in range(2)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    kept = empty / str(fonts.EDITION)
    assert [path.name for path in kept.iterdir()] == [fonts.CUTS[0].file]
    assert (kept / fonts.CUTS[0].file).read_bytes() == b"font"


def test_what_was_prepared_is_not_made_again(empty, monkeypatch):
    monkeypatch.setattr(fonts, "_font", lambda *_: b"font")
    call_command("prepare_fonts")
    monkeypatch.setattr(fonts, "_font", None)

    call_command("prepare_fonts")

    assert fonts.configuration() == empty / str(fonts.EDITION) / fonts.CONFIG


def test_a_font_that_is_not_installed_is_done_without_until_it_comes(empty, monkeypatch, caplog):
    there, absent = fonts.CUTS[0], fonts.Cut("No Such Font", "Zhicheng Fang", "Regular")
    monkeypatch.setattr(fonts, "CUTS", (absent, there))
    told = StringIO()

    call_command("prepare_fonts", stderr=told)

    assert fonts.configuration() is not None
    assert "No Such Font" in told.getvalue() and "No Such Font" in caplog.text
    assert fonts.not_cut() == ["No Such Font"]
    monkeypatch.setattr(fonts, "CUTS", (fonts.Cut(there.source, absent.family, "Regular"), there))
    assert fonts.not_cut() == []


def test_a_font_that_cannot_be_cut_is_done_without(empty, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(fonts, "_font", broken)

    assert fonts.configuration() is not None
    assert "cannot be cut: RuntimeError" in caplog.text
    assert {path.name for path in (empty / str(fonts.EDITION)).iterdir()} == {fonts.CONFIG}


def test_where_nothing_may_be_written_documents_print_from_whole_fonts(empty, settings, caplog):
    settings.VAR = settings.VAR / "file"
    settings.VAR.write_text("not a folder")

    assert fonts.configuration() is None
    with pytest.raises(CommandError):
        call_command("prepare_fonts")


def test_where_only_the_configuration_may_not_be_written_it_lies_elsewhere(empty, monkeypatch):
    kept = empty / str(fonts.EDITION)
    kept.mkdir(parents=True)
    monkeypatch.setattr(fonts, "CUTS", ())
    (kept / fonts.CONFIG).mkdir()  # in the way

    config = fonts.configuration()

    assert config is not None and config.parent != kept
    assert f"<dir>{kept}</dir>" in config.read_text(encoding="utf-8")
