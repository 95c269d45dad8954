"""The draft of a dossier: sections as typed, and the files that prove them."""

import uuid

from django.conf import settings
from django.db import models

from applications.models.application import Application


class SectionDraft(models.Model):
    """栏目草稿：the rows of one section exactly as typed; what they are worth is judged when read."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="drafts")
    section = models.CharField("栏目代码", max_length=40)
    rows = models.JSONField("内容", default=list)
    nothing = models.BooleanField("注明“无”", default=False)
    version = models.PositiveIntegerField("保存次数", default=0)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = verbose_name_plural = "栏目草稿"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "section"],
                name="section_draft_once",
                violation_error_message="该栏目已有草稿。",
            )
        ]

    def __str__(self) -> str:
        return self.section


class Attachment(models.Model):
    """附件：one upright JPEG under a random key. A file that a submission froze is never removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    section = models.CharField("栏目代码", max_length=40)
    material = models.CharField("材料代码", max_length=40)
    row = models.CharField("所属行", max_length=40, blank=True, default="")
    title = models.CharField("图片名称", max_length=80)
    order = models.PositiveIntegerField("顺序")
    file = models.CharField("存储键", max_length=120)
    thumbnail = models.CharField("缩略图存储键", max_length=120)
    sha256 = models.CharField("内容摘要", max_length=64)
    size = models.PositiveIntegerField("字节数")
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["order", "uploaded_at"]
        indexes = [models.Index(fields=["application", "removed_at"], name="attachment_live")]

    def __str__(self) -> str:
        return self.title


class Submission(models.Model):
    """提交：a numbered, immutable snapshot of every value and of every file's hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="frozen")
    number = models.PositiveSmallIntegerField("第几次冻结")
    base_revision = models.PositiveIntegerField("提交时的办理步数")
    receipt = models.CharField("回执编号", max_length=24, unique=True)
    snapshot = models.JSONField("快照")
    digest = models.CharField("快照摘要", max_length=64)
    submitted_at = models.DateTimeField("提交时间")
    recalled_at = models.DateTimeField("取回时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "提交"
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"],
                name="submission_number_once",
                violation_error_message="该次提交已存在。",
            ),
            # The same page sent twice is the same submission: it was made from one step of the life.
            models.UniqueConstraint(
                fields=["application", "base_revision"],
                name="submission_once_per_step",
                violation_error_message="这一步已经提交过。",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
