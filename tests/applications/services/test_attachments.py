"""Scans: stored under keys that say nothing, in order, and never taken from a submission."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from applications.models import Application, Attachment, Errand
from applications.selectors.attachments import visible_attachment
from applications.selectors.dossiers import frozen_dossier, live_attachments
from applications.services import attachments, entering, scans
from applications.services.dossiers import CannotEdit
from applications.services.moves import NotAllowed
from tests import factories
from tests.cast import Cast
from tests.pages.applying import scan

pytestmark = pytest.mark.django_db
NOON = factories.NOON


@pytest.fixture
def empty(cast: Cast, notice) -> Application:
    """A draft without a file."""
    return factories.draft(notice, cast.applicant, cast.employer)


def add(application: Application, *files, material: str = "degree", **facts):
    facts = {"by": application.applicant, "at": NOON, **facts}
    return attachments.add(application, "education", material, files, **facts)


def titles(application: Application) -> list[str]:
    return [file.title for file in live_attachments(application)]


def test_several_files_come_in_in_their_order(empty):
    added = add(empty, scan("学历证书.jpg", "red"), scan("学位证书.jpg", "blue"))

    assert added.refused == []
    assert titles(empty) == ["学历证书", "学位证书"]
    assert [file.order for file in live_attachments(empty)] == [1, 2]


def test_what_came_in_lies_under_a_key_that_says_nothing_until_it_is_prepared(empty):
    upload = scan("阿依古丽 学历.jpg")

    file = add(empty, upload).attachments[0]

    assert re.fullmatch("incoming/[0-9a-f]{32}", file.incoming)
    assert file.pk.hex not in file.incoming
    assert (file.file, file.thumbnail, file.prepared_at) == ("", "", None)
    upload.seek(0)
    with default_storage.open(file.incoming) as kept:
        assert kept.read() == upload.read()
    errand = Errand.objects.get(key=f"scan:{file.pk}")
    assert errand.payload == {"attachment": str(file.pk), "incoming": file.incoming}


def test_nothing_is_decoded_while_somebody_waits(empty, monkeypatch):
    upload = scan("一.jpg")
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))

    assert add(empty, upload).refused == []


def test_a_file_that_cannot_be_stored_is_not_entered(empty, monkeypatch):
    def full(*_, **__):
        raise OSError("no space left")

    monkeypatch.setattr(FileSystemStorage, "save", full)
    with pytest.raises(OSError, match="no space"):
        add(empty, scan("一.jpg"))

    assert not Attachment.objects.exists()
    assert not Errand.objects.exists()


@pytest.mark.parametrize("files", [1, 3])
def test_entering_costs_the_same_however_full_it_is(empty, files, django_assert_num_queries):
    add(empty, *(scan(f"第{n}张.jpg", f"#{n}{n}{n}") for n in range(files)))

    with django_assert_num_queries(7):  # two for the savepoint
        add(empty, scan("又一张.jpg", "blue"))


def test_one_bad_file_does_not_keep_the_others_out(empty):
    added = add(empty, scan("好.jpg"), SimpleUploadedFile("坏.jpg", b"%PDF-1.7"))

    assert titles(empty) == ["好"]
    assert len(added.refused) == 1
    assert added.refused[0].startswith("坏：这是 PDF")


@pytest.mark.rule("N0-33")
def test_a_cameras_name_gives_way_to_the_slots_own(empty):
    add(empty, scan("IMG_0412.jpg"), scan("毕业证书 正面.jpg", "red"))

    assert titles(empty) == ["学历、学位证书 1", "毕业证书 正面"]


def test_no_identity_number_gets_into_a_name(empty):
    number = empty.applicant.id_number
    added = add(empty, scan(f"{number}身份证.jpg"), SimpleUploadedFile(f"{number}.jpg", b"x"))

    assert titles(empty) == ["身份证"]
    assert number not in "".join(added.refused)


@pytest.mark.parametrize("prepared", [False, True])
def test_the_same_picture_sent_twice_is_one_file(empty, prepared):
    first = add(empty, scan("学历.jpg"))
    if prepared:
        scans.prepare_all(empty, at=NOON)
    again = add(empty, scan("学历 另存.jpg"))

    assert [file.pk for file in first.attachments] == [file.pk for file in again.attachments]
    assert Attachment.objects.count() == 1


def test_a_slot_holds_no_more_than_the_notice_allows(empty):
    colours = ["#%02x0000" % (number * 20) for number in range(11)]
    added = add(empty, *(scan(f"第{colour}张.jpg", colour) for colour in colours))

    assert len(added.attachments) == 10
    assert len(added.refused) == 1
    assert "最多 10 张" in added.refused[0]


def test_an_application_holds_no_more_than_two_hundred(empty, settings):
    assert settings.UPLOAD_MAX_FILES == 200
    settings.UPLOAD_MAX_FILES = 1

    added = add(empty, scan("一.jpg", "red"), scan("二.jpg", "blue"))

    assert (len(added.attachments), len(added.refused)) == (1, 1)


def test_a_file_too_large_is_refused_unread(empty, settings, monkeypatch):
    monkeypatch.setattr(entering, "recognise", lambda data: pytest.fail("looked at"))
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    large = SimpleUploadedFile("大.jpg", b"\xff\xd8" + b"x" * (1024 * 1024 - 1))

    assert add(empty, large).refused == ["大：文件超过 1 MB。请降低扫描分辨率（300 dpi 即可）后再上传。"]


def test_choosing_no_file_is_said(empty):
    assert add(empty).refused == ["请选择要上传的图片。"]


@pytest.mark.parametrize("code", ["unknown", ""])
def test_a_slot_that_the_notice_does_not_have_is_not_there(empty, code):
    with pytest.raises(NotAllowed):
        add(empty, scan(), material=code)


def test_nobody_else_uploads(empty, cast):
    with pytest.raises(NotAllowed):
        add(empty, scan(), by=cast.wang)

    assert not Attachment.objects.exists()


def test_nothing_comes_in_after_the_deadline_or_during_review(draft):
    with pytest.raises(CannotEdit, match="视为放弃"):
        add(draft, scan(), at=draft.due_at + timedelta(seconds=1))

    factories.submit(draft)
    draft.refresh_from_db()
    with pytest.raises(CannotEdit, match="不能修改"):
        add(draft, scan())


def test_names_are_tidied_and_a_bad_one_leaves_the_others(empty):
    one, two = add(empty, scan("一.jpg", "red"), scan("二.jpg", "blue")).attachments
    wanted = {str(one.pk): "  学历证书\u200b  正面 ", str(two.pk): " ", "not-an-id": "x"}

    problems = attachments.rename(empty, wanted, by=empty.applicant, at=NOON)

    assert problems == {str(two.pk): "请填写图片名称。"}
    assert titles(empty) == ["学历证书 正面", "二"]


@pytest.mark.parametrize(("length", "fits"), [(80, True), (81, False)])
def test_a_name_has_at_most_eighty_characters(empty, length, fits):
    file = add(empty, scan("一.jpg")).attachments[0]

    problems = attachments.rename(empty, {str(file.pk): "长" * length}, by=empty.applicant, at=NOON)

    assert (not problems) == fits
    assert (titles(empty) == ["长" * 80]) == fits


@pytest.mark.rule("N0-34")
def test_files_change_places_within_their_slot(empty):
    files = add(
        empty, *(scan(f"{name}.jpg", colour) for name, colour in (("一", "red"), ("二", "blue")))
    ).attachments
    facts = {"by": empty.applicant, "at": NOON}

    attachments.move(empty, str(files[1].pk), up=True, **facts)
    attachments.move(empty, str(files[1].pk), up=True, **facts)
    assert titles(empty) == ["二", "一"]

    attachments.move(empty, str(files[1].pk), up=False, **facts)
    assert titles(empty) == ["一", "二"]


def test_a_file_of_another_application_cannot_be_touched(empty, notice, cast):
    other = factories.fill(factories.draft(notice, factories.person("别人"), cast.employer))
    foreign, before = str(other.attachments.get().pk), other.attachments.get().title
    facts = {"by": empty.applicant, "at": NOON}

    for act in ("up", "down", "remove"):
        with pytest.raises(NotAllowed):
            attachments.arrange(empty, {}, (act, foreign), **facts)
    attachments.rename(empty, {foreign: "别人的"}, **facts)

    assert other.attachments.get().title == before


def test_removing_twice_is_removing_once_and_the_frozen_file_stays(draft, cast):
    file = draft.attachments.get()
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="请补充")

    for _ in range(2):
        attachments.remove(draft, str(file.pk), by=draft.applicant, at=NOON + timedelta(hours=1))

    assert titles(draft) == []
    assert [s.id for s in frozen_dossier(draft.frozen.get()).scans] == [str(file.pk)]
    assert visible_attachment(cast.wang, file.pk) == file


def test_the_desk_sees_what_was_submitted_and_not_what_came_after(draft, cast):
    file = draft.attachments.get()
    assert visible_attachment(cast.wang, file.pk) is None
    factories.submit(draft)
    assert visible_attachment(cast.wang, file.pk) == file
    assert visible_attachment(cast.li, file.pk) is None
    assert visible_attachment(cast.outsider, file.pk) is None

    factories.decide(draft, "send_back", by=cast.wang, note="请补充")
    draft.refresh_from_db()
    later = add(draft, scan("后来.jpg"), at=NOON + timedelta(hours=1)).attachments[0]

    assert visible_attachment(cast.wang, later.pk) is None
    assert visible_attachment(cast.applicant, later.pk) == later
