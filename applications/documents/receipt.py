"""缴费凭据：one payment or one reversal, as it was recorded. It is no fiscal invoice and says so."""

from typing import Any

from applications.documents.sources import day_words, minute_of
from applications.models import Application, Payment
from applications.rules.deadlines import BEIJING
from applications.rules.money import capitals, figures
from applications.rules.notices.terms import Mode, Rank
from applications.selectors.payments import office_of

NO_INVOICE = "本凭据不能代替财政票据。"
RECORDER = "经办人"  # who it was stands in the ledger, not on the paper


def content(payment: Payment) -> dict[str, Any]:
    """What the receipt shows; `paid_on` and `recorded_at` in Beijing."""
    application = payment.application
    office = office_of(payment)
    undone = payment.reverses
    return {
        "heading": "冲销凭据" if undone else "缴费凭据",
        "number": f"{payment.recorded_at.astimezone(BEIJING):%Y}-{payment.pk:06}",
        "application": application.number,
        "payer": payment.payer,
        "name": application.applicant.name,
        "unit": application.employer.name,
        "claim": _claim(application),
        "amount": figures(payment.fen),
        "amount_words": capitals(payment.fen),
        "voucher": payment.voucher,
        "paid_on": day_words(payment.paid_on),
        "basis": _basis(application),
        "undone": f"冲销 {day_words(undone.paid_on)} 凭证号 {undone.voucher} 的缴费" if undone else "",
        "office": office.name if office else "",
        "role": RECORDER,
        "recorded_at": minute_of(payment.recorded_at),
        "notes": [NO_INVOICE],
    }


def _claim(application: Application) -> str:
    mode, rank = Mode(application.mode).label, Rank(application.rank).label
    return f"{application.series.name}（{application.specialty.name}）{application.title}（{rank}），{mode}"


def _basis(application: Application) -> str:
    """The notice and the place in it that sets the price."""
    document = application.rules
    tariff = document.tariff_for(application.case)
    clause = tariff.clause if tariff else document.fees.clause if document.fees else ""
    return f"《{document.title}》{clause}"
