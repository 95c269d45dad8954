"""缴费凭据：who may print it, what stands on it, and what becomes of it."""

from datetime import date

import pytest

from applications.documents.composing import composed, name_of, order_of
from applications.documents.layouts.lists import RECEIPT
from applications.models import Application, Payment, Printout
from applications.selectors.printouts import printouts_visible_to
from applications.selectors.proof import Standing, proof_of_code, record_of
from applications.services import printing
from applications.services.moves import NotAllowed
from applications.services.printing import PrintingRefused
from review.services import payments
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import received

PAID_AT = factories.at("2024-10-09 00:30")  # in Beijing; in Greenwich it is still the 8th
LATER = factories.at("2024-10-10 10:00")


@pytest.fixture
def claim(cast: Cast, draft: Application) -> Application:
    return received(draft, cast)


@pytest.fixture
def payment(claim, cast: Cast) -> Payment:
    facts = {"fen": 22000, "voucher": "XJ-0001", "payer": "博湖县图书馆", "paid_on": date(2024, 10, 8)}
    return payments.record(claim, **facts, by=cast.office, at=PAID_AT)


def printed(payment: Payment, by) -> Printout:
    return printing.request("receipt", payment, by=by, at=LATER)


def shown(printout: Printout):
    order = order_of(printout)
    printable, facts = composed(order)
    assert name_of(order, facts, "") == printout.content_digest
    return printable


def made(printout: Printout) -> str:
    """As if the press had made it."""
    Printout.objects.filter(pk=printout.pk).update(made_at=LATER, pages=1, sha256="0" * 64)
    return printout.code


def standing(code: str) -> Standing:
    proof = proof_of_code(code)
    assert proof is not None
    return proof.standing


@pytest.mark.rule("N4-29")
def test_it_repeats_the_record(payment, claim, cast):
    content = shown(printed(payment, cast.office)).content

    assert content["heading"] == "缴费凭据"
    assert content["number"] == f"2024-{payment.pk:06}"
    assert (content["payer"], content["name"]) == ("博湖县图书馆", "阿依古丽·买买提")
    assert content["claim"] == "图书资料系列（图书资料）助理馆员（初级），评审"
    assert (content["amount"], content["amount_words"]) == ("220.00", "贰佰贰拾元整")
    assert (content["voucher"], content["paid_on"]) == ("XJ-0001", "2024年10月8日")
    assert content["basis"] == f"《{claim.rules.title}》七"
    assert (content["office"], content["role"]) == (cast.committee.name, "经办人")
    assert content["recorded_at"].startswith("2024年10月9日")
    assert content["notes"] == ["本凭据不能代替财政票据。"]
    assert {field.key for field in RECEIPT} == set(content)


def test_it_names_no_official(payment, cast):
    assert cast.office.name not in str(shown(printed(payment, cast.office)).content)


def test_it_is_valid_and_says_so_in_its_watermark(payment, claim, cast):
    printout = printed(payment, cast.office)

    assert (printout.valid, printout.payment, printout.subject) == (True, payment, payment)
    assert printout.application is None
    assert shown(printout).mark == (
        "某州图书资料系列评委会",
        f"2024年度　申报编号 {claim.number}",
        "2024年10月9日 00:30 登记",
    )


def test_the_office_and_the_applicant_print_the_same_one(payment, cast):
    first = printed(payment, cast.office)

    assert printed(payment, cast.applicant) == first
    assert set(printouts_visible_to(cast.applicant).filter(kind="receipt")) == {first}


def test_strangers_and_the_levels_on_the_way_print_and_see_none(payment, cast):
    printed(payment, cast.office)

    for person in (cast.wang, cast.li, cast.outsider):
        with pytest.raises(NotAllowed):
            printed(payment, person)
        assert not printouts_visible_to(person).filter(kind="receipt").exists()


@pytest.mark.parametrize("kind", ["evaluation_form", "roster", "missing_items", "nonsense"])
def test_nothing_else_is_printed_of_a_payment(payment, cast, kind):
    with pytest.raises(PrintingRefused):
        printing.request(kind, payment, by=cast.office, at=LATER)


def test_a_reversed_payment_has_a_void_receipt_and_no_new_one(payment, cast):
    code = made(printed(payment, cast.office))
    before = standing(code)
    payments.reverse(payment, voucher="XJ-0002", by=cast.office, at=LATER)

    assert (before, standing(code)) == (Standing.GENUINE, Standing.SUPERSEDED)
    with pytest.raises(PrintingRefused) as refusal:
        printed(Payment.objects.get(pk=payment.pk), cast.office)
    assert refusal.value.reasons == ["这笔缴费已经冲销，可以打印冲销凭据。"]


def test_a_reversal_has_a_paper_of_its_own(payment, cast):
    reversal = payments.reverse(payment, voucher="XJ-0002", by=cast.office, at=LATER)
    printout = printed(reversal, cast.office)
    content = shown(printout).content

    assert content["heading"] == "冲销凭据"
    assert (content["amount"], content["amount_words"]) == ("-220.00", "负贰佰贰拾元整")
    assert content["undone"] == "冲销 2024年10月8日 凭证号 XJ-0001 的缴费"
    assert standing(made(printout)) == Standing.GENUINE


def test_who_holds_it_compares_it_and_reads_no_name(payment, claim, cast):
    proof = proof_of_code(made(printed(payment, cast.office)))
    assert proof is not None
    facts = dict(proof.facts)

    assert (facts["事项"], facts["金额"], facts["凭证号"]) == ("缴费", "220.00 元", "XJ-0001")
    assert (facts["申报编号"], facts["缴费日期"]) == (claim.number, "2024年10月8日")
    assert claim.applicant.name not in str(facts)
    assert proof.printout.record == record_of("receipt", payment)
