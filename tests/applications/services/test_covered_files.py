"""What becomes of the boxes when a picture is turned, replaced, put elsewhere, frozen and changed again."""

import pytest

from applications.models import Application, Attachment, BlindCopy, Errand, Sighting
from applications.rules.difference import difference
from applications.selectors.blinding import boxes_digest
from applications.selectors.dossiers import draft_of, frozen_dossier
from applications.services import attachments, covering
from applications.services.covering import Answer
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.applying import scan

pytestmark = pytest.mark.django_db

NOON, LATER = factories.NOON, factories.at("2024-09-10 09:00")
NAME = [1000, 2000, 4000, 2500]
TURNED = [7500, 1000, 8000, 4000]  # once clockwise


@pytest.fixture
def mine(cast: Cast) -> Application:
    masking = {"targets": ["name"], "clause": "五、14"}
    draft = factories.draft(factories.notice(small_notice(masking=masking)), cast.applicant, cast.employer)
    factories.fill(draft)
    draft.attachments.all().delete()
    return draft


@pytest.fixture
def covered(mine) -> Attachment:
    """A picture with a box on it."""
    added = attachments.add(mine, "education", "degree", [scan("学位证书.jpg")], by=mine.applicant, at=NOON)
    [file] = added.attachments
    give(mine, file, Answer("covered", [NAME]))
    file.refresh_from_db()
    return file


def give(application: Application, file: Attachment, answer: Answer) -> None:
    covering.answer(application, str(file.pk), answer, by=application.applicant, at=NOON)


def turn(application: Application, file: Attachment, turns: int = 1) -> Attachment:
    return attachments.rotate(
        application, str(file.pk), quarter_turns=turns, by=application.applicant, at=LATER
    )


def seen(file: Attachment, **facts) -> Sighting:
    return Sighting.objects.create(
        attachment=file, what="name", box=NAME, is_sure=True, found_at=NOON, **facts
    )


def copy_of(file: Attachment) -> BlindCopy:
    facts = {"file": "blind/a.jpg", "thumbnail": "blind/b.jpg", "width": 10, "height": 10}
    return BlindCopy.objects.create(attachment=file, boxes=boxes_digest(file.boxes), made_at=NOON, **facts)


def test_one_that_has_just_come_in_is_prepared_before_it_is_answered_for(covered):
    assert (covered.incoming, covered.boxes, bool(covered.file)) == ("", [NAME], True)


@pytest.mark.parametrize(
    ("turns", "box"), [(1, TURNED), (2, [6000, 7500, 9000, 8000]), (3, [2000, 6000, 2500, 9000])]
)
def test_boxes_and_what_was_found_turn_with_the_picture(mine, covered, turns, box):
    found = seen(covered)
    copy_of(covered)

    turned = turn(mine, covered, turns)

    found.refresh_from_db()
    assert (turned.pk, turned.masking, turned.boxes, found.box) == (covered.pk, "covered", [box], box)
    assert turned.answered_at == NOON
    assert not turned.blind_copies.exists()  # it shows the picture as it was
    assert Errand.objects.filter(kind="blind").count() == 2


def test_one_without_boxes_stays_answered_and_its_copy_is_made_anew(mine, covered):
    give(mine, covered, Answer("clear"))
    covered.refresh_from_db()
    copy_of(covered)
    before = Errand.objects.filter(kind="blind").count()

    turned = turn(mine, covered)

    assert (turned.masking, turned.boxes) == ("clear", [])
    assert not turned.blind_copies.exists()
    assert Errand.objects.filter(kind="blind").count() == before + 1


def test_turning_one_that_nobody_answered_for_orders_nothing(mine):
    [file] = attachments.add(mine, "education", "degree", [scan()], by=mine.applicant, at=NOON).attachments

    assert turn(mine, file).masking == ""
    assert not Errand.objects.filter(kind="blind").exists()


def test_what_was_frozen_keeps_its_boxes_and_its_copy(mine, covered, cast: Cast):
    copy = copy_of(covered)
    seen(covered)
    factories.submit(mine)
    factories.decide(mine, "send_back", by=cast.wang, note="请转正。")
    mine.refresh_from_db()

    turned = turn(mine, covered)

    covered.refresh_from_db()
    assert (covered.boxes, list(covered.blind_copies.all())) == ([NAME], [copy])
    assert (turned.boxes, turned.masking, turned.answered_at) == ([TURNED], "covered", NOON)
    assert [found.box for found in turned.sightings.all()] == [TURNED]
    assert [found.box for found in covered.sightings.all()] == [NAME]


def test_a_file_that_takes_its_place_has_no_answer(mine, covered):
    seen(covered)

    new = attachments.replace(mine, str(covered.pk), scan("新.jpg", "tan"), by=mine.applicant, at=LATER)

    assert (new.masking, new.boxes, new.answered_at) == ("", [], None)
    assert not new.sightings.exists()


def test_other_things_that_are_done_to_it_change_no_answer(mine, covered):
    facts = {"by": mine.applicant, "at": LATER}
    [other] = attachments.add(mine, "education", "degree", [scan("二.jpg", "tan")], **facts).attachments

    attachments.reorder(mine, "education", "degree", [str(other.pk), str(covered.pk)], **facts)
    attachments.rename(mine, {str(covered.pk): "学士学位证书"}, **facts)

    covered.refresh_from_db()
    assert (covered.title, covered.boxes) == ("学士学位证书", [NAME])


def test_a_submission_holds_the_boxes_and_another_shows_what_changed(mine, covered, cast: Cast):
    factories.submit(mine)
    factories.decide(mine, "send_back", by=cast.wang, note="没有遮全。")
    mine.refresh_from_db()

    give(mine, covered, Answer("covered", [NAME, [1000, 5000, 4000, 5500]]))

    before, now = frozen_dossier(mine.frozen.get()), draft_of(mine)
    assert before.scans[0].boxes == (tuple(NAME),)
    [change] = difference(mine.rules.sections, before, now)
    assert (change.kind, change.word) == ("masked", "遮盖已修改")
    assert (change.old, change.new) == ("学位证书（遮盖 1 处）", "学位证书（遮盖 2 处）")


def test_nothing_changed_where_the_answer_is_the_same(mine, covered, cast: Cast):
    factories.submit(mine)
    factories.decide(mine, "send_back", by=cast.wang, note="请核对。")
    mine.refresh_from_db()

    give(mine, covered, Answer("covered", [NAME]))

    assert difference(mine.rules.sections, frozen_dossier(mine.frozen.get()), draft_of(mine)) == ()
