"""Notices: the document in immutable, numbered versions, and what lists need of it."""

import uuid
from functools import lru_cache

from django.conf import settings
from django.db import models

from applications.models.organisation import Organisation
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse


class Series(models.Model):
    """职称系列。"""

    code = models.SlugField("代码", max_length=40, primary_key=True)
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "系列"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Specialty(models.Model):
    """专业。"""

    series = models.ForeignKey(
        Series, verbose_name="系列", on_delete=models.PROTECT, related_name="specialties"
    )
    code = models.SlugField("代码", max_length=40, primary_key=True)
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "专业"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """申报通知：one year's notice. The columns repeat its latest version for lists only."""

    code = models.SlugField("代码", max_length=60, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("标题", max_length=200)
    region = models.CharField("行政区划代码", max_length=6)
    opens_at = models.DateTimeField("申报开始")
    closes_at = models.DateTimeField("申报截止")
    committee = models.ForeignKey(
        Organisation,
        verbose_name="评委会办公室",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    latest = models.ForeignKey(
        "NoticeVersion", verbose_name="现行版本", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "申报通知"
        ordering = ["-opens_at", "code"]

    def __str__(self) -> str:
        return self.title


@lru_cache(maxsize=256)
def _document(version_id: uuid.UUID) -> NoticeDocument:
    return parse(NoticeVersion.objects.values_list("content", flat=True).get(pk=version_id))


def document_of(version_id: uuid.UUID) -> NoticeDocument:
    """The typed notice of a version. Versions never change, so each process reads one once."""
    return _document(version_id)


class NoticeVersion(models.Model):
    """通知版本：the document as it was published. Never changed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, verbose_name="通知", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本号")
    content = models.JSONField("内容")
    digest = models.CharField("内容摘要", max_length=64)
    loaded_at = models.DateTimeField("载入时间")
    reason = models.CharField("修改原因", max_length=200, blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="修改人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = verbose_name_plural = "通知版本"
        ordering = ["notice", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "number"],
                name="notice_version_number_once",
                violation_error_message="该版本号已存在。",
            )
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 版"
