"""检查本人姓名遮盖: the list of one's pictures, and the page of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Application, Attachment, Sighting
from applications.rules.unlocking import Spot
from applications.selectors.returns import return_of
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.applying import address, signed_in

pytestmark = pytest.mark.django_db

NAME = [1000, 1000, 4000, 1500]
SIDES = ("left", "top", "width", "height")
RULE = {"code": "masking", "kind": "masking_answered", "clause": "五、14"}


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


def started(cast: Cast, **changes) -> Application:
    masking = {"targets": ["name", "unit"], "clause": "五、14"}
    raw = small_notice(**{"masking": masking, "rules": [RULE], **changes})
    return factories.draft(factories.notice(raw), cast.applicant, cast.employer)


@pytest.fixture
def mine(cast: Cast) -> Application:
    """A draft with three pictures that nobody has answered for."""
    application = started(cast)
    for title in ("毕业证", "学位证", "学信网报告"):
        factories.attachment(application, "education", "degree", title=title)
    return application


def files(application: Application) -> list[Attachment]:
    return list(application.attachments.filter(removed_at=None).order_by("order"))


def editor(application: Application, file: Attachment) -> str:
    return address("masking_page", application, str(file.pk))


def look(application: Application, file: Attachment | None = None, *, user=None):
    there = editor(application, file) if file else address("masking", application)
    return signed_in(user or application.applicant).get(there)


def answer(application: Application, file: Attachment, *rows: tuple[str, ...], user=None, **posted):
    columns = {side: [row[n] for row in rows] for n, side in enumerate(SIDES)}
    sent = {"answer": "covered", **columns, **posted}
    return signed_in(user or application.applicant).post(editor(application, file), sent)


def test_the_list_says_what_is_answered_left_and_found(mine):
    one, two, _ = files(mine)
    answer(mine, one, ("10", "10", "30", "5"))
    Sighting.objects.create(attachment=two, what="name", box=NAME, is_sure=True, found_at=factories.NOON)

    page = look(mine).content.decode()

    assert "还有 2 张要检查" in page
    assert "已遮盖 1 处" in page
    assert "机器找到 1 处" in page
    assert page.count('name="pick"') == 1  # neither the covered one nor the one with something in it
    assert '<rect x="1000" y="1000" width="3000" height="500"/>' in page


def test_the_question_names_what_the_notice_hides_with_its_clause(mine):
    page = look(mine, files(mine)[0]).content.decode()

    assert "本人姓名、工作单位名称" in page
    assert "通知五、14" in page


@pytest.mark.parametrize(("reads", "words"), [(True, "机器会看漏"), (False, "这里没有机器识读")])
def test_it_says_whether_a_machine_helps(mine, monkeypatch, settings, reads, words):
    settings.READ_SCANS = True
    monkeypatch.setattr("applications.masking.reading.is_installed", lambda: reads)

    assert words in look(mine).content.decode()


def test_boxes_are_saved_and_the_next_one_comes(mine):
    one, two, _ = files(mine)

    reply = answer(mine, one, ("10", "20.25", "30", "5"), ("", "", "", ""), ("0", "0", "100", "0.5"))

    assert (reply.status_code, reply.url) == (302, editor(mine, two))
    assert files(mine)[0].boxes == [[1000, 2025, 4000, 2525], [0, 0, 10_000, 50]]
    assert 'value="20.25"' in look(mine, one).content.decode()


def test_after_the_last_one_comes_the_list(mine):
    one, two, three = files(mine)
    answer(mine, three, answer="clear")
    assert answer(mine, two, answer="clear").url == editor(mine, one)  # what was left out comes round

    reply = answer(mine, one, answer="clear")

    assert reply.url == address("masking", mine)
    assert "都检查过了" in look(mine).content.decode()


BAD = [
    ([("十", "1", "1", "1")], "第 1 个遮盖框的“左”“十”不是百分数", "left-1"),
    ([("1", "", "1", "1")], "第 1 个遮盖框的“上”没有填", "top-1"),
    ([("1", "1", "1.234", "1")], "不是百分数", "width-1"),
    ([("90", "1", "20", "1")], "第 1 个遮盖框超出了页面", "boxes"),
    ([("1", "1", "0", "9")], "第 1 个遮盖框", "boxes"),
    ([(str(n), "1", "1", "1") for n in range(61)], "最多画 60 个", "boxes"),
    ([], "还没有画遮盖框", "boxes"),
]


@pytest.mark.parametrize(("rows", "sentence", "place"), BAD)
def test_what_will_not_do_is_said_at_its_place_and_kept_as_typed(mine, rows, sentence, place):
    one = files(mine)[0]
    answer(mine, one, ("10", "10", "30", "5"))

    reply = answer(mine, one, *rows)
    page = reply.content.decode()

    assert reply.status_code == 422
    assert sentence in page
    assert f'href="#{place}"' in page and f'id="{place}"' in page
    assert all(f'value="{text}"' in page for row in rows for text in row if text)
    assert files(mine)[0].boxes == [[1000, 1000, 4000, 1500]]


def test_no_with_boxes_drawn_is_asked_again(mine):
    one = files(mine)[0]

    reply = answer(mine, one, ("10", "10", "30", "5"), answer="clear")

    assert reply.status_code == 422
    assert "已经画了 1 个遮盖框" in reply.content.decode()
    assert files(mine)[0].masking == ""


def test_proposals_are_listed_and_covered_when_ticked(mine):
    one = files(mine)[0]
    found = Sighting.objects.create(
        attachment=one, what="unit", box=NAME, is_sure=False, found_at=factories.NOON
    )
    page = look(mine, one).content.decode()
    assert 'data-box="1000 1000 4000 1500"' in page
    assert "工作单位（可能）" in page

    answer(mine, one, confirm=[str(found.pk), "nonsense", "9" * 30])

    assert files(mine)[0].boxes == [NAME]
    assert "data-box" not in look(mine, one).content.decode()


def test_several_are_signed_for_together(mine):
    browser = signed_in(mine.applicant)
    ids = [str(file.pk) for file in files(mine)]

    nothing = browser.post(address("masking", mine))
    reply = browser.post(address("masking", mine), {"pick": ids[:2]}, follow=True)

    assert nothing.status_code == 422
    assert "请先勾选" in nothing.content.decode()
    assert "已确认 2 张图片不需要遮盖。" in reply.content.decode()
    assert [file.masking for file in files(mine)] == ["clear", "clear", ""]


def test_it_belongs_to_its_applicant_alone(mine, cast: Cast):
    one = files(mine)[0]
    for user in (cast.outsider, cast.wang, cast.li, cast.office):
        assert look(mine, user=user).status_code == 404
        assert look(mine, one, user=user).status_code == 404
        assert answer(mine, one, ("1", "1", "9", "9"), user=user).status_code == 404
        assert signed_in(user).post(address("masking", mine), {"pick": [str(one.pk)]}).status_code == 404
    assert files(mine)[0].masking == ""
    assert look(mine).status_code == look(mine, one).status_code == 200


def test_who_is_not_signed_in_signs_in_first(client, mine):
    for there in (address("masking", mine), editor(mine, files(mine)[0])):
        assert client.get(there).url.startswith(reverse("login"))
        assert client.put(there).status_code in (302, 405)


def test_a_picture_of_another_application_or_replaced_meanwhile_is_not_there(mine, cast: Cast):
    other = factories.draft(mine.notice_version.notice, factories.person("别人"), cast.employer)
    foreign = factories.attachment(other, "education", "degree")
    gone = factories.attachment(mine, "education", "degree", removed_at=factories.NOON)

    for file in (foreign, gone):
        assert look(mine, file).status_code == 404
        assert answer(mine, file, answer="clear").status_code == 404
        assert (
            signed_in(mine.applicant).post(address("masking", mine), {"pick": [file.pk]}).status_code == 404
        )


def test_without_masking_in_the_notice_there_is_nothing(cast: Cast):
    mine = started(cast, masking=None, rules=[])
    file = factories.attachment(mine, "education", "degree")

    assert look(mine).status_code == look(mine, file).status_code == 404
    there = address("application", mine)
    assert "检查本人姓名遮盖" not in signed_in(mine.applicant).get(there).content.decode()


def test_in_review_it_is_shown_and_cannot_be_changed(mine):
    factories.fill(mine)
    mine.attachments.update(masking="clear", answered_at=factories.NOON)
    factories.submit(mine)
    one = files(mine)[0]

    page = look(mine, one).content.decode()
    reply = answer(mine, one, ("1", "1", "9", "9"))

    assert "不能修改" in page
    assert 'name="answer"' not in page
    assert 'name="pick"' not in look(mine).content.decode()
    assert reply.status_code == 422
    assert files(mine)[0].masking == "clear"


def test_after_a_return_only_what_was_asked_for_can_be_changed(mine, cast: Cast):
    factories.fill(mine)
    mine.attachments.update(masking="clear", answered_at=factories.NOON)
    factories.submit(mine)
    one = files(mine)[0]
    marks = [factories.marks.Wanted(Spot("summary"), "太短")]
    factories.decide(mine, "send_back", by=cast.wang, note="请修改", marks=marks)

    assert "退回时没有要求修改这一项" in look(mine, one).content.decode()
    assert answer(mine, one, ("1", "1", "9", "9")).status_code == 422
    assert files(mine)[0].masking == "clear"


def test_what_a_return_asks_to_cover_can_be_covered_and_then_is_done(mine, cast: Cast):
    factories.fill(mine)
    mine.attachments.update(masking="clear", answered_at=factories.NOON)
    factories.submit(mine)
    one = files(mine)[0]
    marks = [factories.marks.Wanted(Spot("education", "", "degree", str(one.pk)), "姓名没有遮盖")]
    factories.decide(mine, "send_back", by=cast.wang, note="请修改", marks=marks)

    reply = answer(mine, one, ("1", "1", "9", "9"))

    assert reply.status_code == 302
    mine.refresh_from_db()
    assert [asked.done for asked in return_of(mine, factories.NOON).asked] == [True]


def test_the_application_and_the_precheck_lead_here(mine):
    browser = signed_in(mine.applicant)

    front = browser.get(address("application", mine)).content.decode()
    check = browser.get(address("check_answers", mine)).content.decode()

    assert f'href="{address("masking", mine)}"' in front
    assert "专家会看到的图片 3 张，还有 3 张没有检查" in front
    assert f'href="{address("masking", mine)}#material-degree-"' in check
    assert 'id="material-degree-"' in look(mine).content.decode()


@pytest.mark.parametrize("page", ["list", "picture"])
def test_as_many_statements_for_one_picture_as_for_three(mine, django_assert_num_queries, page):
    for file in files(mine):
        Sighting.objects.create(attachment=file, what="name", box=NAME, is_sure=True, found_at=factories.NOON)
    one = files(mine)[0] if page == "picture" else None
    look(mine, one)
    with CaptureQueriesContext(connection) as with_three:
        look(mine, one)
    mine.attachments.exclude(pk=files(mine)[0].pk).delete()

    with django_assert_num_queries(len(with_three)):
        look(mine, one)
