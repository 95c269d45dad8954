"""Turning, replacing and dragging files: places and names are kept, and what was frozen stays as it was."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from applications.images import NotAScan
from applications.models import Application, Attachment
from applications.selectors.dossiers import frozen_dossier, live_attachments
from applications.services import attachments, scans
from applications.services.dossiers import CannotEdit
from applications.services.moves import NotAllowed
from tests import factories
from tests.applications.services.test_pdf_pages import draft_with, entered
from tests.applications.services.test_scans import stored
from tests.pages.applying import broken, scan

pytestmark = pytest.mark.django_db
NOON = factories.NOON
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def empty(cast, notice) -> Application:
    """A draft without a file."""
    return factories.draft(notice, cast.applicant, cast.employer)


def added(draft: Application, *files) -> list[Attachment]:
    put = attachments.add(draft, "education", "degree", files, by=draft.applicant, at=NOON)
    assert put.refused == []
    return [scans.prepare(file, at=NOON) for file in put.attachments]


def facts(draft: Application) -> dict:
    return {"by": draft.applicant, "at": LATER}


def titles(draft: Application) -> list[str]:
    return [file.title for file in live_attachments(draft)]


def returned(draft: Application, cast) -> tuple[Application, Attachment]:
    """Its only scan is frozen."""
    draft.attachments.all().delete()
    [file] = added(draft, scan("学位证书.jpg"))
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="请补充")
    draft.refresh_from_db()
    return draft, file


@pytest.mark.rule("N0-34")
@pytest.mark.parametrize(("turns", "size"), [(1, (40, 60)), (2, (60, 40)), (-1, (40, 60)), (4, (60, 40))])
def test_a_picture_is_turned_in_its_place(empty, turns, size, django_capture_on_commit_callbacks):
    [file] = added(empty, scan("一.jpg"))

    with django_capture_on_commit_callbacks(execute=True):
        now = attachments.rotate(empty, str(file.pk), quarter_turns=turns, **facts(empty))

    assert (now.pk, now.width, now.height) == (file.pk, *size)
    assert [f"originals/{name[:2]}/{name}" for name in stored("originals")] == [now.file]
    assert (now.file == file.file) == (turns == 4)
    assert now.cleared_at == NOON


def test_clockwise_is_clockwise(empty):
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste("black", (0, 0, 30, 40))  # the left half
    out = BytesIO()
    picture.save(out, "JPEG")
    [file] = added(empty, SimpleUploadedFile("一.jpg", out.getvalue()))

    now = attachments.rotate(empty, str(file.pk), quarter_turns=1, **facts(empty))

    with default_storage.open(now.file) as kept:
        turned = Image.open(BytesIO(kept.read())).convert("L")
    assert turned.getpixel((20, 5)) < 50  # the left has become the top
    assert turned.getpixel((20, 55)) > 200


def test_one_that_is_not_prepared_is_prepared_first_and_a_broken_one_cannot_be_turned(empty):
    put = attachments.add(
        empty, "education", "degree", [scan("一.jpg"), broken()], **facts(empty)
    ).attachments

    now = attachments.rotate(empty, str(put[0].pk), quarter_turns=1, **facts(empty))

    assert (now.width, now.height) == (40, 60)
    with pytest.raises(CannotEdit, match="已损坏"):
        attachments.rotate(empty, str(put[1].pk), quarter_turns=1, **facts(empty))


def test_turning_what_a_submission_froze_makes_another_file(draft, cast):
    draft, file = returned(draft, cast)

    now = attachments.rotate(draft, str(file.pk), quarter_turns=1, **facts(draft))

    assert (now.replaces_id, now.title, now.order) == (file.pk, file.title, file.order)
    assert live_attachments(draft) == [now]
    [frozen] = frozen_dossier(draft.frozen.get()).scans
    with default_storage.open(file.file) as kept:
        assert kept.read()
    assert (frozen.id, frozen.sha256) == (str(file.pk), file.sha256)
    factories.submit(draft, when=LATER)
    with pytest.raises(NotAllowed):
        attachments.rotate(draft, str(file.pk), quarter_turns=1, by=cast.wang, at=LATER)


def test_a_replacement_takes_place_and_name(empty):
    one, _, three = added(empty, scan("一.jpg", "red"), scan("二.jpg", "blue"), scan("三.jpg", "green"))
    attachments.rename(empty, {str(one.pk): "我的学历证书"}, **facts(empty))

    new = attachments.replace(empty, str(one.pk), scan("IMG_1.jpg", "black"), **facts(empty))

    assert titles(empty) == ["我的学历证书", "二", "三"]
    assert (new.replaces_id, new.order, new.row) == (one.pk, one.order, "")
    one.refresh_from_db()
    assert one.removed_at == LATER
    assert three.removed_at is None


def test_a_default_name_gives_way_to_one_that_says_something(empty):
    [file] = added(empty, scan("IMG_1.jpg", "red"))
    assert titles(empty) == ["学历、学位证书 1"]

    second = attachments.replace(empty, str(file.pk), scan("IMG_2.jpg", "blue"), **facts(empty))
    assert titles(empty) == ["学历、学位证书 1"]

    attachments.replace(empty, str(second.pk), scan("毕业证书.jpg", "green"), **facts(empty))
    assert titles(empty) == ["毕业证书"]


def test_a_replacement_sent_twice_is_one(empty):
    [file] = added(empty, scan("一.jpg", "red"))

    first = attachments.replace(empty, str(file.pk), scan("二.jpg", "blue"), **facts(empty))
    again = attachments.replace(empty, str(file.pk), scan("二.jpg", "blue"), **facts(empty))

    assert first == again
    with pytest.raises(CannotEdit, match="刚刚换过"):
        attachments.replace(empty, str(file.pk), scan("三.jpg", "green"), **facts(empty))


def test_a_picture_is_not_replaced_by_itself_or_by_its_neighbour(empty):
    one, _ = added(empty, scan("一.jpg", "red"), scan("二.jpg", "blue"))

    assert attachments.replace(empty, str(one.pk), scan("一.jpg", "red"), **facts(empty)) == one
    with pytest.raises(CannotEdit, match="已经有了"):
        attachments.replace(empty, str(one.pk), scan("二.jpg", "blue"), **facts(empty))


def test_a_full_slot_can_still_be_replaced_in(cast):
    draft = draft_with(cast, max=1)
    [file] = added(draft, scan("一.jpg", "red"))

    attachments.replace(draft, str(file.pk), scan("二.jpg", "blue"), **facts(draft))

    assert len(live_attachments(draft)) == 1


def test_what_is_no_scan_replaces_nothing(empty):
    [file] = added(empty, scan("一.jpg"))

    with pytest.raises(NotAScan, match="不是 JPG"):
        attachments.replace(empty, str(file.pk), SimpleUploadedFile("二.jpg", b"x"), **facts(empty))

    assert live_attachments(empty) == [file]


def test_replacing_what_a_submission_froze_keeps_it_there(draft, cast):
    draft, file = returned(draft, cast)

    attachments.replace(draft, str(file.pk), scan("新.jpg", "red"), **facts(draft))

    assert [s.id for s in frozen_dossier(draft.frozen.get()).scans] == [str(file.pk)]
    assert default_storage.exists(file.file)


def test_a_pdf_in_the_place_of_a_pdfs_page_keeps_its_pages_together(cast):
    draft = draft_with(cast, accept=["jpeg", "pdf"])
    scans.prepare(entered(draft, 3), at=NOON)
    second = live_attachments(draft)[1]
    other = entered(draft_with_other(draft), 2)

    with default_storage.open(other.incoming) as file:
        upload = SimpleUploadedFile("新.pdf", file.read())
    scans.prepare(attachments.replace(draft, str(second.pk), upload, **facts(draft)), at=LATER)

    assert titles(draft) == ["学位证书", "学位证书 第2页", "学位证书 第2页 第2页", "学位证书 第3页"]


def draft_with_other(draft: Application) -> Application:
    """Somebody else's draft under the same notice."""
    return factories.draft(draft.notice_version.notice, factories.person("别人"), draft.employer)


