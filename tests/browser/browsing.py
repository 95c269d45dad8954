"""Chromium, and a page that remembers everything that went wrong in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    sync_playwright,
)

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = 1280, 390
PATIENCE = 15_000  # milliseconds; a page with a document in it takes a few seconds to make


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the machine. Without it this fails: a suite that skips has tested nothing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def window(
    browser: Browser,
    base_url: str,
    *,
    width: int = DESKTOP,
    height: int = 900,
    script: bool = True,
    touch: bool = False,
) -> BrowserContext:
    """A fresh window without cookies, in Chinese and on Beijing time; `touch` is a telephone."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        java_script_enabled=script,
        has_touch=touch,
        is_mobile=touch,
    )
    context.set_default_timeout(PATIENCE)
    return context


@dataclass
class Watch:
    """What went wrong in a window: errors in the console, requests that failed, refusals nobody expected."""

    expected: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of the window, those opened later too."""
        context.on("page", self._page)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def expects(self, *statuses: int) -> None:
        """From now on these refusals are part of the story."""
        self.expected.update(statuses)

    def _page(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def _said(self, message: ConsoleMessage) -> None:
        refused = message.text.startswith("Failed to load resource: the server responded")  # see _answered
        if message.type in ("error", "warning") and not refused:
            self.faults.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page was left, or became a download
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status}: {response.url}")


def decision(page: Page, move: str) -> Locator:
    """One decision on the bench, unfolded."""
    fold = page.locator("details.decision", has=page.locator("> summary", has_text=move))
    if fold.get_attribute("open") is None:
        fold.locator("> summary").click()
    return fold.locator("form[id^=move-]")


def one_click_sign_in(page: Page, username: str) -> None:
    """Become one of the invented people."""
    page.goto("/demo/")
    page.locator(f'form:has(input[value="{username}"]) button').click()
    page.wait_for_url(lambda url: "/demo/" not in url)
