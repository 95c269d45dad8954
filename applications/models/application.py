"""The application: whose claim, to what, where it stands, and until when."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from applications import workflow
from applications.models.notice import NoticeVersion, Series, Specialty, document_of
from applications.models.organisation import Organisation
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Affiliation, Case, Mode, Nature, Rank
from applications.workflow import ENDED, Move, State

Bound = TypeVar("Bound", bound=Callable[..., None])


def bind(move: Move) -> Callable[[Bound], Bound]:
    """Tie a method to its row in the workflow; django-fsm enforces it."""
    return transition(field="state", source=list(move.sources), target=move.target, custom={"move": move})


class Application(models.Model):
    """申报书：one person's claim to one title under one notice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("申报编号", max_length=20, unique=True)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="申报人", on_delete=models.PROTECT, related_name="applications"
    )
    employer = models.ForeignKey(
        Organisation, verbose_name="用人单位", on_delete=models.PROTECT, related_name="+"
    )
    notice_version = models.ForeignKey(
        NoticeVersion, verbose_name="通知版本", on_delete=models.PROTECT, related_name="applications"
    )
    year = models.PositiveSmallIntegerField("年度")
    series = models.ForeignKey(Series, verbose_name="系列", on_delete=models.PROTECT, related_name="+")
    specialty = models.ForeignKey(Specialty, verbose_name="专业", on_delete=models.PROTECT, related_name="+")
    rank = models.CharField("级别", max_length=12, choices=Rank.choices())
    title = models.CharField("拟申报职称", max_length=40)
    mode = models.CharField("申报类型", max_length=10, choices=Mode.choices())
    channel = models.CharField("申报方式", max_length=40)
    affiliation = models.CharField("单位隶属", max_length=12, choices=Affiliation.choices())
    nature = models.CharField("单位性质", max_length=20, choices=Nature.choices())

    state = FSMField("状态", choices=State.choices, default=State.DRAFT, protected=True)
    level = models.PositiveSmallIntegerField("当前审核层级", default=0)
    desk = models.ForeignKey(
        Organisation,
        verbose_name="当前办理单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    submissions = models.PositiveSmallIntegerField("提交次数", default=0)
    arrivals = models.PositiveSmallIntegerField("到达评委会次数", default=0)
    revision = models.PositiveIntegerField("办理步数", default=0)
    journal_head = models.CharField("办理记录最后一步的摘要", max_length=64, blank=True, default="")
    due_at = models.DateTimeField("最迟时间", null=True, blank=True)
    arrived_at = models.DateTimeField("送达时间", null=True, blank=True)
    opened_at = models.DateTimeField("审核人首次打开时间", null=True, blank=True)
    created_at = models.DateTimeField("创建时间")

    class Meta:
        verbose_name = verbose_name_plural = "申报书"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["desk", "state", "arrived_at"], name="application_queue"),
            models.Index(fields=["employer", "state"], name="application_employer"),
            models.Index(fields=["due_at"], name="application_due", condition=models.Q(due_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "year", "series", "rank"],
                condition=~models.Q(state__in=sorted(ENDED)),
                name="application_one_live_claim",
                violation_error_message="同一年度同一系列、同一级别只能申报一次。",
            ),
            models.CheckConstraint(
                name="application_state_known",
                condition=models.Q(state__in=State.values),
                violation_error_message="没有这种状态。",
            ),
            models.CheckConstraint(
                name="application_returned_has_deadline",
                condition=~models.Q(state=State.RETURNED) | models.Q(due_at__isnull=False),
                violation_error_message="“退回修改”的申报书必须有修改截止时间。",
            ),
            models.CheckConstraint(
                name="application_deadline_only_while_pending",
                condition=models.Q(state__in=workflow.LAPSE.sources) | models.Q(due_at__isnull=True),
                violation_error_message="已办结的申报书没有截止时间。",
            ),
            models.CheckConstraint(
                name="application_desk_exactly_while_held",
                condition=models.Q(state__in=[State.IN_REVIEW, State.RESULT_PUBLICITY], desk__isnull=False)
                | (
                    ~models.Q(state__in=[State.IN_REVIEW, State.RESULT_PUBLICITY])
                    & models.Q(desk__isnull=True)
                ),
                violation_error_message="审核中的申报书必须有办理单位，其他状态没有。",
            ),
            models.CheckConstraint(
                name="application_arrivals_within_submissions",
                condition=models.Q(arrivals__lte=models.F("submissions")),
                violation_error_message="到达评委会的次数不会多于提交次数。",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Read the state again too: the library's own way leaves it unprotected after a failure."""
        if fields is None:
            deferred = self.get_deferred_fields()
            fields = [f.attname for f in self._meta.concrete_fields if f.attname not in deferred]
        held = {"state": self.__dict__.pop("state")} if "state" in fields and "state" in self.__dict__ else {}
        try:
            models.Model.refresh_from_db(self, using=using, fields=fields, from_queryset=from_queryset)
        finally:
            for name, value in held.items():
                self.__dict__.setdefault(name, value)

    @property
    def rules(self) -> NoticeDocument:
        """The notice that this application is judged by."""
        return document_of(self.notice_version_id)

    @property
    def case(self) -> Case:
        """What the notice's conditions look at."""
        return Case(
            mode=Mode(self.mode),
            rank=Rank(self.rank),
            channel=self.channel,
            specialty=self.specialty_id,
            affiliation=Affiliation(self.affiliation),
            nature=Nature(self.nature),
        )

    @property
    def is_live(self) -> bool:
        return self.state not in ENDED

    # moves: what changes with the state, and nothing more

    @bind(workflow.SUBMIT)
    def submit(self, *, desk_id: int, reaches_committee: bool, due_at: Any, at: Any) -> None:
        self.submissions += 1
        self.arrivals += reaches_committee
        self._put_on(0, desk_id, due_at, at)

    @bind(workflow.RECALL)
    def recall(self, *, due_at: Any) -> None:
        self.submissions -= 1
        self._take_off(due_at)

    @bind(workflow.FORWARD)
    def forward(self, *, level: int, desk_id: int, reaches_committee: bool, due_at: Any, at: Any) -> None:
        self.arrivals += reaches_committee
        self._put_on(level, desk_id, due_at, at)

    @bind(workflow.SEND_BACK)
    def send_back(self, *, due_at: Any) -> None:
        self._take_off(due_at)

    @bind(workflow.RESUBMIT)
    def resubmit(self, *, level: int, desk_id: int, reaches_committee: bool, due_at: Any, at: Any) -> None:
        self.submissions += 1
        self.arrivals += reaches_committee
        self._put_on(level, desk_id, due_at, at)

    @bind(workflow.RECEIVE)
    def receive(self) -> None:
        self._take_off(None)

    @bind(workflow.CONFIRM)
    def confirm(self) -> None:
        self.due_at = None

    @bind(workflow.GRANT)
    def grant(self) -> None:
        self._take_off(None)

    @bind(workflow.DENY)
    def deny(self) -> None:
        self._take_off(None)

    @bind(workflow.REFUSE)
    def refuse(self) -> None:
        self._take_off(None)

    @bind(workflow.WITHDRAW)
    def withdraw(self) -> None:
        self._take_off(None)

    @bind(workflow.LAPSE)
    def lapse(self) -> None:
        self._take_off(None)

    def _put_on(self, level: int, desk_id: int, due_at: Any, at: Any) -> None:
        self.level, self.desk_id, self.due_at = level, desk_id, due_at
        self.arrived_at, self.opened_at = at, None

    def _take_off(self, due_at: Any) -> None:
        self.desk_id, self.due_at, self.arrived_at = None, due_at, None


class ReviewLevel(models.Model):
    """审核层级：one desk on an application's route, fixed when it is submitted."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="route")
    position = models.PositiveSmallIntegerField("顺序")
    code = models.CharField("层级代码", max_length=40)
    label = models.CharField("层级名称", max_length=40)
    organisation = models.ForeignKey(
        Organisation, verbose_name="办理单位", on_delete=models.PROTECT, related_name="+"
    )
    reached_at = models.DateTimeField("首次送达时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审核层级"
        ordering = ["application", "position"]
        indexes = [models.Index(fields=["organisation", "reached_at"], name="review_level_seen_by")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"],
                name="review_level_position_once",
                violation_error_message="同一顺序只能有一个审核层级。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position + 1}. {self.label}"
