"""The draft of a dossier: sections as typed, and the files that prove them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

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


# The conditions that a file can be in; it is in exactly one of them.
PREPARED = (
    Q(prepared_at__isnull=False, incoming="", fault="") & ~Q(file="") & ~Q(thumbnail="") & ~Q(sha256="")
)
UNPREPARED = Q(prepared_at__isnull=True, file="", thumbnail="", sha256="")
PENDING = Q(fault="", removed_at__isnull=True) & ~Q(incoming="")
FAULTY = Q(incoming="") & ~Q(fault="")
REMOVED_BEFORE = Q(incoming="", fault="", removed_at__isnull=False)


# 检查本人姓名遮盖：empty while nobody has answered.
MASKINGS = (("covered", "是，需要遮盖"), ("clear", "否，不需要遮盖"))


class Attachment(models.Model):
    """附件：one upright JPEG under a random key. A file that a submission froze is never removed.

    What was uploaded waits under `incoming` until it is prepared, or found to have a `fault`; it is shown
    to nobody. What is prepared but not yet cleared by the virus scanner (待查) is shown to its owner only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    section = models.CharField("栏目代码", max_length=40)
    material = models.CharField("材料代码", max_length=40)
    row = models.CharField("所属行", max_length=40, blank=True, default="")
    title = models.CharField("图片名称", max_length=80)
    order = models.PositiveIntegerField("顺序")
    incoming = models.CharField("待处理原件存储键", max_length=120, blank=True, default="")
    incoming_sha256 = models.CharField("原件摘要", max_length=64, blank=True, default="")
    file = models.CharField("存储键", max_length=120, blank=True, default="")
    thumbnail = models.CharField("缩略图存储键", max_length=120, blank=True, default="")
    sha256 = models.CharField("内容摘要", max_length=64, blank=True, default="")
    size = models.PositiveIntegerField("字节数", default=0)
    incoming_size = models.PositiveIntegerField("原件字节数", default=0)
    page = models.PositiveSmallIntegerField("PDF 页码", default=0)
    width = models.PositiveIntegerField("宽", default=0)
    height = models.PositiveIntegerField("高", default=0)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")
    prepared_at = models.DateTimeField("处理完成时间", null=True, blank=True)
    fault = models.CharField("不能使用的原因", max_length=200, blank=True, default="")
    remarks = models.JSONField("清晰度提醒", default=list, blank=True)
    masking = models.CharField("信息遮盖", max_length=10, choices=MASKINGS, blank=True, default="")
    boxes = models.JSONField("遮盖框", default=list, blank=True)
    answered_at = models.DateTimeField("遮盖检查时间", null=True, blank=True)
    cleared_at = models.DateTimeField("病毒查杀通过时间", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", verbose_name="替换的图片", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["order", "page", "uploaded_at"]
        indexes = [
            models.Index(fields=["application", "removed_at"], name="attachment_live"),
            models.Index(fields=["incoming_sha256"], name="attachment_same_bytes"),
            models.Index(fields=["uploaded_by", "uploaded_at"], name="attachment_quota"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=PREPARED | UNPREPARED & (PENDING | FAULTY | REMOVED_BEFORE),
                name="attachment_prepared_pending_or_faulty",
                violation_error_message="图片须已处理好，或原件待处理，或注明不能使用的原因。",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | Q(prepared_at__isnull=False),
                name="attachment_cleared_once_prepared",
                violation_error_message="图片处理好之后才能登记病毒查杀通过。",
            ),
            models.CheckConstraint(
                condition=Q(masking="", answered_at__isnull=True)
                | ~Q(masking="") & Q(answered_at__isnull=False),
                name="attachment_masking_answered_at",
                violation_error_message="答复过遮盖检查的图片有答复时间，没有答复过的没有。",
            ),
            models.CheckConstraint(
                condition=Q(masking="covered") & ~Q(boxes=[]) | ~Q(masking="covered") & Q(boxes=[]),
                name="attachment_boxes_where_covered",
                violation_error_message="需要遮盖的图片至少要画一个框，不需要遮盖的没有框。",
            ),
        ]

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
