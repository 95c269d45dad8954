"""巴州 2021 新闻系列：through the county's propaganda department; the committee counts to three."""

import pytest

from applications.services.moves import MoveRefused
from applications.workflow import State
from tests import factories
from tests.factories import at
from tests.journeys.places import Journey, journey

pytestmark = pytest.mark.django_db
REPORTER = {"specialty": "press", "rank": "intermediate", "title": "记者", "mode": "review"}


@pytest.fixture
def story() -> Journey:
    factories.organisation("bohu-propaganda", "博湖县委宣传部", kind="propaganda", nature="agency")
    return journey("N3", factories.organisation("bohu-media", "博湖县融媒体中心"), at("2021-08-25 18:00"))


def climb(story: Journey, day: str) -> None:
    story.decide("forward", f"{day} 10:00", note=story.opinion)
    story.decide("forward", f"{day} 11:00")


@pytest.mark.rule("N3-01", "N3-24", "N3-25")
def test_from_the_newsroom_to_received(story):
    story.begin("2021-09-01 00:00", **REPORTER)
    story.submit("2021-09-01 10:00")
    story.publish("2021-09-01 12:00", cleared="2021-09-08 09:00")
    story.decide("forward", "2021-09-08 10:00", note="本单位已对提供的申报材料逐一审核，真实准确，同意推荐")
    assert story.desk == "bohu-propaganda"
    story.decide("forward", "2021-09-09 10:00")

    assert story.decide("receive", "2021-09-10 10:00").state == State.RECEIVED


@pytest.mark.rule("N3-29")
def test_only_arrivals_at_the_committee_are_counted(story):
    story.begin("2021-09-01 09:00", **REPORTER)
    story.submit("2021-09-01 10:00")
    story.publish("2021-09-01 12:00", cleared="2021-09-08 09:00")
    story.decide("send_back", "2021-09-08 12:00", note="单位退回，不计次")
    story.submit("2021-09-09 09:00")
    for day in ("2021-09-10", "2021-09-13"):
        climb(story, day)
        story.decide("send_back", f"{day} 12:00", note="图片不清晰")
        story.submit(f"{day} 15:00")
    climb(story, "2021-09-14")
    assert (story.application.submissions, story.application.arrivals) == (4, 3)

    with pytest.raises(MoveRefused):
        story.decide("send_back", "2021-09-14 12:00", note="第三次仍不符合")
    refused = story.decide("refuse", "2021-09-14 12:00", note="当年不再受理", ground="last_submission")
    assert refused.state == State.REFUSED


def test_units_of_the_prefecture_go_straight_to_the_committee():
    daily = factories.organisation("bazhou-daily", affiliation="prefecture", region="652801")
    story = journey("N3", daily, at("2021-08-25 18:00"))
    story.begin("2021-09-01 09:00", **REPORTER)
    story.submit("2021-09-25 23:59:59")

    assert [stop.code for stop in story.application.route.all()][-1] == "committee"
    assert story.application.route.count() == 2
