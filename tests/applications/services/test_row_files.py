"""Files that belong to a row of a section: with it they come, are counted, and go."""

from datetime import timedelta

import pytest

from applications.images import NotAScan
from applications.models import Application
from applications.selectors.dossiers import live_attachments
from applications.services import attachments, dossiers, entering
from applications.services.moves import NotAllowed
from tests import factories
from tests.applications.services.test_pdf_pages import draft_with
from tests.pages.applying import scan

pytestmark = pytest.mark.django_db
NOON = factories.NOON


@pytest.fixture
def draft(cast) -> Application:
    """Two rows of education, each with a slot for two scans."""
    draft = draft_with(cast, per_row=True, max=2)
    for row in ("r1", "r2"):
        dossiers.save_row(
            draft,
            "education",
            row,
            {"school": row},
            by=draft.applicant,
            at=NOON,
            seen_version=None,
            fresh=True,
        )
    return draft


def add(draft: Application, row: str, *files):
    return attachments.add(draft, "education", "degree", files, row=row, by=draft.applicant, at=NOON)


def rows(draft: Application) -> list[tuple[str, str]]:
    return [(file.row, file.title) for file in live_attachments(draft)]


def test_the_same_picture_may_prove_two_rows_but_only_once_each(draft):
    for row in ("r1", "r2", "r1"):
        assert add(draft, row, scan("证书.jpg")).refused == []

    assert rows(draft) == [("r1", "证书"), ("r2", "证书")]


def test_each_row_has_its_own_count(draft):
    colours = ["red", "blue", "green"]

    full = add(draft, "r1", *(scan(f"第{colour}.jpg", colour) for colour in colours))

    assert len(full.attachments) == 2
    assert full.refused == ["第green：“学历、学位证书”最多 2 张，请先删除不用的。"]
    assert add(draft, "r2", scan("证书.jpg", "green")).refused == []


@pytest.mark.parametrize("row", ["", "r3", "R1"])
def test_a_row_that_is_not_there_has_no_slot(draft, row):
    with pytest.raises(NotAllowed):
        add(draft, row, scan())


def test_a_slot_of_the_whole_section_knows_no_rows(cast, notice):
    draft = factories.draft(notice, cast.applicant, cast.employer)

    with pytest.raises(NotAllowed):
        add(draft, "r1", scan())
    assert add(draft, "", scan()).refused == []


def test_files_change_places_within_their_row(draft):
    first = add(draft, "r1", scan("一.jpg", "red")).attachments[0]
    add(draft, "r2", scan("别的.jpg", "red"))
    second = add(draft, "r1", scan("二.jpg", "blue")).attachments[0]
    facts = {"by": draft.applicant, "at": NOON}

    attachments.move(draft, str(second.pk), up=True, **facts)
    assert [title for row, title in rows(draft) if row == "r1"] == ["二", "一"]

    ids = [str(first.pk), str(second.pk)]
    attachments.reorder(draft, "education", "degree", ids, row="r1", **facts)
    assert [title for row, title in rows(draft) if row == "r1"] == ["一", "二"]
    with pytest.raises(NotAllowed):
        attachments.reorder(draft, "education", "degree", ids, row="r2", **facts)


def test_a_row_takes_its_files_along(draft):
    add(draft, "r1", scan("一.jpg", "red"))
    add(draft, "r2", scan("二.jpg", "blue"))

    for _ in range(2):
        dossiers.remove_row(draft, "education", "r1", by=draft.applicant, at=NOON)

    assert rows(draft) == [("r2", "二")]
    assert draft.attachments.get(row="r1").removed_at == NOON


def megabytes(draft: Application, number: float, **facts) -> None:
    factories.attachment(draft, "education", "degree", row="r1", size=int(number * 2**20), **facts)


@pytest.mark.parametrize(("held", "fits"), [(299.9, True), (300, False)])
def test_an_application_holds_300_megabytes(draft, held, fits):
    megabytes(draft, held)

    added = add(draft, "r2", scan("证书.jpg"))

    assert added.refused == (
        [] if fits else ["证书：一份申报书的图片共不超过 300 MB，请先删除不用的，或降低扫描分辨率。"]
    )


def test_what_was_removed_holds_no_room(draft):
    megabytes(draft, 300, removed_at=NOON)

    assert add(draft, "r2", scan("证书.jpg")).refused == []


@pytest.mark.parametrize(
    ("hours", "megabytes_before", "fits"),
    [(1, 1023.9, True), (1, 1024, False), (23.9, 1024, False), (24, 1024, True)],
)
def test_a_person_uploads_a_gigabyte_in_a_day(draft, hours, megabytes_before, fits):
    """Whatever became of it: removed files count too."""
    before = NOON - timedelta(hours=hours)
    sizes = {"size": 10, "incoming_size": int(megabytes_before * 2**20)}
    factories.attachment(draft, "education", "degree", removed_at=before, when=before, **sizes)

    added = add(draft, "r1", scan("证书.jpg"))

    assert added.refused == ([] if fits else ["证书：24 小时内最多上传 1024 MB，请过一段时间再传。"])


def test_somebody_elses_day_is_their_own(draft):
    other = factories.person("别人")
    factories.attachment(draft, "education", "degree", uploaded_by=other, incoming_size=2**30, size=10)

    assert add(draft, "r1", scan("证书.jpg")).refused == []


def test_what_came_in_is_counted_by_its_bytes(draft):
    upload = scan("证书.jpg")

    [file] = add(draft, "r1", upload).attachments

    assert file.incoming_size == upload.size


def test_the_limit_of_a_file_is_exact(draft, settings):
    size = scan().size
    for limit, fits in ((size - 1, False), (size, True), (size + 1, True)):
        settings.UPLOAD_MAX_BYTES = limit
        assert (add(draft, "r1", scan("证书.jpg")).refused == []) == fits

    settings.UPLOAD_MAX_BYTES = size - 1
    lying = scan("证书.jpg", "red")
    lying.size = 1
    with pytest.raises(NotAScan, match="文件超过"):
        entering.read_upload(lying, entering.place_for(draft, "education", "degree", "r1").material)
