"""A browser for the whole session, a fresh window for each test, and nobody lets an error pass."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from applications.models import User
from tests.browser.browsing import Watch, chromium, one_click_sign_in, window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker("browser")


def pytest_collection_finish(session: pytest.Session) -> None:
    """SQLite in memory has one connection for all threads; a browser asks for several things at once."""
    here = any("tests/browser/" in item.nodeid for item in session.items)
    database = connections["default"]
    if here and database.vendor == "sqlite":
        settings.VAR.mkdir(parents=True, exist_ok=True)
        database.settings_dict["TEST"]["NAME"] = str(settings.VAR / f"browser-{os.getpid()}.sqlite3")
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
        database.settings_dict["OPTIONS"]["init_command"] = pragmas


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Playwright's loop runs in the tests' own thread, which may use the database all the same."""
    with pytest.MonkeyPatch.context() as patch, chromium() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield started


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What goes wrong in any window of the test; nothing may."""
    watching = Watch()
    yield watching
    assert not watching.faults, "\n".join(watching.faults)


@pytest.fixture
def new_window(browser: Browser, live_server, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Opens windows that share nothing with each other."""
    opened: list[BrowserContext] = []

    def open_one(**facts) -> BrowserContext:
        context = window(browser, base_url=live_server.url, **facts)
        watch.over(context)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(new_window: Callable[..., BrowserContext]) -> Page:
    """A page in a window of a desk."""
    return new_window().new_page()


@pytest.fixture
def sign_in() -> Callable[[Page, User], Page]:
    """Become somebody through the page of the demonstration, whoever one was before."""

    def become(page: Page, user: User) -> Page:
        if not user.username.startswith("demo-"):
            user.username = f"demo-{user.pk}"
            User.objects.filter(pk=user.pk).update(username=user.username)
        one_click_sign_in(page, user.username)
        return page

    return become


class Clock:
    """Time that only moves on: a browser would throw away the cookies of a server that went back."""

    def __init__(self) -> None:
        self.travels: list[time_machine.travel] = []

    def pass_to(self, moment: datetime) -> None:
        """It is this moment now, and time goes on from there."""
        assert moment > timezone.now()
        travel = time_machine.travel(moment, tick=True)
        travel.start()
        self.travels.append(travel)

    def pass_by(self, **span: float) -> None:
        """So much later."""
        self.pass_to(timezone.now() + timedelta(**span))


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The server's clock."""
    moved = Clock()
    yield moved
    for travel in reversed(moved.travels):
        travel.stop()
