"""巴州 2024 艺术、图书资料、文物博物、群众文化：the whole chain at its real dates."""

import pytest

from applications.models import Printout
from applications.services import filing
from applications.services.moves import MoveRefused
from applications.workflow import State
from review.services import payments
from review.services.payments import PaymentRefused
from tests import factories
from tests.factories import at
from tests.journeys.places import Journey, journey

pytestmark = pytest.mark.django_db
LIBRARY = {"specialty": "library", "rank": "intermediate", "title": "馆员", "mode": "review"}


@pytest.fixture
def story() -> Journey:
    department = factories.organisation("bohu-culture", "博湖县文旅局", kind="department", nature="agency")
    factories.organisation("bohu-hr", "博湖县人社局", kind="hr_bureau", nature="agency")
    return journey("N0", factories.organisation("bohu-library", superior=department), at("2024-08-29 18:00"))


@pytest.mark.rule("N0-14", "N0-16", "N0-17", "N0-22")
def test_from_the_library_to_received(story):
    story.begin("2024-09-02 09:00", **LIBRARY)
    story.submit("2024-09-09 11:40")
    assert story.desk == "bohu-library"

    with pytest.raises(MoveRefused) as early:
        story.decide("forward", "2024-09-10 09:00", note=story.opinion)
    assert early.value.reasons == ["还没有公示。"]

    story.publish("2024-09-09 12:00", cleared="2024-09-14 09:00")
    with pytest.raises(MoveRefused):
        story.decide("forward", "2024-09-18 09:15", note="同意")
    story.decide(
        "forward", "2024-09-18 09:15", note="本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐"
    )
    assert story.desk == "bohu-culture"
    story.decide("forward", "2024-09-19 10:32", note="同意推荐")
    assert story.desk == "bohu-hr"
    story.decide("forward", "2024-09-20 16:08")
    assert story.desk == "bazhou-culture-committee"
    received = story.decide("receive", "2024-09-25 10:00")

    assert (received.state, received.submissions, received.arrivals) == (State.RECEIVED, 1, 1)
    assert Printout.objects.filter(application=received, kind="evaluation_form", valid=True).count() == 1


@pytest.mark.rule("N0-29", "N0-30")
def test_a_return_runs_48_hours_and_the_whole_chain_is_climbed_again(story):
    story.begin("2024-09-02 09:00", **LIBRARY)
    story.submit("2024-09-02 10:00")
    story.publish("2024-09-02 12:00", cleared="2024-09-07 09:00")
    story.decide("forward", "2024-09-09 09:15", note=story.opinion)
    story.decide("forward", "2024-09-10 09:15")
    returned = story.decide("send_back", "2024-09-20 16:08", note="缺 2022 年专业课合格证书")
    assert (returned.state, returned.due_at) == (State.RETURNED, at("2024-09-22 16:08"))

    again = story.submit("2024-09-22 16:08")
    assert (again.level, again.submissions, story.desk) == (0, 2, "bohu-library")

    story.decide("forward", "2024-09-23 09:00", note=story.opinion)
    assert story.desk == "bohu-culture"


@pytest.mark.rule("N0-21")
def test_a_correction_that_is_not_sent_in_48_hours_is_abandoned(story):
    story.begin("2024-09-02 09:00", **LIBRARY)
    story.submit("2024-09-02 10:00")
    returned = story.decide("send_back", "2024-09-03 10:00", note="照片不清晰")

    assert filing.lapse(returned, at=at("2024-09-05 10:00:00")) is False
    assert filing.lapse(returned, at=at("2024-09-05 10:00:01")) is True
    returned.refresh_from_db()
    assert returned.state == State.ABANDONED


@pytest.mark.rule("N0-28")
def test_an_enterprise_is_reviewed_where_its_licence_is_registered():
    factories.organisation("ruoqiang-hr", "若羌县人社局", kind="hr_bureau", nature="agency", region="652824")
    enterprise = factories.organisation("opera", nature="private_enterprise", region="652824")
    story = journey("N0", enterprise, at("2024-08-29 18:00"))
    story.begin("2024-09-02 09:00", **LIBRARY)
    story.submit("2024-09-02 10:00")

    assert [stop.organisation.code for stop in story.application.route.all()] == [
        "opera",
        "ruoqiang-hr",
        "bazhou-culture-committee",
    ]


