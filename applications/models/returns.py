"""Returning by item: what must be changed and why, what was checked, and what colleagues tell each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.application import Application
from applications.models.dossier import Attachment, Submission
from applications.models.journal import Entry
from applications.models.organisation import Organisation


class Mark(models.Model):
    """退回标记：one thing that must be changed — a section, a row or a file — and the reason.

    It belongs to the desk until the return is made; then `entry` is set and it never changes again.
    No section means the whole dossier.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="marks")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="marks")
    organisation = models.ForeignKey(
        Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+"
    )
    section = models.CharField("栏目代码", max_length=40, blank=True, default="")
    row = models.CharField("所属行", max_length=40, blank=True, default="")
    material = models.CharField("材料代码", max_length=40, blank=True, default="")
    attachment = models.ForeignKey(
        Attachment, verbose_name="图片", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("原因", max_length=500)
    late = models.BooleanField("上次退回时已有而未提出", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="标记人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("标记时间")
    entry = models.ForeignKey(
        Entry, verbose_name="退回", on_delete=models.PROTECT, null=True, blank=True, related_name="marks"
    )

    class Meta:
        verbose_name = verbose_name_plural = "退回标记"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "organisation", "section", "row", "material"],
                condition=Q(attachment__isnull=True),
                name="mark_once_per_item",
                violation_error_message="这一项已经标记过，请修改原来的标记。",
            ),
            models.UniqueConstraint(
                fields=["submission", "organisation", "attachment"],
                condition=Q(attachment__isnull=False),
                name="mark_once_per_file",
                violation_error_message="这张图片已经标记过，请修改原来的标记。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="mark_has_reason",
                violation_error_message="请写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Tick(models.Model):
    """核对：one item of the checklist, ticked by a person at a time (谁审核，谁负责)."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="ticks")
    organisation = models.ForeignKey(
        Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+"
    )
    item = models.CharField("核对项代码", max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="核对人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("核对时间")

    class Meta:
        verbose_name = verbose_name_plural = "核对"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "organisation", "item"],
                name="tick_once",
                violation_error_message="这一项已经核对。",
            )
        ]

    def __str__(self) -> str:
        return self.item


class Note(models.Model):
    """内部备注：between the seats of one organisation; nobody else ever reads it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    organisation = models.ForeignKey(
        Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField("内容", max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="记录人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = verbose_name_plural = "内部备注"
        ordering = ["at"]
        indexes = [models.Index(fields=["application", "organisation"], name="note_of_desk")]

    def __str__(self) -> str:
        return self.text[:20]


class Phrase(models.Model):
    """常用语：a reason that an organisation often gives, in its own words."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="单位", on_delete=models.CASCADE, related_name="phrases"
    )
    text = models.CharField("内容", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "常用语"
        ordering = ["organisation", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text"],
                name="phrase_once",
                violation_error_message="已有这一条常用语。",
            )
        ]

    def __str__(self) -> str:
        return self.text
