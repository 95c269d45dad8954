"""核对：who may tick what and when, and what a required list holds up."""

import pytest

from applications.models import Application, Submission, Tick
from applications.services.moves import MoveRefused, NotAllowed, StaleMove
from review.selectors.checklists import checklist_of, unticked
from review.services import checklists
from tests import factories
from tests.applications.rules.test_checklists import IDS
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.reviewing import SENTENCE

pytestmark = pytest.mark.django_db

ITEMS = [
    {"code": "truthful", "text": "材料真实、完整", "levels": ["employer"], "clause": "四（一）"},
    {"code": "clear", "text": "图片清晰", "section": "education", "clause": "五"},
    {
        "code": "signed",
        "text": "评审表已签字",
        "levels": ["committee"],
        "stage": "paper",
        "clause": "五（三）",
    },
]


@pytest.fixture
def listed(cast: Cast) -> Application:
    """阿依古丽's submission under a notice with a checklist, at her employer's desk."""
    notice = factories.notice(small_notice(checklist=ITEMS, publicity=None, wording=None, chain=chain()))
    return factories.submit(factories.fill(factories.draft(notice, cast.applicant, cast.employer)))


def chain(**employer: str) -> list[dict]:
    """The small chain without publicity."""
    first, *rest = small_notice()["chain"]
    return [{**{key: value for key, value in first.items() if key != "publicity"}, **employer}, *rest]


def sent(application: Application) -> Submission:
    submission = application.frozen.order_by("number").last()
    assert submission is not None
    return submission


def tick(application: Application, *items: str, by, **facts) -> None:
    application.refresh_from_db()
    checklists.tick(application, items, by=by, at=factories.NOON, **facts)


@pytest.mark.rule(*IDS)
def test_a_tick_keeps_who_and_when_and_everybody_reads_it(cast: Cast, listed: Application):
    tick(listed, "truthful", by=cast.wang)
    factories.decide(listed, "forward", by=cast.wang, note=SENTENCE)

    listed.refresh_from_db()
    at_county = checklist_of(listed, sent(listed), [cast.county.pk], latest=True)

    assert [(line.code, line.open_to_me, line.ticked, line.stamps) for line in at_county.lines] == [
        ("truthful", False, False, ("用人单位 王主任 2024年9月9日 12:00",)),
        ("clear", True, False, ()),
    ]
    assert (at_county.left, at_county.is_mine) == (1, True)


def test_the_first_name_stays_and_colleagues_may_take_it_back(cast: Cast, listed: Application):
    colleague = factories.officer(cast.employer, "赵经办")
    tick(listed, "truthful", "clear", by=cast.wang)
    tick(listed, "truthful", by=colleague)
    by = list(Tick.objects.values_list("item", "by__name"))
    checklists.untick(listed, ["clear"], by=colleague, at=factories.NOON)

    assert by == [("truthful", "王主任"), ("clear", "王主任")]
    assert list(Tick.objects.values_list("item", flat=True)) == ["truthful"]


def test_only_the_desk_whose_turn_it_is_ticks_and_only_its_own_items(cast: Cast, listed: Application):
    for person in (cast.li, cast.office, cast.applicant, cast.outsider):
        with pytest.raises(NotAllowed):
            tick(listed, "clear", by=person)
    for item in ("signed", "no_such"):
        with pytest.raises(NotAllowed):
            tick(listed, item, by=cast.wang)
    factories.decide(listed, "forward", by=cast.wang, note=SENTENCE)
    with pytest.raises(NotAllowed):
        tick(listed, "clear", by=cast.wang)

    assert not Tick.objects.exists()
    tick(listed, "clear", by=cast.li)
    assert Tick.objects.get().organisation == cast.county


def test_another_submission_is_looked_at_anew(cast: Cast, listed: Application):
    first = sent(listed)
    tick(listed, "clear", by=cast.wang, seen=str(first.pk))
    factories.decide(listed, "send_back", by=cast.wang, note="图片不清晰")
    factories.submit(listed)

    with pytest.raises(StaleMove):
        tick(listed, "clear", by=cast.wang, seen=str(first.pk))
    assert [item.code for item in unticked(listed, sent(listed))] == ["truthful", "clear"]
    tick(listed, "clear", by=cast.wang, seen=str(sent(listed).pk))
    assert [item.code for item in unticked(listed, sent(listed))] == ["truthful"]


def test_papers_are_ticked_when_they_come_in(cast: Cast, listed: Application):
    factories.decide(listed, "forward", by=cast.wang, note=SENTENCE)
    factories.decide(listed, "forward", by=cast.li)
    with pytest.raises(NotAllowed):
        tick(listed, "signed", by=cast.office)
    factories.decide(listed, "receive", by=cast.office)

    tick(listed, "signed", by=cast.office)

    assert Tick.objects.get().by == cast.office


def test_where_the_list_is_required_nothing_passes_before_it_is_done(cast: Cast, db):
    notice = factories.notice(
        small_notice(checklist=ITEMS, publicity=None, wording=None, chain=chain(checklist="required"))
    )
    application = factories.submit(factories.fill(factories.draft(notice, cast.applicant, cast.employer)))
    tick(application, "clear", by=cast.wang)

    with pytest.raises(MoveRefused) as problem:
        factories.decide(application, "forward", by=cast.wang, note=SENTENCE)
    tick(application, "truthful", by=cast.wang)

    assert problem.value.reasons == ["还有 1 项没有核对：材料真实、完整。"]
    assert factories.decide(application, "forward", by=cast.wang, note=SENTENCE).level == 1


def test_where_it_is_advised_nobody_is_held_up(cast: Cast, listed: Application):
    assert factories.decide(listed, "forward", by=cast.wang, note=SENTENCE).level == 1
