"""What is typed survives: a session that ended, another device, a connection that broke, a closed tab."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.models import Application, SectionDraft
from tests import factories
from tests.browser.applying import WORDS
from tests.browser.stage import opened_without_publicity
from tests.cast import Cast

SUMMARY = "个人工作总结"
PASSWORD = "invented-2024"


@pytest.fixture
def draft(cast: Cast) -> Application:
    """An empty draft under a short notice that is open today; its applicant has a password."""
    cast.applicant.set_password(PASSWORD)
    cast.applicant.save()
    return factories.draft(opened_without_publicity(), cast.applicant, cast.employer, when=timezone.now())


@pytest.fixture
def opened(page: Page, sign_in, draft: Application) -> Page:
    """The page of the summary, open in a window."""
    sign_in(page, draft.applicant)
    page.goto(f"/applications/{draft.pk}/sections/summary/")
    return page


def saved(application: Application) -> str:
    kept = SectionDraft.objects.filter(application=application, section="summary").first()
    return kept.rows[0]["values"]["text"] if kept else ""


def session_ends(page: Page) -> None:
    """Twelve hours pass on the server, or somebody signed out elsewhere."""
    page.context.clear_cookies(name="sessionid")


def sign_in_again(page: Page, application: Application) -> None:
    page.get_by_label(re.compile("身份证号码|手机号")).first.fill(application.applicant.id_number)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def copies(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('typed:')).length")


def state(page: Page, words: str):
    return page.locator(".saving", has_text=words)


def test_saving_is_seen_and_leaves_no_copy_behind(opened, draft):
    opened.get_by_label(SUMMARY).fill(WORDS)

    expect(state(opened, "已保存")).to_have_text(re.compile(r"已保存 \d\d:\d\d"))

    assert saved(draft) == WORDS
    assert copies(opened) == 0


def test_an_ended_session_is_told_and_the_words_come_back_after_signing_in(opened, draft, watch):
    watch.expects(401)
    session_ends(opened)
    opened.get_by_label(SUMMARY).fill(WORDS)
    expect(state(opened, "登录已过期，您填写的内容保存在本机，重新登录后自动恢复。")).to_be_visible()
    assert copies(opened) == 1

    opened.get_by_role("link", name="重新登录").click()
    sign_in_again(opened, draft)

    expect(opened.get_by_role("status").filter(has_text="已恢复未保存的内容")).to_be_visible()
    expect(opened.get_by_label(SUMMARY)).to_have_value(WORDS)
    assert saved(draft) == ""
    opened.get_by_role("button", name="保存", exact=True).click()
    expect(opened.get_by_role("status").filter(has_text="已保存。")).to_be_visible()
    assert (saved(draft), copies(opened)) == (WORDS, 0)


def test_words_that_came_back_can_be_thrown_away(opened, draft, watch):
    watch.expects(401)
    session_ends(opened)
    opened.get_by_label(SUMMARY).fill(WORDS)
    opened.get_by_role("link", name="重新登录").click()
    sign_in_again(opened, draft)

    opened.get_by_role("button", name="放弃恢复的内容").click()

    expect(opened.get_by_label(SUMMARY)).to_have_value("")
    assert (saved(draft), copies(opened)) == ("", 0)


def test_a_tab_left_open_goes_on_when_one_has_signed_in_in_another(opened, sign_in, draft, watch):
    watch.expects(401)
    session_ends(opened)
    opened.get_by_label(SUMMARY).fill(WORDS)
    expect(state(opened, "登录已过期")).to_be_visible()

    sign_in(opened.context.new_page(), draft.applicant)
    opened.wait_for_timeout(3100)  # one asks at most every three seconds
    opened.evaluate("dispatchEvent(new Event('focus'))")

    expect(state(opened, "已保存")).to_be_visible()
    assert (saved(draft), copies(opened)) == (WORDS, 0)


def test_another_device_is_noticed_on_coming_back_before_anything_is_typed(opened, draft):
    draft_row = {"id": "r1", "values": {"text": "在家里写的。"}, "version": 1}
    SectionDraft.objects.create(
        application=draft, section="summary", rows=[draft_row], version=1, saved_at=timezone.now()
    )

    opened.wait_for_timeout(3100)
    opened.evaluate("dispatchEvent(new Event('focus'))")
    expect(state(opened, "这一栏在别处改过")).to_be_visible()
    opened.get_by_role("button", name="看最新内容").click()

    expect(opened.get_by_label(SUMMARY)).to_have_value("在家里写的。")


def test_without_a_connection_words_wait_and_are_saved_when_it_is_back(opened, draft, watch):
    opened.context.set_offline(True)
    opened.get_by_label(SUMMARY).fill(WORDS)
    expect(state(opened, "网络不通，您填写的内容保存在本机")).to_be_visible()
    assert copies(opened) == 1

    opened.context.set_offline(False)

    expect(state(opened, "已保存")).to_be_visible()
    assert (saved(draft), copies(opened)) == (WORDS, 0)
    watch.faults = [fault for fault in watch.faults if "DISCONNECTED" not in fault]


def test_signing_out_leaves_nothing_on_a_shared_computer(opened, draft, watch):
    watch.expects(401)
    opened.context.set_offline(True)
    opened.get_by_label(SUMMARY).fill(WORDS)
    expect(state(opened, "网络不通")).to_be_visible()
    opened.context.set_offline(False)
    opened.on("dialog", lambda dialog: dialog.accept())

    opened.get_by_role("button", name="退出").click()

    expect(opened.get_by_role("link", name="登录").first).to_be_visible()
    assert copies(opened) == 0
    watch.faults = [fault for fault in watch.faults if "DISCONNECTED" not in fault]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_button_pressed_after_the_session_ended_loses_nothing(new_window, sign_in, draft, script):
    page = sign_in(new_window(script=script).new_page(), draft.applicant)
    page.goto(f"/applications/{draft.pk}/sections/summary/")
    session_ends(page)

    page.get_by_label(SUMMARY).fill(WORDS)
    page.get_by_role("button", name="保存", exact=True).click()
    sign_in_again(page, draft)

    expect(page.get_by_text("已恢复未保存的内容")).to_have_count(1)
    expect(page.get_by_label(SUMMARY)).to_have_value(WORDS)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="已保存。")).to_be_visible()
    assert saved(draft) == WORDS
    expect(page.get_by_text("已恢复未保存的内容")).to_have_count(0)
