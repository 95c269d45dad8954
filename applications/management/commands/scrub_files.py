"""manage.py scrub_files: every stored scan is read and compared with what was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from applications.services import orphans


class Command(BaseCommand):
    help = "逐一核对已存图片与登记的摘要，列出丢失和内容已变的文件。"

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for sentence in orphans.flaws():
            self.stdout.write(sentence)
            found += 1
        if found:
            raise CommandError(f"{found} 个文件有问题，请从备份恢复。")
        self.stdout.write("全部文件完好。")
