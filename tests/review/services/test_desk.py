"""审核：every guard of a desk's decisions, shut and open."""

from datetime import timedelta

import pytest

from applications.models import Application, Entry
from applications.services.moves import MoveRefused, NotAllowed, StaleMove
from applications.workflow import FORWARD, REFUSE, SEND_BACK, State
from review.services import desk
from tests import factories
from tests.cast import Cast
from tests.factories import at
from tests.notices import small_notice
from tests.pages.reviewing import SENTENCE, at_county, at_office, published

pytestmark = pytest.mark.django_db
WEEK_BEFORE = factories.NOON - timedelta(days=7)


def refused(application: Application, move: str, **facts) -> list[str]:
    """Why not; the move must be refused."""
    with pytest.raises(MoveRefused) as problem:
        factories.decide(application, move, **facts)
    return problem.value.reasons


# --- publicity before forwarding ----------------------------------------------------------------


@pytest.mark.rule("N0-17")
def test_without_publicity_nothing_is_forwarded(cast: Cast, draft: Application):
    factories.submit(draft)

    assert refused(draft, "forward", by=cast.wang, note=SENTENCE) == ["还没有公示。"]


@pytest.mark.rule("N0-16", "N0-17")
def test_publicity_must_be_over_and_its_result_recorded(cast: Cast, draft: Application):
    factories.submit(draft)
    listing = factories.publish(draft, by=cast.wang, when=factories.NOON)
    forward = {"by": cast.wang, "note": SENTENCE}

    fourth = refused(draft, "forward", when=at("2024-09-12 12:00"), **forward)
    last = refused(draft, "forward", when=at("2024-09-13 23:59:59"), **forward)
    unrecorded = refused(draft, "forward", when=at("2024-09-14 00:00"), **forward)
    factories.clear(listing, by=cast.wang, when=at("2024-09-14 00:00"))

    assert fourth == last == ["公示到 2024年9月13日 结束，期满后方可办理。"]
    assert unrecorded == ["公示期满，请先登记公示结果。"]
    assert factories.decide(draft, "forward", when=at("2024-09-14 00:00"), **forward).level == 1


@pytest.mark.rule("N0-17")
def test_a_standing_objection_shuts_the_way_and_a_dismissed_one_opens_it(cast: Cast, draft: Application):
    factories.submit(draft)
    listing = factories.publish(draft, by=cast.wang, when=factories.NOON)
    later = at("2024-09-16 09:00")
    record = {"by": cast.wang, "at": later}
    desk_publicity(listing, "objection", "反映学历不实", **record)
    shut = refused(draft, "forward", by=cast.wang, when=later, note=SENTENCE)

    desk_publicity(listing, "dismissed", "经核实属实", **record)

    assert shut == ["公示有异议，正在核实，暂不能上报。"]
    assert factories.decide(draft, "forward", by=cast.wang, when=later, note=SENTENCE).level == 1


def desk_publicity(listing, result: str, note: str, **facts) -> None:
    from review.services import publicity

    publicity.record_result(listing, result=result, note=note, **facts)


# --- the prescribed opinion ---------------------------------------------------------------------


def test_the_opinion_is_the_prescribed_sentence_to_the_letter(cast: Cast, draft: Application):
    published(draft, cast)

    other = refused(draft, "forward", by=cast.wang, note="同意推荐")

    assert other == [f"审核意见应为：“{SENTENCE}”（五、11）。"]
    assert factories.decide(draft, "forward", by=cast.wang, note=f" {SENTENCE}\n").level == 1


def test_a_level_without_a_prescribed_opinion_writes_its_own(cast: Cast, draft: Application):
    at_county(draft, cast)

    assert factories.decide(draft, "forward", by=cast.li, note="符合条件").level == 2


# --- the last submission ------------------------------------------------------------------------


@pytest.fixture
def third(cast: Cast, draft: Application) -> Application:
    """At the employer for the third and last time."""
    for _ in range(2):
        factories.submit(draft)
        factories.decide(draft, "send_back", by=cast.wang, note="缺毕业证书")
    return factories.submit(draft)


@pytest.mark.rule("N0-25")
def test_the_third_submission_is_not_sent_back(cast: Cast, third: Application):
    assert refused(third, "send_back", by=cast.wang, note="仍缺") == [
        "已是第 3 次提交，不能再退回修改（四（三））。"
    ]


def test_the_second_still_is(cast: Cast, draft: Application):
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="缺毕业证书")
    factories.submit(draft)

    returned = factories.decide(draft, "send_back", by=cast.wang, note="仍缺")

    assert (returned.state, returned.due_at) == (State.RETURNED, factories.NOON + timedelta(hours=48))


def test_the_third_is_refused_on_that_ground(cast: Cast, third: Application):
    facts = {"by": cast.wang, "note": "仍缺毕业证书", "ground": "last_submission"}

    assert factories.decide(third, "refuse", **facts).state == State.REFUSED
    assert Entry.objects.get(move="refuse").ground == "last_submission"


def test_the_first_is_not(cast: Cast, draft: Application):
    factories.submit(draft)

    for ground in ("last_submission", "out_of_time"):
        assert refused(draft, "refuse", by=cast.wang, note="缺", ground=ground) == [
            "还可以退回修改，不能以此不予受理。"
        ]


def test_a_refusal_names_a_ground_that_exists_and_says_why(cast: Cast, draft: Application):
    factories.submit(draft)

    assert refused(draft, "refuse", by=cast.wang, note="缺", ground="") == ["请选择不予受理的依据。"]
    assert refused(draft, "refuse", by=cast.wang, note=" ", ground="not_eligible") == ["不予受理须填写意见。"]


