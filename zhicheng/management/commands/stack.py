"""manage.py stack: the production topology on this machine, for looking and for tests."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from zhicheng.deploy.processes import is_busy, signals_interrupt
from zhicheng.deploy.servers import MissingServerError
from zhicheng.deploy.stack import stack


class Command(BaseCommand):
    """Starts it and stays until Ctrl-C; all of its data go with it."""

    help = (
        "把生产环境的各部分（PostgreSQL、Redis、网页、任务、定时、nginx）作为进程启动；停止后不留任何数据。"
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=None, help="nginx 的端口，默认任选空闲端口")
        parser.add_argument("--workers", type=int, default=2, help="网页进程数")
        parser.add_argument("--threads", type=int, default=8, help="每个网页进程的线程数")
        parser.add_argument("--seed", action="store_true", help="写入演示数据（密码登录，不能一键登录）")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if port and is_busy("127.0.0.1", port):
            raise CommandError(f"端口 {port} 已被占用，请换一个端口。")
        try:
            with (
                signals_interrupt(),
                stack(port=port, workers=options["workers"], threads=options["threads"]) as running,
            ):
                if options["seed"]:
                    running.manage("seed_demo", ZHICHENG_PRODUCTION="0", ZHICHENG_DEMO="1")
                self.stdout.write(f"已启动：{running.url} （按 Ctrl-C 停止）\n数据库：{running.database_url}")
                self.stdout.flush()
                name, status = running.group.wait()
        except KeyboardInterrupt:
            self.stdout.write("已全部停止。")
        except (MissingServerError, RuntimeError) as error:
            raise CommandError(str(error)) from error
        else:
            raise CommandError(f"{name} 意外退出（状态 {status}），其余部分已一并停止。")
