"""缴费：exactly the tariff, in time, once; mistakes are reversed."""

from datetime import date

import pytest

from applications.models import Application, Payment, Seat
from applications.services.moves import NotAllowed
from review.services import payments
from review.services.payments import PaymentRefused
from tests import factories
from tests.cast import Cast
from tests.factories import at
from tests.notices import small_notice
from tests.pages.reviewing import at_office, received

pytestmark = pytest.mark.django_db
NOW = at("2024-10-12 17:00")


@pytest.fixture
def taken_in(cast: Cast, draft: Application) -> Application:
    return received(draft, cast)


def pay(application: Application, by, **facts) -> Payment:
    given = {
        "fen": 22000,
        "voucher": "XJ-0001",
        "payer": "博湖县图书馆",
        "paid_on": date(2024, 10, 8),
        "at": NOW,
    }
    return payments.record(application, by=by, **given | facts)


def problems(application: Application, by, **facts) -> dict[str, str]:
    with pytest.raises(PaymentRefused) as refusal:
        pay(application, by, **facts)
    return refusal.value.problems


@pytest.mark.rule("N0-51")
@pytest.mark.parametrize("fen", [21999, 22001, 38000, 0, -22000])
def test_only_the_exact_tariff_is_taken(cast: Cast, taken_in, fen):
    assert problems(taken_in, cast.office, fen=fen) == {"fen": "应缴 220 元（七）。"}
    assert pay(taken_in, cast.office).fen == 22000


def test_the_tariff_follows_the_rank(cast: Cast, notice):
    draft = factories.fill(factories.draft(notice, cast.applicant, cast.employer, rank="intermediate"))
    received(draft, cast)

    assert "fen" in problems(draft, cast.office)
    assert pay(draft, cast.office, fen=38000).fen == 38000


def test_without_a_tariff_nothing_is_taken(cast: Cast):
    notice = factories.notice(small_notice(fees=None))
    draft = received(factories.fill(factories.draft(notice, cast.applicant, cast.employer)), cast)

    assert problems(draft, cast.office) == {"fen": "本通知对该类型和级别没有收费标准。"}


@pytest.mark.parametrize(
    ("day", "taken"),
    [("2024-10-07", False), ("2024-10-08", True), ("2024-10-12", True), ("2024-10-13", False)],
)
def test_it_was_paid_inside_the_window(cast: Cast, taken_in, day, taken):
    facts = {"paid_on": date.fromisoformat(day), "at": at("2024-10-14 09:00")}

    if taken:
        assert pay(taken_in, cast.office, **facts).paid_on == date.fromisoformat(day)
    else:
        assert problems(taken_in, cast.office, **facts) == {
            "paid_on": "不在缴费时间内（2024年10月8日—10月12日）。"
        }


def test_it_was_paid_today_or_before(cast: Cast, taken_in):
    early = {"at": at("2024-10-08 09:00")}

    assert problems(taken_in, cast.office, paid_on=date(2024, 10, 9), **early) == {
        "paid_on": "缴费日期不能晚于今天。"
    }
    assert pay(taken_in, cast.office, paid_on=date(2024, 10, 8), **early)


def test_nothing_is_taken_before_the_materials_are(cast: Cast, draft: Application):
    at_office(draft, cast)

    assert problems(draft, cast.office) == {"": "显示“已接收材料”后方可登记缴费。"}


def test_once_is_enough_and_a_voucher_is_used_once(cast: Cast, notice, taken_in):
    pay(taken_in, cast.office)
    other = received(factories.fill(factories.draft(notice, factories.person("张伟"), cast.employer)), cast)

    assert problems(taken_in, cast.office, voucher="XJ-0002") == {"": "已经缴费，不需再缴。"}
    assert problems(other, cast.office) == {"voucher": "该凭证号已登记。"}
    assert pay(other, cast.office, voucher="XJ-0002")


def test_everything_missing_is_said_at_once(cast: Cast, taken_in):
    assert set(problems(taken_in, cast.office, voucher=" ", payer="")) == {"voucher", "payer"}


def test_only_the_office_that_received_it_records(cast: Cast, taken_in):
    other = factories.organisation("other-office", kind="committee_office", nature="agency")
    strangers = [cast.wang, cast.li, cast.applicant, factories.officer(other, "别处办公室")]

    for person in strangers:
        with pytest.raises(NotAllowed):
            pay(taken_in, person)
    assert pay(taken_in, cast.office)


def test_nobody_records_ones_own(cast: Cast, taken_in):
    Seat.objects.create(user=cast.applicant, organisation=cast.committee)

    with pytest.raises(NotAllowed):
        pay(taken_in, cast.applicant)


def test_a_reversal_takes_it_back_once_and_lets_it_be_paid_again(cast: Cast, taken_in):
    paid = pay(taken_in, cast.office)

    back = payments.reverse(paid, voucher="XJ-0002", by=cast.office, at=NOW)

    assert (back.fen, back.reverses, payments.balance(taken_in)) == (-22000, paid, 0)
    for entry in (paid, back):
        with pytest.raises(PaymentRefused):
            payments.reverse(entry, voucher="XJ-0003", by=cast.office, at=NOW)
    assert pay(taken_in, cast.office, voucher="XJ-0004")
    assert payments.balance(taken_in) == 22000


def test_a_reversal_has_a_voucher_of_its_own(cast: Cast, taken_in):
    paid = pay(taken_in, cast.office)

    for voucher in ("", "XJ-0001"):
        with pytest.raises(PaymentRefused):
            payments.reverse(paid, voucher=voucher, by=cast.office, at=NOW)
    assert payments.balance(taken_in) == 22000


def test_strangers_reverse_nothing(cast: Cast, taken_in):
    paid = pay(taken_in, cast.office)

    with pytest.raises(NotAllowed):
        payments.reverse(paid, voucher="XJ-0002", by=cast.wang, at=NOW)
