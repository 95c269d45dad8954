"""印刷机：documents are laid out in a process of their own, within limits, away from keys and database.

What people typed may be more than WeasyPrint can bear. Here it can bring down nothing but its own process;
the next document gets a new one. The process stays: its fonts and stylesheets are warm.
"""

import atexit
import gc
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from applications.documents import layout

PROCESSOR_SECONDS = 20  # one document; one of ten pages takes half of one
MEMORY = 2**30
PATIENCE = 60  # seconds until an answer, on a busy machine; less than the time limit of a task
COLLECT_EVERY = 10  # documents; each leaves about 6 MB of cycles behind
# How a process ends that went too far: out of time, or out of memory inside a library.
OWN_FAULT = {signal.SIGXCPU, signal.SIGABRT, signal.SIGTRAP, signal.SIGSEGV, signal.SIGBUS}
KEPT_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME")

DONE, FAILED, TOO_MUCH = b"+", b"-", b"!"


class PressFailed(RuntimeError):
    """There is no document; another try may succeed."""


class DocumentTooLarge(PressFailed):
    """The document needs more time or memory than one may have; another try would too."""


class Press:
    """The side of the press that takes orders. One at a time: Pango belongs to one thread."""

    def __init__(
        self,
        font_configuration: Path | None = None,
        *,
        seconds: int = PROCESSOR_SECONDS,
        memory: int = MEMORY,
    ) -> None:
        self._fonts = font_configuration
        self._limits = (str(seconds), str(memory))
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection[bytes, bytes] | None = None
        self._owner = os.getpid()
        atexit.register(self.stop)

    def pdf(
        self, source: str, stylesheets: tuple[str, ...], images: Mapping[str, bytes], identifier: str
    ) -> bytes:
        """`source` as a PDF, or PressFailed."""
        order = pickle.dumps((source, stylesheets, dict(images), identifier))
        with self._turn:
            try:
                line = self._running()
                line.send_bytes(order)
                answer = line.recv_bytes() if line.poll(PATIENCE) else b""
            except (OSError, EOFError):
                raise self._fault() from None
            except BaseException:  # an answer that nobody waits for must not meet the next order
                self.stop()
                raise
            if answer[:1] not in (DONE, FAILED):
                self.stop()
                raise DocumentTooLarge("memory") if answer else PressFailed("no answer in time")
        if answer[:1] == FAILED:
            raise PressFailed(answer[1:].decode())
        return answer[1:]

    def stop(self) -> None:
        """End the process, in the middle of a document if need be."""
        process, line = self._process, self._line
        self._process = self._line = None
        if line:
            line.close()
        if process and self._owner == os.getpid():
            process.kill()
            process.wait()

    @property
    def number(self) -> int | None:
        """The process's number, while it runs."""
        return self._process.pid if self._process else None

    def _running(self) -> "Connection[bytes, bytes]":
        if self._owner != os.getpid():  # the press of the process that we were forked from
            self.stop()
            self._owner = os.getpid()
        if self._process and self._process.poll() is not None:
            self.stop()
        if self._line is None:
            self._line, theirs = Pipe()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603
                    [sys.executable, "-m", __name__, str(theirs.fileno()), *self._limits],
                    cwd=Path(__file__).parents[2],
                    env=self._environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                )
        return self._line

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        fonts = {"FONTCONFIG_FILE": str(self._fonts)} if self._fonts else {}
        return {**kept, **fonts, "LC_ALL": "C.UTF-8"}

    def _fault(self) -> PressFailed:
        """Why the line is dead."""
        status = 0
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                status = self._process.wait(PATIENCE)
        self.stop()
        if -status in OWN_FAULT:
            return DocumentTooLarge(signal.Signals(-status).name)
        return PressFailed(f"the press ended with {status}")


def serve(line: "Connection[Any, Any]", seconds: int, memory: int) -> None:
    """The side that lays out, until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives the orders
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    gc.disable()  # it would walk the whole box tree again and again
    layout.load()
    done = 0
    with suppress(EOFError, OSError):
        while True:
            order = pickle.loads(line.recv_bytes())  # noqa: S301  # from our own parent
            _allow(seconds)
            answer = _answer(order)
            line.send_bytes(answer)
            if answer[:1] == TOO_MUCH:
                return
            del order, answer
            done += 1
            if done % COLLECT_EVERY == 1:
                gc.collect()  # while nobody waits
            if done == 1:
                gc.freeze()  # fonts and stylesheets stay


def _answer(order: tuple[Any, ...]) -> bytes:
    try:
        return DONE + layout.pdf(*order)
    except MemoryError:
        return TOO_MUCH
    except Exception as error:
        return FAILED + type(error).__name__.encode()


def _allow(seconds: int) -> None:
    """From now on, so much of the processor; then SIGXCPU."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(spent.ru_utime + spent.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), *map(int, sys.argv[2:]))
