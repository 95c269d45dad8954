"""What stands in the top bar, for whom, and what it costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from applications.models import Seat
from zhicheng.context import navigation, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks(rf):
    def request(user, path="/"):
        made = rf.get(path)
        made.user = user
        return made

    return request


def labels(request):
    return [entry["label"] for entry in navigation(request)]


def test_a_stranger_sees_the_front_and_the_notices(asks, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert labels(asks(AnonymousUser())) == ["首页", "申报通知"]


def test_an_applicant_sees_the_own_applications(asks, cast):
    assert labels(asks(cast.applicant)) == ["我的申报", "申报通知"]


def test_an_employer_also_looks_after_people(asks, cast):
    assert labels(asks(cast.wang)) == ["待办", "本单位人员", "我的申报", "申报通知"]


@pytest.mark.parametrize("kind", ["personnel_agency", "employment_service"])
def test_so_does_an_agency(asks, cast, kind):
    cast.employer.kind = kind
    cast.employer.save()

    assert "本单位人员" in labels(asks(cast.wang))


def test_a_bureau_has_a_queue_and_an_office_what_it_received_too(asks, cast):
    assert labels(asks(cast.li)) == ["待办", "我的申报", "申报通知"]
    assert labels(asks(cast.office)) == ["待办", "已接收材料", "我的申报", "申报通知"]


def test_who_is_an_expert_has_a_list_of_numbers(asks, cast):
    cast.applicant.is_expert = True  # as the back end brings it along
    assert labels(asks(cast.applicant)) == ["盲评", "我的申报", "申报通知"]
    cast.applicant.is_expert = False
    assert labels(asks(cast.applicant)) == ["我的申报", "申报通知"]


def test_the_back_office_is_for_staff(asks, cast):
    cast.applicant.is_staff = True

    assert labels(asks(cast.applicant)) == ["我的申报", "申报通知", "管理后台"]


def test_a_seat_that_was_taken_away_opens_nothing(asks, cast):
    Seat.objects.filter(user=cast.wang).update(is_active=False)

    assert labels(asks(cast.wang)) == ["我的申报", "申报通知"]


def test_nor_does_a_seat_in_a_closed_organisation(asks, cast):
    cast.employer.is_active = False
    cast.employer.save()

    assert labels(asks(cast.wang)) == ["我的申报", "申报通知"]


def test_it_costs_one_query_with_one_seat_or_three_and_only_when_drawn(asks, cast, django_assert_num_queries):
    for organisation in (cast.county, cast.committee):
        Seat.objects.create(user=cast.wang, organisation=organisation)
    few, many = asks(cast.li), asks(cast.wang)

    with django_assert_num_queries(0):
        nav = site(many)["nav"]
    with django_assert_num_queries(1):
        assert len(nav) == 5
        assert len(site(many)["nav"]) == 5
    with django_assert_num_queries(1):
        navigation(few)


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/home/", "我的申报"),
        ("/applications/4c3f/sections/basic/", "我的申报"),
        ("/notices/small/", "申报通知"),
        ("/desk/", "待办"),
        ("/review/4c3f/", "待办"),
        ("/desk/people/", "本单位人员"),
        ("/desk/rosters/", "本单位人员"),
        ("/desk/batches/new/", "本单位人员"),
        ("/expert/4c3f/", ""),
        ("/password/", ""),
    ],
)
def test_the_entry_one_is_in_is_marked(asks, cast, path, label):
    marked = [entry["label"] for entry in navigation(asks(cast.wang, path)) if entry["current"]]

    assert marked == ([label] if label else [])


@pytest.mark.parametrize(("seat", "label"), [("office", "已接收材料"), ("li", "待办")])
def test_printing_belongs_to_what_the_reader_has(asks, cast, seat, label):
    request = asks(getattr(cast, seat), "/desk/batches/")

    assert [entry["label"] for entry in navigation(request) if entry["current"]] == [label]


def test_the_page_draws_it(client, cast):
    client.force_login(cast.applicant)

    page = client.get(reverse("notice_list")).content.decode()

    assert f'<a href="{reverse("notice_list")}" aria-current="page">申报通知</a>' in page
    assert "待办" not in page
