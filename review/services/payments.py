"""缴费：what the committee's office records against the tariff. Nothing is edited; mistakes are reversed."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum

from applications.models import Application, Payment, User
from applications.rules.deadlines import BEIJING, beijing
from applications.rules.notices.terms import OrganisationKind
from applications.selectors.applications import organisations_of
from applications.services.moves import NotAllowed
from applications.workflow import State


class PaymentRefused(Exception):
    """Carries field → sentence."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = problems


def balance(application: Application) -> int:
    """What has been paid and not reversed, in fen."""
    return application.payments.aggregate(total=Sum("fen"))["total"] or 0


@transaction.atomic
def record(
    application: Application, *, fen: int, voucher: str, payer: str, paid_on: date, by: User, at: datetime
) -> Payment:
    """One payment of exactly the tariff. Raises NotAllowed or PaymentRefused."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    _must_be_office(application, by)
    if problems := dict(_problems(application, fen, voucher, payer, paid_on, at)):
        raise PaymentRefused(problems)
    return _save(
        Payment(
            application=application,
            fen=fen,
            voucher=voucher.strip(),
            payer=payer.strip(),
            paid_on=paid_on,
            recorded_by=by,
            recorded_at=at,
        )
    )


@transaction.atomic
def reverse(payment: Payment, *, voucher: str, by: User, at: datetime) -> Payment:
    """冲销：the same amount below zero, once. Raises NotAllowed or PaymentRefused."""
    application = Application.objects.select_for_update().get(pk=payment.application_id)
    _must_be_office(application, by)
    if payment.fen < 0 or Payment.objects.filter(reverses=payment).exists():
        raise PaymentRefused({"voucher": "这笔缴费已经冲销。"})
    if not voucher.strip():
        raise PaymentRefused({"voucher": "请填写冲销凭证号。"})
    return _save(
        Payment(
            application=application,
            fen=-payment.fen,
            voucher=voucher.strip(),
            payer=payment.payer,
            paid_on=at.astimezone(BEIJING).date(),
            reverses=payment,
            recorded_by=by,
            recorded_at=at,
        )
    )


def _save(payment: Payment) -> Payment:
    try:
        with transaction.atomic():
            payment.save(force_insert=True)
    except IntegrityError:
        raise PaymentRefused({"voucher": "该凭证号已登记。"}) from None
    return payment


def _must_be_office(application: Application, by: User) -> None:
    """Only the office of the committee that received it."""
    office = application.route.filter(organisation__kind=OrganisationKind.COMMITTEE_OFFICE).values(
        "organisation"
    )
    if application.applicant_id == by.pk or not organisations_of(by).filter(pk__in=office).exists():
        raise NotAllowed("payment")


def _problems(
    application: Application, fen: int, voucher: str, payer: str, paid_on: date, at: datetime
) -> Iterator[tuple[str, str]]:
    tariff = application.rules.tariff_for(application.case)
    if application.state != State.RECEIVED:
        yield "", "显示“已接收材料”后方可登记缴费。"
    if tariff is None:
        yield "fen", "本通知对该类型和级别没有收费标准。"
    elif fen != tariff.fen:
        yield "fen", f"应缴 {tariff.yuan} 元（{tariff.clause}）。"
    elif balance(application) > 0:
        yield "", "已经缴费，不需再缴。"
    if not voucher.strip():
        yield "voucher", "请填写凭证号。"
    if not payer.strip():
        yield "payer", "请填写缴费人（单位）。"
    window = application.rules.timetable.payment
    if paid_on > at.astimezone(BEIJING).date():
        yield "paid_on", "缴费日期不能晚于今天。"
    elif window and not window.covers(beijing(paid_on)):
        yield "paid_on", f"不在缴费时间内（{window.words}）。"
