"""Pressed twice, opened twice, gone back, closed too early: nothing is done twice, nothing kept is lost."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.models import Application, SectionDraft
from tests import factories
from tests.browser.applying import WORDS
from tests.browser.browsing import decision
from tests.browser.stage import opened_without_publicity, scanned
from tests.cast import Cast

SUMMARY = "个人工作总结"


@pytest.fixture
def draft(cast: Cast) -> Application:
    """A complete draft under a short notice that is open today."""
    now = timezone.now()
    started = factories.draft(opened_without_publicity(), cast.applicant, cast.employer, when=now)
    return scanned(factories.fill(started, when=now))


@pytest.fixture
def submitted(draft: Application) -> Application:
    """The same, on the unit's desk."""
    return factories.submit(draft, when=timezone.now())


def check_page(page: Page, application: Application) -> Page:
    page.goto(f"/applications/{application.pk}/check/")
    return page


def summary_page(page: Page, application: Application) -> Page:
    page.goto(f"/applications/{application.pk}/sections/summary/")
    return page


def saved_summary(application: Application) -> str:
    draft = SectionDraft.objects.get(application=application, section="summary")
    return draft.rows[0]["values"]["text"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_double_click_on_submit_is_one_submission(new_window, sign_in, draft, cast, script):
    page = check_page(sign_in(new_window(script=script).new_page(), cast.applicant), draft)

    page.get_by_role("button", name="提交", exact=True).dblclick(no_wait_after=True)

    expect(page.get_by_role("heading", level=1)).to_have_text("提交回执")
    draft.refresh_from_db()
    receipt = draft.frozen.get().receipt
    assert draft.submissions == 1
    assert page.locator(".receipt .number").inner_text() == receipt


def test_back_and_pressed_again_is_the_same_receipt(page, sign_in, draft, cast):
    check_page(sign_in(page, cast.applicant), draft)
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提交回执")
    first = page.locator(".receipt .number").inner_text()

    page.go_back()
    button = page.get_by_role("button", name=re.compile("^(提交|正在提交…)$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("提交前核对")
    if button.count():  # the page as it was; drawn anew, it has no button any more
        expect(button).to_be_enabled()
        button.click()
        expect(page.locator(".receipt .number")).to_have_text(first)

    assert draft.frozen.get().receipt == first


def test_a_second_officer_is_told_who_was_first_and_keeps_the_note(
    new_window, sign_in, submitted, cast, watch
):
    watch.expects(409)
    wang, second = cast.wang, factories.officer(cast.employer, "古主任")
    pages = [sign_in(new_window().new_page(), officer) for officer in (wang, second)]
    for opened in pages:
        opened.goto(f"/review/{submitted.pk}/")
    first, stale = pages
    note = "第 3 张图片不清晰，请重新扫描。"
    decision(stale, "退回修改").locator("textarea").fill(note)

    decision(first, "审核通过并上报").get_by_role("button").click()
    expect(first.get_by_role("status").filter(has_text="已审核通过并上报")).to_be_visible()
    with stale.expect_response(lambda answer: answer.request.method == "POST") as answered:
        decision(stale, "退回修改").get_by_role("button").click()

    assert answered.value.status == 409
    told = stale.locator(".banner", has_text="已有人先办理")
    expect(told).to_contain_text(wang.name)
    expect(told).to_contain_text(f"{timezone.localtime():%H}:")
    expect(stale.get_by_text(note)).to_be_visible()
    submitted.refresh_from_db()
    assert (submitted.level, submitted.state) == (1, "in_review")


def test_two_windows_of_one_person_lose_no_word(new_window, sign_in, draft, cast, watch):
    watch.expects(409)
    context = new_window()
    one = summary_page(sign_in(context.new_page(), cast.applicant), draft)
    other = summary_page(context.new_page(), draft)
    one.get_by_label(SUMMARY).fill(f"{WORDS}第一窗口。")
    one.get_by_role("button", name="保存", exact=True).click()
    expect(one.get_by_role("status").filter(has_text="已保存。")).to_be_visible()

    other.get_by_label(SUMMARY).fill(f"{WORDS}第二窗口。")
    other.get_by_role("button", name="保存", exact=True).click()

    expect(other.get_by_role("alert").filter(has_text="这一次还没有保存")).to_be_visible()
    expect(other.get_by_label(SUMMARY)).to_have_value(f"{WORDS}第二窗口。")
    expect(other.get_by_text("另一窗口保存的是")).to_contain_text("第一窗口")
    assert saved_summary(draft) == f"{WORDS}第一窗口。"


def test_what_is_typed_is_kept_after_a_pause_without_a_button(page, sign_in, draft, cast):
    summary_page(sign_in(page, cast.applicant), draft)

    page.get_by_label(SUMMARY).fill(WORDS)
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^已保存 \d"))).to_be_visible()
    page.close(run_before_unload=False)

    assert saved_summary(draft) == WORDS


def test_leaving_with_unsaved_words_is_asked_about(page, sign_in, draft, cast):
    before = saved_summary(draft)
    summary_page(sign_in(page, cast.applicant), draft)
    asked: list[str] = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label(SUMMARY).press_sequentially("半句")
    page.close(run_before_unload=True)
    page.wait_for_function("() => true")

    assert asked == ["beforeunload"]
    expect(page.get_by_label(SUMMARY)).to_have_value(re.compile("半句"))
    assert saved_summary(draft) == before
