"""The page of one application: where it stands, what is to be done, until when, and how it ends."""

import re

import pytest
from django.urls import reverse

from applications.models import Application
from tests import factories
from tests.cast import Cast
from tests.pages.applying import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


def page_of(application: Application, name: str = "application", *parts) -> str:
    return signed_in(application.applicant).get(address(name, application, *parts)).content.decode()


def returned(draft: Application, cast: Cast) -> Application:
    factories.submit(draft)
    return factories.decide(draft, "send_back", by=cast.wang, note="学历证书看不清\n请重新上传")


def test_a_draft_shows_its_sections_its_way_and_its_clock(draft: Application):
    page = page_of(draft)

    for words in (
        draft.number,
        "填报中",
        "申报截止",
        "通知三（一）",
        "基本信息",
        "已注明“无”",
        "已完成",
        "博湖县人社局",
        "某州图书资料系列评委会办公室",
        "已提交 0 次，还可提交 3 次。",
        "核对并提交",
    ):
        assert words in page, words


def test_an_empty_draft_says_what_has_not_begun_and_why_it_cannot_be_submitted(cast: Cast, notice):
    page = page_of(factories.draft(notice, cast.applicant, cast.employer))

    assert page.count(">未开始<") == 4
    assert "还有 5 处需要填写或修改。" in page
    assert 'aria-disabled="true"' in page
    assert "核对并提交" not in page


def test_a_way_that_leads_nowhere_is_said_before_submitting(draft: Application, cast: Cast):
    cast.county.is_active = False
    cast.county.save()

    assert "系统中还没有负责“县（市）人社局”的单位" in page_of(draft)


@pytest.mark.rule("N0-29")
def test_a_returned_one_shows_the_words_the_clause_and_the_clock(draft: Application, cast: Cast):
    page = page_of(returned(draft, cast))

    for words in (
        "退回意见",
        "学历证书看不清",
        "博湖县图书馆",
        "修改截止",
        "2024年9月11日 12:00",
        "通知四（三）",
    ):
        assert words in page, words
    assert "已提交 1 次，还可提交 2 次。" in page
    assert "王主任" not in page


def test_what_must_be_changed_is_marked_once_it_is_returned(draft: Application, cast: Cast):
    returned(draft, cast)
    draft.attachments.update(removed_at=factories.NOON)

    assert "需要修改" in page_of(draft)


def test_in_review_it_says_where_and_offers_to_take_it_back(draft: Application):
    page = page_of(factories.submit(draft))

    assert "现在由<b>博湖县图书馆</b>审核" in page
    assert address("recall", draft) in page
    assert "这期间不能修改" in page


def test_a_publicity_is_shown_while_it_runs(draft: Application, cast: Cast):
    factories.submit(draft)
    factories.publish(draft, by=cast.wang, when=factories.NOON)

    page = page_of(draft)

    assert "推荐前公示" in page
    assert "公示中" in page


def test_what_is_overdue_is_given_up_before_it_is_swept(draft: Application, cast: Cast, time_machine):
    returned(draft, cast)
    time_machine.move_to(factories.at("2024-09-11 12:00:00"), tick=False)
    assert "视为放弃申报</h2>" not in page_of(draft)

    time_machine.move_to(factories.at("2024-09-11 12:00:01"), tick=False)
    page = page_of(draft)

    assert "视为放弃申报</h2>" in page
    assert 'data-state="abandoned"' in page
    assert address("check_answers", draft) not in page
    assert address("withdraw", draft) not in page


def test_it_can_be_taken_back_before_anybody_opened_it(draft: Application):
    factories.submit(draft)
    browser = signed_in(draft.applicant)

    answer = browser.post(address("recall", draft), {"revision": draft.revision})

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.state, draft.submissions) == ("draft", 0)


def test_taken_back_too_late_says_why_and_changes_nothing(draft: Application):
    factories.submit(draft)
    Application.objects.filter(pk=draft.pk).update(opened_at=factories.NOON)

    answer = signed_in(draft.applicant).post(address("recall", draft), {"revision": draft.revision})

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert "审核人已经打开申报书" in answer.content.decode()
    assert draft.state == "in_review"


