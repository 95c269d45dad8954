"""阿克苏 2024 档案系列：two channels, and a deadline that means arrival at the committee."""

import pytest

from applications.services import filing
from applications.services.moves import MoveRefused
from applications.services.starting import CannotStart
from applications.workflow import State
from tests import factories
from tests.factories import at
from tests.journeys.places import Journey, journey

pytestmark = pytest.mark.django_db
ARCHIVIST = {"specialty": "archives", "rank": "intermediate", "title": "馆员", "mode": "review"}
ANNOUNCED = at("2024-07-15 18:00")


@pytest.fixture
def story() -> Journey:
    department = factories.organisation("aksu-office", kind="department", nature="agency", region="652901")
    archive = factories.organisation("aksu-archive", "阿克苏市档案馆", region="652901", superior=department)
    return journey("N4", archive, ANNOUNCED)


def private_chain() -> None:
    for code, region in (("aksu-jobs", "652901"), ("aksu-prefecture-jobs", "652900")):
        factories.organisation(code, kind="employment_service", region=region)


@pytest.mark.rule("N4-06", "N4-26")
def test_the_targeted_channel(story):
    story.begin("2024-07-22 09:00", channel="targeted", **ARCHIVIST)
    story.submit("2024-07-25 10:00")
    story.publish("2024-07-25 12:00", cleared="2024-08-01 09:00")
    story.decide("forward", "2024-08-01 10:00", note="本单位已对提供的申报材料逐一审核，真实准确，同意推荐")
    assert story.desk == "aksu-office"
    story.decide("forward", "2024-08-02 10:00")

    assert story.decide("receive", "2024-08-05 10:00").state == State.RECEIVED


@pytest.mark.rule("N4-02", "N4-05", "N4-06")
def test_the_private_channel_climbs_the_employment_services():
    private_chain()
    company = factories.organisation("cotton", "某棉业公司", nature="private_enterprise", region="652901")
    story = journey("N4", company, ANNOUNCED)
    story.begin("2024-07-22 09:00", channel="private", **ARCHIVIST)
    story.submit("2024-07-25 10:00")
    story.publish("2024-07-25 12:00", cleared="2024-08-01 09:00")
    story.decide("forward", "2024-08-01 10:00", note=story.opinion)
    assert story.desk == "aksu-jobs"
    story.decide("forward", "2024-08-02 10:00")
    assert story.desk == "aksu-prefecture-jobs"
    story.decide("forward", "2024-08-03 10:00")

    assert story.decide("receive", "2024-08-05 10:00").arrivals == 1


@pytest.mark.rule("N4-02")
def test_freelancers_file_through_the_agency_that_keeps_their_file():
    private_chain()
    agency = factories.organisation(
        "aksu-agency",
        "阿克苏人才服务中心",
        kind="personnel_agency",
        nature="personnel_agency",
        region="652901",
    )
    story = journey("N4", agency, ANNOUNCED)
    story.begin("2024-07-22 09:00", channel="private", **ARCHIVIST)
    story.submit("2024-07-25 10:00")
    assert story.desk == "aksu-agency"
    story.publish("2024-07-25 12:00", cleared="2024-08-01 09:00")
    story.decide("forward", "2024-08-01 10:00", note=story.opinion)
    assert story.desk == "aksu-jobs"
    story.decide("forward", "2024-08-02 10:00")
    assert story.desk == "aksu-prefecture-jobs"
    story.decide("forward", "2024-08-03 10:00")

    assert story.decide("receive", "2024-08-05 10:00").state == State.RECEIVED


def test_a_public_institution_has_no_private_channel(story):
    with pytest.raises(CannotStart) as refused:
        story.begin("2024-07-22 09:00", channel="private", **ARCHIVIST)
    assert list(refused.value.problems) == ["channel"]


@pytest.mark.rule("N4-07")
def test_one_channel_only_in_a_year(story):
    private_chain()
    story.begin("2024-07-22 09:00", channel="targeted", **ARCHIVIST)
    company = factories.organisation("cotton", nature="private_enterprise", region="652901")

    with pytest.raises(CannotStart):
        factories.draft(
            story.notice,
            story.applicant,
            company,
            when=at("2024-07-23 09:00"),
            channel="private",
            **ARCHIVIST,
        )


def ready_to_forward(story: Journey) -> None:
    story.begin("2024-07-22 09:00", channel="targeted", **ARCHIVIST)
    story.submit("2024-08-20 10:00")
    story.publish("2024-08-23 09:00", cleared="2024-08-30 09:00")
    story.decide("forward", "2024-08-30 10:00", note=story.opinion)


@pytest.mark.rule("N4-08")
@pytest.mark.parametrize(("when", "in_time"), [("2024-08-30 18:00:00", True), ("2024-08-30 18:00:01", False)])
def test_the_deadline_is_arrival_at_the_committee(when, in_time, story):
    ready_to_forward(story)

    if in_time:
        arrived = story.decide("forward", when)
        assert (arrived.arrivals, arrived.due_at) == (1, None)
        return
    with pytest.raises(MoveRefused) as late:
        story.decide("forward", when)
    assert late.value.reasons == ["已超过最迟时间，视为放弃申报。"]
    assert filing.lapse(story.application, at=at(when)) is True


@pytest.mark.rule("N4-14")
def test_two_days_do_not_count_the_day_of_return_and_roll_past_a_rest_day(story):
    ready_to_forward(story)
    story.decide("forward", "2024-08-30 11:00")

    returned = story.decide("send_back", "2024-09-05 15:00", note="缺学籍验证报告")

    # the second day is Saturday 7 September, so it is Monday
    assert returned.due_at == at("2024-09-09 23:59:59")


@pytest.mark.rule("N4-09")
def test_a_correction_never_outlives_the_review(story):
    ready_to_forward(story)
    story.decide("forward", "2024-08-30 11:00")

    returned = story.decide("send_back", "2024-09-09 15:00", note="缺学籍验证报告")

    assert returned.due_at == at("2024-09-10 23:59:59")


def test_before_the_committee_a_correction_never_outlives_filing(story):
    story.begin("2024-07-22 09:00", channel="targeted", **ARCHIVIST)
    story.submit("2024-08-29 10:00")

    returned = story.decide("send_back", "2024-08-30 09:00", note="缺证书")

    assert returned.due_at == at("2024-08-30 18:00")


@pytest.mark.rule("N4-02")
def test_an_enterprise_from_elsewhere_is_served_by_the_prefecture():
    private_chain()
    company = factories.organisation("elsewhere-co", nature="private_enterprise", region="652801")
    story = journey("N4", company, ANNOUNCED)
    story.begin("2024-07-22 09:00", channel="private", **ARCHIVIST)
    story.submit("2024-07-25 10:00")

    assert [stop.organisation.code for stop in story.application.route.all()][:2] == [
        "elsewhere-co",
        "aksu-prefecture-jobs",
    ]
    assert story.application.route.count() == 3
