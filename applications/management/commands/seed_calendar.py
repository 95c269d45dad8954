"""`manage.py seed_calendar`: published holidays and make-up days into the table."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.rules.holidays import PUBLISHED_YEARS
from applications.services.calendar import seed_calendar


class Command(BaseCommand):
    help = "补入国务院公布的节假日与调休；已有的日期不改动。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("years", nargs="*", type=int, help="年份，如 2025 2026；不写则为全部已公布的年份")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added = seed_calendar(options["years"] or PUBLISHED_YEARS)
        except NotImplementedError:
            raise CommandError(
                f"没有收录这些年份的节假日（最晚 {PUBLISHED_YEARS[-1]} 年），"
                "请按国务院办公厅的通知在管理后台“节假日与调休”中录入。"
            ) from None
        self.stdout.write(f"补入 {added} 天。")
