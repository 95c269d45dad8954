"""退回标记：made by the desk whose turn it is, sent with the return, never changed after."""

import pytest

from applications.models import Application, Mark
from applications.rules.unlocking import WHOLE, Spot
from applications.services.moves import MoveRefused, NotAllowed
from review.services import desk, marks
from tests import factories
from tests.cast import Cast
from tests.factories import NOON, marked

pytestmark = pytest.mark.django_db
ROW = Spot("education", "r1")
SLOT = Spot("education", "", "degree")


@pytest.fixture
def filed(draft: Application) -> Application:
    return factories.submit(draft)


def back(application: Application, cast: Cast, **facts) -> Application:
    facts = {"by": cast.wang, "at": NOON, "revision": application.revision, "note": "请修改", **facts}
    return desk.send_back(application, **facts)


def asked(application: Application) -> list[tuple[str, str, str, str]]:
    found = application.marks.filter(entry__isnull=False)
    return [(mark.section, mark.row, mark.material, mark.reason) for mark in found]


def test_the_desk_marks_a_section_a_row_a_slot_and_a_file(filed, cast):
    scan = filed.attachments.get(material="degree")
    for spot in (WHOLE, Spot("summary"), ROW, SLOT, Spot("education", scan=str(scan.pk))):
        marked(filed, spot, by=cast.wang)

    found = [(m.section, m.row, m.material, m.attachment_id) for m in Mark.objects.order_by("pk")]
    assert found == [
        ("", "", "", None),
        ("summary", "", "", None),
        ("education", "r1", "", None),
        ("education", "", "degree", None),
        ("education", scan.row, "degree", scan.pk),
    ]


def test_the_only_row_of_a_section_is_the_section(filed, cast):
    assert marked(filed, Spot("summary", "r1"), by=cast.wang).row == ""


def test_marked_again_it_has_the_new_reason(filed, cast):
    first = marked(filed, ROW, by=cast.wang, reason="专业不一致")
    again = marked(filed, ROW, by=factories.officer(cast.employer, "赵经办"), reason="学校不一致")

    assert (first.pk, again.reason) == (again.pk, "学校不一致")
    assert Mark.objects.count() == 1


@pytest.mark.parametrize(
    "spot",
    [
        Spot("nowhere"),
        Spot("education", "r9"),
        Spot("education", "", "nothing"),
        Spot("education", scan="00000000-0000-0000-0000-000000000000"),
        Spot("summary", "", "degree"),
    ],
)
def test_what_is_not_there_cannot_be_marked(filed, cast, spot):
    with pytest.raises(NotAllowed):
        marked(filed, spot, by=cast.wang)


def test_an_empty_slot_can_be_marked(cast, draft):
    draft.attachments.all().delete()
    filed = factories.submit(factories.fill(draft))
    filed.attachments.update(removed_at=NOON)

    assert marked(filed, SLOT, by=cast.wang).material == "degree"


@pytest.mark.parametrize("who", ["li", "office", "outsider", "applicant"])
def test_nobody_else_marks_or_takes_a_mark_back(filed, cast, who):
    mine = marked(filed, ROW, by=cast.wang)

    with pytest.raises(NotAllowed):
        marked(filed, ROW, by=getattr(cast, who))
    with pytest.raises(NotAllowed):
        marks.unmark(filed, mine.pk, by=getattr(cast, who))
    assert Mark.objects.count() == 1


def test_a_mark_can_be_taken_back_and_twice_is_once(filed, cast):
    mine = marked(filed, ROW, by=cast.wang)

    marks.unmark(filed, mine.pk, by=cast.wang)
    marks.unmark(filed, mine.pk, by=cast.wang)

    assert not Mark.objects.exists()


@pytest.mark.parametrize(("reason", "said"), [(" \n", "请写明原因。"), ("字" * 501, "原因最多 500 字")])
def test_a_mark_has_a_reason_that_can_be_read(filed, cast, reason, said):
    with pytest.raises(MoveRefused, match=said):
        marked(filed, ROW, by=cast.wang, reason=reason)
    assert not Mark.objects.exists()


@pytest.mark.rule("N0-19")
def test_a_return_without_a_mark_is_refused(filed, cast):
    with pytest.raises(MoveRefused, match="退回须逐项写明"):
        back(filed, cast)

    filed.refresh_from_db()
    assert filed.state == "in_review"


@pytest.mark.rule("N0-19")
def test_the_marks_go_with_the_return(filed, cast):
    marked(filed, ROW, by=cast.wang, reason="专业不一致")

    returned = back(filed, cast)

    mark = Mark.objects.get()
    assert returned.state == "returned"
    assert mark.entry == returned.journal.get(move="send_back")
    assert asked(filed) == [("education", "r1", "", "专业不一致")]


def test_marks_may_come_with_the_return(filed, cast):
    marked(filed, ROW, by=cast.wang, reason="专业不一致")

    back(filed, cast, marks=[marks.Wanted(Spot("summary"), "过于笼统"), marks.Wanted(ROW, "学校不一致")])

    assert asked(filed) == [("education", "r1", "", "学校不一致"), ("summary", "", "", "过于笼统")]


def test_a_return_that_is_refused_keeps_no_marks(filed, cast):
    with pytest.raises(NotAllowed):
        back(filed, cast, marks=[marks.Wanted(ROW, "好的"), marks.Wanted(Spot("nowhere"), "坏的")])
    with pytest.raises(MoveRefused):
        back(filed, cast, note=" ", marks=[marks.Wanted(ROW, "好的")])

    assert not Mark.objects.exists()


def test_what_was_sent_is_not_taken_back(filed, cast):
    mine = marked(filed, ROW, by=cast.wang)
    back(filed, cast)

    with pytest.raises(NotAllowed):
        marks.unmark(filed, mine.pk, by=cast.wang)
    assert Mark.objects.count() == 1


@pytest.mark.rule("N0-19")
def test_what_was_there_at_the_last_return_and_not_asked_for_is_late(filed, cast):
    back(filed, cast, marks=[marks.Wanted(Spot("summary"), "过于笼统")])
    again = factories.submit(filed)

    back(again, cast, marks=[marks.Wanted(Spot("summary"), "仍笼统"), marks.Wanted(ROW, "专业不一致")])

    late = {mark.section: mark.late for mark in Mark.objects.filter(submission__number=2)}
    assert late == {"summary": False, "education": True}


def test_what_changed_since_or_what_another_unit_passed_over_is_not_late(filed, cast):
    back(filed, cast, marks=[marks.Wanted(ROW, "专业不一致")])
    filed.drafts.filter(section="summary").update(rows=[{"id": "r1", "values": {"text": "另写的总结。"}}])
    again = factories.submit(filed)

    back(again, cast, marks=[marks.Wanted(Spot("summary"), "过于笼统")])

    assert not Mark.objects.filter(late=True).exists()
