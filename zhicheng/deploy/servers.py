"""Throwaway PostgreSQL and Redis on loopback, from the machine's own binaries: they leave nothing behind."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import psycopg2

from zhicheng.deploy.processes import answers, dies_with_parent, free_port, wait_until

NOBODY = 65534
TRIES = 3  # another program may take the port between our asking for it and the server's taking it
TUNED = {"shared_buffers": "256MB", "max_connections": "200", "max_wal_size": "2GB"}


class MissingServerError(RuntimeError):
    """A program that is needed here is not installed."""

    def __init__(self, program: str) -> None:
        super().__init__(f"找不到 {program}；make test 会安装它，或手工安装后再试")


def find(program: str) -> str:
    """The program's path: on PATH, or where Debian keeps servers, the newest version first."""
    if found := shutil.which(program):
        return found
    kept = [Path("/usr/sbin", program), *sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))[::-1]]
    for path in kept:
        if os.access(path, os.X_OK):
            return str(path)
    raise MissingServerError(program)


def unprivileged() -> pwd.struct_passwd | None:
    """Who runs a server when we are root: PostgreSQL refuses root, and the others need not be root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwuid(NOBODY)


def rights() -> dict[str, Any]:
    """How a process is started so that it runs as that person."""
    if (person := unprivileged()) is None:
        return {}
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def give(path: Path) -> None:
    """Makes that person the owner."""
    if person := unprivileged():
        os.chown(path, person.pw_uid, person.pw_gid)


@contextmanager
def scratch_folder(name: str) -> Iterator[Path]:
    """A folder that belongs to whoever runs the servers and goes when they do."""
    folder = Path(tempfile.mkdtemp(prefix=f"zhicheng-{name}-"))
    try:
        give(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A server process that can be ended rudely and started again, for tests of what survives."""

    name = ""
    # What ends it when whoever started it is killed outright.
    last_signal = signal.SIGTERM

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address, as DATABASE_URL and REDIS_URL want it."""
        raise NotImplementedError

    def command(self) -> list[str]:
        """What is run."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether it answers."""
        return answers("127.0.0.1", self.port)

    def start(self, *, move: bool = False) -> Self:
        """Starts it and waits until it answers; `move` lets it try other ports."""
        for _ in range(TRIES):
            self.process = self.spawn()
            wait_until(self.has_settled, 30)
            if self.process.poll() is None and self.is_ready():
                return self
            self.stop()
            time.sleep(1)  # the sessions of a server that was killed take a moment to notice
            if move:
                self.port = free_port()
        raise RuntimeError(f"{self.name} 没有启动：\n{(self.folder / 'log').read_text()[-2000:]}")

    def spawn(self) -> "subprocess.Popen[bytes]":
        """Starts the process, its words going to a file."""
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603
                self.command(),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(self.last_signal),
                **rights(),
            )

    def has_settled(self) -> bool:
        """Whether it answers or has given up."""
        return self.process is None or self.process.poll() is not None or self.is_ready()

    def stop(self, sign: signal.Signals = signal.SIGINT) -> None:
        """Ends it: SIGINT in good order, SIGQUIT at once, SIGKILL as when the machine loses power."""
        if self.process is None:
            return
        if self.process.poll() is None:
            if sign == signal.SIGKILL:
                os.killpg(self.process.pid, sign)
            else:
                self.process.send_signal(sign)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


class PostgreSQL(Server):
    """A cluster of its own with one empty database."""

    name = "PostgreSQL"
    last_signal = signal.SIGQUIT

    def __init__(self, folder: Path, *, fsync: bool = True, **settings: str) -> None:
        super().__init__(folder)
        self.password = secrets.token_hex(12)
        self.settings = {**TUNED, "fsync": "on" if fsync else "off", **settings}
        (secret := folder / "password").write_text(self.password)
        secret.chmod(0o600)
        give(secret)
        options = ["-U", "zhicheng", "-A", "scram-sha-256", "--pwfile", str(secret), "-E", "UTF8"]
        subprocess.run(  # noqa: S603
            # Sorted by code point: the same on every machine and after every upgrade of its libraries.
            [find("initdb"), *options, "--locale=C.UTF-8", "--no-sync", "-D", str(folder / "data")],
            cwd=folder,
            check=True,
            capture_output=True,
            **rights(),
        )

    @property
    def url(self) -> str:
        return f"postgres://zhicheng:{self.password}@127.0.0.1:{self.port}/postgres"

    def command(self) -> list[str]:
        own = {"listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": ""}
        options = [f"--{key}={value}" for key, value in {**self.settings, **own}.items()]
        return [find("postgres"), "-D", str(self.folder / "data"), *options]

    def is_ready(self) -> bool:
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True


class Redis(Server):
    """A Redis that keeps nothing."""

    name = "Redis"

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder)]
        return [find("redis-server"), *where, "--save", "", "--appendonly", "no"]


@contextmanager
def postgres_server(*, fsync: bool = True, **settings: str) -> Iterator[PostgreSQL]:
    """A throwaway PostgreSQL that a test may kill and start again."""
    with scratch_folder("postgres") as folder:
        server = PostgreSQL(folder, fsync=fsync, **settings)
        try:
            yield server.start(move=True)
        finally:
            server.stop()


@contextmanager
def postgres(*, fsync: bool = True, **settings: str) -> Iterator[str]:
    """The address of a throwaway PostgreSQL; only tests that need no durability pass fsync=False."""
    with postgres_server(fsync=fsync, **settings) as server:
        yield server.url


@contextmanager
def redis_server() -> Iterator[Redis]:
    """A throwaway Redis that a test may kill and start again."""
    with scratch_folder("redis") as folder:
        server = Redis(folder)
        try:
            yield server.start(move=True)
        finally:
            server.stop()


@contextmanager
def redis() -> Iterator[str]:
    """The address of a throwaway Redis."""
    with redis_server() as server:
        yield server.url
