"""manage.py serve: the whole system, or one of its processes."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from zhicheng.deploy import processes

THREADS = 8


class Command(BaseCommand):
    """Without a part: web pages, tasks and clock as one group, on whatever database is set."""

    help = "启动系统。不写部分时，网页、后台任务和定时任务一起启动、一起停止。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("part", nargs="?", choices=["web", "worker", "beat"], help="只启动这一部分")
        parser.add_argument("--bind", default="127.0.0.1:8000", help="网页的地址和端口")
        parser.add_argument(
            "--workers", type=int, default=os.environ.get("WEB_CONCURRENCY") or None, help="网页进程数"
        )
        parser.add_argument("--threads", type=int, default=THREADS, help="每个网页进程的线程数")
        parser.add_argument("--concurrency", type=int, default=None, help="后台任务的进程数")

    def handle(self, *args: Any, **options: Any) -> None:
        host, _, port = options["bind"].rpartition(":")
        part, cores = options["part"], os.cpu_count() or 1
        if part in (None, "web") and processes.is_busy(host.strip("[]"), int(port)):
            raise CommandError(
                f"端口 {port} 已被占用：系统可能已经启动。请先停止它，或换一个端口（make run PORT=8001）。"
            )
        self.check(tags=[Tags.database], databases=["default"])
        # Without Redis each process would keep a cache, and so sessions and limits, of its own.
        workers = options["workers"] or (cores if settings.REDIS_URL else 1)
        web = processes.web(options["bind"], workers, options["threads"])
        if part == "web":
            become(web)
        if part == "worker":
            become(processes.worker(options["concurrency"] or cores))
        if part == "beat":
            become(processes.beat())
        self.prepare()
        worker = processes.worker(options["concurrency"] or 1, beat=True, level="WARNING")
        self.run_together(host.strip("[]"), int(port), {"网页服务": web, "后台任务": worker})

    def prepare(self) -> None:
        """Brings the database up to date, and fills a new one where the demonstration is on."""
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO and not get_user_model().objects.exists():
            self.say("正在写入演示数据……")
            call_command("seed_demo")
        connections.close_all()

    def run_together(self, host: str, port: int, members: dict[str, list[str]]) -> None:
        """Starts the group and stays until it is told to stop or a member ends."""
        try:
            with processes.signals_interrupt(), processes.Group() as group:
                for name, command in members.items():
                    group.start(name, command)
                processes.wait_until(lambda: bool(group.ended()) or processes.answers(host, port), 60)
                if not group.ended():
                    self.say(f"系统已启动：http://{host}:{port} （按 Ctrl-C 停止）")
                name, status = group.wait()
        except KeyboardInterrupt:
            self.say("系统已停止。")
        else:
            raise CommandError(f"{name}意外退出（状态 {status}），其余部分已一并停止。")

    def say(self, words: str) -> None:
        """Tells it now, also where the words go to a file."""
        self.stdout.write(words)
        self.stdout.flush()


def become(command: list[str]) -> None:
    """Replaces this process, so that whoever started it signals the real one."""
    connections.close_all()
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606
