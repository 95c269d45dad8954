"""The applicant's moves: once, in time, at most three times."""

from datetime import timedelta

import pytest

from applications.models import Application, Submission
from applications.rules.deadlines import ONE_SECOND
from applications.selectors.applications import state_at
from applications.services import filing, starting
from applications.services.moves import MoveRefused, StaleMove
from applications.services.starting import CannotStart
from applications.tasks import lapse_overdue
from applications.workflow import State
from tests import factories
from tests.factories import NOON, at
from tests.notices import small_notice

CLOSES = at("2024-09-30 18:00")
ALMOST = timedelta(milliseconds=999)


@pytest.mark.rule("N4-07")
def test_one_live_claim_per_person_year_series_and_rank(draft, notice, cast):
    with pytest.raises(CannotStart) as refused:
        factories.draft(notice, cast.applicant, cast.employer)
    assert list(refused.value.problems) == ["specialty"]

    another_rank = factories.draft(notice, cast.applicant, cast.employer, rank="intermediate", title="馆员")
    assert another_rank.state == State.DRAFT


def test_a_new_claim_may_follow_a_withdrawn_one(draft, notice, cast):
    filing.withdraw(draft, by=cast.applicant, at=NOON, note="", revision=0)

    assert factories.draft(notice, cast.applicant, cast.employer).pk != draft.pk


@pytest.mark.parametrize(
    ("claim", "field"),
    [
        ({"specialty": "unknown"}, "specialty"),
        ({"rank": "senior", "title": "研究馆员"}, "rank"),
        ({"title": "馆员"}, "title"),
        ({"mode": "award"}, "mode"),
        ({"mode": "initial", "rank": "intermediate", "title": "馆员"}, "mode"),
        ({"channel": "private"}, "channel"),
    ],
)
def test_a_claim_that_the_notice_does_not_offer_is_refused_at_its_field(claim, field, notice, cast):
    facts = {
        "specialty": "library",
        "rank": "junior",
        "title": "助理馆员",
        "mode": "review",
        "channel": "general",
    }

    with pytest.raises(CannotStart) as refused:
        starting.start(notice, cast.applicant, employer=cast.employer, at=NOON, **{**facts, **claim})

    assert list(refused.value.problems) == [field]


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        (at("2024-08-30 00:00") - ONE_SECOND, False),
        (at("2024-08-30 00:00"), True),
        (CLOSES - ONE_SECOND, True),
        (CLOSES, True),
        (CLOSES + ALMOST, True),
        (CLOSES + ONE_SECOND, False),
    ],
)
@pytest.mark.rule("N0-09")
def test_submitting_is_possible_exactly_inside_the_window(moment, inside, draft):
    if inside:
        assert factories.submit(draft, when=moment).state == State.IN_REVIEW
        return
    with pytest.raises(MoveRefused):
        factories.submit(draft, when=moment)


def test_a_dossier_with_gaps_is_not_submitted(notice, cast):
    empty = factories.draft(notice, cast.applicant, cast.employer)

    with pytest.raises(MoveRefused) as refused:
        factories.submit(empty)

    assert "处需要填写或修改" in refused.value.reasons[0]
    assert Submission.objects.count() == 0


def test_the_same_page_sent_twice_is_one_submission(draft):
    first = filing.submit(draft, by=draft.applicant, at=NOON, revision=0)
    again = filing.submit(draft, by=draft.applicant, at=NOON + ONE_SECOND, revision=0)

    assert (again.receipt, Submission.objects.count()) == (first.receipt, 1)


def test_an_old_page_does_not_submit_what_came_later(draft, cast):
    application = factories.submit(draft)
    factories.decide(application, "send_back", by=cast.wang, note="照片不清晰")

    with pytest.raises(StaleMove):
        filing.submit(application, by=cast.applicant, at=NOON, revision=1)


def test_what_was_submitted_stays_as_it_was(draft, cast):
    submission = filing.submit(draft, by=draft.applicant, at=NOON, revision=0)
    draft.refresh_from_db()
    factories.decide(draft, "send_back", by=cast.wang, note="总结太短")
    draft.drafts.filter(section="summary").update(rows=[{"id": "r1", "values": {"text": "重写的总结"}}])

    submission.refresh_from_db()
    assert submission.snapshot["sections"]["summary"]["rows"][0]["values"] == {"text": "认真履行岗位职责。"}