@pytest.mark.rule("N0-34")
def test_files_are_dragged_into_an_order(empty):
    one, two, three = added(empty, scan("一.jpg", "red"), scan("二.jpg", "blue"), scan("三.jpg", "green"))

    def drag(*files: Attachment) -> list[str]:
        ids = [str(file.pk) for file in files]
        attachments.reorder(empty, "education", "degree", ids, **facts(empty))
        return titles(empty)

    assert drag(three, one, two) == ["三", "一", "二"]
    assert drag(two) == ["二", "三", "一"]  # a page that knew only one
    attachments.remove(empty, str(three.pk), **facts(empty))
    assert drag(one, three, two) == ["一", "二"]


def test_the_pages_of_a_pdf_can_be_dragged_and_moved_too(cast):
    draft = draft_with(cast, accept=["pdf"])
    scans.prepare(entered(draft, 3), at=NOON)
    one, two, three = live_attachments(draft)

    attachments.move(draft, str(three.pk), up=True, **facts(draft))
    assert live_attachments(draft) == [one, three, two]

    ids = [str(file.pk) for file in (two, one, three)]
    attachments.reorder(draft, "education", "degree", ids, **facts(draft))
    assert live_attachments(draft) == [two, one, three]


def test_somebody_elses_files_are_turned_replaced_and_dragged_by_nobody(empty, cast):
    [file] = added(empty, scan("一.jpg"))
    other = draft_with_other(empty)
    mine = {"by": other.applicant, "at": LATER}

    for refused in (
        lambda: attachments.rotate(other, str(file.pk), quarter_turns=1, **mine),
        lambda: attachments.replace(other, str(file.pk), scan(), **mine),
        lambda: attachments.reorder(other, "education", "degree", [str(file.pk)], **mine),
        lambda: attachments.rotate(empty, str(file.pk), quarter_turns=1, by=cast.wang, at=LATER),
        lambda: attachments.rotate(empty, "none", quarter_turns=1, **facts(empty)),
        lambda: attachments.replace(empty, "none", scan(), **facts(empty)),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_nothing_is_turned_or_replaced_during_review_or_after_the_deadline(draft):
    draft.attachments.all().delete()
    [file] = added(draft, scan("一.jpg"))
    late = {"by": draft.applicant, "at": draft.due_at + timedelta(seconds=1)}
    with pytest.raises(CannotEdit, match="视为放弃"):
        attachments.rotate(draft, str(file.pk), quarter_turns=1, **late)

    factories.submit(draft)
    draft.refresh_from_db()
    with pytest.raises(CannotEdit, match="不能修改"):
        attachments.replace(draft, str(file.pk), scan("二.jpg", "red"), **facts(draft))
