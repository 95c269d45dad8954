"""Turning, exchanging, ordering the files of a slot, and what each says about its covering."""

import pytest

from applications.models import Application
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.applying import address, scan, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def mine(cast: Cast) -> Application:
    """A draft with three pictures in a slot, under a notice that wants names covered."""
    masking = {"targets": ["name", "unit"], "clause": "五、14"}
    draft = factories.draft(factories.notice(small_notice(masking=masking)), cast.applicant, cast.employer)
    files = [scan("一.jpg", "red"), scan("二.jpg", "blue"), scan("三.jpg", "tan")]
    signed_in(draft.applicant).post(address("attachment_add", draft, "education", "degree"), {"files": files})
    return draft


def edit(application: Application, *, data: bool = False, **posted):
    browser = signed_in(application.applicant)
    facts = {"headers": {"accept": "application/json"}} if data else {}
    return browser.post(address("attachment_edit", application, "education", "degree"), posted, **facts)


def live(application: Application):
    return application.attachments.filter(removed_at=None)


def titles(application: Application) -> list[str]:
    return list(live(application).values_list("title", flat=True))


def page_of(application: Application) -> str:
    browser = signed_in(application.applicant)
    return browser.get(address("section", application, "education")).content.decode()


def test_files_are_put_in_order_by_dragging(mine):
    one, two, three = (str(file.pk) for file in live(mine))

    edit(mine, order=f"{three},{one},{two}")

    assert titles(mine) == ["三", "一", "二"]


@pytest.mark.parametrize("button", ["left", "right"])
def test_a_picture_is_turned_and_its_typed_name_kept(mine, button):
    file = live(mine).first()

    answer = edit(mine, **{button: str(file.pk), f"title-{file.pk}": "横过来的"})

    turned = live(mine).get(title="横过来的")
    assert answer.url == address("section", mine, "education") + "#material-degree"
    assert (turned.width, turned.height) == (40, 60)


def test_a_picture_is_exchanged_in_its_place(mine):
    two = live(mine)[1]
    new = scan("新.jpg", "green")

    edit(mine, replace=str(two.pk), **{f"replacement-{two.pk}": new})

    assert live(mine).count() == 3
    assert not live(mine).filter(pk=two.pk).exists()
    assert titles(mine)[0::2] == ["一", "三"]


def test_exchanging_for_nothing_or_for_no_picture_is_refused_with_its_reason(mine):
    one = live(mine)[0]

    nothing = edit(mine, replace=str(one.pk))
    text = edit(mine, replace=str(one.pk), **{f"replacement-{one.pk}": scan().__class__("a.jpg", b"x")})

    assert nothing.status_code == 422
    assert "请先选择要换上的文件。" in nothing.content.decode()
    assert text.status_code == 422
    assert "这不是 JPG 图片" in text.content.decode()
    assert titles(mine) == ["一", "二", "三"]


def test_a_name_is_kept_for_the_script_without_drawing_the_page(mine):
    one = live(mine)[0]

    good = edit(mine, data=True, **{f"title-{one.pk}": "毕业证"})
    bad = edit(mine, data=True, **{f"title-{one.pk}": ""})

    assert (good.status_code, good.json()) == (200, {"errors": []})
    assert (bad.status_code, bad.json()) == (422, {"errors": ["请填写图片名称。"]})
    assert titles(mine)[0] == "毕业证"


def test_each_picture_says_whether_it_is_covered_and_leads_to_its_page(mine):
    one, two, three = live(mine)
    now = factories.NOON
    live(mine).filter(pk=one.pk).update(masking="covered", boxes=[factories.BOX] * 2, answered_at=now)
    live(mine).filter(pk=two.pk).update(masking="clear", answered_at=now)

    page = page_of(mine)

    words = ("已遮盖 2 处", "不需要遮盖", "没有检查")
    assert [page.count(f">{word}<") for word in words] == [1, 1, 1]
    assert all(address("masking_page", mine, str(file.pk)) in page for file in (one, two, three))


def test_nobody_is_asked_about_covering_where_the_notice_does_not_want_it(draft: Application):
    assert "检查遮盖" not in page_of(draft)


def test_what_is_not_sharp_is_said_in_plain_words(mine):
    live(mine).filter(title="一").update(remarks=["图片偏小，打印后可能看不清。"])

    assert "图片偏小，打印后可能看不清。" in page_of(mine)


def test_nobody_else_changes_anything(mine, cast: Cast):
    there = address("attachment_edit", mine, "education", "degree")
    one = live(mine)[0]

    for posted in ({"left": str(one.pk)}, {"replace": str(one.pk)}, {f"title-{one.pk}": "别的"}):
        assert signed_in(cast.outsider).post(there, posted).status_code == 404
    assert titles(mine)[0] == one.title


def test_in_review_nothing_can_be_changed(mine):
    factories.fill(mine)
    mine.attachments.update(masking="clear", answered_at=factories.NOON)
    factories.submit(mine)
    one = live(mine)[0]

    answer = edit(mine, left=str(one.pk))

    assert answer.status_code == 422
    assert "不能修改" in answer.content.decode()