def test_a_return_near_the_end_gets_no_longer_than_the_window(story):
    story.begin("2024-09-02 09:00", **LIBRARY)
    story.submit("2024-09-20 10:00")

    returned = story.decide("send_back", "2024-09-30 18:00", note="照片不清晰")

    assert returned.due_at == at("2024-09-30 23:59:59")


@pytest.mark.rule("N0-09", "N0-13")
def test_what_has_not_passed_the_lower_levels_by_the_end_lapses(story):
    story.begin("2024-09-02 09:00", **LIBRARY)
    held = story.submit("2024-09-20 10:00")

    assert held.due_at == at("2024-09-30 23:59:59")
    assert filing.lapse(held, at=at("2024-10-01 00:00:00")) is True


def test_units_of_the_prefecture_go_from_their_superior_to_the_committee():
    bureau = factories.organisation(
        "bazhou-culture", kind="department", nature="agency", affiliation="prefecture", region="652800"
    )
    museum = factories.organisation(
        "bazhou-museum", superior=bureau, affiliation="prefecture", region="652800"
    )
    story = journey("N0", museum, at("2024-08-29 18:00"))
    story.begin("2024-09-02 09:00", specialty="museum", rank="junior", title="助理馆员", mode="review")
    story.submit("2024-09-02 10:00")

    assert [stop.organisation.code for stop in story.application.route.all()] == [
        "bazhou-museum",
        "bazhou-culture",
        "bazhou-culture-committee",
    ]


def test_units_of_the_region_pass_the_department_of_the_region():
    ministry = factories.organisation(
        "region-culture", kind="department", nature="agency", affiliation="region", region="650000"
    )
    branch = factories.organisation(
        "region-branch", kind="department", affiliation="prefecture", region="652800", superior=ministry
    )
    theatre = factories.organisation("region-theatre", affiliation="region", superior=branch)
    story = journey("N0", theatre, at("2024-08-29 18:00"))
    story.begin("2024-09-02 09:00", specialty="mass_culture", rank="junior", title="助理馆员", mode="review")
    story.submit("2024-09-02 10:00")

    assert [stop.code for stop in story.application.route.all()] == [
        "employer",
        "superior",
        "ministry",
        "committee",
    ]


@pytest.mark.rule("N0-11", "N0-72")
def test_the_fee_is_the_tariff_inside_its_days_and_the_make_up_saturday_is_one(story):
    story.begin("2024-09-02 09:00", **LIBRARY)
    story.submit("2024-09-02 10:00")
    story.publish("2024-09-02 12:00", cleared="2024-09-07 09:00")
    for when in ("2024-09-09 09:00", "2024-09-10 09:00", "2024-09-11 09:00"):
        story.decide("forward", when, note=story.opinion)
    story.decide("receive", "2024-09-12 09:00")
    office = story.officer_of(story.notice.committee)
    entry = {"voucher": "S-1", "payer": "本人", "by": office}

    for wrong in (
        {"fen": 38000, "paid_on": at("2024-10-07 12:00").date(), "at": at("2024-10-12 09:00")},
        {"fen": 22000, "paid_on": at("2024-10-12 12:00").date(), "at": at("2024-10-12 13:00")},
    ):
        with pytest.raises(PaymentRefused):
            payments.record(story.application, **wrong, **entry)

    paid = payments.record(
        story.application,
        fen=38000,
        paid_on=at("2024-10-12 12:00").date(),
        at=at("2024-10-12 13:00"),
        **entry,
    )
    assert (paid.fen, payments.balance(story.application)) == (38000, 38000)


def test_a_desk_that_would_come_twice_in_a_row_comes_once():
    ministry = factories.organisation(
        "region-culture", kind="department", nature="agency", affiliation="region", region="650000"
    )
    theatre = factories.organisation("region-theatre", affiliation="region", superior=ministry)
    story = journey("N0", theatre, at("2024-08-29 18:00"))
    story.begin("2024-09-02 09:00", specialty="mass_culture", rank="junior", title="助理馆员", mode="review")
    story.submit("2024-09-02 10:00")

    assert [stop.code for stop in story.application.route.all()] == ["employer", "superior", "committee"]
