"""Printed as it stands in the record, and as it looked when somebody last looked at it.

RENEW_GALLERY=1 writes the pictures anew; look at them before they are committed.
"""

import os

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from applications.documents.composing import composed, order_of
from applications.models import Printout
from tests.gallery.pictures import GALLERY, TOLERATED, apart, packed, pages_of, sheet, texts_in, words_of
from tests.gallery.staging import HEROES, printed, stage

RENEW = bool(os.environ.get("RENEW_GALLERY"))


@pytest.mark.anywhere
@pytest.mark.parametrize("name", HEROES)
def test_every_document_of_a_notice_says_what_is_recorded_and_looks_as_it_did(db, name, monkeypatch):
    hero = stage(name, monkeypatch)
    strange = []

    for printout in printed(hero):
        with default_storage.open(printout.file) as file:
            content = file.read()
        assert_it_says_what_is_recorded(printout, content)
        picture, kept = sheet(pages_of(content)), GALLERY / f"{name}-{printout.kind}.png"
        if RENEW:
            kept.write_bytes(packed(picture))
        elif (far := apart(picture, Image.open(kept))) > TOLERATED:
            strange.append(f"{kept.name}: {far:.2%}")

    assert strange == []


def assert_it_says_what_is_recorded(printout: Printout, content: bytes) -> None:
    """Every text of the filled layout, and so every field in it, can be read from the file."""
    printable, _ = composed(order_of(printout))
    parts, said = printable.filled(), words_of(content)
    for text in texts_in(parts.own + parts.fixed):
        assert text in said, f"{printout.kind}: {text}"


def test_every_picture_in_the_gallery_is_somebodys():
    """A document that is no longer printed leaves no picture behind."""
    page = (GALLERY.parent / "gallery.md").read_text(encoding="utf-8")

    kept = {path.name for path in GALLERY.iterdir()}
    assert {name for name in kept if f"gallery/{name}" not in page} == set()
    assert kept


def test_a_line_that_moved_is_seen_and_a_stroke_is_not():
    plain = Image.new("L", (400, 400), 255)
    ruled, moved, smudged = plain.copy(), plain.copy(), plain.copy()
    ruled.paste(0, (20, 100, 380, 103))
    moved.paste(0, (20, 110, 380, 113))
    smudged.paste(0, (20, 100, 380, 103))
    smudged.putpixel((200, 300), 0)

    assert apart(ruled, moved) > TOLERATED
    assert apart(ruled, smudged) <= TOLERATED
    assert apart(ruled, ruled.crop((0, 0, 400, 300))) == 1
