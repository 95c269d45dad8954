"""A process of its own, within limits, away from keys and database, for work that may go too far.

What people typed or uploaded may be more than a library can bear. Here it can bring down nothing but its own
process; the next piece of work gets a new one. Knows nothing of Django.
"""

import atexit
import gc
import importlib
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

PATIENCE = 100  # seconds until an answer, on a busy machine; less than the time limit of a task
LONGEST_ANSWER = 2**28
COLLECT_EVERY = 10  # pieces of work; a document leaves about 6 MB of cycles behind
# How a process ends that went too far: out of time, or out of memory inside a library.
OWN_FAULT = {signal.SIGXCPU, signal.SIGABRT, signal.SIGTRAP, signal.SIGSEGV, signal.SIGBUS}
KEPT_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME")

DONE, FAILED, TOO_MUCH = b"+", b"-", b"!"


class Failed(RuntimeError):
    """There is no answer; carries the name of the fault. Another try may succeed."""


class TooMuch(Failed):
    """It needs more time or memory than one may have; another try would too."""


class Confined:
    """The side that gives orders to a module's `make`, one at a time."""

    def __init__(
        self, module: str, *, seconds: int, memory: int, environment: dict[str, str] | None = None
    ) -> None:
        self._command = (module, str(seconds), str(memory))
        self._extra = environment or {}
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection[bytes, bytes] | None = None
        self._owner = os.getpid()
        atexit.register(self.stop)

    def made(self, *order: Any) -> bytes:
        """What the module makes of the order, or Failed."""
        pickled = pickle.dumps(order)
        with self._turn:
            try:
                line = self._running()
                line.send_bytes(pickled)
                answer = line.recv_bytes(LONGEST_ANSWER) if line.poll(PATIENCE) else b""
            except (OSError, EOFError):
                raise self._fault() from None
            except BaseException:  # an answer that nobody waits for must not meet the next order
                self.stop()
                raise
            if answer[:1] not in (DONE, FAILED):
                self.stop()
                raise TooMuch("memory") if answer else Failed("no answer in time")
        if answer[:1] == FAILED:
            raise Failed(answer[1:].decode("ascii", "replace"))
        return answer[1:]

    def stop(self) -> None:
        """End the process, in the middle of its work if need be."""
        process, line = self._process, self._line
        self._process = self._line = None
        if line:
            line.close()
        if process and self._owner == os.getpid():
            process.kill()
            process.wait()

    def close(self) -> None:
        """End the process for good."""
        self.stop()
        atexit.unregister(self.stop)

    @property
    def number(self) -> int | None:
        """The process's number, while it runs."""
        return self._process.pid if self._process else None

    def _running(self) -> "Connection[bytes, bytes]":
        if self._owner != os.getpid():  # the process of the one that we were forked from
            self.stop()
            self._owner = os.getpid()
        if self._process and self._process.poll() is not None:
            self.stop()
        if self._line is None:
            self._line, theirs = Pipe()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603
                    [sys.executable, "-m", __name__, str(theirs.fileno()), *self._command],
                    cwd=Path(__file__).parents[1],
                    env=self.environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                )
        return self._line

    def environment(self) -> dict[str, str]:
        """What the process knows of ours."""
        kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        return {**kept, **self._extra, "LC_ALL": "C.UTF-8"}

    def _fault(self) -> Failed:
        """Why the line is dead."""
        status = 0
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                status = self._process.wait(PATIENCE)
        self.stop()
        if -status in OWN_FAULT:
            return TooMuch(signal.Signals(-status).name)
        return Failed(f"the process ended with {status}")


def serve(line: "Connection[Any, Any]", module: str, seconds: int, memory: int) -> None:
    """The side that works, until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives the orders
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    gc.disable()  # it would walk a document's tree again and again
    work = importlib.import_module(module)
    work.load()
    done = 0
    with suppress(EOFError, OSError):
        while True:
            order = pickle.loads(line.recv_bytes())  # noqa: S301  # from our own parent
            _allow(seconds)
            answer = _answer(work, order)
            line.send_bytes(answer)
            if answer[:1] == TOO_MUCH:
                return
            del order, answer
            done += 1
            if done % COLLECT_EVERY == 1:
                gc.collect()  # while nobody waits
            if done == 1:
                gc.freeze()  # what it loaded stays


def _answer(work: Any, order: tuple[Any, ...]) -> bytes:
    try:
        return DONE + bytes(work.make(*order))
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
    serve(Connection(int(sys.argv[1])), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
