"""版式：the text by which a kind of document is laid out under a notice, where it is not the national one."""

import uuid

from django.conf import settings
from django.db import models

from applications.models.notice import NoticeVersion
from applications.models.printout_kinds import PrintoutKind


class Layout(models.Model):
    """One text. It counts from one version of the notice on, from the instant it was put in use.

    What has been in use stays as it was: another text is another layout. An empty text is the national one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice_version = models.ForeignKey(
        NoticeVersion, verbose_name="通知版本", on_delete=models.PROTECT, related_name="layouts"
    )
    kind = models.CharField("文件", max_length=20, choices=PrintoutKind.choices)
    text = models.TextField("版式", blank=True, help_text="空的即为国家版式。")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="保存人", on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField("保存时间")
    in_use_since = models.DateTimeField("启用时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "版式"
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice_version", "kind"],
                condition=models.Q(in_use_since__isnull=True),
                name="layout_one_draft",
                violation_error_message="这个版式已经有一份草稿。",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
