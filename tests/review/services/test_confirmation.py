"""初次确定 without a committee: confirmed, published again, granted or not (N1)."""

from datetime import timedelta

import pytest

from applications.models import Application
from applications.services.moves import MoveRefused, NotAllowed
from applications.workflow import State
from review.services import desk, publicity
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.reviewing import at_county

pytestmark = pytest.mark.django_db
OVER = factories.NOON + timedelta(days=5)  # Saturday after the five working days
AFTER = {"min_days": 5, "gate": "confirmed", "clause": "五（二）"}


@pytest.fixture
def confirmed(cast: Cast) -> Application:
    raw = small_notice()
    notice = factories.notice(small_notice(committee=None, chain=raw["chain"][:2], publicity_after=AFTER))
    draft = factories.fill(factories.draft(notice, cast.applicant, cast.employer))
    at_county(draft, cast)
    return factories.decide(draft, "confirm", by=cast.li, note="审核确认")


def refused(application: Application, move: str, **facts) -> list[str]:
    with pytest.raises(MoveRefused) as problem:
        factories.decide(application, move, **facts)
    return problem.value.reasons


def record(listing, result: str, *, by, when=OVER, note: str = "经核实"):
    return publicity.record_result(listing, result=result, note=note, by=by, at=when)


def test_the_last_level_confirms_and_keeps_the_case(cast: Cast, confirmed: Application):
    assert (confirmed.state, confirmed.desk) == (State.RESULT_PUBLICITY, cast.county)


def test_a_chain_without_a_committee_does_not_receive(cast: Cast, confirmed: Application):
    assert [offer.move.name for offer in desk.offers_for(confirmed, cast.li, OVER)] == ["grant", "deny"]


@pytest.mark.rule("N1-25")
def test_the_title_waits_for_the_second_publicity(cast: Cast, confirmed: Application):
    before = refused(confirmed, "grant", by=cast.li)
    listing = factories.publish(confirmed, by=cast.wang, when=factories.NOON, round_="after")
    during = refused(confirmed, "grant", by=cast.li, when=factories.NOON + timedelta(days=4))
    factories.clear(listing, by=cast.wang, when=OVER)

    assert before == ["还没有公示。"]
    assert during == ["公示到 2024年9月13日 结束，期满后方可办理。"]
    assert factories.decide(confirmed, "grant", by=cast.li, when=OVER).state == State.GRANTED


def test_an_objection_under_way_decides_nothing(cast: Cast, confirmed: Application):
    listing = factories.publish(confirmed, by=cast.wang, when=factories.NOON, round_="after")
    record(listing, "objection", by=cast.wang)

    assert refused(confirmed, "grant", by=cast.li, when=OVER) == ["公示有异议，正在核实，暂不能上报。"]
    assert refused(confirmed, "deny", by=cast.li, when=OVER, note="不实") == ["没有属实的公示异议。"]


def test_an_upheld_objection_ends_it_without_the_title(cast: Cast, confirmed: Application):
    listing = factories.publish(confirmed, by=cast.wang, when=factories.NOON, round_="after")
    record(listing, "objection", by=cast.wang)
    record(listing, "upheld", by=cast.wang)

    assert refused(confirmed, "grant", by=cast.li, when=OVER) == ["公示异议属实，暂不能上报。"]
    assert (
        factories.decide(confirmed, "deny", by=cast.li, when=OVER, note="学历不实").state == State.NOT_PASSED
    )


def test_a_dismissed_one_lets_it_be_granted(cast: Cast, confirmed: Application):
    listing = factories.publish(confirmed, by=cast.wang, when=factories.NOON, round_="after")
    record(listing, "objection", by=cast.wang)
    record(listing, "dismissed", by=cast.wang)

    assert factories.decide(confirmed, "grant", by=cast.li, when=OVER).state == State.GRANTED


def test_the_unit_itself_grants_nothing(cast: Cast, confirmed: Application):
    with pytest.raises(NotAllowed):
        factories.decide(confirmed, "grant", by=cast.wang)


def test_with_a_committee_there_is_no_second_publicity(cast: Cast, draft: Application):
    factories.submit(draft)

    with pytest.raises(publicity.PublicityRefused) as problem:
        factories.publish(draft, by=cast.wang, when=factories.NOON, round_="after")
    assert problem.value.problems == {"people": "本通知没有这一次公示。"}
