"""本单位人员：my people × what is due × how long is left."""

import pytest
from django.urls import reverse

from applications.models import Application, Notice, Seat
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import at_county, many_at_employer, sign_in

pytestmark = pytest.mark.django_db
PEOPLE_STATEMENTS = 12


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.NOON, tick=False)
    return time_machine


def people(client, **wishes: str) -> str:
    return client.get(reverse("people"), wishes).content.decode()


def test_a_draft_stands_with_its_deadline_and_whose_turn_it_is(client, cast: Cast, draft: Application):
    sign_in(client, cast.wang)

    page = people(client)

    for words in (draft.number, "申报人填报中", "申报人", "2024年9月30日 18:00 前提交", "剩 21 天 6 小时"):
        assert words in page, words
    assert reverse("review", args=[draft.pk]) not in page  # nothing has been submitted that could be read


def test_what_waits_at_the_unit_can_be_published_and_opened(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)

    page = people(client)

    assert "<b>本单位</b>" in page
    assert f'name="pick" value="{draft.pk}"' in page
    assert reverse("review", args=[draft.pk]) in page


def test_what_is_being_published_leads_to_its_publicity(client, cast: Cast, draft: Application):
    factories.submit(draft)
    listing = factories.publish(draft, by=cast.wang, when=factories.NOON)
    sign_in(client, cast.wang)

    page = people(client)

    assert "公示第 1 个工作日" in page
    assert reverse("publicity", args=[listing.publicity_id]) in page
    assert f'name="pick" value="{draft.pk}"' not in page


def test_what_has_been_forwarded_names_the_next_desk(client, cast: Cast, draft: Application):
    at_county(draft, cast)
    sign_in(client, cast.wang)

    page = people(client)

    assert "博湖县人社局" in page
    assert "为选中的人员发起公示" not in page


def test_a_lapsed_draft_is_shown_as_given_up_though_no_sweep_has_come(
    client, cast: Cast, draft: Application, clock
):
    clock.move_to(factories.at("2024-09-30 18:00:01"), tick=False)
    sign_in(client, cast.wang)

    assert "视为放弃" in people(client)


def test_only_units_that_recommend_people_have_the_page(client, cast: Cast):
    answers = {}
    for person in (cast.li, cast.office, cast.applicant):
        sign_in(client, person)
        answers[person.name] = client.get(reverse("people")).status_code

    assert set(answers.values()) == {404}


def test_another_units_people_are_not_shown(client, cast: Cast, draft: Application):
    sign_in(client, cast.outsider)

    assert draft.number not in people(client)
    assert "本单位还没有人申报" in people(client)


def test_ones_own_application_is_not_among_ones_people(client, cast: Cast, draft: Application):
    Seat.objects.create(user=cast.applicant, organisation=cast.employer)
    sign_in(client, cast.applicant)

    assert draft.number not in people(client)


def test_it_is_searched(client, cast: Cast, notice: Notice):
    first, second = many_at_employer(cast, notice, 2)
    sign_in(client, cast.wang)

    page = people(client, q=first.applicant.name)

    assert (first.number in page, second.number in page) == (True, False)


def test_the_page_is_read_only(client, cast: Cast):
    sign_in(client, cast.wang)

    assert client.post(reverse("people")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_few_statements_however_many_people(
    client, cast: Cast, notice: Notice, count, django_assert_num_queries
):
    for application in many_at_employer(cast, notice, count):
        factories.publish(application, by=cast.wang, when=factories.NOON)
    sign_in(client, cast.wang)
    people(client)

    with django_assert_num_queries(PEOPLE_STATEMENTS):
        people(client)
