"""Rendering reads nothing, loads nothing, and gives the same bytes twice."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from PIL import Image
from pypdfium2 import PdfDocument

from applications.documents import fonts, lettering, render, stamping, typesetting
from applications.documents.catalogue import SHEETS, Printable
from applications.documents.layouts.terms import sample
from applications.documents.press import Press
from applications.documents.sealing import sealed
from tests.applications.documents.looking import extracted, text_of
from tests.applications.documents.papers import opened, paper, streams, write

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "documents"


def test_a_document_gets_what_it_was_given_and_nothing_else():
    fetch = typesetting.fetcher({"photo:portrait": b"\xff\xd8"}).fetch

    assert fetch("photo:portrait").read() == b"\xff\xd8"
    for url in ("file:///etc/passwd", "http://127.0.0.1/", "data:text/plain,x", "photo:other"):
        with pytest.raises(typesetting.NotProvided):
            fetch(url)


def test_a_forbidden_address_leaves_the_document_whole_and_nothing_in_it(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-7731")
    page = f'<p>正文</p><a rel="attachment" href="file://{secret}">附件</a><img src="file://{secret}">'

    made = render.pdf(f"<html><body>{page}</body></html>")

    assert made.startswith(b"%PDF")
    with opened(made) as document:
        assert not document.attachments
        assert b"canary-7731" not in b"".join(streams(document))


def test_the_same_content_makes_the_same_bytes():
    page = '<html lang="zh-CN"><body><p>同一内容，同一文件。</p></body></html>'

    assert render.pdf(page) == render.pdf(page)
    assert render.pdf(page) != render.pdf(page.replace("同一", "另一"))


def test_every_table_has_fixed_columns():
    """One long text in a table of automatic layout takes minutes (1,000 characters, one second)."""
    styles = "".join(render.stylesheet(name) for name in render.STYLESHEETS)

    assert re.findall(r"table-layout:\s*(\w+)", styles) == ["fixed"]
    assert re.search(r"^table \{ table-layout: fixed; width: 100%;", styles, re.MULTILINE)
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        columns = re.findall(r"<col\b[^>]*>", text)
        assert text.count("<table") == len(re.findall(r"<table[^>]*><colgroup>", text)), template.name
        assert all(re.fullmatch(r'<col style="width: [\d.]+%">', column) for column in columns), template.name


def afresh(monkeypatch, kind: str) -> tuple[bytes, int]:
    """A document of invented content as another machine would make it, which has seen none before."""
    monkeypatch.setattr(render, "kept", render.Kept())
    for kept in (lettering._case, stamping.watermark, stamping.page_numbers, stamping.fixed_pages):
        kept.cache_clear()
    return Printable(kind, sample(SHEETS[kind].terms), ("某单位", "2024年度　编号 1")).made("ABCDEFGH")


def test_two_machines_make_the_same_of_the_same(monkeypatch):
    made = []
    for _ in range(2):
        other = Press(fonts.configuration())
        monkeypatch.setattr(render, "press", lambda other=other: other)
        made.append({kind: afresh(monkeypatch, kind) for kind in SHEETS})
        other.close()
    one, another = made

    assert one == another
    for content, pages in one.values():
        assert content != sealed(content)
        with opened(sealed(content)) as document:
            assert len(document.pages) == pages
        assert extracted(sealed(content)) == extracted(sealed(content)) == extracted(content)


@pytest.mark.parametrize("kind", SHEETS)
def test_every_page_says_whose_it_is_and_which_one(kind):
    sheet = SHEETS[kind]
    content = {**sample(sheet.terms), "summary": ["正文。"] * 60}
    made, pages = Printable(kind, content, ("某单位", "2024年度")).made("ABCDEFGH")

    with PdfDocument(made) as document:
        texts = ["".join(text_of(page).split()) for page in document]
    assert len(texts) == pages
    assert [("某单位" in text and "校验码ABCDEFGH" in text) for text in texts] == [sheet.marked] * pages
    unnumbered = [number for number, text in enumerate(texts, 1) if f"第{number}页" not in text]
    assert unnumbered in ([], [pages])  # a single page, and the back of the last sheet


@pytest.fixture
def orders(monkeypatch):
    """What goes to the press; nothing is kept from before."""
    given, there = [], render.press()

    def pdf(source, stylesheets, images, tagged):
        given.append((source, tagged))
        return there.pdf(source, stylesheets, images, tagged)

    monkeypatch.setattr(render, "kept", render.Kept())
    monkeypatch.setattr(render, "press", lambda: SimpleNamespace(pdf=pdf))
    return given


def test_the_same_pages_under_another_watermark_are_not_laid_out_again(draft, orders):
    form = paper("evaluation_form", draft)
    first, _ = form.made("ABCDEFGH")
    own = form.html()
    assert [source for source, _ in orders].count(own) == 1
    before = len(orders)

    second, _ = form.made("BCDEFGHJ")
    assert first != second
    assert len(orders) == before  # nothing at all is laid out for another code
    replace(form, mark=()).made("CDEFGHJK")  # a preview

    assert [source for source, _ in orders].count(own) == 1


def test_another_content_and_another_portrait_are_laid_out(draft, orders):
    form = paper("initial_form", draft)
    form.made("ABCDEFGH")
    write(draft, "summary", {"text": "后来写的"})
    paper("initial_form", draft).made("ABCDEFGH")
    laid_out = [tagged for _, tagged in orders].count(True)
    assert laid_out == 2

    for shade in (10, 20):
        out = BytesIO()
        Image.new("RGB", (25, 35), (shade, 0, 0)).save(out, "jpeg")
        paper("initial_form", draft).made("ABCDEFGH", portrait=out.getvalue())

    assert [tagged for _, tagged in orders].count(True) == 4


def test_what_is_kept_is_bounded():
    small, made = render.Kept(documents=2, size=10), []

    def get(key, content):
        return small.get(key, lambda: made.append(key) or content)

    for key, content in (("a", b"1"), ("b", b"2"), ("a", b""), ("c", b"3"), ("a", b""), ("b", b"2")):
        get(key, content)
    assert made == ["a", "b", "c", "b"]  # "b" was used least lately when "c" came
    get("large", b"x" * 11)
    get("a", b"1")

    assert made[-2:] == ["large", "a"]
