"""Processes that start and end together."""

import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from tests.cast import Cast
from zhicheng.deploy import processes, web
from zhicheng.management.commands import serve

STAYS = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDS = [sys.executable, "-c", "raise SystemExit(3)"]
HAS_A_CHILD = [sys.executable, "-c", "import os, time; os.fork(); time.sleep(60)"]


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port that somebody holds."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def has_members(group_id: int) -> bool:
    """Whether a process of the group is left that is more than a number waiting to be collected."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, group, *_ = file.read_text().rpartition(")")[2].split()
            if int(group) == group_id and state != "Z":
                return True
    return False


def test_group_notices_who_ended_and_ends_the_others() -> None:
    with processes.Group() as group:
        group.start("stays", STAYS)
        group.start("ends", ENDS)
        assert group.wait() == ("ends", 3)

    assert group.members["stays"].returncode == -signal.SIGTERM


def test_nothing_outlives_the_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    deaf = [
        sys.executable,
        "-c",
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(1); time.sleep(60)",
    ]
    with processes.Group() as group:
        group.start("deaf", deaf)
        group.start("has a child", HAS_A_CHILD)
        time.sleep(0.5)

    assert processes.wait_until(lambda: not any(has_members(one.pid) for one in group.members.values()), 5)


def test_request_to_stop_unwinds_like_ctrl_c() -> None:
    with pytest.raises(KeyboardInterrupt), processes.signals_interrupt():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)


def test_second_request_to_stop_waits_for_the_first() -> None:
    with processes.signals_wait():
        os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.django_db
def test_busy_port_is_told_before_anything_is_started(busy_port: int) -> None:
    with pytest.raises(CommandError, match=f"端口 {busy_port} 已被占用"):
        call_command("serve", bind=f"127.0.0.1:{busy_port}")


@pytest.mark.django_db
def test_new_demonstration_is_filled_once(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    called: list[str] = []

    def call(name: str, **options: Any) -> None:
        called.append(name)
        if name == "seed_demo":
            get_user_model().objects.create()

    settings.DEMO = True
    monkeypatch.setattr(serve, "call_command", call)
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    serve.Command().prepare()
    serve.Command().prepare()

    assert called == ["migrate", "seed_demo", "migrate"]


def test_data_are_never_mixed_with_the_demonstration(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    called: list[str] = []
    settings.DEMO = True
    monkeypatch.setattr(serve, "call_command", lambda name, **options: called.append(name))
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)

    serve.Command().prepare()

    assert called == ["migrate"]


def test_request_is_heard_to_its_end() -> None:
    ours, theirs = socket.socketpair()
    sender = threading.Thread(target=lambda: (theirs.sendall(b"0" * (1 << 20)), theirs.close()))
    sender.start()
    with ours, ours.makefile("rb") as body:
        web.hear_out(body)
    sender.join(5)

    assert not sender.is_alive()


def test_endless_request_is_not_heard_for_ever() -> None:
    class Endless:
        heard = 0

        def read(self, size: int) -> bytes:
            self.heard += size
            return b"0" * size

    body = Endless()

    web.hear_out(body)

    assert body.heard == web.LARGEST
