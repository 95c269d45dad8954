"""Fixtures that every part of the suite shares."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from applications.models import Application, Notice
from applications.services.calendar import seed_calendar
from tests import factories
from tests.cast import Cast, assemble


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path: Path) -> Iterator[None]:
    """Every test writes its files into a folder of its own."""
    storages = {name: dict(value) for name, value in django_settings.STORAGES.items()}
    storages["default"]["OPTIONS"] = {"location": tmp_path / "files", "base_url": None}
    settings.STORAGES = storages
    yield


@pytest.fixture(autouse=True)
def _holidays(request: pytest.FixtureRequest) -> None:
    """Tests that commit for real empty the tables behind them; the calendar belongs to every start."""
    mark = request.node.get_closest_marker("django_db")
    if (mark and mark.kwargs.get("transaction")) or "live_server" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        seed_calendar()


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of the small notice."""
    return assemble()


@pytest.fixture
def notice(cast: Cast) -> Notice:
    """The small notice, in force."""
    return factories.notice()


@pytest.fixture
def draft(cast: Cast, notice: Notice) -> Application:
    """阿依古丽's complete draft."""
    return factories.fill(factories.draft(notice, cast.applicant, cast.employer))


@pytest.fixture
def monday() -> datetime:
    """2024-09-09 12:00 in Beijing."""
    return factories.NOON


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of row locks belong to PostgreSQL; on SQLite they are left out of the run, not skipped in it."""
    if django_settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    kept = [item for item in items if "postgres" not in item.keywords]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
