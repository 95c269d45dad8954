"""Print the state diagram that the README carries."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.workflow import mermaid


class Command(BaseCommand):
    help = "打印申报书的状态图（Mermaid）"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(mermaid())
