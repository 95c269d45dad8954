"""检查本人姓名遮盖 by mouse, by keyboard, by touch, and by typing numbers; axe finds nothing."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

from applications.models import Application, Attachment, Sighting
from tests import factories
from tests.browser.browsing import PHONE
from tests.browser.stage import Stage, set_up
from tests.browser.test_axe import faults

NEAR = 90  # 1/10,000 of the page: a hand is no ruler
NAME = [2000, 3000, 4500, 3400]


@pytest.fixture
def stage(db) -> Stage:
    return set_up()


@pytest.fixture
def application(stage) -> Application:
    """A draft with three pictures that experts will see, and nothing else."""
    started = stage.start()
    for title in ("毕业证书", "学位证书", "获奖证书"):
        picture(started, title)
    return started


def picture(application: Application, title: str) -> Attachment:
    """Something like a certificate, as large as a scan."""
    page = Image.new("RGB", (1240, 1754), "#fdfcf7")
    pen = ImageDraw.Draw(page)
    for line in range(22):
        pen.rectangle((150, 260 + line * 60, 1090 - line % 3 * 90, 284 + line * 60), fill="#8a8a90")
    pen.rectangle((248, 526, 558, 596), fill="#15212b")  # where the name stands
    out = BytesIO()
    page.save(out, "JPEG", quality=70)
    key = default_storage.save(f"originals/{title}.jpg", ContentFile(out.getvalue()))
    now = timezone.now()
    return factories.attachment(
        application, "title", "title_document", when=now, title=title, file=key, thumbnail=key
    )


def files(application: Application) -> list[Attachment]:
    return list(application.attachments.order_by("order"))


def found(file: Attachment, box: list[int], **facts) -> Sighting:
    """What the machine would have read."""
    return Sighting.objects.create(
        attachment=file, what="name", box=box, is_sure=True, found_at=timezone.now(), **facts
    )


def open_first(page: Page, application: Application) -> Locator:
    """From the application's page to the first picture."""
    page.goto(f"/applications/{application.pk}/")
    page.get_by_role("link", name="检查本人姓名遮盖").click()
    page.get_by_role("link", name="从第一张开始检查").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("毕业证书")
    expect(page.locator(".stage.live")).to_be_visible()
    page.locator("[data-sheet] img").evaluate("image => image.decode()")
    return page.locator("[data-sheet]")


def at(page: Page, sheet: Locator, x: int, y: int) -> tuple[float, float]:
    """Where a place of the picture (in 1/10,000) is in the window."""
    rim = sheet.bounding_box()
    assert rim
    return rim["x"] + rim["width"] * x / 10_000, rim["y"] + rim["height"] * y / 10_000


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


def save(page: Page, answer: str = "是") -> None:
    page.get_by_role("button", name=answer).click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("毕业证书")


def assert_near(boxes: list[list[int]], *wanted: list[int]) -> None:
    assert len(boxes) == len(wanted), boxes
    for box, want in zip(boxes, wanted, strict=True):
        assert all(abs(a - b) <= NEAR for a, b in zip(box, want, strict=True)), (box, want)


def test_by_mouse(page, application, sign_in):
    sign_in(page, application.applicant)
    sheet = open_first(page, application)

    drag(page, at(page, sheet, 2000, 3000), at(page, sheet, 4500, 3400))
    drag(page, at(page, sheet, 6000, 2000), at(page, sheet, 8000, 2500))
    drag(page, at(page, sheet, 7000, 2250), at(page, sheet, 6000, 4250))  # moved by its middle
    drag(page, at(page, sheet, 7000, 4500), at(page, sheet, 8000, 4700))  # resized by its corner
    drag(page, at(page, sheet, 1000, 4000), at(page, sheet, 1500, 4300))
    page.get_by_role("button", name="删除框").click()
    expect(page.locator(".mark")).to_have_count(2)
    save(page)

    expect(page.get_by_role("heading", level=1)).to_contain_text("学位证书")
    assert_near(files(application)[0].boxes, NAME, [5000, 4000, 8000, 4700])


def test_undone_done_again_and_seen_as_experts_will(page, application, sign_in):
    sign_in(page, application.applicant)
    sheet = open_first(page, application)
    drag(page, at(page, sheet, 2000, 3000), at(page, sheet, 4500, 3400))
    drag(page, at(page, sheet, 3000, 3200), at(page, sheet, 5000, 3200))

    page.keyboard.press("Control+z")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".mark")).to_have_count(0)
    page.get_by_role("button", name="重做").click()
    page.get_by_role("button", name="放大").click()
    page.get_by_role("button", name="看遮盖后").click()
    expect(page.locator(".mark")).to_have_css("background-color", "rgb(21, 33, 43)")
    save(page)

    assert_near(files(application)[0].boxes, NAME)


