"""缴费名单：what everybody on a list owes and has paid, with the notice's rules about it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from applications.documents.sources import day_words
from applications.documents.spreadsheet import Column, Table
from applications.models import Application, Payment, Roster
from applications.rules.money import capitals, figures
from applications.rules.notices.conditions import when_words
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.sentences import payment_sentences
from applications.rules.notices.terms import Mode, Rank
from applications.selectors.rosters import notice_of

COLUMNS = (
    ("place", Column("序号", 5)),
    ("name", Column("姓名", 16)),
    ("unit", Column("工作单位", 28)),
    ("mode", Column("申报类型", 10)),
    ("rank", Column("级别", 8)),
    ("title", Column("拟申报职称", 14)),
    ("due", Column("应缴（元）", 11, is_money=True)),
    ("paid", Column("已缴（元）", 11, is_money=True)),
    ("voucher", Column("凭证号", 18)),
    ("paid_on", Column("缴费日期", 14)),
    ("remark", Column("备注", 12)),
)


def content(roster: Roster, payers: Iterable[Application]) -> dict[str, Any]:
    """What the list shows; `payers` have their payments fetched. Sums are of whole fen."""
    people = list(payers)
    notice = notice_of(roster)
    return {
        "heading": f"{notice.year}年度{roster.specialty.name}专业职称评审缴费名单",
        "notice": notice.title,
        "unit": roster.organisation.name,
        "rows": [_row(place, one) for place, one in enumerate(people, start=1)],
        "total": _total(len(people), sum(map(_due, people)), sum(map(_paid, people))),
        "rules": list(_rules(notice)),
    }


def table(shown: dict[str, Any]) -> Table:
    """The same for a spreadsheet."""
    total = shown["total"]
    last = {"name": "合计", "unit": f"{total['people']} 人", "due": total["due"], "paid": total["paid"]}
    return Table(
        name="缴费名单",
        heading=shown["heading"],
        above=f"单位（盖章）：{shown['unit']}",
        columns=[column for _, column in COLUMNS],
        rows=[[row[key] for key, _ in COLUMNS] for row in shown["rows"]],
        total=[last.get(key, "") for key, _ in COLUMNS],
        below=[
            f"应缴合计（大写）：{total['due_words']}　　已缴合计（大写）：{total['paid_words']}",
            *shown["rules"],
            "经办人：　　　　　　　　负责人：　　　　　　　　单位（盖章）：",
        ],
    )


def _row(place: int, application: Application) -> dict[str, str]:
    counted = _counted(application)
    owes = application.rules.tariff_for(application.case) is not None
    remark = "无收费标准" if not owes else "" if counted else "未缴"
    return {
        "place": str(place),
        "name": application.applicant.name,
        "unit": application.employer.name,
        "mode": Mode(application.mode).label,
        "rank": Rank(application.rank).label,
        "title": application.title,
        "due": figures(_due(application)) if owes else "",
        "paid": figures(_paid(application)) if counted else "",
        "voucher": "、".join(payment.voucher for payment in counted),
        "paid_on": "、".join(day_words(payment.paid_on) for payment in counted),
        "remark": remark,
    }


def _total(people: int, due: int, paid: int) -> dict[str, str]:
    return {
        "people": str(people),
        "due": figures(due),
        "paid": figures(paid),
        "due_words": capitals(due),
        "paid_words": capitals(paid),
    }


def _due(application: Application) -> int:
    tariff = application.rules.tariff_for(application.case)
    return tariff.fen if tariff else 0


def _paid(application: Application) -> int:
    return sum(payment.fen for payment in application.payments.all())


def _counted(application: Application) -> Sequence[Payment]:
    """The payments that have not been reversed."""
    ledger = list(application.payments.all())
    reversed_ = {payment.reverses_id for payment in ledger}
    return [payment for payment in ledger if payment.fen > 0 and payment.pk not in reversed_]


def _rules(notice: NoticeDocument) -> Iterator[str]:
    """Who pays, how much and when, with the places that say so."""
    if notice.fees is None:
        return
    prices = [
        f"{when_words(tariff.when, notice) or '每人'} {tariff.yuan} 元（{tariff.clause}）"
        for tariff in notice.fees.tariffs
    ]
    yield f"收费标准：{'；'.join(prices)}。"
    yield f"{''.join(dict.fromkeys(payment_sentences(notice)))}（{notice.fees.clause}）"
