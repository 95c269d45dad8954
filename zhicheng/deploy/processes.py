"""The processes of the system: how each is started, and how a group of them lives and ends together."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# A request or a task that is under way is given this long to end well.
PATIENCE = 40


def web(bind: str, workers: int, threads: int) -> list[str]:
    """The command of the web server."""
    config = str(Path(__file__).parent / "gunicorn.py")
    sizes = ["--workers", str(workers), "--threads", str(threads)]
    return [sys.executable, "-m", "gunicorn", "-c", config, "--bind", bind, *sizes, "zhicheng.deploy.web"]


def worker(concurrency: int, *, beat: bool = False, level: str = "INFO") -> list[str]:
    """The command of the task worker, with the clock inside when there is only one worker."""
    # Processes rather than threads: only these can be ended when a task passes its time limit.
    pool = ["--pool", "prefork", "--concurrency", str(concurrency)]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", level]
    return [*_celery(), "worker", *pool, *quiet, *(["--beat"] if beat else [])]


def beat() -> list[str]:
    """The command of the clock; there is exactly one of it."""
    # The file names a process that may be long gone: containers all count from 1.
    return [*_celery(), "beat", "--pidfile=", "--loglevel", "INFO"]


def _celery() -> list[str]:
    # Who tries the system as root on a fresh machine need not read a page about it.
    calm = ["-W", "ignore:You're running the worker with superuser privileges"]
    return [sys.executable, *calm, "-m", "celery", "--quiet", "-A", "zhicheng"]


def dies_with_parent(sign: signal.Signals = signal.SIGTERM) -> Callable[[], None] | None:
    """What a child runs first so that it ends even when its parent is killed outright (Linux)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, int(sign))


def free_port() -> int:
    """A loopback port that nobody holds at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_busy(host: str, port: int) -> bool:
    """Whether somebody holds the port already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def wait_until(ready: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Whether it became ready in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(pause)
    return False


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def signals_interrupt() -> Iterator[None]:
    """Makes every request to stop unwind the program as Ctrl-C does, so that what was started is stopped."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def signals_wait() -> Iterator[None]:
    """Keeps a second Ctrl-C from leaving half of the processes behind while they are being stopped."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Group:
    """Processes that are started together and of which none outlives the others."""

    def __init__(self) -> None:
        self.members: dict[str, subprocess.Popen[bytes]] = {}

    def start(
        self, name: str, command: list[str], *, env: Mapping[str, str] | None = None, **rights: Any
    ) -> None:
        """Adds a process, in a session of its own: the terminal's Ctrl-C reaches it through us only."""
        self.members[name] = subprocess.Popen(  # noqa: S603
            command,
            env=env,
            start_new_session=True,
            preexec_fn=dies_with_parent(),
            stdin=subprocess.DEVNULL,
            **rights,
        )

    def ended(self) -> tuple[str, int] | None:
        """The first member found to have ended, and its status."""
        for name, process in self.members.items():
            if (status := process.poll()) is not None:
                return name, status
        return None

    def wait(self) -> tuple[str, int]:
        """Waits until one of them ends, and says which."""
        while (end := self.ended()) is None:
            time.sleep(0.2)
        return end

    def stop(self) -> None:
        """Asks all of them to end, waits, and ends those that don't."""
        with signals_wait():
            for process in self.members.values():
                if process.poll() is None:
                    process.terminate()
            late = time.monotonic() + PATIENCE
            for process in self.members.values():
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(max(0.0, late - time.monotonic()))
                # Its own children too: a worker that was killed leaves some.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def __enter__(self) -> "Group":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
