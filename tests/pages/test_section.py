"""填写栏目：kept as typed, said what is wrong, rows and 无."""

import re

import pytest
from django.urls import reverse

from applications.models import Application, SectionDraft
from applications.selectors.dossiers import on_day
from tests import factories
from tests.cast import Cast
from tests.orderly import rows_of
from tests.pages.applying import address, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def empty(cast: Cast, notice) -> Application:
    """A draft in which nothing has been typed."""
    return factories.draft(notice, cast.applicant, cast.employer)


def good(application: Application, code: str) -> dict[str, str]:
    """Something valid for every field that must be filled."""
    section = application.rules.section(code)
    return rows_of(section, application.rules, application.case, on_day(factories.NOON))[0]


def stored(application: Application, code: str) -> list[dict[str, str]]:
    return [row["values"] for row in SectionDraft.objects.get(application=application, section=code).rows]


def test_the_real_name_is_shown_and_cannot_be_changed_here(empty):
    page = signed_in(empty.applicant).get(address("section", empty, "basic")).content.decode()

    assert "阿依古丽·买买提" in page
    assert empty.applicant.masked_id_number in page
    assert empty.applicant.id_number not in page
    assert "1990年1月1日" in page
    assert 'name="name"' not in page


def test_what_is_good_is_saved_and_shown_again(empty):
    browser = signed_in(empty.applicant)

    answer = browser.post(address("section", empty, "basic"), typed(good(empty, "basic")))

    assert answer.url == address("section", empty, "basic")
    page = browser.get(answer.url).content.decode()
    assert "已保存。" in page
    assert 'value="2010-07"' in page


@pytest.mark.rule("N0-24")
def test_what_will_not_do_is_kept_and_saved_and_said(empty):
    values = good(empty, "basic") | {"health": "", "work_started": "去年<b>"}

    answer = signed_in(empty.applicant).post(address("section", empty, "basic"), typed(values))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "已保存，还有 2 处需要修改。" in page
    assert page.count("请填写身体状况；没有内容的填“无”。") == 2
    assert 'href="#field-health"' in page
    assert 'value="去年&lt;b&gt;"' in page
    assert stored(empty, "basic")[0]["work_started"] == "去年<b>"
    assert 'name="version" value="1"' in page


def test_a_half_filled_section_says_what_is_missing_when_it_is_opened_again(empty):
    browser = signed_in(empty.applicant)
    browser.post(address("section", empty, "basic"), typed({"former_name": "无"}))

    page = browser.get(address("section", empty, "basic")).content.decode()

    assert "还有需要修改的" in page
    assert "data-focus" not in page


def test_another_window_is_told_and_loses_nothing(empty):
    browser = signed_in(empty.applicant)
    browser.post(address("section", empty, "basic"), typed(good(empty, "basic")))

    mine = good(empty, "basic") | {"birthplace": "博湖县"}
    answer = browser.post(address("section", empty, "basic"), typed(mine))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "9月9日 12:00" in page
    assert 'value="博湖县"' in page
    assert "另一窗口保存的是：无" in page
    assert "data-autosave" not in page  # the person decides, not the script
    assert stored(empty, "basic")[0]["birthplace"] == "无"
    browser.post(address("section", empty, "basic"), typed(mine, version=1))
    assert stored(empty, "basic")[0]["birthplace"] == "博湖县"


def test_the_script_saves_while_one_types(empty):
    browser = signed_in(empty.applicant)
    asked = {"headers": {"accept": "application/json"}}

    first = browser.post(address("section", empty, "basic"), typed({"former_name": "甲"}), **asked)
    stale = browser.post(address("section", empty, "basic"), typed({"former_name": "乙"}), **asked)

    assert first.json() == {"version": 1, "saved_at": "12:00"}
    assert (stale.status_code, stale.json()) == (409, {"errors": ["您在另一个窗口里保存过这一栏。"]})


def test_a_row_is_added_once_however_often_it_is_sent(empty):
    browser = signed_in(empty.applicant)
    page = browser.get(address("section_row_new", empty, "education")).content.decode()
    new = re.search(r'action="([^"]+/rows/[0-9a-f]{32}/)"', page)[1]

    row = new.split("/")[-2]
    for _ in range(2):
        answer = browser.post(new, typed(good(empty, "education"), fresh="1"))
        assert answer.url == address("section", empty, "education") + f"#row-{row}"

    assert len(stored(empty, "education")) == 1


