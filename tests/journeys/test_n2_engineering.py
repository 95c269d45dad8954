"""巴州 2023 工程系列：an enterprise follows its registered region; three submissions at most."""

import pytest

from applications.services.moves import MoveRefused
from applications.workflow import State
from tests import factories
from tests.factories import at
from tests.journeys.places import Journey, journey

pytestmark = pytest.mark.django_db
ENGINEER = {"specialty": "petroleum", "rank": "intermediate", "title": "工程师", "mode": "review"}


@pytest.fixture
def story() -> Journey:
    factories.organisation("korla-hr", "库尔勒市人社局", kind="hr_bureau", nature="agency", region="652801")
    factories.organisation("bohu-hr", "博湖县人社局", kind="hr_bureau", nature="agency")
    company = factories.organisation("oil", "某油田技术公司", nature="private_enterprise", region="652801")
    return journey("N2", company, at("2023-08-14 18:00"))


@pytest.mark.rule("N2-09", "N2-12", "N2-35", "N2-36")
def test_the_registered_region_decides_which_bureau_reviews(story):
    story.begin("2023-08-21 09:00", **ENGINEER)
    story.submit("2023-08-21 10:00")
    story.publish("2023-08-21 12:00", cleared="2023-08-26 09:00")
    story.decide("forward", "2023-08-28 09:00", note="本单位已对提供的申报材料逐一审核，真实准确，同意推荐")
    assert story.desk == "korla-hr"
    story.decide("forward", "2023-08-29 09:00")

    assert story.decide("receive", "2023-09-01 09:00").state == State.RECEIVED


@pytest.mark.rule("N2-13", "N2-14")
def test_two_returns_by_different_levels_then_no_more(story):
    story.begin("2023-08-21 09:00", **ENGINEER)
    story.submit("2023-08-21 10:00")
    story.publish("2023-08-21 12:00", cleared="2023-08-26 09:00")
    story.decide("send_back", "2023-08-28 09:00", note="缺社保缴费证明")
    story.submit("2023-08-29 09:00")
    story.decide("forward", "2023-08-30 09:00", note=story.opinion)
    story.decide("send_back", "2023-08-31 09:00", note="缺论文原件")
    story.submit("2023-09-01 09:00")

    with pytest.raises(MoveRefused):
        story.decide("send_back", "2023-09-02 09:00", note="还缺")
    refused = story.decide("refuse", "2023-09-02 09:00", note="还缺", ground="last_submission")
    assert (refused.state, refused.submissions) == (State.REFUSED, 3)


@pytest.mark.parametrize(
    ("when", "possible"), [("2023-09-25 23:59:59", True), ("2023-09-26 00:00:00", False)]
)
@pytest.mark.rule("N2-04")
def test_a_date_without_a_time_lasts_to_midnight(when, possible, story):
    story.begin("2023-08-21 09:00", **ENGINEER)

    if possible:
        assert story.submit(when).state == State.IN_REVIEW
    else:
        with pytest.raises(MoveRefused):
            story.submit(when)


def test_a_correction_after_filing_has_closed_keeps_its_48_hours(story):
    story.begin("2023-08-21 09:00", **ENGINEER)
    story.submit("2023-09-25 10:00")

    returned = story.decide("send_back", "2023-09-27 10:00", note="缺社保缴费证明")

    assert returned.due_at == at("2023-09-29 10:00")
    assert story.submit("2023-09-29 10:00").submissions == 2
