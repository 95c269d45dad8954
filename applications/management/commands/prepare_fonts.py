"""manage.py prepare_fonts: cut the fonts of printed documents once, before the first one is asked for."""

import subprocess
from typing import Any

from django.core.management import BaseCommand, CommandError

from applications.documents import fonts


class Command(BaseCommand):
    """Does nothing where it has been done; without it the first document does the same."""

    help = "准备打印文件用的字体（从系统的 Noto CJK 字体中裁出常用字，存入 var/fonts）。"
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            fonts.prepare()
        except (OSError, fonts.NoSource, subprocess.SubprocessError) as error:
            raise CommandError(f"不能准备打印字体，文件将用完整字体生成，速度较慢：{error}") from error
