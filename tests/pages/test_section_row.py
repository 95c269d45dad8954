"""A row with its evidence: files are put in where the row is filled; the list says what is missing."""

import pytest

from applications.models import Application, SectionDraft
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.applying import WITH_WORKS, address, scan, signed_in, typed

pytestmark = pytest.mark.django_db

PAPER = {
    "category": "paper",
    "published": "2023-05",
    "name": "地方文献编目",
    "outlet": "某学刊 2023 年第 5 期",
    "authorship": "alone",
    "abstract": "讨论编目。",
}


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def mine(cast: Cast) -> Application:
    """A draft under a notice that wants works with their pages."""
    notice = factories.notice(small_notice(sections=WITH_WORKS))
    return factories.draft(notice, cast.applicant, cast.employer)


def save(application: Application, row: str, **changes: str):
    there = address("section_row", application, "publications", row)
    return signed_in(application.applicant).post(there, typed(PAPER | changes, fresh="1"))


def put(application: Application, row: str, *files, **posted: str):
    there = address("attachment_add", application, "publications", "work")
    return signed_in(application.applicant).post(there, {"files": files, "row": row, **posted})


def page_of(application: Application, row: str = "") -> str:
    parts = ("section_row", "publications", row) if row else ("section", "publications")
    return signed_in(application.applicant).get(address(parts[0], application, *parts[1:])).content.decode()


def test_a_new_row_is_saved_first_and_leads_to_its_files(mine):
    browser = signed_in(mine.applicant)
    new = browser.get(address("section_row_new", mine, "publications")).content.decode()
    assert "保存后在这里上传这一条的印证材料。" in new
    assert 'type="file"' not in new

    answer = save(mine, "r1")

    assert answer.url == address("section_row", mine, "publications", "r1")
    assert 'id="material-work"' in page_of(mine, "r1")


def test_a_slot_for_some_rows_is_shown_with_those(mine):
    save(mine, "r1")
    save(mine, "r2", category="book")

    assert 'id="material-contract"' not in page_of(mine, "r1")
    assert 'id="material-contract"' in page_of(mine, "r2")


def test_files_of_a_row_are_its_own(mine):
    save(mine, "r1")
    save(mine, "r2", name="另一篇")

    answer = put(mine, "r1", scan("封面.jpg"))

    assert answer.url == address("section_row", mine, "publications", "r1") + "#material-work"
    assert "/thumbnail/" in page_of(mine, "r1")
    assert "/thumbnail/" not in page_of(mine, "r2")
    assert mine.attachments.get().row == "r1"


def test_each_part_names_its_files_and_what_is_missing_is_said(mine):
    save(mine, "r1")

    put(mine, "r1", scan("IMG_0001.jpg", "red"), part="封面")
    put(mine, "r1", scan("IMG_0002.jpg", "blue"), scan("IMG_0003.jpg", "tan"), part="正文")
    page = page_of(mine, "r1")

    assert list(mine.attachments.values_list("title", flat=True)) == ["封面", "正文 1", "正文 2"]
    assert "还缺目录" in page
    assert page.count('name="part" value="') == 3


def test_a_refused_file_is_said_on_the_page_of_its_row(mine):
    save(mine, "r1", name="第一篇")

    answer = put(mine, "r1", scan("空.jpg").__class__("空.jpg", b"x"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="第一篇"' in page
    assert "空：" in page


def test_the_list_shows_files_and_what_each_row_lacks(mine):
    save(mine, "r1")
    save(mine, "r2", name="另一篇")
    put(mine, "r1", scan("封面.jpg", "red"), scan("目录.jpg", "blue"), scan("正文.jpg", "tan"))

    page = page_of(mine)
    first, second = page.split('id="row-r2"')

    assert "3 张" in first
    assert first.count("/thumbnail/") == 3
    assert "缺“著作论文材料”" not in first
    assert "缺“著作论文材料”" in second
    assert 'data-severity="block"' in second


def test_a_field_that_hangs_on_a_choice_says_on_which(mine):
    page = signed_in(mine.applicant).get(address("section_row_new", mine, "education")).content.decode()

    assert 'data-asked-by="field-proof" data-asked-when="record report"' in page


def test_rows_lead_to_each_other(mine):
    for row, name in (("r1", "第一篇"), ("r2", "第二篇"), ("r3", "第三篇")):
        save(mine, row, name=name)

    page = page_of(mine, "r2")

    assert address("section_row", mine, "publications", "r1") in page
    assert address("section_row", mine, "publications", "r3") in page


def test_nobody_puts_files_into_a_row_that_is_not_there(mine, cast: Cast):
    save(mine, "r1")
    there = address("attachment_add", mine, "publications", "work")

    assert put(mine, "gone", scan()).status_code == 404
    assert signed_in(cast.outsider).post(there, {"files": [scan()], "row": "r1"}).status_code == 404
    assert not mine.attachments.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many_rows(mine, rows, django_assert_num_queries):
    for number in range(rows):
        save(mine, f"r{number}")
        put(mine, f"r{number}", scan("封面.jpg"))
    browser = signed_in(mine.applicant)
    browser.get(address("section", mine, "publications"))

    with django_assert_num_queries(6):
        browser.get(address("section", mine, "publications"))


def test_sixty_rows_with_files_are_listed(mine):
    part = SectionDraft(application=mine, section="publications", saved_at=factories.NOON)
    part.rows = [{"id": f"r{n}", "values": PAPER | {"abstract": "长" * 300}} for n in range(60)]
    part.save()
    for n in range(60):
        factories.attachment(mine, "publications", "work", row=f"r{n}")

    page = page_of(mine)

    assert page.count("修改、上传") == 60
