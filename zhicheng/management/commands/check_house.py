"""manage.py check_house: the checks that need no test, all of them, before any complaint stops the others."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]


def checks() -> dict[str, list[str]]:
    """What is run, the slowest first."""
    notices = sorted(str(path) for path in Path("fixtures", "notices").glob("*.yaml"))
    return {
        "mypy": [PYTHON, "-m", "mypy", "applications", "review", "zhicheng"],
        "lint-imports": [str(Path(PYTHON).parent / "lint-imports")],
        "通知": [*MANAGE, "load_notice", "--check", *notices],
        "要求": [PYTHON, "-m", "tests.requirements"],
        "迁移": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        "ruff check": [PYTHON, "-m", "ruff", "check"],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check"],
    }


class Command(BaseCommand):
    """Runs two at a time, prints each with its time, and what the failed ones said at the end."""

    help = "代码检查：ruff、mypy、分层、迁移是否齐全、通知是否有效。"
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        os.chdir(settings.BASE_DIR)
        commands = checks()
        with ThreadPoolExecutor(max_workers=2) as pool:
            said = dict(zip(commands, pool.map(self.run, commands.items()), strict=True))
        failed = {name: words for name, words in said.items() if words is not None}
        for name, words in failed.items():
            self.stdout.write(f"\n——— {name} ———\n{words}")
        if failed:
            raise CommandError(f"{len(failed)} 项检查未通过：{'、'.join(failed)}")
        self.stdout.write(f"{len(said)} 项检查全部通过。")

    def run(self, check: tuple[str, list[str]]) -> str | None:
        """Runs one and returns its words if it failed."""
        name, command = check
        begun = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        mark = "通过" if done.returncode == 0 else "未通过"
        self.stdout.write(f"{name:<14}{mark}  {time.monotonic() - begun:.1f} 秒")
        return None if done.returncode == 0 else f"{done.stdout}{done.stderr}"
