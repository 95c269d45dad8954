"""PDF：drawn page by page in a process of its own, or refused in plain words."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from applications import pdfs
from applications.confined import Confined, Failed
from applications.images import NotAScan
from applications.pdfs import pages_of
from tests.applications.pictures import empty_pdf, endless_pdf, scanned_pdf

EDGE = 1000


def sizes(data: bytes, **facts) -> list[tuple[int, int]]:
    return [Image.open(BytesIO(p)).size for p in pages_of(data, max_edge=EDGE, **facts)]


def locked(**passwords: str) -> bytes:
    return empty_pdf(encryption=pikepdf.Encryption(**passwords))


def test_each_page_becomes_a_picture_in_their_order():
    pages = pages_of(scanned_pdf(3), max_edge=EDGE)

    assert [Image.open(BytesIO(p)).format for p in pages] == ["JPEG"] * 3
    assert len(set(pages)) == 3


def test_a_page_has_200_dots_an_inch_and_no_more_than_the_slot_wants():
    assert sizes(empty_pdf(box=(72, 144))) == [(200, 400)]
    [(width, height)] = sizes(empty_pdf())
    assert (height, width) == (EDGE, 707)


def test_what_was_typed_into_a_form_is_drawn():
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 100))
    look = pikepdf.Stream(document, b"0 0 0 rg 0 0 200 100 re f")
    look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    look.BBox = pikepdf.Array([0, 0, 200, 100])
    field = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="name",
            V="black",
            F=4,
            Rect=pikepdf.Array([0, 0, 200, 100]),
            AP=pikepdf.Dictionary(N=look),
        )
    )
    document.pages[0].Annots = pikepdf.Array([field])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    out = BytesIO()
    document.save(out)

    [drawn] = pages_of(out.getvalue(), max_edge=EDGE)

    assert Image.open(BytesIO(drawn)).convert("L").getpixel((100, 50)) < 50


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (locked(user="secret", owner="other"), "设有密码"),
        (b"%PDF-1.7\nnothing more", "不完整、已损坏"),
        (scanned_pdf()[:2000], "不完整、已损坏"),
        (empty_pdf(0), "没有页面"),
        (empty_pdf(box=(14400, 14400)), "尺寸不正常"),
        (empty_pdf(box=(4000, 0.5)), "尺寸不正常"),
        (empty_pdf(61), "超过 60 页"),
    ],
    ids=["locked", "junk", "cut off", "no page", "too large", "a thread", "too many"],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(data, words):
    with pytest.raises(NotAScan, match=words) as refusal:
        pages_of(data, max_edge=50)

    assert "上传" in str(refusal.value)


def test_what_is_just_allowed_is_drawn():
    assert len(sizes(locked(owner="other"))) == 1  # may be read, not changed
    assert len(pages_of(empty_pdf(60), max_edge=50)) == 60
    assert sizes(empty_pdf(box=(2384, 3370))) == [(708, EDGE)]


def test_no_more_pages_than_the_slot_holds_are_drawn():
    assert len(sizes(empty_pdf(3), most=3)) == 3
    with pytest.raises(NotAScan, match="超过 2 页"):
        sizes(empty_pdf(3), most=2)


def test_one_that_takes_for_ever_is_ended():
    with pytest.raises(NotAScan, match="过于复杂"):
        pages_of(endless_pdf(), max_edge=EDGE, seconds=1)


def test_each_document_has_a_process_that_is_gone_after_it(monkeypatch):
    children: list[Confined] = []

    class Counted(Confined):
        def __init__(self, *args, **facts) -> None:
            super().__init__(*args, **facts)
            children.append(self)

    monkeypatch.setattr(pdfs, "Confined", Counted)

    sizes(empty_pdf())
    with pytest.raises(NotAScan):
        sizes(b"%PDF-1.7")

    assert len(children) == 2
    assert [child.number for child in children] == [None, None]


def test_a_process_that_died_of_something_else_may_be_tried_again(monkeypatch):
    def killed(*_):
        raise Failed("the process ended with -9")

    monkeypatch.setattr(Confined, "made", killed)

    with pytest.raises(Failed, match="-9"):
        sizes(empty_pdf())


def test_what_the_drawing_side_says_is_cut_where_it_says(monkeypatch):
    monkeypatch.setattr(Confined, "made", lambda *_: b"\x00\x00\x00\x02ab\xff\xff\xff\xffcd")

    assert pdfs.pages_of(b"", max_edge=EDGE) == [b"ab", b"cd"]
