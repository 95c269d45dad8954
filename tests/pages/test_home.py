"""我的申报：what is due first."""

import pytest
from django.urls import reverse

from applications.models import Application, Message
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.applying import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


def page_of(user) -> str:
    return signed_in(user).get(reverse("home")).content.decode()


def message(application: Application, text: str, **facts) -> Message:
    defaults = {"user": application.applicant, "at": factories.NOON, "key": text}
    return Message.objects.create(application=application, text=text, **{**defaults, **facts})


def test_who_has_nothing_sees_what_may_be_begun(cast: Cast, notice):
    page = page_of(cast.applicant)

    assert "您还没有申报" in page
    assert notice.title in page
    assert reverse("start", args=[notice.code]) in page
    assert "单位待办" not in page


def test_who_can_begin_nothing_is_led_to_the_notices(cast: Cast):
    page = page_of(cast.applicant)

    assert "现在没有正在申报的通知" in page
    assert reverse("notice_list") in page


def test_a_draft_shows_until_when_it_must_be_submitted(draft: Application):
    page = page_of(draft.applicant)

    assert "继续填写" in page
    assert "申报截止" in page
    assert "2024年9月30日 18:00" in page
    assert draft.number in page


@pytest.mark.rule("N0-29")
def test_what_was_returned_comes_first_with_its_words_and_its_clock(draft: Application, cast: Cast):
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="学历证书看不清")

    page = page_of(draft.applicant)

    assert "修改后再次提交" in page
    assert "学历证书看不清" in page
    assert "修改截止" in page
    assert "2024年9月11日 12:00" in page


def test_what_is_in_review_says_at_which_desk_since_when(draft: Application):
    factories.submit(draft)

    page = page_of(draft.applicant)

    assert "由<b>博湖县图书馆</b>审核，9月9日 12:00 送达" in page
    assert "继续填写" not in page


def test_what_has_lapsed_is_over_before_the_sweep_has_come(draft: Application, time_machine):
    time_machine.move_to(factories.at("2024-09-30 18:00:01"), tick=False)

    page = page_of(draft.applicant)

    assert "视为放弃" in page
    assert "继续填写" not in page


def test_messages_are_shown_until_they_are_read(draft: Application):
    message(draft, "请留意修改时限。")
    browser = signed_in(draft.applicant)
    assert "请留意修改时限。" in browser.get(reverse("home")).content.decode()

    answer = browser.post(reverse("messages_read"))

    assert answer.status_code == 302
    assert "请留意修改时限。" not in browser.get(reverse("home")).content.decode()


def test_reading_ones_own_messages_leaves_those_of_others(draft: Application, cast: Cast):
    message(draft, "给李科长的话", user=cast.li)

    signed_in(draft.applicant).post(reverse("messages_read"))

    assert Message.objects.get().read_at is None
    assert "给李科长的话" not in page_of(draft.applicant)


def test_an_officer_is_led_to_the_desk(cast: Cast, notice):
    page = page_of(cast.wang)

    assert "单位待办" in page
    assert reverse("desk") in page


def test_nobody_sees_anybody_elses(draft: Application, cast: Cast):
    assert draft.number in page_of(draft.applicant)
    assert draft.number not in page_of(cast.outsider)


def test_who_is_not_signed_in_is_asked_to(client):
    answer = client.get(reverse("home"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


def test_reading_messages_takes_a_post(cast: Cast):
    assert signed_in(cast.applicant).get(reverse("messages_read")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_there_is(cast: Cast, notice, count, django_assert_num_queries):
    offerings = [
        {
            "series": {"code": f"s{n}", "name": f"系列{n}"},
            "specialty": {"code": f"s{n}", "name": f"专业{n}"},
            "titles": {"junior": ["助理馆员"]},
        }
        for n in range(count)
    ]
    other = factories.notice(small_notice(code=f"many-{count}", offerings=offerings))
    for n in range(count):
        started = factories.draft(other, cast.applicant, cast.employer, specialty=f"s{n}")
        message(started, f"消息{n}")
        factories.submit(factories.fill(started))
        factories.decide(started, "send_back", by=cast.wang, note="请补充")
    browser = signed_in(cast.applicant)
    browser.get(reverse("home"))

    with django_assert_num_queries(7):
        page = browser.get(reverse("home")).content.decode()

    assert page.count("修改后再次提交") == count