def test_a_stale_page_says_who_acted_and_when(draft: Application, cast: Cast):
    factories.submit(draft)
    seen = draft.revision
    factories.decide(draft, "send_back", by=cast.wang, note="请补充")

    answer = signed_in(draft.applicant).post(address("recall", draft), {"revision": seen})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "博湖县图书馆 审核人" in page
    assert "2024年9月9日 12:00" in page
    assert "退回修改" in page


def test_giving_up_is_asked_about_and_then_ends_it(draft: Application):
    browser = signed_in(draft.applicant)
    page = browser.get(address("withdraw", draft)).content.decode()
    assert "撤回后这份申报书就结束了" in page
    draft.refresh_from_db()
    assert draft.state == "draft"

    answer = browser.post(address("withdraw", draft), {"revision": draft.revision, "note": "改报明年"})

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.state == "withdrawn"
    assert draft.journal.get().note == "改报明年"
    assert address("withdraw", draft) not in browser.get(address("application", draft)).content.decode()


def test_the_history_names_units_and_not_people(draft: Application, cast: Cast):
    page = page_of(returned(draft, cast), "history")

    assert "本人" in page
    assert "博湖县图书馆 审核人" in page
    assert "学历证书看不清" in page
    assert "王主任" not in page
    assert address("submission", draft, 1) in page


def test_a_submission_stays_as_it_was_frozen(draft: Application, cast: Cast):
    returned(draft, cast)
    rows = draft.drafts.get(section="summary").rows
    rows[0]["values"]["text"] = "后来改的总结"
    draft.drafts.filter(section="summary").update(rows=rows)

    page = page_of(draft, "submission", 1)

    assert "认真履行岗位职责。" in page
    assert "后来改的总结" not in page
    assert "修改<span" not in page


PAGES = ["application", "check_answers", "history", "withdraw"]


@pytest.mark.parametrize("name", PAGES)
def test_nobody_else_finds_it(draft: Application, cast: Cast, name):
    factories.submit(draft)

    for person in (cast.wang, cast.office, cast.outsider):
        assert signed_in(person).get(address(name, draft)).status_code == 404
    assert signed_in(cast.applicant).get(address(name, draft)).status_code == 200


@pytest.mark.parametrize("name", ["recall", "withdraw", "submit"])
def test_nobody_else_moves_it(draft: Application, cast: Cast, name):
    factories.submit(draft)
    facts = {"revision": draft.revision}

    for person in (cast.wang, cast.outsider):
        assert signed_in(person).post(address(name, draft), facts).status_code == 404
    draft.refresh_from_db()
    assert draft.state == "in_review"


@pytest.mark.parametrize("name", ["recall", "submit"])
def test_moving_takes_a_post_with_the_step_that_was_seen(draft: Application, name):
    browser = signed_in(draft.applicant)

    assert browser.get(address(name, draft)).status_code == 405
    assert browser.post(address(name, draft), {}).status_code == 404
    assert browser.post(address(name, draft), {"revision": "-1"}).status_code == 404


def test_every_button_works_without_a_script(draft: Application):
    page = page_of(draft)

    assert not re.search(r"\son\w+=|style=", page)
    assert f'href="{address("check_answers", draft)}"' in page


def test_who_is_not_signed_in_is_asked_to(client, draft: Application):
    assert client.get(address("application", draft)).url.startswith(reverse("login"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_full_it_is(draft: Application, rows, django_assert_num_queries):
    part = draft.drafts.get(section="education")
    part.rows = [{**part.rows[0], "id": f"r{n}"} for n in range(rows)]
    part.save()
    for _ in range(rows):
        factories.attachment(draft, "education", "degree")
    browser = signed_in(draft.applicant)
    browser.get(address("application", draft))

    with django_assert_num_queries(9):
        browser.get(address("application", draft))


@pytest.mark.parametrize("times", [1, 2])
def test_a_returned_page_costs_the_same_however_often(
    draft: Application, cast: Cast, times, django_assert_num_queries
):
    for _ in range(times):
        returned(draft, cast)
    browser = signed_in(draft.applicant)
    browser.get(address("application", draft))

    with django_assert_num_queries(13):
        browser.get(address("application", draft))
