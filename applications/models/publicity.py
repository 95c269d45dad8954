"""公示：what a unit publishes about its people, for at least five working days."""

import uuid

from django.conf import settings
from django.db import models

from applications.models.application import Application
from applications.models.notice import Notice
from applications.models.organisation import Organisation


class PublicityRound(models.TextChoices):
    BEFORE = "before", "推荐前公示"
    AFTER = "after", "审核通过后再次公示"


class PublicityResult(models.TextChoices):
    NO_OBJECTION = "no_objection", "无异议"
    OBJECTION = "objection", "有异议，正在核实"
    DISMISSED = "dismissed", "异议不成立"
    UPHELD = "upheld", "异议属实"


CLEARED = frozenset({PublicityResult.NO_OBJECTION, PublicityResult.DISMISSED})


class Publicity(models.Model):
    """One publicity of one unit; it may list several people (博湖 2024 附件2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, verbose_name="公示单位", on_delete=models.PROTECT, related_name="+"
    )
    notice = models.ForeignKey(Notice, verbose_name="通知", on_delete=models.PROTECT, related_name="+")
    round = models.CharField("公示环节", max_length=10, choices=PublicityRound.choices)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    working_days = models.PositiveSmallIntegerField("工作日数")
    calendar_known = models.BooleanField("节假日安排已公布", default=True)
    place = models.CharField("公示地点", max_length=80)
    office = models.CharField("受理部门", max_length=40)
    phone = models.CharField("监督电话", max_length=20)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "公示"
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                name="publicity_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="公示结束日期早于开始日期。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}{self.starts_on}—{self.ends_on}"


class PublicityListing(models.Model):
    """公示名单：one person in a publicity, with the result recorded for that person."""

    publicity = models.ForeignKey(Publicity, on_delete=models.PROTECT, related_name="listings")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="publicities")
    round = models.CharField("公示环节", max_length=10, choices=PublicityRound.choices)
    conduct = models.TextField("思想政治表现", blank=True, default="")
    achievements = models.TextField("业绩成果", blank=True, default="")
    result = models.CharField("结果", max_length=12, choices=PublicityResult.choices, blank=True, default="")
    result_note = models.TextField("情况说明", blank=True, default="")
    result_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result_at = models.DateTimeField("结果登记时间", null=True, blank=True)
    superseded_at = models.DateTimeField("重新公示时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公示名单"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round"],
                condition=models.Q(superseded_at__isnull=True),
                name="publicity_listing_one_current_per_round",
                violation_error_message="该申报人在这一环节已经公示。",
            ),
            models.CheckConstraint(
                name="publicity_result_has_time",
                condition=models.Q(result="", result_at__isnull=True)
                | (~models.Q(result="") & models.Q(result_at__isnull=False)),
                violation_error_message="公示结果须有登记时间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.get_round_display()}"
