"""批量打印：the papers of many people as one file, made little by little and kept for a week."""

import uuid

from django.conf import settings
from django.db import models

from applications.models.application import Application
from applications.models.notice import Notice, Specialty
from applications.models.organisation import Organisation
from applications.models.printout import Printout


class BatchKind(models.TextChoices):
    """Which paper of each person. The form follows from the notice and the case: 评审表 or 呈报表."""

    FORM = "form", "评审表（呈报表）"
    BAG_COVER = "bag_cover", "材料袋封面"


class Packing(models.TextChoices):
    PDF = "pdf", "一个 PDF，用来打印"
    ZIP = "zip", "一个 ZIP，每人一个文件"


class Sides(models.TextChoices):
    DUPLEX = "duplex", "双面（长边翻转）"
    SINGLE = "single", "单面"


class Batch(models.Model):
    """一批：whose papers a desk wants, how they are packed, and what came of it.

    Its file is there until `expires_at`; the row stays and says who took it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, verbose_name="办理单位", on_delete=models.PROTECT, related_name="batches"
    )
    kind = models.CharField("文件", max_length=20, choices=BatchKind.choices)
    notice = models.ForeignKey(Notice, verbose_name="通知", on_delete=models.PROTECT, related_name="+")
    specialty = models.ForeignKey(
        Specialty, verbose_name="专业", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer = models.ForeignKey(
        Organisation,
        verbose_name="工作单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    packing = models.CharField("打包", max_length=3, choices=Packing.choices)
    sides = models.CharField("纸张", max_length=6, choices=Sides.choices)
    copies = models.PositiveSmallIntegerField("份数", default=1)
    naming = models.CharField("命名规则", max_length=120, blank=True, default="")
    key = models.CharField("去重键", max_length=100, unique=True)
    left_out = models.PositiveIntegerField("没有正式件的人数", default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="经办人", on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField("要求时间")
    round = models.PositiveSmallIntegerField("第几次重试", default=0)
    made_at = models.DateTimeField("生成时间", null=True, blank=True)
    file = models.CharField("存储键", max_length=120, blank=True, default="")
    sha256 = models.CharField("文件摘要", max_length=64, blank=True, default="")
    pages = models.PositiveIntegerField("页数", default=0)
    failed = models.CharField("未能生成的原因", max_length=200, blank=True, default="")
    expires_at = models.DateTimeField("保留到")

    class Meta:
        verbose_name = verbose_name_plural = "批量打印"
        ordering = ["-requested_at"]
        indexes = [
            models.Index(fields=["organisation", "-requested_at"], name="batch_of_desk"),
            models.Index(fields=["expires_at"], name="batch_with_file", condition=~models.Q(file="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="batch_copies_within_nine",
                condition=models.Q(copies__gte=1, copies__lte=9),
                violation_error_message="份数为 1 至 9。",
            ),
            models.CheckConstraint(
                name="batch_names_exactly_in_an_archive",
                condition=models.Q(packing=Packing.PDF, naming="")
                | (models.Q(packing=Packing.ZIP, copies=1) & ~models.Q(naming="")),
                violation_error_message="ZIP 须有命名规则，每人一份；PDF 没有命名规则。",
            ),
            models.CheckConstraint(
                name="batch_file_only_once_made",
                condition=models.Q(made_at__isnull=True, file="", sha256="")
                | (models.Q(made_at__isnull=False, failed="") & ~models.Q(sha256="")),
                violation_error_message="生成以后才有文件，生成了就没有失败。",
            ),
            models.CheckConstraint(
                name="batch_expires_after_it_was_wanted",
                condition=models.Q(expires_at__gt=models.F("requested_at")),
                violation_error_message="保留期限应晚于要求时间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.requested_at:%Y-%m-%d}"


class BatchItem(models.Model):
    """其中一人：waiting, done (its printout is there) or failed with a sentence."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField("序号")
    printout = models.ForeignKey(
        Printout, on_delete=models.PROTECT, null=True, blank=True, related_name="batch_items"
    )
    failed = models.CharField("未能生成的原因", max_length=200, blank=True, default="")
    tries = models.PositiveSmallIntegerField("已试次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "批量打印中的一份"
        ordering = ["batch", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "application"],
                name="batch_item_once",
                violation_error_message="一批中每份申报只有一次。",
            ),
            models.UniqueConstraint(
                fields=["batch", "place"],
                name="batch_item_place_once",
                violation_error_message="一批中每个序号只有一次。",
            ),
            models.CheckConstraint(
                name="batch_item_done_or_failed",
                condition=models.Q(printout__isnull=True) | models.Q(failed=""),
                violation_error_message="已生成的没有失败原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.application}"


class BatchDownload(models.Model):
    """取件：who took the file of a batch, and when."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="downloads")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="取件人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("取件时间")

    class Meta:
        verbose_name = verbose_name_plural = "批量取件"
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.batch)
