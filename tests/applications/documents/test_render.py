"""Rendering reads nothing, loads nothing, and gives the same bytes twice."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from applications.documents import layout, render
from tests.applications.documents.papers import opened, streams

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "documents"


def test_a_document_gets_what_it_was_given_and_nothing_else():
    fetch = layout.fetcher({"photo:portrait": b"\xff\xd8"}).fetch

    assert fetch("photo:portrait").read() == b"\xff\xd8"
    for url in ("file:///etc/passwd", "http://127.0.0.1/", "data:text/plain,x", "photo:other"):
        with pytest.raises(layout.NotProvided):
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

    assert render.pdf(page, identifier="ABC") == render.pdf(page, identifier="ABC")
    assert render.pdf(page, identifier="ABC") != render.pdf(page.replace("同一", "另一"), identifier="ABC")


def test_every_table_has_fixed_columns():
    """One long text in a table of automatic layout takes minutes (1,000 characters, one second)."""
    styles = "".join(render.stylesheet(name) for name in render.STYLESHEETS)

    assert re.findall(r"table-layout:\s*(\w+)", styles) == ["fixed"]
    assert re.search(r"^table \{ table-layout: fixed; width: 100%;", styles, re.MULTILINE)
    for template in TEMPLATES.rglob("*.html"):
        for table in re.findall(r"<table[^>]*>.{0,10}", template.read_text(encoding="utf-8")):
            name = re.search(r"cols-[a-z0-9-]+", table)
            assert name, f"{template.name}: {table}"
            assert f".{name[0]} col" in styles
            assert table.endswith("<colgroup>"), f"{template.name}: {table}"
