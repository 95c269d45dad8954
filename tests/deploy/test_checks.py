"""What a start does not get past."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import Error
from django.db import connection

from zhicheng import checks

KEY = "c2l4dGVlbi1ieXRlcy1hbmQtc2l4dGVlbi1tb3JlISE="
PRODUCTION = {
    "PRODUCTION": True,
    "DEBUG": False,
    "DEMO": False,
    "SECRET_KEY": "x" * 60,
    "FIELD_KEYS": [KEY],
    "ALLOWED_HOSTS": ["zc.example.gov.cn"],
    "REDIS_URL": "redis://redis:6379/0",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Settings that a production may have, in place of the suite's own."""
    secrets = {name: getattr(settings, name) for name in ("DEVELOPMENT_SECRET", "DEVELOPMENT_FIELD_KEY")}
    replaced = SimpleNamespace(**PRODUCTION, **secrets)
    monkeypatch.setattr(checks, "settings", replaced)
    return replaced


def test_sound_production_starts(production: SimpleNamespace) -> None:
    assert checks.production_is_safe(None) == []
    assert checks.field_keys_are_keys(None) == []


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("SECRET_KEY", settings.DEVELOPMENT_SECRET, "E001"),
        ("SECRET_KEY", "short", "E001"),
        ("FIELD_KEYS", [KEY, settings.DEVELOPMENT_FIELD_KEY], "E002"),
        ("DEBUG", True, "E003"),
        ("ALLOWED_HOSTS", ["zc.example.gov.cn", "*"], "E004"),
        ("ALLOWED_HOSTS", [], "E004"),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, "E005"),
        ("DEMO", True, "E006"),
        ("REDIS_URL", "", "E007"),
    ],
)
def test_unsound_production_is_refused(
    production: SimpleNamespace, name: str, value: Any, number: str
) -> None:
    setattr(production, name, value)

    found = checks.production_is_safe(None)

    assert [(type(fault), fault.id) for fault in found] == [(Error, f"zhicheng.{number}")]
    assert found[0].msg.startswith("生产环境拒绝启动：")


def test_nothing_is_asked_of_a_developer(production: SimpleNamespace) -> None:
    production.PRODUCTION, production.DEMO = False, True

    assert checks.production_is_safe(None) == []
    assert checks.commits_are_durable(None, ["default"]) == []


@pytest.mark.parametrize("keys", [[], [""], ["not a key"], [KEY, "c2hvcnQ="]])
def test_what_cannot_encrypt_is_no_key(production: SimpleNamespace, keys: list[str]) -> None:
    production.FIELD_KEYS = keys

    assert [fault.id for fault in checks.field_keys_are_keys(None)] == ["zhicheng.E008"]


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(("value", "numbers"), [("on", []), ("off", ["zhicheng.E010"])])
def test_forgetful_postgresql_is_refused(
    production: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, value: str, numbers: list[str]
) -> None:
    monkeypatch.setattr(
        checks, "DURABLE", ("synchronous_commit",)
    )  # the suite's own server runs without fsync
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL synchronous_commit = {value}")

    assert [fault.id for fault in checks.commits_are_durable(None, ["default"])] == numbers


def test_missing_packages_are_named_with_the_line_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(checks.LIBRARIES, "libpango-1.0-0", "libpango-of-another-machine.so.0")
    monkeypatch.setattr(checks, "_families", lambda: set(checks.FONTS.values()) - {"Noto Serif CJK SC"})

    (warning,) = checks.forms_can_be_drawn(None)

    assert warning.id == "zhicheng.W001"
    assert warning.hint == "apt-get install --no-install-recommends libpango-1.0-0 fonts-noto-cjk"


def test_without_fontconfig_it_is_named_before_the_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert checks.missing_packages() == ["fontconfig", *checks.FONTS]


def test_with_everything_there_nothing_is_said() -> None:
    assert checks.forms_can_be_drawn(None) == checks.fonts_are_there(None) == []


def test_a_missing_hand_is_named_with_what_fetches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_families", lambda: {"FandolKai"})

    (warning,) = checks.fonts_are_there(None)

    assert (warning.id, warning.msg) == ("zhicheng.W002", "没有装仿宋体（FandolFang），文件中用宋体代替。")
    assert (settings.BASE_DIR / checks.FONTS_SCRIPT).exists()


def test_a_licensed_font_of_no_use_is_named(settings, tmp_path) -> None:
    settings.FONTS_FOLDER = str(tmp_path)
    (tmp_path / "simfang.ttf").write_bytes(b"half a font")

    (warning,) = checks.fonts_are_there(None)

    assert warning.id == "zhicheng.W003"
    assert "simfang.ttf" in warning.msg


def test_packages_that_are_checked_are_those_that_are_installed() -> None:
    installed = (settings.BASE_DIR / "zhicheng" / "deploy" / "packages-run.txt").read_text().split()

    assert {*checks.LIBRARIES, *checks.FONTS, "fontconfig"} <= set(installed)
