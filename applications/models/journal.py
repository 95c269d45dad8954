"""The journal and the outbox: what happened, and what must still be done about it."""

from django.conf import settings
from django.db import models

from applications.models.application import Application
from applications.models.organisation import Organisation


class Entry(models.Model):
    """办理记录：one move, chained by hash to the one before. Never changed, never deleted."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="journal")
    revision = models.PositiveIntegerField("步")
    move = models.CharField("动作", max_length=20)
    from_state = models.CharField("原状态", max_length=20)
    to_state = models.CharField("新状态", max_length=20)
    level = models.PositiveSmallIntegerField("办理层级")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="办理单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="办理人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField("意见", blank=True, default="")
    ground = models.CharField("依据", max_length=40, blank=True, default="")
    at = models.DateTimeField("时间")
    previous = models.CharField("前一步摘要", max_length=64)
    digest = models.CharField("本步摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        ordering = ["application", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "revision"],
                name="entry_revision_once",
                violation_error_message="这一步已有记录。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.move}"


class Errand(models.Model):
    """待办事项（发件箱）：a side effect that a committed move owes; the broker is only a doorbell."""

    key = models.CharField("去重键", max_length=120, unique=True)
    kind = models.CharField("种类", max_length=30)
    payload = models.JSONField("内容", default=dict)
    due_at = models.DateTimeField("最早执行时间")
    leased_until = models.DateTimeField("租约到期", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    last_error = models.CharField("最近错误", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "待办事项"
        indexes = [
            models.Index(fields=["due_at"], name="errand_open", condition=models.Q(done_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.key


class Message(models.Model):
    """站内消息：what a person is told inside the system."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    key = models.CharField("去重键", max_length=120, unique=True)
    text = models.CharField("内容", max_length=300)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "站内消息"
        ordering = ["-at"]
        indexes = [models.Index(fields=["user", "-at"], name="message_of_user")]

    def __str__(self) -> str:
        return self.text
