"""Binding: the pages that are the same for everybody stand where the national form has them."""

import re

import cv2
import numpy
import pytest

from applications.documents.catalogue import SHEETS, Printable
from applications.documents.layouts.terms import sample
from applications.pdfs import pages_of
from tests.applications.documents.papers import SCHOOL, opened, paper, streams, write

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

TITLES = (
    "专业技术职务任职资格评审表",
    "填表说明",
    "基本情况",
    "学习培训经历",
    "工作经历",
    "任现职后主要专业技术工作业绩登记",
    "个人工作总结",
    "考试成绩及答辩情况",
    "本人承诺",
    "评审审批意见",
)


def test_the_pages_stand_in_the_order_of_the_form(draft):
    write(draft, "education", SCHOOL)

    made, pages = paper("evaluation_form", draft).made("ABCDEFGH")

    with opened(made) as document:
        read = [words_of(page) for page in document.pages]
    assert pages == len(TITLES)
    for title, page in zip(TITLES, read, strict=True):
        assert title in page


def test_every_page_has_its_number_and_the_number_of_all(draft):
    made, pages = paper("evaluation_form", draft).made("ABCDEFGH")

    with opened(made) as document:
        for number, page in enumerate(document.pages, 1):
            assert f"第{number}页共{pages}页" in words_of(page)


def test_every_page_leads_to_where_it_can_be_checked(draft, settings):
    settings.SITE_URL = "https://zhicheng.example.gov.cn"
    made, pages = paper("evaluation_form", draft).made("ABCDEFGH")

    found = [read_code(picture) for picture in pages_of(made, max_edge=3000)]

    assert found == ["https://zhicheng.example.gov.cn/proof/ABCDEFGH/"] * pages


def read_code(picture: bytes) -> str:
    """What a telephone would read."""
    image = cv2.imdecode(numpy.frombuffer(picture, numpy.uint8), cv2.IMREAD_COLOR)
    corner = image[-image.shape[0] // 8 :, -image.shape[1] // 4 :]
    return cv2.QRCodeDetector().detectAndDecode(corner)[0]


@pytest.mark.parametrize(("letters", "numbered"), [(1, False), (3, True)])
def test_pages_are_numbered_where_there_are_several(letters, numbered):
    content = sample(SHEETS["publicity"].terms)
    content["letters"] = content["letters"][:1] * letters

    made, pages = Printable("publicity", content, ()).made("ABCD2345")

    assert pages == letters
    with opened(made) as document:
        stamped = ["/PageNumber0" in page.Resources.XObject for page in document.pages]
    assert any(stamped) == numbered


def test_the_fixed_pages_of_one_form_hold_nothing_of_another(draft):
    write(draft, "summary", {"text": "第一个人的话"})
    first, _ = paper("evaluation_form", draft).made("ABCDEFGH")
    write(draft, "summary", {"text": "后一个人写的"})

    second, _ = paper("evaluation_form", draft).made("BCDEFGHI")

    with opened(first) as one, opened(second) as other:
        assert "第一个人的话" in "".join(map(words_of, one.pages))
        assert "第一个人的话" not in "".join(map(words_of, other.pages))
        assert len(streams(one)) == len(streams(other))


def words_of(page) -> str:
    """What stands on a page and on what lies under it, without spaces."""
    forms = [page.Resources.XObject[name] for name in drawn(page)]
    parts = [(page.Resources.Font, contents(page)), *((f.Resources.Font, f.read_bytes()) for f in forms)]
    return "".join(read(fonts, content) for fonts, content in parts)


def drawn(page) -> list[str]:
    """The forms that a page draws."""
    return re.findall(r"(/\w+) Do", contents(page).decode("latin1"))


def contents(page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()


def read(fonts, content: bytes) -> str:
    """The text of a stream, through the tables of its fonts."""
    tables = {name: table(font) for name, font in fonts.items()}
    text, used = "", {}
    for name, shown in re.findall(r"(/\w+) [\d.]+ Tf|\[([^\]]*)\] TJ", content.decode("latin1")):
        used = tables[name] if name else used
        glyphs = "".join(re.findall(r"<([0-9a-f]*)>", shown))
        text += "".join(used.get(glyphs[at : at + 4], "") for at in range(0, len(glyphs), 4))
    return re.sub(r"\s", "", text)


def table(font) -> dict[str, str]:
    """What each glyph means."""
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", font.ToUnicode.read_bytes())
    return {
        glyph.decode().lower(): bytes.fromhex(meaning.decode()).decode("utf-16-be")
        for glyph, meaning in pairs
        if len(meaning) % 4 == 0
    }
