"""A web server with one worker, and what its processor spent."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from zhicheng.deploy.processes import answers, dies_with_parent, free_port, wait_until


@dataclass(frozen=True, slots=True)
class Request:
    """One request, ready to send."""

    path: str
    form: dict[str, str] | None = None
    body: bytes | None = None
    content_type: str = "application/x-www-form-urlencoded"
    cookies: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    statements: int
    size: int
    location: str = ""


@dataclass(slots=True)
class Server:
    """One gunicorn worker with one connection to it."""

    port: int
    worker: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, request: Request, cookies: dict[str, str]) -> Answer:
        """Send one request and read the whole answer."""
        body = request.body if request.body is not None else _encoded(request.form)
        token = {"csrftoken": "a" * 32} if body is not None else {}
        jar = {**cookies, **request.cookies, **token}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}
        if body is not None:
            headers |= {"Content-Type": request.content_type, "X-CSRFToken": token["csrftoken"]}
        self.connection.request("GET" if body is None else "POST", request.path, body, headers)
        response = self.connection.getresponse()
        size = len(response.read())
        statements = int(response.headers.get("X-Statements", 0))
        return Answer(response.status, statements, size, response.headers.get("Location", ""))

    def spent(self) -> float:
        """Processor seconds of the worker so far, from the scheduler's own books."""
        tasks = Path(f"/proc/{self.worker}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def resident(self) -> int:
        """Resident memory of the worker in bytes."""
        status = Path(f"/proc/{self.worker}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024


def _encoded(form: dict[str, str] | None) -> bytes | None:
    return None if form is None else urlencode(form).encode()


@contextmanager
def serving(settings: str, environment: dict[str, str]) -> Iterator[Server]:
    """gunicorn with one worker and one thread, as deployed otherwise."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "--config", "python:zhicheng.deploy.gunicorn"),
        *("--workers", "1", "--threads", "1", "--bind", f"127.0.0.1:{port}", "zhicheng.wsgi:application"),
    ]
    master = subprocess.Popen(
        command, env={**environment, "DJANGO_SETTINGS_MODULE": settings}, preexec_fn=dies_with_parent()
    )
    try:
        if not wait_until(lambda: answers("127.0.0.1", port), 60):
            raise RuntimeError(f"{settings} did not start")
        children = Path(f"/proc/{master.pid}/task/{master.pid}/children")
        wait_until(lambda: bool(children.read_text().split()), 10)
        yield Server(port, int(children.read_text().split()[0]))
    finally:
        master.terminate()
        master.wait(timeout=20)
