"""`manage.py seed_demo`: invented people, the five notices open today, applications in every state."""

from argparse import ArgumentParser
from datetime import date, time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.rules.deadlines import beijing
from review.services.demo.brushes import NoChineseFont
from review.services.demo.seeding import is_seeded, seed

AFTERNOON = time(16, 30)


class Command(BaseCommand):
    help = "写入演示数据：虚构的单位、人员和各种状态的申报书。只用于演示，重复执行不改变任何内容。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="当作这一天的下午来写入，如 2026-11-21；不写即现在",
        )

    def handle(self, *args: Any, today: date | None, **options: Any) -> None:
        if settings.PRODUCTION or not settings.DEMO:
            raise CommandError("只有演示环境（ZHICHENG_DEMO=1，且不是正式环境）才能写入演示数据。")
        if is_seeded():
            self.stdout.write("演示数据已经写入，没有改动。")
            return
        now = timezone.now()
        if today and today != timezone.localdate(now):
            now = beijing(today, AFTERNOON)
        try:
            seeded = seed(now=now)
        except NoChineseFont as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"已写入演示数据：{seeded.people} 人，{seeded.notices} 个通知，{seeded.applications} 份申报书。"
        )