def test_a_return_says_why(cast: Cast, draft: Application):
    factories.submit(draft)

    assert refused(draft, "send_back", by=cast.wang, note="\n") == ["退回修改须填写意见。"]


# --- the review's window ------------------------------------------------------------------------


def reviewed_from(cast: Cast, opens: str) -> Application:
    timetable = small_notice()["timetable"]
    timetable["review"] = {"opens": opens, "closes": "2024-10-31", "clause": "三（一）"}
    notice = factories.notice(small_notice(timetable=timetable))
    return factories.submit(factories.fill(factories.draft(notice, cast.applicant, cast.employer)))


def test_nobody_acts_before_the_review_opens(cast: Cast, db):
    application = reviewed_from(cast, "2024-09-10")
    back = {"by": cast.wang, "note": "缺毕业证书"}

    early = refused(application, "send_back", when=at("2024-09-09 23:59:59"), **back)

    assert early == ["审核尚未开始（2024年9月10日—10月31日）。"]
    assert factories.decide(application, "send_back", when=at("2024-09-10 00:00"), **back).state == "returned"


def test_nobody_sends_back_after_the_review_closed(cast: Cast, draft: Application):
    at_office(draft, cast)
    back = {"by": cast.office, "note": "缺毕业证书"}

    late = refused(draft, "send_back", when=at("2024-11-01 00:00"), **back)

    assert "审核时间已过（2024年9月1日—10月31日）。" in late
    assert factories.decide(draft, "send_back", when=at("2024-10-31 12:00"), **back).state == "returned"


def test_what_lies_with_the_committee_may_still_be_received_or_refused(cast: Cast, draft: Application):
    at_office(draft, cast)

    late = at("2024-11-02 10:00")

    assert factories.decide(draft, "receive", by=cast.office, when=late).state == State.RECEIVED


def test_out_of_time_is_a_ground_once_there_is_no_time(cast: Cast, draft: Application):
    at_office(draft, cast)
    facts = {"by": cast.office, "note": "已无修改时间", "ground": "out_of_time"}

    assert factories.decide(draft, "refuse", when=at("2024-11-02 10:00"), **facts).state == State.REFUSED


# --- who, where, and twice ----------------------------------------------------------------------


def test_only_the_desk_whose_turn_it_is_decides(cast: Cast, draft: Application):
    at_county(draft, cast)

    for person in (cast.wang, cast.office, cast.applicant, cast.outsider):
        with pytest.raises(NotAllowed):
            factories.decide(draft, "forward", by=person, note="符合条件")


def test_the_county_does_not_receive_and_the_office_does_not_forward(cast: Cast, draft: Application):
    at_county(draft, cast)
    with pytest.raises(NotAllowed):
        factories.decide(draft, "receive", by=cast.li)
    factories.decide(draft, "forward", by=cast.li, note="符合条件")

    assert refused(draft, "forward", by=cast.office) == ["已是最后一级审核。"]
    assert "本通知由评审委员会接收材料。" in refused(draft, "confirm", by=cast.office)


def test_offers_are_those_of_the_place_and_greyed_with_their_reasons(cast: Cast, draft: Application):
    factories.submit(draft)

    found = {offer.move: offer.reasons for offer in desk.offers_for(draft, cast.wang, factories.NOON)}

    assert found == {FORWARD: ("还没有公示。",), SEND_BACK: (), REFUSE: ()}
    assert desk.offers_for(draft, cast.li, factories.NOON) == []


def test_the_same_decision_sent_twice_by_one_person_is_made_once(cast: Cast, draft: Application):
    published(draft, cast)
    facts = {"by": cast.wang, "at": factories.NOON, "revision": draft.revision, "note": SENTENCE}

    first, second = (desk.act(draft, "forward", **facts) for _ in range(2))

    assert (first.revision, second.revision, second.level) == (draft.revision + 1, draft.revision + 1, 1)
    assert Entry.objects.filter(move="forward").count() == 1


def test_another_persons_or_another_decision_is_stale(cast: Cast, draft: Application):
    colleague = factories.officer(cast.employer, "赵经办")
    published(draft, cast)
    facts = {"at": factories.NOON, "revision": draft.revision, "note": SENTENCE}
    desk.act(draft, "forward", by=cast.wang, **facts)

    with pytest.raises(StaleMove):
        desk.act(draft, "forward", by=colleague, **facts)
    with pytest.raises(StaleMove):
        desk.act(draft, "send_back", by=cast.wang, **facts)


def test_opening_is_noted_by_the_desk_that_holds_it(cast: Cast, draft: Application):
    factories.submit(draft)
    opened = []
    for person in (cast.li, cast.outsider, cast.applicant, cast.wang):
        desk.open_dossier(draft, by=person, at=factories.NOON)
        draft.refresh_from_db()
        opened.append(draft.opened_at)

    assert opened == [None, None, None, factories.NOON]


def test_the_outlook_of_a_return_is_what_a_return_stores(cast: Cast, draft: Application):
    from applications.selectors.calendar import working_calendar

    factories.submit(draft)
    moment = at("2024-10-30 12:00")
    draft.refresh_from_db()

    outlook = desk.correction_outlook(draft, moment, working_calendar(moment.date()))
    returned = factories.decide(draft, "send_back", by=cast.wang, when=moment, note="缺")

    assert (outlook.due_at, outlook.cut_short) == (returned.due_at, True)
