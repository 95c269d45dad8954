"""缴费凭据 and 补正材料通知单 where they are offered: the office's pages and the applicant's own."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from applications.models import Application, Payment, Printout
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.applying import signed_in
from tests.pages.reviewing import received

pytestmark = pytest.mark.django_db
ASK = "/printouts/"
PAID_AT = factories.at("2024-10-09 10:00")
TYPED = {"yuan": "220", "voucher": "XJ-0001", "payer": "博湖县图书馆", "paid_on": "2024-10-08"}
CHECK = {"code": "signed", "text": "评审表已签字盖章", "stage": "paper", "clause": "五1"}


@pytest.fixture
def paid(cast: Cast, draft: Application, time_machine) -> Payment:
    """A payment as the office has recorded it on its page."""
    received(draft, cast)
    time_machine.move_to(PAID_AT, tick=False)
    signed_in(cast.office).post(reverse("payment", args=[draft.pk]), TYPED)
    return Payment.objects.get()


@pytest.fixture
def returned(draft: Application, cast: Cast, time_machine) -> Application:
    """Sent back by the employer an hour ago."""
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="请补正")
    time_machine.move_to(factories.at("2024-09-09 13:00"), tick=False)
    return draft


def page_of(name: str, application: Application, person) -> str:
    return signed_in(person).get(reverse(name, args=[application.pk])).content.decode()


def receipt_button(payment: Payment) -> str:
    return f'<input type="hidden" name="payment" value="{payment.pk}">'


def test_the_receipt_is_offered_to_the_office_and_to_the_applicant(paid, draft, cast):
    for name, person in (("payment", cast.office), ("application", cast.applicant)):
        page = page_of(name, draft, person)
        assert receipt_button(paid) in page
        assert "《缴费凭据》" in page and "凭证号 XJ-0001，220.00 元。" in page


def test_the_levels_on_the_way_are_not_offered_it(paid, draft, cast):
    for person in (cast.wang, cast.li):
        page = page_of("review", draft, person)
        assert draft.number in page
        assert "缴费凭据" not in page and "XJ-0001" not in page


@pytest.mark.parametrize(("who", "back"), [("office", "缴费登记"), ("applicant", "申报书")])
def test_asking_leads_to_the_printout_and_back(paid, cast, who, back):
    browser = signed_in(getattr(cast, who))

    address = browser.post(ASK, {"kind": "receipt", "payment": str(paid.pk)}).url

    printout = Printout.objects.get(kind="receipt")
    page = browser.get(address)
    assert (address, page.status_code) == (f"{ASK}{printout.pk}/", 200)
    assert f">{back}</a>" in page.content.decode()


def test_once_made_it_is_opened_from_both_pages(paid, draft, cast):
    signed_in(cast.office).post(ASK, {"kind": "receipt", "payment": str(paid.pk)})
    printout = Printout.objects.get(kind="receipt")
    printout.file = default_storage.save("printouts/receipt.pdf", ContentFile(b"%PDF-1.7 receipt"))
    printout.made_at = PAID_AT
    printout.save()

    for name, person in (("payment", cast.office), ("application", cast.applicant)):
        page = page_of(name, draft, person)
        assert f'href="{ASK}{printout.pk}/"' in page
        assert receipt_button(paid) not in page
    for person in (cast.wang, cast.li, cast.outsider):
        assert signed_in(person).get(f"{ASK}{printout.pk}/file/").status_code == 404


def test_a_failed_one_can_be_asked_for_again(paid, cast):
    browser = signed_in(cast.office)
    address = browser.post(ASK, {"kind": "receipt", "payment": str(paid.pk)}).url
    Printout.objects.update(failed="生成时出错，系统会自动重试。")

    assert receipt_button(paid) in browser.get(address).content.decode()


@pytest.mark.parametrize("key", ["x", "0", "9" * 30, "-1", "²"])
def test_what_is_no_payment_is_not_there(paid, cast, key):
    assert signed_in(cast.office).post(ASK, {"kind": "receipt", "payment": key}).status_code == 404


def test_strangers_ask_for_a_receipt_in_vain(paid, cast):
    for person in (cast.wang, cast.li, cast.outsider):
        answer = signed_in(person).post(ASK, {"kind": "receipt", "payment": str(paid.pk)})
        assert answer.status_code == 404
    assert not Printout.objects.filter(kind="receipt").exists()


def test_a_reversed_payment_is_greyed_with_its_reason_and_the_reversal_offered(paid, draft, cast):
    browser = signed_in(cast.office)
    browser.post(reverse("payment_reverse", args=[paid.pk]), {"voucher": "XJ-0002"})
    page = page_of("payment", draft, cast.office)

    assert "这笔缴费已经冲销，可以打印冲销凭据。" in page
    assert receipt_button(paid) not in page
    assert receipt_button(Payment.objects.get(reverses=paid)) in page


def test_the_slip_is_offered_to_the_applicant_and_to_who_returned_it(returned, cast):
    for name, person in (("application", cast.applicant), ("review", cast.wang)):
        page = page_of(name, returned, person)
        assert "《补正材料通知单》" in page
        assert 'name="kind" value="missing_items"' in page

    answer = signed_in(cast.applicant).post(ASK, {"kind": "missing_items", "application": str(returned.pk)})
    assert answer.url == f"{ASK}{Printout.objects.get().pk}/"


def test_it_is_not_offered_before_a_return(draft, cast):
    factories.submit(draft)

    for name, person in (("application", cast.applicant), ("review", cast.wang)):
        assert "补正材料通知单" not in page_of(name, draft, person)


def test_strangers_ask_for_a_slip_in_vain(returned, cast):
    for person in (cast.li, cast.office, cast.outsider):
        form = {"kind": "missing_items", "application": str(returned.pk)}
        assert signed_in(person).post(ASK, form).status_code == 404


def test_papers_that_are_left_are_the_offices_slip(cast):
    notice = factories.notice(small_notice(checklist=[CHECK]))
    claim = received(factories.fill(factories.draft(notice, cast.applicant, cast.employer)), cast)

    page = page_of("payment", claim, cast.office)

    assert "《材料缺项告知单》" in page and "纸质材料还有 1 项没有核对。" in page
    for name, person in (("application", cast.applicant), ("review", cast.wang)):
        assert "材料缺项告知单" not in page_of(name, claim, person)
