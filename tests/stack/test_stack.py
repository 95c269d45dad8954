"""What production is made of, seen through its edge."""

import json
import signal

import psycopg2
import pytest

from tests.stack.conftest import Reader
from zhicheng.deploy.stack import Stack

pytestmark = pytest.mark.stack


def test_front_page_is_shown(reader: Reader) -> None:
    answer = reader.get("/")

    assert answer.status == 200
    assert 'lang="zh' in answer.text


def test_health_is_told(reader: Reader) -> None:
    answer = reader.get("/healthz")

    assert answer.status == 200
    assert json.loads(answer.body)["ok"] is True


def test_pages_carry_security_headers(reader: Reader) -> None:
    headers = reader.get("/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "nginx"  # no version


def test_cookies_travel_over_encrypted_connections_only(reader: Reader) -> None:
    reader.get("/admin/login/")

    assert [cookie for cookie in reader.jar if not cookie.secure] == []
    assert reader.cookie("csrftoken")


def test_static_files_are_cached_for_ever_and_at_the_edge(reader: Reader, stylesheet: str) -> None:
    first = reader.get(stylesheet)
    second = reader.get(stylesheet)

    assert first.status == second.status == 200
    assert "immutable" in second.headers["Cache-Control"]
    assert second.headers["X-Static-Cache"] == "HIT"
    assert second.body == first.body


def test_static_files_arrive_compressed(reader: Reader, stylesheet: str) -> None:
    assert reader.get(stylesheet, **{"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"


@pytest.mark.parametrize(
    "path", ["/files/", "/media/", "/var/files/", "/static/../files/", "/.env", "/db.sqlite3"]
)
def test_private_files_have_no_address(reader: Reader, path: str) -> None:
    assert reader.get(path).status == 404


def test_too_large_an_upload_is_refused_in_chinese(reader: Reader) -> None:
    answer = reader.post_bytes("/admin/login/", b"0" * (13 << 20), "application/octet-stream")

    assert answer.status == 413
    assert "文件过大" in answer.text


def test_refusal_of_a_large_upload_reaches_the_reader(reader: Reader) -> None:
    # Without hearing the upload out, the connection breaks on it and the edge says that the system is down.
    large = b"0" * (11 << 20)

    assert {reader.post_bytes("/admin/login/", large, "text/plain").status for _ in range(5)} == {403}


def test_unknown_hosts_are_refused(reader: Reader) -> None:
    assert reader.get("/", Host="elsewhere.example").status == 400


def test_processes_are_the_production_ones(stack: Stack) -> None:
    shown = stack.manage(
        "shell", "-v", "0", "-c", "from django.conf import settings as s; print(s.PRODUCTION, s.DEMO)"
    )

    assert shown.split() == ["True", "False"]
    assert set(stack.group.members) == {"web", "worker", "beat", "nginx"}
    assert stack.group.ended() is None


def test_commits_are_durable(stack: Stack) -> None:
    connection = psycopg2.connect(stack.database_url)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('synchronous_commit'), current_setting('fsync')")
        found = cursor.fetchone()
    connection.close()

    assert found == ("on", "on")


def test_forgetful_database_stops_the_start(stack: Stack) -> None:
    with pytest.raises(RuntimeError, match="synchronous_commit=off"):
        stack.manage("check", "--database", "default", PGOPTIONS="-c synchronous_commit=off")


def test_database_that_was_killed_comes_back(stack: Stack, reader: Reader) -> None:
    stack.database.stop(signal.SIGKILL)
    stack.database.start()

    assert reader.get("/healthz").status == 200
