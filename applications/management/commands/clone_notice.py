"""Next year's notice from this one."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.models import Notice
from applications.services import notices


class Command(BaseCommand):
    help = "克隆通知：所有时间随申报开始日平移，相对年份自动顺延"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="原通知代码")
        parser.add_argument("code", help="新通知代码")
        parser.add_argument(
            "--opens", required=True, type=date.fromisoformat, help="新的申报开始日，如 2027-08-30"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        notice = Notice.objects.filter(code=options["source"], latest__isnull=False).first()
        if notice is None:
            raise CommandError(f"没有代码为 {options['source']} 的通知。")
        if Notice.objects.filter(code=options["code"]).exists():
            raise CommandError(f"代码 {options['code']} 已有通知。")
        version = notices.clone(notice, code=options["code"], opens=options["opens"], at=timezone.now())
        self.stdout.write(f"已生成《{version.notice.title}》（{options['code']}）。")
