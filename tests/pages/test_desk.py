"""待办 and 已办理."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application, Notice, Seat
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import at_county, many_at_employer, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


def queue(client: Client, **wishes: str) -> str:
    return client.get(reverse("desk"), wishes).content.decode()


def test_the_queue_shows_who_what_when_and_how_far(client, cast: Cast, draft: Application):
    factories.submit(draft)
    factories.publish(draft, by=cast.wang, when=factories.NOON)
    sign_in(client, cast.wang)

    page = queue(client)

    for words in (
        "阿依古丽·买买提",
        "博湖县图书馆",
        draft.number,
        "图书资料系列 · 助理馆员（初级）",
        "评审",
        "2024年9月9日 12:00",
        "今天送达",
        "2024年10月31日 23:59",
        "公示第 1 个工作日",
        "1 / 3",
        "未打开",
    ):
        assert words in page, words


def test_the_queue_holds_what_lies_at_ones_own_desk_and_nothing_else(client, cast: Cast, draft: Application):
    factories.submit(draft)

    seen = {}
    for person in (cast.wang, cast.li, cast.office, cast.outsider):
        sign_in(client, person)
        seen[person.name] = "阿依古丽" in queue(client)

    assert seen == {"王主任": True, "李科长": False, "周办事": False, "局外人": False}


def test_ones_own_case_never_waits_for_oneself(client, cast: Cast, draft: Application):
    Seat.objects.create(user=cast.applicant, organisation=cast.employer)
    factories.submit(draft)
    sign_in(client, cast.applicant)

    assert draft.number not in queue(client)


def test_who_sits_nowhere_has_no_desk(client, cast: Cast):
    sign_in(client, cast.applicant)

    assert client.get(reverse("desk")).status_code == 404
    assert client.get(reverse("done")).status_code == 404


def test_a_visitor_signs_in_first(client):
    answer = client.get(reverse("desk"))

    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/desk/")


def test_the_queue_is_read_only(client, cast: Cast):
    sign_in(client, cast.wang)

    assert client.post(reverse("desk")).status_code == 405


def test_an_empty_queue_says_so(client, cast: Cast):
    sign_in(client, cast.wang)

    assert "现在没有待办" in queue(client)


def test_it_is_searched_by_name_number_and_unit(client, cast: Cast, notice: Notice):
    first, second = many_at_employer(cast, notice, 2)
    sign_in(client, cast.wang)

    assert second.number not in queue(client, q=first.applicant.name)
    assert first.number in queue(client, q=first.applicant.name)
    assert first.number not in queue(client, q=second.number)
    assert first.number in queue(client, q="图书馆")
    assert "没有符合条件的待办" in queue(client, q="查无此人")


def test_it_is_narrowed_to_a_notice_and_to_what_came_back(client, cast: Cast, notice: Notice):
    once, twice = many_at_employer(cast, notice, 2)
    factories.decide(twice, "send_back", by=cast.wang, note="缺毕业证书")
    factories.submit(twice)
    sign_in(client, cast.wang)

    again = queue(client, again="yes")

    assert (once.number in again, twice.number in again) == (False, True)
    assert "再次提交" in again
    assert once.number in queue(client, notice="small-2024")
    assert once.number not in queue(client, notice="another")


def test_it_is_sorted_by_name(client, cast: Cast, notice: Notice):
    first, second = many_at_employer(cast, notice, 2)
    first.applicant.name, second.applicant.name = "乙", "丁"
    first.applicant.save()
    second.applicant.save()
    sign_in(client, cast.wang)

    page = queue(client, sort="name")

    assert page.index(second.number) < page.index(first.number)
    assert 'aria-sort="ascending"' in page


def test_wishes_that_make_no_sense_are_ignored(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)

    assert draft.number in queue(client, sort="'; drop", page="-7", n="x", again="perhaps")


def test_the_dossiers_address_carries_the_place_in_the_list(client, cast: Cast, notice: Notice):
    _, second = many_at_employer(cast, notice, 2)
    sign_in(client, cast.wang)

    page = queue(client, q="申报人", sort="arrived")

    assert (
        f"{reverse('review', args=[second.pk])}?q=%E7%94%B3%E6%8A%A5%E4%BA%BA&amp;sort=arrived&amp;n=" in page
    )


def test_who_sits_in_two_places_reads_at_which_desk_it_lies(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)
    alone = queue(client)

    Seat.objects.create(user=cast.wang, organisation=cast.county)

    assert "<small>博湖县图书馆</small></span></td><td" not in alone
    assert "<small>博湖县图书馆</small></span></td><td" in queue(client)


def test_what_was_done_stands_below_and_in_the_list_of_its_own(client, cast: Cast, draft: Application):
    at_county(draft, cast)
    sign_in(client, cast.wang)

    page, done = queue(client), client.get(reverse("done")).content.decode()

    assert "现在没有待办" in page
    assert "审核通过并上报" in page
    assert "博湖县人社局" in page
    assert draft.number in done
    assert draft.number not in client.get(reverse("done"), {"q": "查无此人"}).content.decode()


def test_what_was_done_is_listed_once_with_its_latest_act(client, cast: Cast, draft: Application):
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="总结太短")
    at_county(draft, cast)
    sign_in(client, cast.wang)

    latest = queue(client).split('id="acts-title"')[1]

    assert latest.count(reverse("review", args=[draft.pk])) == 1
    assert ("审核通过并上报" in latest, "退回修改" in latest) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_the_same_few_statements_however_long(
    client, cast: Cast, notice: Notice, count, django_assert_num_queries
):
    for application in many_at_employer(cast, notice, count):
        factories.publish(application, by=cast.wang, when=factories.NOON)
    sign_in(client, cast.wang)
    client.get(reverse("desk"))

    with django_assert_num_queries(QUEUE_STATEMENTS):
        client.get(reverse("desk"))


QUEUE_STATEMENTS = 9
