"""Uploading with the page's script: each file alone, with its own progress and its own answer."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.applying import SLOT
from tests.browser.stage import jpeg, png, scan, set_up


@pytest.fixture
def stage(db):
    return set_up()


@pytest.fixture
def slot(page, sign_in, stage) -> Locator:
    """An empty slot for several pictures."""
    application = stage.start()
    sign_in(page, stage.applicant)
    page.goto(f"/applications/{application.pk}/sections/qualification/")
    return page.locator("section.card", has=page.get_by_role("heading", name=SLOT))


def live(stage):
    return stage.applicant.applications.get().attachments.filter(removed_at=None).order_by("order")


def titles(stage) -> list[str]:
    return list(live(stage).values_list("title", flat=True))


def put(slot: Locator, *files) -> None:
    slot.locator(".uploader input[type=file]").set_input_files(list(files))


def count(slot: Locator, number: int) -> None:
    expect(slot.get_by_text(f"{number} 张", exact=True)).to_be_visible()


def phone_photo() -> bytes:
    """Twelve megapixels lying on their side, with a note that says so."""
    image = Image.new("RGB", (4000, 3000), "white")
    image.paste("navy", (0, 0, 2000, 3000))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    out = BytesIO()
    image.save(out, "JPEG", quality=50, exif=exif)
    return out.getvalue()


def test_several_files_go_one_by_one_and_show_how_far_they_are(page, slot, stage):
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.url.endswith("/add/") else None)
    held: list[Route] = []
    page.route("**/add/", lambda route: route.continue_() if held else held.append(route))

    with page.expect_request("**/add/"):
        put(slot, scan("一.jpg"), scan("二.jpg", "ivory"), scan("三.jpg", "tan"))
    expect(slot.locator(".sending progress")).to_have_count(3)
    expect(slot.locator(".sending li").last).to_contain_text("等待上传")
    held[0].continue_()

    count(slot, 3)
    expect(slot.locator(".sending li")).to_have_count(0)
    assert sent == ["POST", "POST", "POST"]
    assert titles(stage) == ["一", "二", "三"]


def test_a_png_in_disguise_is_refused_and_the_good_ones_stay(page, slot, stage, watch):
    watch.expects(422)
    disguised = {"name": "截图.jpg", "mimeType": "image/png", "buffer": png()}

    put(slot, scan("一.jpg"), disguised, scan("三.jpg", "tan"))

    count(slot, 2)
    refused = slot.locator(".sending li")
    expect(refused.locator(".wrong")).to_contain_text("这是 PNG 图片")
    refused.get_by_role("button", name="知道了").click()
    expect(refused).to_have_count(0)
    assert titles(stage) == ["一", "三"]


def test_what_a_broken_connection_stopped_goes_again(page, slot, stage, watch):
    calls = iter(["abort", "continue_", "continue_"])
    page.route("**/add/", lambda route: getattr(route, next(calls))())

    put(slot, scan("一.jpg"), scan("二.jpg", "ivory"))
    count(slot, 1)
    stopped = slot.locator(".sending li", has_text="一.jpg")
    expect(stopped).to_contain_text("网络中断，未上传")
    stopped.get_by_role("button", name="重试").click()

    count(slot, 2)
    watch.faults = [fault for fault in watch.faults if "/add/" not in fault and "ERR_FAILED" not in fault]
    assert titles(stage) == ["二", "一"]


def test_a_phones_photograph_is_made_smaller_before_it_is_sent_and_stands_upright(page, slot, stage):
    sizes: list[int] = []
    page.on(
        "request", lambda r: sizes.append(len(r.post_data_buffer or b"")) if r.url.endswith("/add/") else None
    )
    photo = phone_photo()

    put(slot, {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": photo})
    count(slot, 1)

    expect(slot.locator(".files img")).to_be_visible()
    file = live(stage).get()
    page.request.get(f"/attachments/{file.pk}/")
    file.refresh_from_db()
    assert (file.width, file.height) == (1754, 2339)
    assert sizes[0] != len(photo)


def settled(slot: Locator) -> None:
    """What was sent has been answered and drawn."""
    expect(slot.locator("[aria-busy]")).to_have_count(0)


def three(page: Page, slot: Locator) -> None:
    put(slot, scan("一.jpg"), scan("二.jpg", "ivory"), scan("三.jpg", "tan"))
    count(slot, 3)


def test_files_are_put_in_order_with_keys_and_by_dragging(page, slot, stage):
    three(page, slot)
    handles = slot.locator(".handle")

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        handles.nth(2).press("ArrowUp")
        expect(slot.locator(".files .input[name^=title]").nth(1)).to_have_value("三")
    assert titles(stage) == ["一", "三", "二"]
    expect(handles.nth(1)).to_be_focused()

    settled(slot)
    slot.scroll_into_view_if_needed()
    start, end = handles.nth(0).bounding_box(), handles.nth(2).bounding_box()
    assert start and end
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.mouse.move(start["x"] + 8, start["y"] + 8)
        page.mouse.down()
        page.mouse.move(end["x"] + 8, end["y"] + 20, steps=12)
        page.mouse.up()
    assert titles(stage) == ["三", "二", "一"]


def test_a_file_is_renamed_turned_exchanged_and_removed_where_it_stands(page, slot, stage):
    three(page, slot)
    first = slot.locator(".file").first
    first.locator(".input[name^=title]").fill("工作证明")
    first.get_by_role("link", name="检查遮盖").focus()
    expect(first.get_by_text("名称已保存")).to_be_visible()

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        first.get_by_role("button", name="右转").click()
    settled(slot)
    expect(slot.get_by_role("button", name="右转").first).to_be_focused()
    turned = live(stage).get(title="工作证明")
    assert (turned.width, turned.height) == (1754, 1240)

    second = slot.locator(".file").nth(1)
    second.get_by_text("更换").first.click()
    new = {"name": "新.jpg", "mimeType": "image/jpeg", "buffer": jpeg((1000, 1500))}
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        second.locator("input[type=file]").set_input_files(new)
    settled(slot)
    slot.get_by_role("button", name="删除").nth(2).click()
    page.get_by_role("button", name="确认删除").click()

    count(slot, 2)
    assert titles(stage)[0] == "工作证明"
