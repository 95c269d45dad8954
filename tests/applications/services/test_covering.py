"""检查本人姓名遮盖：each picture by itself, several without anything, and what happens to the boxes."""

import pytest

from applications.models import Application, Attachment, BlindCopy, Errand, Sighting
from applications.rules.masking import BadBoxes
from applications.selectors.blinding import boxes_digest
from applications.selectors.dossiers import draft_of
from applications.selectors.masking import checklist_of
from applications.services import covering
from applications.services.covering import Answer, BadAnswer
from applications.services.dossiers import CannotEdit
from applications.services.moves import NotAllowed
from tests import factories
from tests.cast import Cast
from tests.notices import SMALL, small_notice

pytestmark = pytest.mark.django_db

LATER = factories.at("2024-09-10 09:00")
NAME, UNIT = [1000, 1000, 4000, 1500], [1000, 6000, 5000, 6500]
MASKING = {"targets": ["name", "unit"], "clause": "五、14"}


@pytest.fixture
def mine(cast: Cast) -> Application:
    """A draft with two pictures that nobody has answered for."""
    raw = small_notice(
        masking=MASKING, rules=[{"code": "masking", "kind": "masking_answered", "clause": "五"}]
    )
    application = factories.draft(factories.notice(raw), cast.applicant, cast.employer)
    for title in ("毕业证", "学位证"):
        factories.attachment(application, "education", "degree", title=title)
    return application


@pytest.fixture
def one(mine) -> Attachment:
    return mine.attachments.first()


def give(application: Application, file: Attachment, answer: Answer, *, at=factories.NOON) -> Attachment:
    covering.answer(application, str(file.pk), answer, by=application.applicant, at=at)
    file.refresh_from_db()
    return file


def covered(*boxes: list[int], **more) -> Answer:
    return Answer("covered", boxes, **more)


def seen(file: Attachment, box: list[int] = NAME, *, copy: BlindCopy | None = None) -> Sighting:
    return Sighting.objects.create(
        attachment=file, copy=copy, what="name", box=box, is_sure=True, found_at=factories.NOON
    )


def copy_of(file: Attachment) -> BlindCopy:
    facts = {"file": "blind/a.jpg", "thumbnail": "blind/b.jpg", "width": 10, "height": 10}
    return BlindCopy.objects.create(
        attachment=file, boxes=boxes_digest(file.boxes), made_at=factories.NOON, **facts
    )


def found(application: Application) -> list[str]:
    return [page.state for page in checklist_of(application, factories.NOON).pages]


def test_boxes_are_kept_and_a_copy_is_ordered(mine, one):
    give(mine, one, covered(NAME, UNIT))

    assert (one.masking, one.boxes, one.answered_at) == ("covered", [NAME, UNIT], factories.NOON)
    errand = Errand.objects.get(kind="blind")
    assert errand.payload == {"attachment": str(one.pk)}
    assert found(mine) == ["covered", "left"]


def test_no_is_kept_with_its_moment(mine, one):
    give(mine, one, Answer("clear"))

    assert (one.masking, one.boxes, one.answered_at) == ("clear", [], factories.NOON)
    assert Errand.objects.filter(kind="blind").count() == 1


def test_the_same_again_changes_nothing_and_another_answer_does(mine, one):
    give(mine, one, covered(NAME))

    assert give(mine, one, covered(NAME), at=LATER).answered_at == factories.NOON
    assert Errand.objects.filter(kind="blind").count() == 1
    assert give(mine, one, covered(UNIT), at=LATER).answered_at == LATER
    assert give(mine, one, Answer("clear"), at=LATER).masking == "clear"
    assert Errand.objects.filter(kind="blind").count() == 3


