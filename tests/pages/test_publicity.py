"""公示：starting one, and recording what came of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from applications.models import Application, Notice, Publicity, PublicityListing, Seat
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.reviewing import many_at_employer, sign_in

pytestmark = pytest.mark.django_db
TYPED = {"starts_on": "2024-09-09", "place": "一楼公示栏", "office": "办公室", "phone": "0996-0000000"}
PUBLICITY_STATEMENTS = 8


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.NOON, tick=False)
    return time_machine


def start(client, *people: Application, **typed: str):
    return client.post(reverse("publicity_start"), {"pick": [p.pk for p in people], **TYPED, **typed})


def record(client, listing: PublicityListing, **typed: str):
    return client.post(reverse("publicity_result", args=[listing.pk]), typed)


@pytest.fixture
def submitted(draft: Application) -> Application:
    return factories.submit(draft)


def test_the_form_names_the_shortest_period_and_the_latest_safe_start(client, cast: Cast, submitted):
    sign_in(client, cast.wang)

    page = client.get(reverse("publicity_start"), {"pick": submitted.pk}).content.decode()

    assert "2024年9月9日—9月13日</b>，5 个工作日" in page
    assert "2024年10月24日" in page  # five working days back from 30 October
    assert "节假日安排还没有公布" not in page
    assert f'name="conduct-{submitted.pk}"' in page


@pytest.mark.rule("N0-24")
def test_another_day_is_counted_over_holidays_and_keeps_what_was_typed(client, cast: Cast, submitted):
    sign_in(client, cast.wang)

    page = start(client, submitted, starts_on="2024-09-29", show="yes").content.decode()

    assert "2024年9月29日—10月10日" in page  # the 29th is worked, 1 to 7 October are not
    assert 'value="一楼公示栏"' in page
    assert Publicity.objects.count() == 0


def test_a_year_without_published_holidays_says_so(client, cast: Cast, submitted):
    sign_in(client, cast.wang)

    page = start(client, submitted, starts_on="2031-03-03", show="yes").content.decode()

    assert "节假日安排还没有公布" in page


def test_one_is_started_with_what_is_said_of_the_person(client, cast: Cast, submitted):
    sign_in(client, cast.wang)

    answer = start(client, submitted, **{f"conduct-{submitted.pk}": "拥护党的领导。"})

    publicity = Publicity.objects.get()
    assert answer["Location"] == reverse("publicity", args=[publicity.pk])
    assert (publicity.starts_on, publicity.ends_on) == (date(2024, 9, 9), date(2024, 9, 13))
    assert publicity.listings.get().conduct == "拥护党的领导。"


def test_several_people_get_one_each_where_the_notice_wants_it_so(client, cast: Cast, notice: Notice):
    people = many_at_employer(cast, notice, 2)
    sign_in(client, cast.wang)

    answer = start(client, *people)

    assert answer["Location"] == reverse("people")
    assert sorted(p.listings.count() for p in Publicity.objects.all()) == [1, 1]


def test_several_people_share_one_where_the_notice_lets_them(client, cast: Cast):
    notice = factories.notice(small_notice(publicity={"min_days": 5, "batch": True, "clause": "四（一）"}))
    people = many_at_employer(cast, notice, 2)
    sign_in(client, cast.wang)

    start(client, *people)

    assert Publicity.objects.get().listings.count() == 2


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"starts_on": ""}, "id_starts_on", "请填写开始日期。"),
        ({"starts_on": "九月"}, "id_starts_on", "日期应写成 2024-09-09 这样。"),
        ({"starts_on": "2024-09-08"}, "id_starts_on", "开始日期不能早于今天。"),
        ({"ends_on": "2024-09-12"}, "id_ends_on", "公示期不足，最早 2024年9月13日 结束。"),
        ({"place": " "}, "id_place", "请填写公示地点。"),
        ({"office": ""}, "id_office", "请填写受理部门。"),
        ({"phone": ""}, "id_phone", "请填写监督电话。"),
    ],
)
def test_what_will_not_do_is_said_at_the_field_and_on_top(
    client, cast: Cast, submitted, typed, field, sentence
):
    sign_in(client, cast.wang)

    answer = start(client, submitted, **{f"conduct-{submitted.pk}": "写了很久", **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{field}">{sentence}</a>' in page
    assert "写了很久" in page
    assert Publicity.objects.count() == 0


def test_nobody_chosen_leads_back(client, cast: Cast):
    sign_in(client, cast.wang)

    answer = client.get(reverse("publicity_start"), {"pick": "nonsense"}, follow=True)

    assert "请先勾选要公示的人员。" in answer.content.decode()


def test_nobody_publishes_another_units_people(client, cast: Cast, submitted):
    sign_in(client, cast.outsider)

    start(client, submitted)

    assert Publicity.objects.count() == 0


def test_nobody_publishes_oneself(client, cast: Cast, submitted):
    Seat.objects.create(user=cast.applicant, organisation=cast.employer)
    sign_in(client, cast.applicant)

    start(client, submitted)

    assert Publicity.objects.count() == 0


def test_the_page_says_which_day_it_is(client, cast: Cast, submitted, clock):
    listing = factories.publish(submitted, by=cast.wang, when=factories.NOON)
    clock.shift(timedelta(days=2))
    sign_in(client, cast.wang)

    page = client.get(reverse("publicity", args=[listing.publicity_id])).content.decode()

    assert "今天是第 <b>3</b> 个工作日，共 5 个" in page
    assert "期满后方可登记" in page


def test_strangers_find_no_publicity_and_record_no_result(client, cast: Cast, submitted, clock):
    listing = factories.publish(submitted, by=cast.wang, when=factories.NOON)
    clock.shift(timedelta(days=7))
    sign_in(client, cast.li)

    assert client.get(reverse("publicity", args=[listing.publicity_id])).status_code == 404
    assert record(client, listing, result="no_objection").status_code == 404
    assert client.get(reverse("publicity_result", args=[listing.pk])).status_code == 405


def test_no_objection_is_recorded_only_after_the_last_day(client, cast: Cast, submitted, clock):
    listing = factories.publish(submitted, by=cast.wang, when=factories.NOON)
    clock.move_to(factories.at("2024-09-13 23:59:59"), tick=False)
    sign_in(client, cast.wang)
    early = record(client, listing, result="no_objection")

    clock.move_to(factories.at("2024-09-14 00:00"), tick=False)
    in_time = record(client, listing, result="no_objection")

    listing.refresh_from_db()
    assert (early.status_code, in_time.status_code) == (422, 302)
    assert "公示到 2024年9月13日 结束，期满后方可登记。" in early.content.decode()
    assert listing.result == "no_objection"


def test_an_objection_needs_its_words_and_then_a_conclusion(client, cast: Cast, submitted, clock):
    listing = factories.publish(submitted, by=cast.wang, when=factories.NOON)
    sign_in(client, cast.wang)

    silent = record(client, listing, result="objection")
    said = record(client, listing, result="objection", note="反映学历不实")
    page = client.get(reverse("publicity", args=[listing.publicity_id])).content.decode()
    clock.shift(timedelta(days=7))
    client.force_login(cast.wang)
    concluded = record(client, listing, result="dismissed", note="经核实学历属实")

    listing.refresh_from_db()
    assert "请写明异议内容或核实情况。" in silent.content.decode()
    assert [silent.status_code, said.status_code, concluded.status_code] == [422, 302, 302]
    assert "异议不成立" in page and 'value="no_objection"' not in page
    assert listing.result == "dismissed"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_few_statements_however_many_are_listed(
    client, cast: Cast, count, django_assert_num_queries
):
    notice = factories.notice(small_notice(publicity={"min_days": 5, "batch": True, "clause": "四（一）"}))
    people = many_at_employer(cast, notice, count)
    sign_in(client, cast.wang)
    start(client, *people)
    address = reverse("publicity", args=[Publicity.objects.get().pk])
    client.get(address)

    with django_assert_num_queries(PUBLICITY_STATEMENTS):
        client.get(address)