def test_recalling_an_unopened_application_costs_nothing(draft, cast):
    application = factories.submit(draft)
    recalled = filing.recall(application, by=cast.applicant, at=NOON, revision=1)

    assert (recalled.state, recalled.submissions, recalled.due_at) == (State.DRAFT, 0, CLOSES)
    again = factories.submit(recalled)
    assert (again.submissions, again.frozen.count()) == (1, 2)


def test_what_a_reviewer_has_opened_cannot_be_recalled(draft, cast):
    application = factories.submit(draft)
    Application.objects.filter(pk=application.pk).update(opened_at=NOON)

    with pytest.raises(MoveRefused):
        filing.recall(application, by=cast.applicant, at=NOON, revision=1)


@pytest.mark.parametrize(("late", "accepted"), [(-ONE_SECOND, True), (ALMOST, True), (ONE_SECOND, False)])
@pytest.mark.rule("N0-29", "N2-13")
def test_forty_eight_hours_are_judged_when_the_correction_arrives(late, accepted, draft, cast):
    application = factories.submit(draft)
    returned = factories.decide(application, "send_back", by=cast.wang, note="缺学信网报告", when=NOON)
    assert returned.due_at == NOON + timedelta(hours=48)

    if accepted:
        assert factories.submit(returned, when=returned.due_at + late).state == State.IN_REVIEW
    else:
        with pytest.raises(MoveRefused) as refused:
            factories.submit(returned, when=returned.due_at + late)
        assert refused.value.reasons == ["已超过最迟时间，视为放弃申报。"]
        assert state_at(returned, returned.due_at + late) == State.ABANDONED


def test_the_sweep_may_come_late_twice_or_never(draft, cast, monkeypatch):
    application = factories.submit(draft)
    returned = factories.decide(application, "send_back", by=cast.wang, note="缺学信网报告")
    monkeypatch.setattr("django.utils.timezone.now", lambda: returned.due_at + timedelta(days=30))

    lapse_overdue()
    lapse_overdue()

    returned.refresh_from_db()
    assert (returned.state, returned.due_at) == (State.ABANDONED, None)
    assert returned.journal.filter(move="lapse", by=None).count() == 1


def test_the_sweep_leaves_the_closing_second_alone(draft, cast):
    application = factories.submit(draft)
    returned = factories.decide(application, "send_back", by=cast.wang, note="缺学信网报告")

    assert filing.lapse(returned, at=returned.due_at + ALMOST) is False
    assert filing.lapse(returned, at=returned.due_at + ONE_SECOND) is True


@pytest.mark.rule("N0-13", "N2-08")
def test_a_draft_never_submitted_lapses_with_the_window(draft):
    assert filing.lapse(draft, at=CLOSES + ONE_SECOND) is True
    draft.refresh_from_db()
    assert draft.state == State.ABANDONED


@pytest.mark.rule("N0-30", "N2-14")
def test_the_fourth_submission_is_impossible(draft, cast):
    application = factories.submit(draft)
    for day in (1, 2):
        when = NOON + timedelta(days=day)
        factories.decide(application, "send_back", by=cast.wang, note="缺学信网报告", when=when)
        factories.submit(application, when=when + timedelta(hours=5))

    with pytest.raises(MoveRefused) as refused:
        factories.decide(
            application, "send_back", by=cast.wang, note="还是不行", when=NOON + timedelta(days=3)
        )
    assert refused.value.reasons == ["已是第 3 次提交，不能再退回修改（四（三））。"]

    ended = factories.decide(
        application,
        "refuse",
        by=cast.wang,
        note="仍缺",
        ground="last_submission",
        when=NOON + timedelta(days=3),
    )
    assert (ended.state, ended.submissions) == (State.REFUSED, 3)


def test_a_cap_of_committee_arrivals_does_not_count_the_lower_levels(cast):
    notice = factories.notice(small_notice(cap={"scope": "committee", "max": 3, "clause": "八（二）"}))
    application = factories.submit(factories.fill(factories.draft(notice, cast.applicant, cast.employer)))

    for day in (1, 2, 3):
        when = NOON + timedelta(days=day)
        factories.decide(application, "send_back", by=cast.wang, note="缺学信网报告", when=when)
        factories.submit(application, when=when + timedelta(hours=5))

    assert (application.submissions, application.arrivals) == (4, 0)


def test_a_route_without_a_desk_is_said_before_submitting(draft, cast):
    cast.county.is_active = False
    cast.county.save()

    with pytest.raises(MoveRefused) as refused:
        factories.submit(draft)

    assert "县（市）人社局" in refused.value.reasons[0]
