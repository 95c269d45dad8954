"""manage.py load_notice: every mistake a line, all files or none, and checking needs no database."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command

from applications.models import Notice, NoticeVersion
from tests.notices import FIXTURES, small_notice

REAL_FILES = sorted(FIXTURES.glob("*.yaml"))


@pytest.fixture
def write(tmp_path: Path):
    """Writes a notice into a file and gives its path."""

    def file(name: str, raw: dict[str, Any] | str | bytes) -> Path:
        path = tmp_path / name
        if isinstance(raw, dict):
            raw = yaml.safe_dump(raw, allow_unicode=True)
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        return path

    return file


def load(*arguments: Path | str) -> tuple[int, list[str], list[str]]:
    """Status, what was said and what was complained of, a line each."""
    out, err = StringIO(), StringIO()
    try:
        call_command("load_notice", *(str(a) for a in arguments), stdout=out, stderr=err)
        status = 0
    except SystemExit as stop:
        status = int(stop.code or 0)
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_checking_the_five_notices_touches_no_database():
    assert load("--check", *REAL_FILES) == (0, [f"{path}: 检查通过" for path in REAL_FILES], [])


def test_checking_works_where_there_is_no_database_at_all():
    done = subprocess.run(
        [sys.executable, "manage.py", "load_notice", "--check", *REAL_FILES],
        cwd=FIXTURES.parent.parent,
        env={**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stderr, done.stdout.count("检查通过")) == (0, "", 5)


def test_every_mistake_is_a_line_with_its_file(write):
    one = write("one.yaml", {**small_notice(region="1"), "titel": "通知"})
    two = write("two.yaml", "code: a\ncode: b\n")

    assert load("--check", one, two) == (
        1,
        [],
        [
            f"{one}: region: '1'；应为 6 位行政区划代码",
            f"{one}: titel: '通知'；没有这个填写项，请核对拼写",
            f"{two}: 第 2 行: code；这一项写了两次",
        ],
    )


def test_a_file_that_cannot_be_read_is_a_mistake_too(write, tmp_path):
    odd = write("odd.yaml", "名称".encode("gb18030"))
    absent = tmp_path / "absent.yaml"

    status, out, err = load("--check", odd, absent)

    assert (status, out) == (1, [])
    assert err[0] == f"{odd}: 文件: 应存为 UTF-8 编码"
    assert err[1].startswith(f"{absent}: 文件: 打不开（")


def test_one_code_in_two_files_is_a_mistake(write):
    first, second = write("1.yaml", small_notice()), write("2.yaml", small_notice())

    assert load("--check", first, second) == (1, [], [f"{second}: code: 'small-2024'；与 {first} 重复"])


@pytest.mark.django_db
def test_loading_makes_a_version_and_loading_again_changes_nothing(write):
    path = write("small.yaml", small_notice())

    assert load(path) == (0, [f"{path}: 第 1 版"], [])
    assert load(path) == (0, [f"{path}: 第 1 版，内容未变"], [])

    write("small.yaml", small_notice(summary="改过的说明。"))
    assert load(path) == (0, [f"{path}: 第 2 版"], [])
    assert NoticeVersion.objects.count() == 2


@pytest.mark.django_db
def test_the_five_notices_load():
    assert load(*REAL_FILES) == (0, [f"{path}: 第 1 版" for path in REAL_FILES], [])
    assert Notice.objects.count() == 5


@pytest.mark.django_db
def test_one_wrong_file_keeps_all_of_them_out(write):
    good = write("good.yaml", small_notice())
    bad = write("bad.yaml", small_notice(code="bad-2024", region="1"))

    assert load(good, bad) == (1, [], [f"{bad}: region: '1'；应为 6 位行政区划代码"])
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_a_failure_while_loading_writes_nothing(write, monkeypatch):
    from applications.services import notices

    files = [write("a.yaml", small_notice()), write("b.yaml", small_notice(code="second-2024"))]
    honest = notices.load

    def breaks_on_the_second(raw: dict[str, Any], **facts: Any) -> Any:
        if raw["code"] == "second-2024":
            raise RuntimeError("the disk is full")
        return honest(raw, **facts)

    monkeypatch.setattr(notices, "load", breaks_on_the_second)
    with pytest.raises(RuntimeError):
        load(*files)

    assert Notice.objects.count() == 0
