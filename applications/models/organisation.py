"""Organisations and the seats that people hold in them."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from applications.rules.notices.terms import Affiliation, Nature, OrganisationKind

six_digits = RegexValidator(r"^\d{6}$", "行政区划代码为 6 位数字。")


class Organisation(models.Model):
    """单位：an employer, a department, a bureau, an agency or a committee's office."""

    code = models.SlugField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=20, choices=OrganisationKind.choices())
    nature = models.CharField("性质", max_length=20, choices=Nature.choices(), default=Nature.INSTITUTION)
    affiliation = models.CharField(
        "隶属", max_length=12, choices=Affiliation.choices(), default=Affiliation.COUNTY
    )
    region = models.CharField(
        "行政区划代码",
        max_length=6,
        validators=[six_digits],
        help_text="企业填营业执照注册地；由它决定材料报到哪里。",
    )
    superior = models.ForeignKey(
        "self",
        verbose_name="上级主管单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="juniors",
    )
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    aliases = models.JSONField("别称、简称", default=list, blank=True)
    is_active = models.BooleanField("有效", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "region"], name="organisation_kind_region")]
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"],
                condition=~models.Q(uscc=""),
                name="organisation_uscc_once",
                violation_error_message="该统一社会信用代码已登记。",
            ),
            models.CheckConstraint(
                name="organisation_not_its_own_superior",
                condition=~models.Q(superior=models.F("id")),
                violation_error_message="单位不能是自己的上级。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeatRole(models.TextChoices):
    HANDLER = "handler", "经办"
    HEAD = "head", "负责人"


class Seat(models.Model):
    """席位：a person's place in an organisation. Without a living seat nobody acts for it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.PROTECT, related_name="seats"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="seats"
    )
    role = models.CharField("角色", max_length=10, choices=SeatRole.choices, default=SeatRole.HANDLER)
    is_active = models.BooleanField("有效", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "席位"
        ordering = ["organisation", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                name="seat_once_per_role",
                violation_error_message="该人员在该单位已有这一角色。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}·{self.get_role_display()}"
