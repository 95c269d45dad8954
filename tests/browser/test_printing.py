"""Papers of many people as one file, and a layout tried before it is used."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.models import User
from applications.selectors.layouts import text_in_use
from tests.batching import work
from tests.browser.stage import text_of
from tests.browser.world import World, build


@pytest.fixture
def world(db) -> World:
    return build()


@pytest.fixture
def nobody_rings(monkeypatch) -> None:
    """The tasks come by when the test lets them."""
    monkeypatch.setattr("applications.services.outbox.ring", lambda *_: None)


def download(page: Page, link: str) -> tuple[str, bytes]:
    """The name and the content behind a link."""
    with page.expect_download() as taken:
        page.get_by_role("link", name=link).click()
    return taken.value.suggested_filename, Path(taken.value.path()).read_bytes()


@pytest.mark.parametrize("script", [True, False])
def test_an_office_waits_for_a_batch_and_takes_it(script, new_window, world, sign_in, nobody_rings):
    page = sign_in(new_window(script=script).new_page(), world.stage.office)
    page.get_by_role("link", name="已接收材料").click()
    page.get_by_role("link", name="批量打印").click()
    page.get_by_role("link", name="新建批量打印").click()
    page.get_by_label("每人份数").fill("2")
    page.get_by_role("button", name="预览名单").click()
    expect(page.get_by_role("heading", name="可以打印（1）")).to_be_visible()
    expect(page.get_by_role("table", name="没有正式件的申报和原因")).to_contain_text("现在只能预览")
    page.get_by_role("button", name="开始生成 1 人的文件").click()

    expect(page.get_by_role("heading", name="正在生成…")).to_be_visible()
    expect(page.get_by_text("已完成 0 / 1")).to_be_visible()
    work(timezone.now())
    expect(page.get_by_role("heading", name="已生成")).to_be_visible()  # the page looks again by itself
    name, content = download(page, "下载 PDF")

    with pikepdf.open(BytesIO(content)) as document:
        once = world.received.printouts.get(code=world.code).pages
        assert len(document.pages) == 2 * once
    assert name.startswith("评审表（呈报表）-")
    page.reload()
    expect(page.get_by_role("heading", name="下载记录")).to_be_visible()


def test_an_administrator_tries_a_layout_before_using_it(page, world, sign_in, watch, tmp_path):
    watch.expects(422)
    sign_in(page, User.objects.create_superuser("demo-root", name="管理员"))
    page.goto(reverse("admin:applications_notice_change", args=[world.stage.notice.pk]))
    page.get_by_role("link", name="查看和修改打印文件的版式").click()
    page.get_by_role("link", name="《职称评审材料袋封面》").click()
    text = page.get_by_label("版式")
    national = text.input_value()

    text.fill(national + "<p>单位：{{ 单为 }}</p>\n")
    page.get_by_role("button", name="保存草稿并预览").click()
    expect(page.get_by_text("没有字段“单为”，是不是“单位”。")).to_be_visible()
    expect(text).to_have_value(national + "<p>单位：{{ 单为 }}</p>\n")

    text.fill(national + "<p>请用黑色签字笔填写。</p>\n")
    page.get_by_role("button", name="保存草稿并预览").click()
    expect(page.get_by_text("版式预览，内容是虚构的")).to_be_visible()
    _, content = download(page, "下载 PDF")
    assert "请用黑色签字笔填写。" in text_of(content, tmp_path)
    version = world.stage.notice.latest_id
    assert version is not None
    assert text_in_use(version, "bag_cover") == ""

    page.get_by_role("link", name="返回版式").click()
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("row", name="职称评审材料袋封面")).to_contain_text("自定")
    assert "请用黑色签字笔填写。" in text_in_use(version, "bag_cover")
