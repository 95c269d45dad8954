"""诚信档案：a breach that was found, and until when it bars its author."""

from django.conf import settings
from django.db import models

from applications.models.notice import Notice, Series
from applications.rules.notices.terms import Rank


class BanScope(models.TextChoices):
    ANY = "any", "任何职称"
    SERIES = "series", "相应系列职称"
    HIGHER = "higher", "高一级职称"


class IntegrityRecord(models.Model):
    """诚信记录：registered by the committee's office or an administrator, with its dates as computed then."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.PROTECT, related_name="integrity"
    )
    notice = models.ForeignKey(Notice, verbose_name="依据的通知", on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, verbose_name="系列", on_delete=models.PROTECT, related_name="+")
    rank = models.CharField("级别", max_length=12, choices=Rank.choices())
    scope = models.CharField("限制申报", max_length=10, choices=BanScope.choices)
    facts = models.CharField("查实的事实", max_length=500)
    found_on = models.DateField("查实日期")
    starts = models.DateField("限制开始")
    until = models.DateField("限制到")
    lifted_at = models.DateTimeField("撤销时间", null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="撤销人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    lift_reason = models.CharField("撤销原因", max_length=200, blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "诚信记录"
        ordering = ["-found_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(found_on__lte=models.F("starts"), starts__lte=models.F("until")),
                name="integrity_record_dates_in_order",
                violation_error_message="查实、限制开始、限制结束须依次在后。",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_reason="")
                | (models.Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~models.Q(lift_reason="")),
                name="integrity_record_lifted_by_somebody_for_a_reason",
                violation_error_message="撤销诚信记录须写明撤销人、时间和原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.found_on} {self.get_scope_display()}"