def test_a_box_inside_another_is_left_out(mine, one):
    give(mine, one, covered([1100, 1100, 2000, 1400], NAME))

    assert one.boxes == [NAME]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Answer(""), "请选择"),
        (Answer("nonsense", [NAME]), "请选择"),
        (covered(), "还没有画遮盖框"),
        (Answer("clear", [NAME]), "已经画了 1 个遮盖框"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(mine, one, answer, sentence):
    give(mine, one, covered(UNIT))

    with pytest.raises(BadAnswer, match=sentence):
        give(mine, one, answer)

    one.refresh_from_db()
    assert one.boxes == [UNIT]


@pytest.mark.parametrize(
    "boxes",
    [[[0, 0, 10_001, 50]], [[5, 5, 5, 900]], [[0, 0, 9, 9]], [[n, n, n + 50, n + 50] for n in range(61)]],
)
def test_impossible_boxes_are_refused(mine, one, boxes):
    with pytest.raises(BadBoxes):
        give(mine, one, covered(*boxes))

    one.refresh_from_db()
    assert one.masking == ""


def test_what_the_machine_found_is_covered_only_when_confirmed(mine, one):
    name, unit = seen(one, NAME), seen(one, UNIT)
    other = seen(mine.attachments.last(), [0, 0, 500, 500])

    assert give(mine, one, covered([100, 100, 300, 300])).boxes == [[100, 100, 300, 300]]
    give(mine, one, covered(*one.boxes, confirmed=[unit.pk, other.pk]))

    assert one.boxes == [[100, 100, 300, 300], UNIT]
    page = checklist_of(mine, factories.NOON).page(str(one.pk))
    assert page.proposals == (name,)


def test_what_is_still_read_is_open_until_covered_or_explained(mine, one):
    give(mine, one, covered(NAME))
    doubt = seen(one, UNIT, copy=copy_of(one))
    assert found(mine) == ["doubt", "left"]
    assert [scan.legible for scan in draft_of(mine).scans] == [True, False]

    give(mine, one, covered(NAME, explanations={doubt.pk: "  同名的\n出版社 "}))

    doubt.refresh_from_db()
    assert doubt.explanation == "同名的 出版社"
    assert found(mine) == ["covered", "left"]
    assert [scan.legible for scan in draft_of(mine).scans] == [False, False]


def test_other_boxes_make_the_reading_worthless(mine, one):
    give(mine, one, covered(NAME))
    doubt = seen(one, UNIT, copy=copy_of(one))

    give(mine, one, covered(NAME, confirmed=[doubt.pk]))

    assert one.boxes == [NAME, UNIT]
    assert not one.sightings.exists()


def test_a_long_explanation_is_refused_at_its_place(mine, one):
    give(mine, one, covered(NAME))
    doubt = seen(one, UNIT, copy=copy_of(one))

    with pytest.raises(BadAnswer, match="最多 100 字，现在是 101 字") as refusal:
        give(mine, one, covered(NAME, explanations={doubt.pk: "字" * 101}))

    assert refusal.value.place == f"explanation-{doubt.pk}"
    doubt.refresh_from_db()
    assert doubt.explanation == ""


def test_an_explanation_of_something_else_is_not_heard(mine, one):
    proposal = seen(one)

    give(mine, one, covered(NAME, explanations={proposal.pk: "不是我"}))

    proposal.refresh_from_db()
    assert proposal.explanation == ""


def test_several_are_signed_for_at_once_and_answers_stay(mine, one):
    give(mine, one, covered(NAME))

    ids = [str(file.pk) for file in mine.attachments.all()]
    assert covering.sign(mine, [*ids, *ids], by=mine.applicant, at=LATER) == 1

    assert list(mine.attachments.values_list("masking", flat=True)) == ["covered", "clear"]


def test_one_that_nobody_is_asked_about_signs_for_none(mine, one):
    with pytest.raises(NotAllowed):
        covering.sign(mine, [str(one.pk), "someone"], by=mine.applicant, at=LATER)

    one.refresh_from_db()
    assert one.masking == ""


def hidden_faulty_removed_provided(mine: Application, cast: Cast) -> list[Attachment]:
    facts = {"file": "", "thumbnail": "", "sha256": "", "prepared_at": None, "cleared_at": None}
    return [
        factories.attachment(mine, "education", "degree", fault="打不开。", **facts),
        factories.attachment(mine, "education", "degree", removed_at=factories.NOON),
        factories.attachment(mine, "education", "degree", uploaded_by=cast.wang),
        factories.attachment(mine, "education", "nowhere"),
    ]


def test_only_what_experts_will_see_is_asked_about(mine, cast):
    for file in hidden_faulty_removed_provided(mine, cast):
        with pytest.raises(NotAllowed):
            give(mine, file, Answer("clear"))

    assert found(mine) == ["left", "left"]


def test_what_experts_never_see_needs_no_answer(cast):
    sections = [dict(section) for section in SMALL["sections"]]
    sections[1] = {**sections[1], "materials": [{**sections[1]["materials"][0], "experts": "hidden"}]}
    raw = small_notice(masking=MASKING, sections=sections)
    mine = factories.draft(factories.notice(raw), cast.applicant, cast.employer)
    file = factories.attachment(mine, "education", "degree")

    with pytest.raises(NotAllowed):
        give(mine, file, Answer("clear"))


def test_nobody_else_answers_and_nobody_in_review(mine, one, cast: Cast):
    mine.attachments.all().update(masking="clear", answered_at=factories.NOON)
    with pytest.raises(NotAllowed):
        covering.answer(mine, str(one.pk), covered(NAME), by=cast.outsider, at=LATER)
    factories.fill(mine)
    factories.submit(mine)

    with pytest.raises(CannotEdit, match="不能修改"):
        give(mine, one, covered(NAME))

    one.refresh_from_db()
    assert one.masking == "clear"
