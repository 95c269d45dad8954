"""manage.py prepare_fonts: cut the fonts of printed documents once, before the first one is asked for."""

import subprocess
from contextlib import suppress
from typing import Any

from django.core.management import BaseCommand, CommandError

from applications.documents import fonts, licensed


class Command(BaseCommand):
    """Does nothing where it has been done; without it the first document does the same."""

    help = "准备打印文件用的字体（从已装的 Noto CJK 和 Fandol 字体中裁出常用字，存入 var/fonts）。"
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        with suppress(OSError):  # it may be somebody else's
            licensed.folder().mkdir(parents=True, exist_ok=True)
        try:
            uncut = fonts.not_cut()
        except (OSError, subprocess.SubprocessError) as error:
            raise CommandError(f"不能准备打印字体，文件将用完整字体生成，速度较慢：{error}") from error
        if uncut:
            self.stderr.write(f"没有装 {'、'.join(uncut)} 字体：文件中用其他字体代替。")
