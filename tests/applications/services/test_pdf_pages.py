"""A PDF in a slot: its pages are files of their own, where the slot takes PDF and has room for them."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.confined import Failed
from applications.models import Application, Attachment
from applications.rules.dossier import fingerprint_of
from applications.selectors.dossiers import draft_of, live_attachments
from applications.services import attachments, scans
from applications.services.moves import MoveRefused
from tests import factories
from tests.applications.pictures import empty_pdf, scanned_pdf
from tests.applications.services.test_scans import stored
from tests.notices import small_notice
from tests.pages.applying import scan

pytestmark = pytest.mark.django_db
NOON = factories.NOON
LATER = NOON + timedelta(seconds=5)


def notice_with(**material) -> dict:
    raw = small_notice()
    raw["sections"][1]["materials"][0].update(material)
    return raw


def draft_with(cast, **material) -> Application:
    return factories.draft(factories.notice(notice_with(**material)), cast.applicant, cast.employer)


@pytest.fixture
def both(cast) -> Application:
    """A draft whose slot takes pictures and PDF."""
    return draft_with(cast, accept=["jpeg", "pdf"], max=5)


def add(draft: Application, name: str, data: bytes) -> attachments.Added:
    upload = SimpleUploadedFile(name, data)
    return attachments.add(draft, "education", "degree", [upload], by=draft.applicant, at=NOON)


def entered(draft: Application, pages: int = 3, name: str = "学位证书.pdf") -> Attachment:
    [file] = add(draft, name, scanned_pdf(pages)).attachments
    return file


def pages_of(draft: Application) -> list[tuple[str, int, int]]:
    return [(file.title, file.order, file.page) for file in live_attachments(draft)]


def test_a_pdf_becomes_its_pages_in_the_place_where_it_stood(both, django_capture_on_commit_callbacks):
    attachments.add(both, "education", "degree", [scan("之前.jpg", "red")], by=both.applicant, at=NOON)
    file = entered(both)
    attachments.add(both, "education", "degree", [scan("之后.jpg", "blue")], by=both.applicant, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        scans.prepare_all(both, at=LATER)

    assert pages_of(both) == [
        ("之前", 1, 0),
        ("学位证书", 2, 1),
        ("学位证书 第2页", 2, 2),
        ("学位证书 第3页", 2, 3),
        ("之后", 3, 0),
    ]
    first, *others = (page for page in live_attachments(both) if page.page)
    assert (first.pk, first.incoming, first.prepared_at) == (file.pk, "", LATER)
    assert [page.prepared_at for page in others] == [LATER, LATER]
    assert len({page.sha256 for page in live_attachments(both)}) == 5
    assert stored("incoming") == []
    assert default_storage.exists(others[-1].thumbnail)


def test_one_page_is_one_file(both):
    scans.prepare(entered(both, pages=1), at=LATER)

    assert pages_of(both) == [("学位证书", 1, 0)]


def test_the_pages_that_appear_by_themselves_are_no_change_for_who_checked(both):
    entered(both)
    before = fingerprint_of(draft_of(both))

    scans.prepare_all(both, at=LATER)

    assert fingerprint_of(draft_of(both)) == before
    attachments.remove(both, str(live_attachments(both)[0].pk), by=both.applicant, at=LATER)
    assert fingerprint_of(draft_of(both)) != before


def test_a_long_name_leaves_room_for_the_page(both):
    scans.prepare(entered(both, pages=2, name="证" * 80 + ".pdf"), at=LATER)

    assert live_attachments(both)[1].title == "证" * 76 + " 第2页"


def test_preparing_twice_at_once_keeps_one_set_of_pages(
    both, monkeypatch, django_capture_on_commit_callbacks
):
    file = entered(both)
    other, read = Attachment.objects.get(pk=file.pk), scans.pages_of

    def meanwhile(data, **limits):
        monkeypatch.setattr(scans, "pages_of", read)
        scans.prepare(other, at=NOON)
        return read(data, **limits)

    monkeypatch.setattr(scans, "pages_of", meanwhile)
    with django_capture_on_commit_callbacks(execute=True):
        scans.prepare(file, at=LATER)

    assert [page for _, _, page in pages_of(both)] == [1, 2, 3]
    assert len(stored("originals")) == 3


def test_where_nothing_but_pictures_is_taken_a_pdf_is_refused(cast):
    draft = draft_with(cast)

    assert add(draft, "证书.pdf", scanned_pdf()).refused == [
        "证书：这是 PDF 文件。请把每一页导出为 JPG 图片后再上传。"
    ]
    assert add(draft, "证书.jpg", scan().read()).refused == []


@pytest.mark.parametrize(
    ("accept", "refused"),
    [
        (["pdf"], "这里要求上传 PDF 扫描件，这是 JPG 图片。"),
        (["jpeg", "pdf"], ""),
    ],
)
def test_where_pdf_alone_is_taken_a_picture_is_refused(cast, accept, refused):
    added = add(draft_with(cast, accept=accept), "证书.jpg", scan().read())

    assert "".join(added.refused).removeprefix("证书：").startswith(refused)
    assert bool(added.refused) == bool(refused)


@pytest.mark.parametrize(
    ("before", "pages", "fault"),
    [
        (0, 5, ""),
        (2, 3, ""),
        (0, 6, "这个 PDF 超过 5 页，这里最多 5 页。请只上传需要的页。"),
        (3, 3, "这个 PDF 有 3 页，“学历、学位证书”最多 5 张，已有 3 张。请只上传需要的页。"),
    ],
)
def test_all_pages_fit_or_none_comes_in(both, before, pages, fault, django_capture_on_commit_callbacks):
    for number in range(before):
        factories.attachment(both, "education", "degree", order=number)

    with django_capture_on_commit_callbacks(execute=True):
        file = scans.prepare(entered(both, pages), at=LATER)

    assert file.fault == fault
    assert both.attachments.count() == before + (1 if fault else pages)
    assert len(stored("originals")) == (0 if fault else pages)


def test_an_application_has_room_for_all_pages_or_takes_none(both, settings):
    settings.UPLOAD_MAX_FILES = 2

    assert scans.prepare(entered(both, 3), at=LATER).fault == "这个 PDF 有 3 页，一份申报书最多 2 张图片。"


def test_a_pdf_that_cannot_be_opened_says_so_in_its_slot(both):
    [file] = add(both, "坏.pdf", b"%PDF-1.7\nnothing").attachments

    assert "已损坏" in scans.prepare(file, at=LATER).fault


def test_one_that_failed_for_no_reason_of_its_own_is_tried_again(both, monkeypatch):
    file = entered(both)
    monkeypatch.setattr(scans, "pages_of", lambda *_, **__: (_ for _ in ()).throw(Failed("killed")))
    with pytest.raises(Failed):
        scans.prepare(file, at=LATER)

    monkeypatch.undo()
    assert scans.prepare(file, at=LATER).prepared_at == LATER


def test_submitting_freezes_every_page(cast):
    draft = factories.fill(draft_with(cast, accept=["pdf"]))
    draft.attachments.all().delete()
    entered(draft)

    factories.submit(draft)

    frozen = draft.frozen.get().snapshot["scans"]
    assert [item["title"] for item in frozen] == ["学位证书", "学位证书 第2页", "学位证书 第3页"]


def test_submitting_waits_for_no_broken_pdf(cast):
    draft = factories.fill(draft_with(cast, accept=["pdf"]))
    add(draft, "坏.pdf", empty_pdf(0))

    with pytest.raises(MoveRefused, match="没有页面"):
        factories.submit(draft)