def test_by_keyboard_alone(page, application, sign_in):
    sign_in(page, application.applicant)
    open_first(page, application)

    page.keyboard.press("a")
    expect(page.locator(".mark")).to_be_focused()
    before = page.locator(".mark").get_attribute("aria-label") or ""
    for key in ["ArrowRight"] * 4 + ["ArrowUp"] * 2 + ["Shift+ArrowRight"] * 10 + ["Shift+ArrowDown"] * 2:
        page.keyboard.press(key)
    expect(page.locator("[data-said]")).to_contain_text("第 1 个遮盖框")
    page.keyboard.press("a")
    page.keyboard.press("a")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Delete")
    expect(page.locator(".mark")).to_have_count(2)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(".mark")).to_have_count(2)
    page.keyboard.press("+")
    page.keyboard.press("-")
    page.keyboard.press("Control+z")
    page.keyboard.press("s")

    expect(page.get_by_role("heading", level=1)).to_contain_text("学位证书")
    left, top, width, height = (float(part) for part in _numbers(before))
    kept = files(application)[0].boxes
    wanted = [left + 2, top - 1, left + 2 + width + 5, top - 1 + height + 1]
    assert_near(kept, [round(edge * 100) for edge in wanted])


def _numbers(label: str) -> list[str]:
    return [part.rstrip("%").lstrip("左上宽高 ") for part in label.split("，")[1:]]


def test_by_touch_on_a_telephone(new_window, application, sign_in):
    context = new_window(width=PHONE, touch=True)
    page = sign_in(context.new_page(), application.applicant)
    sheet = open_first(page, application)
    sheet.scroll_into_view_if_needed()
    finger = context.new_cdp_session(page)

    def touch(*spots: tuple[float, float]) -> None:
        for number, (x, y) in enumerate(spots):
            kind = "touchMove" if number else "touchStart"
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    touch(at(page, sheet, 2000, 3000), at(page, sheet, 3000, 3200), at(page, sheet, 4500, 3400))
    expect(page.locator(".mark")).to_have_count(1)
    touch(at(page, sheet, 3000, 3200), at(page, sheet, 4000, 3500), at(page, sheet, 4000, 4200))
    page.get_by_role("button", name="是：").tap()

    expect(page.get_by_role("heading", level=1)).to_contain_text("学位证书")
    assert_near(files(application)[0].boxes, [3000, 4000, 5500, 4400])


def test_fifty_pictures_are_fifty_keys(page, application, sign_in):
    for number in range(3):
        picture(application, f"第{number}页")
    sign_in(page, application.applicant)
    open_first(page, application)

    for title in ("学位证书", "获奖证书", "第0页", "第1页", "第2页"):
        page.keyboard.press("n")
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        expect(page.locator(".stage.live")).to_be_visible()
    page.keyboard.press("n")

    expect(page.get_by_role("heading", name="都检查过了")).to_be_visible()
    assert {file.masking for file in files(application)} == {"clear"}


def test_what_the_machine_found_waits_for_a_yes(page, application, sign_in):
    one, two, _ = files(application)
    for box in (NAME, [6000, 8000, 8000, 8400]):
        found(one, box)
    found(two, NAME)
    sign_in(page, application.applicant)
    sheet = open_first(page, application)
    expect(page.locator(".proposal")).to_have_count(2)

    page.mouse.click(*at(page, sheet, 3000, 3200))
    expect(page.locator(".mark")).to_have_count(1)
    page.keyboard.press("c")
    expect(page.locator(".mark")).to_have_count(2)
    page.keyboard.press("n")
    expect(page.locator("[data-said]")).to_contain_text("已经画了 2 个遮盖框")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", level=1)).to_contain_text("学位证书")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("获奖证书")

    assert [file.boxes for file in files(application)] == [[NAME, [6000, 8000, 8000, 8400]], [], []]


def test_letters_can_be_switched_off(page, application, sign_in):
    sign_in(page, application.applicant)
    open_first(page, application)

    page.get_by_label("用字母键操作").uncheck()
    page.keyboard.press("n")
    page.keyboard.press("a")

    expect(page.locator(".mark")).to_have_count(0)
    assert files(application)[0].masking == ""


def test_typed_without_the_script(new_window, application, sign_in):
    found(files(application)[0], [6000, 8000, 8000, 8400])
    page = sign_in(new_window(script=False).new_page(), application.applicant)
    page.goto(f"/applications/{application.pk}/masking/{files(application)[0].pk}/")

    row = page.get_by_role("group", name="第 1 个框")
    for label, number in (("左", "20"), ("上", "30.5"), ("宽", "25"), ("高", "4")):
        row.get_by_label(label).fill(number)
    page.get_by_label("遮住").check()
    save(page)

    assert files(application)[0].boxes == [[2000, 3050, 4500, 3450], [6000, 8000, 8000, 8400]]


def test_axe_finds_nothing(page, application, sign_in):
    one, two, _ = files(application)
    found(one, NAME)
    two.masking, two.boxes, two.answered_at = "covered", [NAME], timezone.now()
    two.save()
    sign_in(page, application.applicant)
    wrong = []
    for path in ("", f"{one.pk}/", f"{two.pk}/"):
        page.goto(f"/applications/{application.pk}/masking/{path}")
        wrong += faults(page)

    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("a")
    wrong += faults(page)

    assert not wrong, "\n".join(wrong)
