"""缴费：an append-only ledger in whole fen. A mistake is reversed, never edited."""

from django.conf import settings
from django.db import models

from applications.models.application import Application


class Payment(models.Model):
    """缴费记录：money in is positive, a reversal is the same amount below zero."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="payments")
    fen = models.IntegerField("金额（分）")
    voucher = models.CharField(
        "凭证号", max_length=40, unique=True, error_messages={"unique": "该凭证号已登记。"}
    )
    payer = models.CharField("缴费人（单位）", max_length=80)
    paid_on = models.DateField("缴费日期")
    reverses = models.OneToOneField(
        "self",
        verbose_name="冲销",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reversed_by",
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "缴费记录"
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="payment_sign_follows_kind",
                condition=models.Q(reverses__isnull=True, fen__gt=0)
                | models.Q(reverses__isnull=False, fen__lt=0),
                violation_error_message="缴费金额应大于零，冲销金额应小于零。",
            )
        ]

    def __str__(self) -> str:
        return self.voucher