def test_a_row_that_will_not_do_keeps_what_was_typed(empty):
    values = good(empty, "education") | {"started": "2016-09", "graduated": "2015-07"}

    answer = signed_in(empty.applicant).post(
        address("section_row", empty, "education", "r1"), typed(values, fresh="1")
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("结束时间早于开始时间。") == 2
    assert stored(empty, "education")[0]["started"] == "2016-09"


def test_rows_are_listed_moved_and_removed(empty):
    browser = signed_in(empty.applicant)
    for name in ("r1", "r2"):
        values = good(empty, "education") | {"school": f"学校{name}"}
        browser.post(address("section_row", empty, "education", name), typed(values, fresh="1"))
    listed = address("section_rows", empty, "education")

    browser.post(listed, {"down": "r1"})
    assert [row["school"] for row in stored(empty, "education")] == ["学校r2", "学校r1"]
    browser.post(listed, {"up": "r1"})
    page = browser.get(address("section", empty, "education")).content.decode()
    assert page.index("1. 学校r1") < page.index("2. 学校r2")
    browser.post(listed, {"remove": "r1"})

    assert [row["school"] for row in stored(empty, "education")] == ["学校r2"]


def test_rows_are_put_in_any_order_and_one_that_the_page_did_not_know_comes_last(empty):
    browser = signed_in(empty.applicant)
    for name in ("r1", "r2", "r3"):
        values = good(empty, "education") | {"school": name}
        browser.post(address("section_row", empty, "education", name), typed(values, fresh="1"))

    browser.post(address("section_rows", empty, "education"), {"order": "r3,r1,gone"})

    assert [row["school"] for row in stored(empty, "education")] == ["r3", "r1", "r2"]


@pytest.mark.rule("N0-24")
def test_nothing_is_one_press_where_the_section_may_be_empty(empty):
    browser = signed_in(empty.applicant)
    assert "没有内容，注明“无”" in browser.get(address("section", empty, "employment")).content.decode()
    assert "没有内容，注明“无”" not in browser.get(address("section", empty, "education")).content.decode()

    browser.post(address("section_rows", empty, "employment"), {"nothing": "yes"})
    assert "已注明“无”。" in browser.get(address("section", empty, "employment")).content.decode()
    browser.post(address("section_rows", empty, "employment"), {"nothing": "no"})

    assert not SectionDraft.objects.get(section="employment").nothing


def test_nothing_is_refused_where_something_is_required(empty):
    answer = signed_in(empty.applicant).post(address("section_rows", empty, "education"), {"nothing": "yes"})

    assert answer.status_code == 422
    assert "必须填写" in answer.content.decode()


def test_in_review_it_can_be_read_and_not_changed(draft: Application):
    factories.submit(draft)
    browser = signed_in(draft.applicant)

    for code in ("basic", "education", "employment", "summary"):
        page = browser.get(address("section", draft, code)).content.decode()
        assert "不能修改" in page
        assert "保存</button>" not in page
        assert "添加" not in page
    answer = browser.post(address("section", draft, "basic"), typed({"former_name": "甲"}, version=9))

    assert answer.status_code == 422
    assert stored(draft, "basic")[0]["former_name"] == "无"


@pytest.mark.parametrize(
    "parts", [("section", "none"), ("section_row", "education", "none"), ("section_row_new", "none")]
)
def test_what_is_not_there_is_not_found(empty, parts):
    assert signed_in(empty.applicant).get(address(parts[0], empty, *parts[1:])).status_code == 404


def test_nobody_else_finds_it_or_writes_in_it(draft: Application, cast: Cast):
    factories.submit(draft)
    for person in (cast.wang, cast.outsider):
        browser = signed_in(person)
        assert browser.get(address("section", draft, "basic")).status_code == 404
        assert browser.post(address("section", draft, "basic"), typed({"health": "x"})).status_code == 404
        assert browser.post(address("section_rows", draft, "education"), {"remove": "r1"}).status_code == 404
    assert stored(draft, "basic")[0]["health"] == "无"


def test_moving_rows_takes_a_post_and_saving_a_version(empty):
    browser = signed_in(empty.applicant)

    assert browser.get(address("section_rows", empty, "education")).status_code == 405
    assert browser.post(address("section", empty, "basic"), {"field-health": "好"}).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client, empty):
    assert client.get(address("section", empty, "basic")).url.startswith(reverse("login"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many_rows(draft: Application, rows, django_assert_num_queries):
    part = draft.drafts.get(section="education")
    part.rows = [{**part.rows[0], "id": f"r{n}"} for n in range(rows)]
    part.save()
    for _ in range(rows):
        factories.attachment(draft, "education", "degree")
    browser = signed_in(draft.applicant)
    browser.get(address("section", draft, "education"))

    with django_assert_num_queries(6):
        browser.get(address("section", draft, "education"))
