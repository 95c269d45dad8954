"""The production topology as processes of one machine: PostgreSQL, Redis, web, worker, clock and the edge."""

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from cryptography.fernet import Fernet

from zhicheng.deploy import processes
from zhicheng.deploy.servers import PostgreSQL, find, give, postgres_server, redis, rights

ROOT = Path(__file__).resolve().parent.parent.parent
SITE = Path(__file__).parent / "nginx.conf"
STARTED_IN = 60
MAIN = Template("""
daemon off;
pid $folder/pid;
error_log stderr warn;
worker_processes 2;
events { worker_connections 4096; }
http {
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    include $folder/site.conf;
}
""")


@dataclass(frozen=True)
class Stack:
    """A running topology: where it is, and what a process beside it needs."""

    url: str
    web_url: str
    redis_url: str
    env: dict[str, str]
    database: PostgreSQL
    group: processes.Group

    @property
    def database_url(self) -> str:
        """Where its data are."""
        return self.database.url

    def manage(self, *arguments: str, **changed: str) -> str:
        """Runs a command of manage.py in its environment and returns what it printed."""
        return manage(arguments, {**self.env, **changed})


@contextlib.contextmanager
def stack(*, port: int | None = None, workers: int = 2, threads: int = 8) -> Iterator[Stack]:
    """Starts everything, waits until the edge answers, and takes everything away again."""
    with contextlib.ExitStack() as opened:
        database = opened.enter_context(postgres_server())
        redis_url = opened.enter_context(redis())
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="zhicheng-stack-")))
        folder.chmod(0o711)  # the edge, which is somebody else, passes through to its own folder
        edge, web = port or processes.free_port(), processes.free_port()
        url = f"http://127.0.0.1:{edge}"
        env = environment(folder / "var", url, database.url, redis_url)
        for command in ("migrate", "collectstatic"):
            manage([command, "--no-input", "-v", "0"], env)
        group = opened.enter_context(processes.Group())
        sizes = [f"--bind=127.0.0.1:{web}", f"--workers={workers}", f"--threads={threads}"]
        for name, options in {"web": sizes, "worker": ["--concurrency=2"], "beat": []}.items():
            group.start(name, [sys.executable, str(ROOT / "manage.py"), "serve", name, *options], env=env)
        wait(group, lambda: processes.answers("127.0.0.1", web))
        group.start("nginx", nginx(folder / "nginx", edge, web), **rights())
        wait(group, lambda: is_healthy(url))
        yield Stack(url, f"http://127.0.0.1:{web}", redis_url, env, database, group)


def wait(group: processes.Group, ready: Callable[[], bool]) -> None:
    """Waits for one thing to be ready; complains when it takes too long or a process ends."""
    if not processes.wait_until(lambda: bool(group.ended()) or ready(), STARTED_IN, 0.2) or group.ended():
        raise RuntimeError(f"没有按时启动：{group.ended() or '/healthz 没有应答'}")


def environment(var: Path, url: str, database_url: str, redis_url: str) -> dict[str, str]:
    """Production, with secrets that nobody else has."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "zhicheng.settings",
        "ZHICHENG_PRODUCTION": "1",
        "ZHICHENG_DEMO": "0",
        "ZHICHENG_VAR": str(var),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": "127.0.0.1",
        # The edge calls every request encrypted; the browser on loopback knows better.
        "CSRF_TRUSTED_ORIGINS": url,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
    }


def manage(arguments: tuple[str, ...] | list[str], env: dict[str, str]) -> str:
    """Runs a command of manage.py; what it complained of becomes part of the error."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), *arguments], env=env, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}：\n{done.stdout}{done.stderr}")
    return done.stdout


def nginx(folder: Path, port: int, web: int) -> list[str]:
    """Writes the edge's configuration from the one that production uses, and says how to start it."""
    folder.mkdir()
    give(folder)
    (folder / "nginx.conf").write_text(MAIN.substitute(folder=folder))
    (folder / "site.conf").write_text(site(f"127.0.0.1:{port}", f"127.0.0.1:{web}", cache=f"{folder}/cache"))
    return [find("nginx"), "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]


def site(listen: str, web: str, *, cache: str, tls: str = "/dev/null", trusted: str = "127.0.0.1") -> str:
    """The edge's configuration with its names filled in; nginx's own variables stay."""
    return Template(SITE.read_text(encoding="utf-8")).safe_substitute(
        NGINX_LISTEN=listen, NGINX_WEB=web, NGINX_CACHE=cache, NGINX_TLS=tls, NGINX_TRUSTED_PROXY=trusted
    )


def is_healthy(url: str) -> bool:
    """Whether the application answers through the edge."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:  # noqa: S310
            return int(answer.status) == 200
    except OSError:
        return False
