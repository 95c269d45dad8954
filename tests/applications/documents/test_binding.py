"""One file of many: every page in order, each copy on a sheet of its own, what is the same stored once."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

import pikepdf
import pytest

from applications.documents.binding import Bound, Part, bind
from applications.documents.sealing import sealed
from tests.applications.documents.papers import opened, paper
from tests.applications.documents.vectors import FETCHING, PLAIN, RUNNING
from tests.batching import sheets


def part(title: str, content: bytes) -> Part:
    return Part(title, lambda: BytesIO(content))


def bound(*parts: Part, copies: int = 1, duplex: bool = True) -> tuple[Bound, bytes]:
    out = BytesIO()
    return bind(parts, out, title="批量打印", copies=copies, duplex=duplex), out.getvalue()


def said(content: bytes) -> list[str]:
    """What the pages say; "" for an empty one."""
    with opened(content) as document:
        found = []
        for page in document.pages:
            page.contents_coalesce()
            has = "/Contents" in page.obj
            found.append(page.obj.Contents.read_bytes().decode().strip(" %\n") if has else "")
        return found


def test_all_pages_stand_in_order_with_each_copy_after_the_other():
    result, content = bound(part("甲", sheets("A")), part("乙", sheets("B", 4)), copies=2)

    assert said(content) == ["A 1", "A 2"] * 2 + ["B 1", "B 2", "B 3", "B 4"] * 2
    assert result == Bound(12, ())


@pytest.mark.parametrize(
    ("duplex", "pages"),
    [(True, ["A 1", "", "A 1", "", "B 1", "B 2", "B 3", ""]), (False, ["A 1", "A 1", "B 1", "B 2", "B 3"])],
)
def test_every_copy_begins_on_a_sheet_of_its_own_unless_it_is_printed_on_one_side(duplex, pages):
    one, three = part("甲", sheets("A", 1)), part("乙", sheets("B", 3))
    _, twice = bound(one, copies=2, duplex=duplex)
    _, once = bound(three, duplex=duplex)

    assert said(twice) + said(once) == pages


def test_a_filled_up_page_has_the_size_of_its_neighbour():
    _, content = bound(part("甲", sheets("A", 1)))

    with opened(content) as document:
        assert [list(map(int, page.mediabox)) for page in document.pages] == [[0, 0, 595, 842]] * 2


def test_a_bookmark_leads_to_each_document():
    _, content = bound(part("1. 甲", sheets("A")), part("2. 乙", sheets("B")), copies=2)

    with opened(content) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1. 甲", "2. 乙"]
        places = [document.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
        assert places == [0, 4]


def test_a_bookmark_is_text_whoever_it_is_called_after():
    vectors = [*FETCHING.values(), *RUNNING.values(), *PLAIN.values()]
    _, content = bound(*(part(vector, sheets("A")) for vector in vectors))

    with opened(content) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == vectors
        assert not any(name in item.obj for item in outline.root for name in ("/A", "/AA", "/SE"))


def missing() -> BinaryIO:
    raise FileNotFoundError("gone")


@pytest.mark.parametrize("lost", [missing, lambda: BytesIO(b"%PDF-1.7 no more"), lambda: BytesIO(b"")])
def test_what_cannot_be_read_is_named_and_the_others_stand(lost: Callable[[], BinaryIO]):
    result, content = bound(part("甲", sheets("A")), Part("丢", lost), part("乙", sheets("B")))

    assert result == Bound(4, (1,))
    assert said(content) == ["A 1", "A 2", "B 1", "B 2"]


def test_where_nothing_can_be_read_nothing_is_written():
    assert bound(Part("丢", missing)) == (Bound(0, (0,)), b"")


@pytest.mark.django_db
def test_real_forms_are_the_same_pages_with_shared_fonts_and_no_seal_of_the_single_ones(draft):
    forms = []
    for name in ("阿依古丽·买买提", "古丽娜尔"):
        draft.applicant.name = name
        made, pages = paper("evaluation_form", draft).made("ABCDEFGH")
        forms.append(sealed(made))
    result, content = bound(*(part(str(place), form) for place, form in enumerate(forms)), copies=3)

    assert result.pages == 6 * pages
    assert len(content) < 0.75 * sum(map(len, forms))
    with opened(content) as document:
        assert document.check_pdf_syntax() == []
        assert "/AcroForm" not in document.Root and "/StructTreeRoot" not in document.Root
        assert not any("/Annots" in page.obj for page in document.pages)
        assert dict(document.docinfo) == {"/Title": "批量打印"}
    assert drawn(content, [0, 3 * pages]) == drawn(forms[0], [0]) + drawn(forms[1], [0])
    assert drawn(content, [2 * pages - 1]) == drawn(forms[0], [pages - 1])
    assert drawn(content, [3 * pages + 1]) == drawn(forms[1], [1])


def drawn(content: bytes, pages: list[int]) -> list[bytes]:
    """The pixels of some pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return [document[page].render(scale=0.7).to_pil().tobytes() for page in pages]


def test_the_same_parts_are_the_same_bytes():
    assert bound(part("甲", sheets("A")))[1] == bound(part("甲", sheets("A")))[1]
