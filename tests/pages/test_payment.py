"""已接收材料 and 缴费登记."""

import pytest
from django.urls import reverse

from applications.models import Application, Notice, Payment
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import at_office, received, sign_in

pytestmark = pytest.mark.django_db
TYPED = {"yuan": "220", "voucher": "XJ-0001", "payer": "博湖县图书馆", "paid_on": "2024-10-08"}
RECEIVED_STATEMENTS = 6
PAYMENT_STATEMENTS = 8


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.at("2024-10-09 10:00"), tick=False)
    return time_machine


@pytest.fixture
def taken_in(cast: Cast, draft: Application) -> Application:
    return received(draft, cast)


def pay(client, application: Application, **typed: str):
    return client.post(reverse("payment", args=[application.pk]), {**TYPED, **typed})


def test_the_list_names_who_was_received_and_what_is_owed(client, cast: Cast, taken_in):
    sign_in(client, cast.office)

    page = client.get(reverse("received")).content.decode()

    for words in (taken_in.number, "阿依古丽·买买提", "2024年9月9日 12:00", "未缴，应缴 220 元"):
        assert words in page, words


def test_what_has_not_been_received_is_neither_listed_nor_paid_for(client, cast: Cast, draft: Application):
    at_office(draft, cast)
    sign_in(client, cast.office)

    assert draft.number not in client.get(reverse("received")).content.decode()
    assert client.get(reverse("payment", args=[draft.pk])).status_code == 404


def test_the_list_is_searched_and_narrowed_to_who_owes(client, cast: Cast, taken_in):
    sign_in(client, cast.office)

    def listed(**wishes: str) -> bool:
        return taken_in.number in client.get(reverse("received"), wishes).content.decode()

    before = listed(fee="unpaid"), listed(fee="paid"), listed(q="阿依"), listed(q="查无此人")
    pay(client, taken_in)

    assert before == (True, False, True, False)
    assert (listed(fee="unpaid"), listed(fee="paid")) == (False, True)


def test_only_the_office_that_received_it_sees_and_records(client, cast: Cast, taken_in):
    answers = []
    for person in (cast.wang, cast.li, cast.applicant, cast.outsider):
        sign_in(client, person)
        address = reverse("payment", args=[taken_in.pk])
        answers += [
            client.get(reverse("received")).status_code,
            client.get(address).status_code,
            pay(client, taken_in).status_code,
        ]

    assert set(answers) == {404}
    assert Payment.objects.count() == 0


def test_a_payment_of_the_tariff_is_recorded(client, cast: Cast, taken_in):
    sign_in(client, cast.office)

    answer = client.post(reverse("payment", args=[taken_in.pk]), TYPED, follow=True)

    page = answer.content.decode()
    assert Payment.objects.get().fen == 22000
    assert "已缴 220 元" in page and "XJ-0001" in page
    assert "登记缴费</button>" not in page


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"yuan": "380"}, "id_yuan", "应缴 220 元（七）。"),
        ({"yuan": "二百"}, "id_yuan", "金额应为数字，例如 380。"),
        ({"voucher": ""}, "id_voucher", "请填写凭证号。"),
        ({"payer": ""}, "id_payer", "请填写缴费人（单位）。"),
        ({"paid_on": "2024-10-07"}, "id_paid_on", "不在缴费时间内（2024年10月8日—10月12日）。"),
        ({"paid_on": "2024-10-10"}, "id_paid_on", "缴费日期不能晚于今天。"),
    ],
)
def test_what_will_not_do_is_said_at_the_field_and_on_top(
    client, cast: Cast, taken_in, typed, field, sentence
):
    sign_in(client, cast.office)

    answer = pay(client, taken_in, **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{field}">{sentence}</a>' in page
    assert "XJ-0001" in page or "voucher" in typed
    assert Payment.objects.count() == 0


def test_sending_it_twice_records_it_once(client, cast: Cast, taken_in):
    sign_in(client, cast.office)

    first, second = pay(client, taken_in), pay(client, taken_in)

    assert (first.status_code, second.status_code) == (302, 422)
    assert "已经缴费，不需再缴。" in second.content.decode()
    assert Payment.objects.count() == 1


def test_a_mistake_is_reversed_once_and_paid_again(client, cast: Cast, taken_in):
    sign_in(client, cast.office)
    pay(client, taken_in)
    address = reverse("payment_reverse", args=[Payment.objects.get().pk])

    silent = client.post(address, {"voucher": ""})
    reversed_ = client.post(address, {"voucher": "XJ-0002"})
    again = client.post(address, {"voucher": "XJ-0003"})
    paid = pay(client, taken_in, voucher="XJ-0004")

    assert [silent.status_code, reversed_.status_code, again.status_code, paid.status_code] == [
        422,
        302,
        422,
        302,
    ]
    assert "请填写冲销凭证号。" in silent.content.decode()
    assert sum(Payment.objects.values_list("fen", flat=True)) == 22000


def test_strangers_reverse_nothing_and_nobody_by_reading(client, cast: Cast, taken_in):
    sign_in(client, cast.office)
    pay(client, taken_in)
    address = reverse("payment_reverse", args=[Payment.objects.get().pk])
    read = client.get(address).status_code
    sign_in(client, cast.wang)

    assert (read, client.post(address, {"voucher": "X"}).status_code) == (405, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_few_statements_however_long(
    client, cast: Cast, notice: Notice, count, django_assert_num_queries
):
    for number in range(count):
        person = factories.person(f"申报人{number}")
        received(factories.fill(factories.draft(notice, person, cast.employer)), cast)
    sign_in(client, cast.office)
    client.get(reverse("received"))

    with django_assert_num_queries(RECEIVED_STATEMENTS):
        client.get(reverse("received"))


def test_the_payment_page_takes_few_statements(client, cast: Cast, taken_in, django_assert_num_queries):
    sign_in(client, cast.office)
    pay(client, taken_in)
    client.get(reverse("payment", args=[taken_in.pk]))

    with django_assert_num_queries(PAYMENT_STATEMENTS):
        client.get(reverse("payment", args=[taken_in.pk]))
