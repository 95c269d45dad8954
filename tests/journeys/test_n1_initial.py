"""博湖县 2024 初次确定：published before filing, confirmed by the county, published again."""

import pytest

from applications.documents.catalogue import publicity_content
from applications.selectors.printouts import listings_of
from applications.services import printing
from applications.services.moves import MoveRefused
from applications.services.printing import PrintingRefused
from applications.services.starting import CannotStart
from applications.workflow import State
from tests import factories
from tests.factories import at
from tests.journeys.places import Journey, journey

pytestmark = pytest.mark.django_db
TEACHER = {
    "specialty": "primary_secondary_teacher",
    "rank": "junior",
    "title": "二级教师",
    "mode": "initial",
}


@pytest.fixture
def story() -> Journey:
    factories.organisation("bohu-hr", "博湖县人社局", kind="hr_bureau", nature="agency")
    return journey("N1", factories.organisation("bohu-school", "博湖县中学"), at("2024-09-25 09:00"))


@pytest.mark.rule("N1-07", "N1-21")
def test_the_unit_publishes_before_the_applicant_submits(story):
    story.begin("2024-09-25 10:00", **TEACHER)

    with pytest.raises(MoveRefused) as early:
        story.submit("2024-09-26 10:00")
    assert early.value.reasons == ["还没有公示。"]

    story.publish("2024-09-25 12:00", cleared="2024-10-08 09:00")
    assert story.submit("2024-10-08 10:00").state == State.IN_REVIEW


@pytest.mark.rule("N0-16")
def test_the_make_up_sunday_counts_and_the_holiday_does_not(story):
    application = story.begin("2024-09-25 10:00", **TEACHER)
    hr = story.officer_of(story.employer)

    listing = factories.publish(application, by=hr, when=at("2024-09-25 12:00"))

    # 25, 26, 27, 29 (a Sunday that is worked), 30
    assert (str(listing.publicity.ends_on), listing.publicity.working_days) == ("2024-09-30", 5)


def test_a_publicity_into_the_holiday_ends_after_it(story):
    application = story.begin("2024-09-25 10:00", **TEACHER)
    hr = story.officer_of(story.employer)

    listing = factories.publish(application, by=hr, when=at("2024-09-27 12:00"))

    # 27, 29, 30, 8 and 9 October
    assert str(listing.publicity.ends_on) == "2024-10-09"


@pytest.mark.rule("N1-08", "N1-10", "N1-11", "N1-25")
def test_it_ends_at_the_county_bureau_with_a_second_publicity(story):
    story.begin("2024-09-25 10:00", **TEACHER)
    story.publish("2024-09-25 12:00", cleared="2024-10-01 09:00")
    story.submit("2024-10-01 10:00")

    with pytest.raises(MoveRefused) as early:
        story.decide("forward", "2024-10-08 09:59:59")
    assert "审核尚未开始" in early.value.reasons[0]

    story.decide("forward", "2024-10-08 10:00")
    confirmed = story.decide("confirm", "2024-10-24 17:00")
    assert (confirmed.state, story.desk) == (State.RESULT_PUBLICITY, "bohu-hr")

    with pytest.raises(MoveRefused) as unpublished:
        story.decide("grant", "2024-10-25 10:00")
    assert unpublished.value.reasons == ["还没有公示。"]

    story.publish("2024-10-25 09:00", cleared="2024-11-01 09:00", round_="after")
    assert story.decide("grant", "2024-11-01 10:00").state == State.GRANTED


@pytest.mark.rule("N1-26", "N1-33")
def test_the_unit_reports_who_passed(story):
    story.begin("2024-09-25 10:00", **TEACHER)
    before = story.publish("2024-09-25 12:00", cleared="2024-10-01 09:00")
    story.submit("2024-10-01 10:00")
    story.decide("forward", "2024-10-08 10:00")
    story.decide("confirm", "2024-10-24 17:00")
    after = story.publish("2024-10-25 09:00", cleared="2024-11-01 09:00", round_="after")
    hr = story.officer_of(story.employer)

    with pytest.raises(PrintingRefused) as refused:
        printing.request("publicity_report", before.publicity, by=hr, at=at("2024-11-01 10:00"))
    assert refused.value.reasons == ["没有这种打印件。"]
    assert printing.request("publicity_report", after.publicity, by=hr, at=at("2024-11-01 10:00")).valid
    content = publicity_content("publicity_report", after.publicity, listings_of(after.publicity))
    [letter] = content["letters"]

    assert "此次推荐1人，通过审核1人" in letter["opening"][0]
    assert letter["opening"][1] == "此次通过审核人员中：申报初定初级1人。具体通过审核人员名单附后。"
    assert letter["opening"][2].endswith("为期5个工作日，公示期间无异议。")
    employer, name = story.employer.name, story.application.applicant.name
    assert letter["signature"] == [f"{employer}（盖章）"]
    assert letter["annex"]["title"] == f"{employer}职称初定通过审核人员名单"
    [group] = letter["annex"]["groups"]
    assert group["heading"].startswith("一、") and group["heading"].endswith("专业（1人）：")
    assert group["lines"] == [f"{employer}：{name}"]


def test_the_county_does_not_confirm_after_the_review_window(story):
    story.begin("2024-09-25 10:00", **TEACHER)
    story.publish("2024-09-25 12:00", cleared="2024-10-01 09:00")
    story.submit("2024-10-01 10:00")
    story.decide("forward", "2024-10-31 17:59")

    with pytest.raises(MoveRefused):
        story.decide("confirm", "2024-10-31 18:00:01")
    assert story.decide("confirm", "2024-10-31 18:00:00").state == State.RESULT_PUBLICITY


def test_an_upheld_objection_ends_it(story):
    from review.services import publicity

    story.begin("2024-09-25 10:00", **TEACHER)
    story.publish("2024-09-25 12:00", cleared="2024-10-01 09:00")
    story.submit("2024-10-01 10:00")
    story.decide("forward", "2024-10-08 10:00")
    story.decide("confirm", "2024-10-09 10:00")
    hr = story.officer_of(story.employer)
    listing = factories.publish(story.application, by=hr, when=at("2024-10-10 09:00"), round_="after")
    for result, when in (("objection", "2024-10-11 09:00"), ("upheld", "2024-10-12 09:00")):
        publicity.record_result(listing, result=result, note="工作年限不实", by=hr, at=at(when))

    with pytest.raises(MoveRefused):
        story.decide("grant", "2024-10-20 09:00")
    assert story.decide("deny", "2024-10-20 09:00", note="异议属实").state == State.NOT_PASSED


def test_without_a_correction_clock_the_review_window_is_the_limit(story):
    story.begin("2024-09-25 10:00", **TEACHER)
    story.publish("2024-09-25 12:00", cleared="2024-10-01 09:00")
    story.submit("2024-10-01 10:00")

    returned = story.decide("send_back", "2024-10-09 10:00", note="缺普通话证书")

    assert returned.due_at == at("2024-10-31 18:00")


@pytest.mark.rule("N1-01")
def test_only_units_of_the_county_may_file(story):
    elsewhere = factories.organisation("korla-school", "库尔勒市中学", region="652801")

    with pytest.raises(CannotStart) as refused:
        factories.draft(story.notice, story.applicant, elsewhere, when=at("2024-09-25 10:00"), **TEACHER)

    assert list(refused.value.problems) == ["employer"]
