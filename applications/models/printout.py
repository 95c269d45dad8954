"""Documents made from an application: one file per content, made by a task, kept as made."""

import uuid
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models

from applications.models.application import Application
from applications.models.layout import Layout
from applications.models.payment import Payment
from applications.models.printout_kinds import TO_BE_SIGNED, PrintoutKind
from applications.models.publicity import Publicity
from applications.models.roster import Roster

Subject = Application | Publicity | Roster | Payment | Layout
SUBJECTS: dict[type[Subject], str] = {
    Application: "application",
    Publicity: "publicity",
    Roster: "roster",
    Payment: "payment",
    Layout: "layout",
}


def _exactly_one() -> models.Q:
    """One of the subjects is there and the others are not."""
    names = SUBJECTS.values()
    ways = (models.Q(**{f"{name}__isnull": name != there for name in names}) for there in names)
    return reduce(or_, ways)


MOST_MISSING = 60  # characters; more are no names, but a machine without fonts


class Printout(models.Model):
    """打印件：the PDF of one content. The same content is the same file with the same code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("种类", max_length=20, choices=PrintoutKind.choices)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="printouts"
    )
    publicity = models.ForeignKey(
        Publicity, on_delete=models.PROTECT, null=True, blank=True, related_name="printouts"
    )
    roster = models.ForeignKey(
        Roster, on_delete=models.PROTECT, null=True, blank=True, related_name="printouts"
    )
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="printouts"
    )
    layout = models.ForeignKey(
        Layout, on_delete=models.CASCADE, null=True, blank=True, related_name="printouts"
    )
    valid = models.BooleanField("正式件", help_text="否则为预览，印有“预览 无效”。")
    content_digest = models.CharField("内容摘要", max_length=64)
    record = models.CharField(
        "所据记录",
        max_length=64,
        blank=True,
        default="",
        help_text="打印时所依据的提交和接收的摘要；与现在的不同，即为已作废。",
    )
    code = models.CharField("校验码", max_length=16, unique=True)
    file = models.CharField("存储键", max_length=120, blank=True, default="")
    sha256 = models.CharField("文件摘要", max_length=64, blank=True, default="")
    pages = models.PositiveSmallIntegerField("页数", default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    requested_at = models.DateTimeField("要求时间")
    made_at = models.DateTimeField("生成时间", null=True, blank=True)
    failed = models.CharField("未能生成的原因", max_length=200, blank=True, default="")
    missing = models.CharField(
        "缺字",
        max_length=MOST_MISSING,
        blank=True,
        default="",
        help_text="任何已装字体里都没有、印成“〓”的字。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "打印件"
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "content_digest"],
                name="printout_once_per_content",
                violation_error_message="该内容已有打印件。",
            ),
            models.CheckConstraint(
                name="printout_is_of_one_thing",
                condition=_exactly_one(),
                violation_error_message="打印件须属于一份申报书、一次公示、一份名单、一笔缴费或一个版式。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"

    @property
    def subject(self) -> Subject:
        """What it is about: one thing, as the constraint has it."""
        subject = self.application or self.publicity or self.roster or self.payment or self.layout
        assert subject is not None
        return subject

    @property
    def is_to_be_signed(self) -> bool:
        """True for a sheet that counts once somebody has signed it."""
        return self.kind in TO_BE_SIGNED

    @property
    def missing_codes(self) -> list[str]:
        """U+E863 …: what a person can tell about characters that cannot be shown."""
        return [f"U+{ord(character):04X}" for character in self.missing]


class Download(models.Model):
    """取件：who took the file of a printout, and when."""

    printout = models.ForeignKey(Printout, on_delete=models.CASCADE, related_name="downloads")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="取件人", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("取件时间")

    class Meta:
        verbose_name = verbose_name_plural = "取件"
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.printout)
