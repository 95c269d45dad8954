"""批量上报：the preview says what the decision will do, and each goes or stays by itself."""

import pytest

from applications.models import Application, Entry, Notice
from review.services import bulk
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import SENTENCE, at_county, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast: Cast, notice: Notice, draft: Application) -> tuple[Application, Application]:
    """One that may go, one that has not been published."""
    other = factories.draft(notice, factories.person("巴哈尔"), cast.employer)
    return published(draft, cast), factories.submit(factories.fill(other))


def test_the_preview_says_who_goes_where_with_which_opinion_and_why_not(cast: Cast, two):
    ready, waiting = two

    found = {one.application: one for one in bulk.prospects(two, by=cast.wang, at=factories.NOON)}

    going = found[ready]
    assert (going.goes, going.goes_to, going.opinion, going.clause) == (
        True, "县（市）人社局（博湖县人社局）", SENTENCE, "五、11",
    )  # fmt: skip
    assert found[waiting].reasons == ("还没有公示。",)
    assert not Entry.objects.filter(move="forward").exists()


def test_what_the_preview_promises_is_what_happens(cast: Cast, two):
    promised = [one.goes for one in bulk.prospects(two, by=cast.wang, at=factories.NOON)]
    chosen = [(application, application.revision) for application in two]

    outcomes = bulk.forward_all(chosen, note="", by=cast.wang, at=factories.NOON)

    assert [one.done for one in outcomes] == promised == [True, False]
    assert outcomes[1].reasons == ("还没有公示。",)
    assert Entry.objects.get(move="forward").note == SENTENCE


def test_what_somebody_else_has_moved_is_reported_and_not_forced(cast: Cast, two):
    ready, _ = two
    seen = ready.revision
    factories.decide(ready, "send_back", by=factories.officer(cast.employer, "赵经办"), note="总结太短")

    (outcome,) = bulk.forward_all([(ready, seen)], note="", by=cast.wang, at=factories.NOON)

    assert (outcome.done, outcome.reasons) == (False, ("赵经办 已经退回修改，没有再上报。",))
    ready.refresh_from_db()
    assert ready.state == "returned"


def test_sent_twice_each_is_forwarded_once(cast: Cast, two):
    ready, _ = two
    chosen = [(ready, ready.revision)]

    outcomes = [bulk.forward_all(chosen, note="", by=cast.wang, at=factories.NOON) for _ in range(2)]

    assert [one.done for (one,) in outcomes] == [True, True]
    assert Entry.objects.filter(move="forward").count() == 1


def test_others_cases_and_ones_own_are_not_there(cast: Cast, two):
    for person in (cast.li, cast.outsider, cast.applicant):
        assert bulk.prospects(two, by=person, at=factories.NOON) == []
        outcomes = bulk.forward_all(
            [(one, one.revision) for one in two], note=SENTENCE, by=person, at=factories.NOON
        )
        assert [one.done for one in outcomes] == [False, False]
    assert not Entry.objects.filter(move="forward").exists()


def test_where_nothing_is_prescribed_the_typed_opinion_goes_with_it(cast: Cast, draft: Application):
    application = at_county(draft, cast)

    bulk.forward_all([(application, application.revision)], note="符合条件", by=cast.li, at=factories.NOON)

    assert Entry.objects.order_by("revision").last().note == "符合条件"


def test_what_a_page_sends_is_read_and_rubbish_left_out():
    key = "0c7d6bb6-7fb1-4d2a-9d4e-3f3a4d7b5a11"

    assert {str(k): v for k, v in bulk.picked([f"{key}:3", "x:1", "", "1:2"]).items()} == {key: 3}
    assert list(bulk.picked([key, f"{key}:x"]).values()) == [0]
