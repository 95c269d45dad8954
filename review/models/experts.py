"""Experts of a committee, what each is given to read, and what they write about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Application, Organisation


class Expert(models.Model):
    """专家：a person whom a committee's office may give applications to. No seat: it opens no desk."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.PROTECT, related_name="expertises"
    )
    committee = models.ForeignKey(
        Organisation, verbose_name="评委会", on_delete=models.PROTECT, related_name="experts"
    )
    employer = models.ForeignKey(
        Organisation, verbose_name="工作单位", on_delete=models.PROTECT, related_name="+"
    )
    specialties = models.ManyToManyField("applications.Specialty", verbose_name="专业", related_name="+")
    is_active = models.BooleanField("有效", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "专家"
        ordering = ["committee", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "committee"],
                name="expert_once_per_committee",
                violation_error_message="该人员已是这个评委会的专家。",
            )
        ]

    def __str__(self) -> str:
        return self.user.name


class Assignment(models.Model):
    """评审分配：one application given to one expert, who learns its key and its number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assignments")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="assignments")
    number = models.CharField("盲评编号", max_length=8)
    assigned_at = models.DateTimeField("分配时间")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="分配人", on_delete=models.PROTECT, related_name="+"
    )
    recused_at = models.DateTimeField("回避时间", null=True, blank=True)
    recusal_reason = models.CharField("回避原因", max_length=100, blank=True, default="")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="撤回人",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = verbose_name_plural = "评审分配"
        ordering = ["number"]
        indexes = [models.Index(fields=["expert", "withdrawn_at"], name="assignment_of_expert")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "expert"],
                condition=Q(withdrawn_at__isnull=True),
                name="assignment_once",
                violation_error_message="这份申报书已分给该专家。",
            ),
            models.UniqueConstraint(
                fields=["expert", "number"],
                name="assignment_number_once",
                violation_error_message="该专家已有这个盲评编号。",
            ),
            models.CheckConstraint(
                condition=Q(recused_at__isnull=True, recusal_reason="")
                | Q(recused_at__isnull=False) & ~Q(recusal_reason=""),
                name="assignment_recused_with_reason",
                violation_error_message="回避须写明原因。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="assignment_withdrawn_by_somebody",
                violation_error_message="撤回须记下撤回人。",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Opinion(models.Model):
    """评审意见：what an expert writes, kept as it is typed, handed in once."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="opinion")
    text = models.TextField("意见", blank=True, default="", max_length=2000)
    version = models.PositiveIntegerField("保存次数", default=0)
    saved_at = models.DateTimeField("保存时间")
    handed_in_at = models.DateTimeField("提交时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评审意见"
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | ~Q(text=""),
                name="opinion_handed_in_with_words",
                violation_error_message="没有写意见，不能提交。",
            )
        ]

    def __str__(self) -> str:
        return str(self.assignment)
