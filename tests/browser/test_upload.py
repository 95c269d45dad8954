"""Uploading with the page's script: each file alone, with its own progress and its own answer."""

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.applying import SLOT
from tests.browser.stage import png, scan, set_up


@pytest.fixture
def stage(db):
    return set_up()


@pytest.fixture
def slot(page, sign_in, stage) -> Locator:
    """An empty slot for several pictures."""
    application = stage.start()
    sign_in(page, stage.applicant)
    page.goto(f"/applications/{application.pk}/sections/continuing/")
    return page.locator("section.card", has=page.get_by_role("heading", name=SLOT))


def titles(stage) -> list[str]:
    claim = stage.applicant.applications.get()
    return list(claim.attachments.order_by("order").values_list("title", flat=True))


def test_several_files_go_one_by_one_and_show_how_far_they_are(page, slot, stage):
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.url.endswith("/add/") else None)
    held: list[Route] = []
    page.route("**/add/", lambda route: route.continue_() if held else held.append(route))

    three = [scan("一.jpg"), scan("二.jpg", "ivory"), scan("三.jpg", "tan")]
    slot.locator("input[type=file]").set_input_files(three)
    expect(slot.locator(".sending progress")).to_have_count(3)
    expect(slot.locator(".sending li").last).to_contain_text("等待上传")
    held[0].continue_()

    expect(slot.get_by_text("3 张", exact=True)).to_be_visible()
    assert sent == ["POST", "POST", "POST"]
    assert titles(stage) == ["一", "二", "三"]


def test_a_png_in_disguise_is_refused_and_the_good_ones_stay(page, slot, stage, watch):
    watch.expects(422)
    disguised = {"name": "截图.jpg", "mimeType": "image/jpeg", "buffer": png()}

    slot.locator("input[type=file]").set_input_files([scan("一.jpg"), disguised, scan("三.jpg", "tan")])

    expect(slot.locator(".sending li", has_text="截图.jpg").locator(".wrong")).to_contain_text(
        "这是 PNG 图片"
    )
    slot.get_by_role("link", name="刷新列表").click()
    expect(slot.get_by_text("2 张", exact=True)).to_be_visible()
    assert titles(stage) == ["一", "三"]


def test_a_broken_connection_is_told_and_leaves_the_rest(page, slot, stage, watch):
    calls = iter(["abort", "continue_"])
    page.route("**/add/", lambda route: getattr(route, next(calls))())

    slot.locator("input[type=file]").set_input_files([scan("一.jpg"), scan("二.jpg", "ivory")])

    expect(slot.locator(".sending li", has_text="一.jpg")).to_contain_text("网络中断，未上传")
    expect(slot.locator(".sending li", has_text="二.jpg")).to_contain_text("已上传")
    watch.faults = [fault for fault in watch.faults if "/add/" not in fault and "ERR_FAILED" not in fault]
    assert titles(stage) == ["二"]
