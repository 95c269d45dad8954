"""manage.py switch_rule NOTICE RULE block|warn --reason …: for whoever is filling in now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.models import Notice, User
from applications.selectors.switches import switchable_rules
from applications.services.moves import NotAllowed
from applications.services.switching import CannotSwitch, switch_rule


class Command(BaseCommand):
    help = "把通知的一条检查规则改为必须符合（block）或只作提醒（warn）；不写规则则列出全部。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("notice", help="通知代码")
        parser.add_argument("rule", nargs="?", help="规则代码，如 rule:appraisal、material:degree")
        parser.add_argument("severity", nargs="?", choices=["block", "warn"])
        parser.add_argument("--reason", default="", help="调整原因，写进通知的版本记录，并告诉申报人")
        parser.add_argument("--by", default="", metavar="USERNAME", help="系统管理员的用户名")

    def handle(self, *args: Any, **options: Any) -> None:
        notice = Notice.objects.filter(code=options["notice"]).first()
        if notice is None:
            raise CommandError(f"没有代码为 {options['notice']} 的通知。")
        if not options["severity"]:
            for rule in switchable_rules(notice):
                self.stdout.write(f"{rule.severity}\t{rule.code}\t{rule.words}（{rule.clause}）")
            return
        by = User.objects.filter(username=options["by"]).first()
        if options["by"] and by is None:
            raise CommandError(f"没有用户名为 {options['by']} 的人。")
        try:
            version = switch_rule(
                notice,
                options["rule"],
                options["severity"],
                reason=options["reason"],
                by=by,
                at=timezone.now(),
            )
        except CannotSwitch as refusal:
            raise CommandError(refusal.reason) from None
        except NotAllowed:
            raise CommandError("只有系统管理员可以调整检查规则。") from None
        self.stdout.write(f"已调整，《{notice.title}》现行版本为{version}。")
