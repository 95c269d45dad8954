"""Without a mouse: into the text, to the mistake, through a whole section."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applying import WORDS
from tests.browser.stage import set_up


@pytest.fixture
def application(page, sign_in):
    """An empty draft whose applicant is signed in."""
    stage = set_up()
    started = stage.start()
    sign_in(page, stage.applicant)
    return started


def press_until(page: Page, target, key: str = "Tab", *, most: int = 60) -> None:
    """Press a key until the target has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached with {most} × {key}")


def test_the_first_tab_skips_to_the_text(page, application):
    page.goto(f"/applications/{application.pk}/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_has_the_focus_is_seen(page, application):
    page.goto(f"/applications/{application.pk}/")
    outline = "getComputedStyle(document.activeElement)"

    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(f"{outline}.outlineStyle !== 'none' || {outline}.boxShadow !== 'none'")


def test_the_summary_of_mistakes_leads_into_the_field(page, application, watch):
    watch.expects(422)
    page.goto(f"/applications/{application.pk}/sections/education/rows/new/")
    page.get_by_role("button", name="保存", exact=True).press("Enter")

    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    link = page.locator(".errors a").first
    expect(link).to_be_focused()
    page.keyboard.press("Enter")

    field = page.locator("#" + (link.get_attribute("href") or "")[1:])
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_in_viewport()


def test_a_section_is_filled_and_saved(page, application):
    page.goto(f"/applications/{application.pk}/")

    press_until(page, page.get_by_role("link", name="任现职以来个人工作总结"))
    page.keyboard.press("Enter")
    press_until(page, page.get_by_label("个人工作总结"))
    page.keyboard.insert_text(WORDS)
    press_until(page, page.get_by_role("button", name="保存", exact=True), most=3)
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="已保存。")).to_be_visible()
    assert application.drafts.get(section="summary").rows[0]["values"]["text"] == WORDS


def test_a_question_left_with_escape_changes_nothing(page, application, watch):
    watch.expects(422)
    page.goto(f"/applications/{application.pk}/sections/education/rows/new/")
    page.get_by_label("学校").fill("新疆大学")
    page.get_by_role("button", name="保存", exact=True).click()
    page.goto(f"/applications/{application.pk}/sections/education/")
    remove = page.get_by_role("button", name="删除")

    remove.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(remove).to_be_focused()
    assert len(application.drafts.get(section="education").rows) == 1
