"""The pictures of the README, made anew from the demonstration: `python -m tests.browser.screenshots`.

It starts the system on a port and with data of its own; ZHICHENG_VAR names data to be used again.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.browsing import DESKTOP, PHONE, chromium, one_click_sign_in, window
from zhicheng.deploy.processes import Group, answers, free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "screenshots"
TALLEST, HEAVIEST = 1400, 250_000
SEEDING = 300  # seconds
MARGIN = 24

APPLICANT, RECEIVED = "demo-sunli", "demo-zhangyan"
OFFICE, PERSONNEL, ADMINISTRATOR = "demo-culture-office", "demo-library-handler", "demo-admin"
NOTICE = "群众文化系列"
IMAGE = "公需课"
EDITOR = (
    f"#result_list a:has-text('{NOTICE[:4]}')",
    "text=查看和修改打印文件的版式",
    "text=《专业技术职务任职资格评审表》",
)
PROOF = ("article h3 a", ".papers a", "main a[href^='/proof/']")


def main() -> None:
    """Every picture."""
    with running() as base, chromium() as browser:
        shoot(visit(browser, base, APPLICANT, "/home/", "article h3 a"), "applicant", 1080)
        shoot(bench(visit(browser, base, OFFICE, "/desk/", "tbody th a")), "review", 1180)
        shoot(visit(browser, base, "", "/", f"main h3 a:has-text('{NOTICE}')"), "notice", 1120)
        shoot(visit(browser, base, OFFICE, "/desk/"), "queue", 820)
        shoot(visit(browser, base, PERSONNEL, "/desk/people/"), "people", 1140)
        shoot(visit(browser, base, APPLICANT, "/home/", "article h3 a", width=PHONE), "phone", 1400)
        keep(side_by_side(pdf(visit(browser, base, RECEIVED, "/home/", "article h3 a"))), "evaluation-form")
        shoot(visit(browser, base, ADMINISTRATOR, "/admin/applications/notice/", *EDITOR), "layout", 960)
        shoot(visit(browser, base, RECEIVED, "/home/", *PROOF), "proof", 960)


@contextmanager
def running() -> Iterator[str]:
    """The whole system with the demonstration in it, at the address that is yielded."""
    with tempfile.TemporaryDirectory() as folder, Group() as group:
        port = free_port()
        env = {**os.environ, "ZHICHENG_DEMO": "1"}
        env["ZHICHENG_VAR"] = os.environ.get("ZHICHENG_VAR", folder)
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--bind", f"127.0.0.1:{port}"]
        group.start("系统", command, env=env)
        if not wait_until(lambda: bool(group.ended()) or answers("127.0.0.1", port), SEEDING, 0.5):
            raise TimeoutError("the system did not start")
        yield f"http://127.0.0.1:{port}"


def visit(browser: Browser, base: str, who: str, path: str, *links: str, width: int = DESKTOP) -> Page:
    """The page that somebody comes to from `path` by following the links."""
    page = window(browser, base, width=width, height=TALLEST).new_page()
    if who:
        one_click_sign_in(page, who)
    page.goto(path)
    for link in links:
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    return page


def bench(page: Page) -> Page:
    """The bench with a certificate on it."""
    page.set_viewport_size({"width": DESKTOP, "height": 1180})
    page.reload()
    page.locator(f".strip a[data-title*='{IMAGE}']").first.click()
    page.wait_for_load_state("networkidle")
    return page


def shoot(page: Page, name: str, height: int) -> None:
    """The top of the page, down to `height` or to its end."""
    tall = min(height, TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.evaluate("scrollTo(0, 0)")
    size = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": tall}
    keep(Image.open(BytesIO(page.screenshot(clip=size, full_page=True))), name)
    page.context.close()


def pdf(page: Page) -> bytes:
    """The valid form, as the applicant downloads it; the worker may still be at it."""
    page.locator(".papers a", has_text="评审表").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 PDF").click()
    content = Path(download.value.path()).read_bytes()
    page.context.close()
    return content


def side_by_side(content: bytes) -> Image.Image:
    """Its first two pages on a grey desk."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "form.pdf"
        paper.write_bytes(content)
        command = ["pdftoppm", "-r", "72", "-l", "2", "-png", str(paper), f"{folder}/page"]
        subprocess.run(command, check=True)
        pages = [Image.open(file).convert("RGB") for file in sorted(Path(folder).glob("page*.png"))]
    width = sum(page.width for page in pages) + MARGIN * (len(pages) + 1)
    desk = Image.new("RGB", (width, pages[0].height + 2 * MARGIN), "#d5dade")
    left = MARGIN
    for page in pages:
        desk.paste(page, (left, MARGIN))
        left += page.width + MARGIN
    return desk


def keep(image: Image.Image, name: str) -> None:
    """Store it in as many colours as the weight allows."""
    picture = image.convert("RGB")
    for colours in (None, 256, 128, 64):
        out = BytesIO()
        reduced = picture.quantize(colours, dither=Image.Dither.NONE) if colours else picture
        reduced.save(out, "PNG", optimize=True)
        if out.tell() <= HEAVIEST:
            break
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png  {image.width}×{image.height}  {out.tell() // 1000} kB")


if __name__ == "__main__":
    main()
