"""What an applicant does in the browser, step by step, with or without the page's scripts."""

import re

from playwright.sync_api import Page, expect

from applications.models import Application, Notice, SectionDraft
from tests import factories
from tests.browser.stage import scan, scanned

WORDS = "任现职以来，编目入藏地方文献二千三百册，办读者活动四十场，带出两名助理馆员。"
SLOT = "任职资格文件"


def start_from_the_notice(page: Page, notice: Notice, employer: str) -> Application:
    """通知 → 单位 → 申报哪个职称 → 申报书。"""
    page.goto(f"/notices/{notice.code}/")
    page.get_by_role("link", name="立即申报").click()
    page.get_by_label("单位名称").fill(employer[-3:])
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=re.compile(f"选这个单位.*{employer}")).click()
    page.get_by_role("group", name="图书资料 · 中级").get_by_label("馆员", exact=True).check()
    page.get_by_role("radio", name=re.compile("^评审")).check()
    page.get_by_role("button", name="开始填写").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("馆员（中级）")
    return Application.objects.get(notice_version__notice=notice)


def fill_all_but_two(application: Application) -> None:
    """Everything that this browser test does not type or upload itself."""
    factories.fill(application, when=application.created_at)
    SectionDraft.objects.filter(application=application, section="summary").delete()
    application.attachments.filter(material="title_document").delete()
    scanned(application)


def write_the_summary(page: Page, words: str = WORDS) -> None:
    """One section by typing, from the application's page and back to it."""
    page.get_by_role("link", name="任现职以来个人工作总结").first.click()
    page.get_by_label("个人工作总结").fill(words)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="已保存。")).to_be_visible()
    page.get_by_role("link", name="返回申报书").first.click()


def upload_two(page: Page, *, script: bool = True) -> None:
    """Two pictures into one slot, from the application's page and back to it."""
    page.get_by_role("link", name="专业技术资格", exact=True).click()
    slot = page.locator("section.card", has=page.get_by_role("heading", name=SLOT))
    slot.locator("input[type=file]").set_input_files(
        [scan("任职文件一.jpg"), scan("任职文件二.jpg", "ivory")]
    )
    if not script:
        slot.get_by_role("button", name="上传", exact=True).click()
    expect(slot.get_by_text("2 张", exact=True)).to_be_visible()
    page.get_by_role("link", name="返回申报书").first.click()


def cover_none(page: Page) -> None:
    """否 for every picture that is left, from the application's page and back to it."""
    page.get_by_role("link", name="检查本人姓名遮盖").click()
    for box in page.get_by_label("否，不需要遮盖").all():
        box.check()
    page.get_by_role("button", name="确认勾选的都不需要遮盖").click()
    expect(page.get_by_role("heading", name="都检查过了")).to_be_visible()
    page.locator(".crumbs a").last.click()


def submit(page: Page, button: str = "提交") -> str:
    """核对 and 提交 from the application's page; the number of the receipt."""
    page.get_by_role("link", name=f"核对并{button}").click()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提交回执")
    return page.locator(".receipt .number").inner_text()
