"""manage.py load_notice FILE… [--check]: notices from YAML, all of them or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from applications.rules.notices.loading import NotANotice, parse, read_yaml
from applications.services import notices


class Command(BaseCommand):
    help = "检查并载入申报通知（YAML）。任何一个文件有错，就一个也不载入。"
    requires_system_checks: list[
        str
    ] = []  # checking a file needs no database and no look at the whole project

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="通知文件")
        parser.add_argument("--check", action="store_true", help="只检查，不写入数据库")

    def handle(self, *args: Any, files: list[Path], check: bool, **options: Any) -> None:
        raws = self._read(files)
        if check:
            for path in files:
                self.stdout.write(f"{path}: 检查通过")
            return
        at = timezone.now()
        with transaction.atomic():
            loaded = [notices.load(raw, at=at) for raw in raws]
        for path, (version, created) in zip(files, loaded, strict=True):
            self.stdout.write(f"{path}: 第 {version.number} 版{'' if created else '，内容未变'}")

    def _read(self, files: list[Path]) -> list[dict[str, Any]]:
        """The checked contents of every file; leaves with status 1 after naming each mistake."""
        raws: list[dict[str, Any]] = []
        mistakes: list[str] = []
        seen: dict[str, Path] = {}
        for path in files:
            try:
                raw = read_yaml(path.read_text(encoding="utf-8"))
                code = parse(raw).code
            except NotANotice as error:
                mistakes += [f"{path}: {mistake}" for mistake in error.mistakes]
            except OSError as error:
                mistakes.append(f"{path}: 文件: 打不开（{error.strerror}）")
            except UnicodeDecodeError:
                mistakes.append(f"{path}: 文件: 应存为 UTF-8 编码")
            else:
                if code in seen:
                    mistakes.append(f"{path}: code: {code!r}；与 {seen[code]} 重复")
                seen[code] = path
                raws.append(raw)
        if mistakes:
            for mistake in mistakes:
                self.stderr.write(mistake)
            raise SystemExit(1)
        return raws
