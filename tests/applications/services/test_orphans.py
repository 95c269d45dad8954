"""What belongs to nothing is swept in time; what is stored is what was written, or is named."""

from datetime import datetime, timedelta
from io import StringIO
from os import utime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from applications.models import Application, Attachment, Printout
from applications.services import attachments, orphans, scans
from applications.tasks import sweep_orphans
from tests import factories
from tests.applications.services.test_scans import stored
from tests.pages.applying import scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    """The storage's own clock is the machine's."""
    return timezone.now()


@pytest.fixture
def empty(cast, notice) -> Application:
    """A draft without a file."""
    return factories.draft(notice, cast.applicant, cast.employer)


def added(draft: Application, name: str = "一.jpg", colour: str = "red") -> Attachment:
    upload = scan(name, colour)
    put = attachments.add(draft, "education", "degree", [upload], by=draft.applicant, at=factories.NOON)
    return put.attachments[0]


def lost(folder: str, now: datetime, **age: float) -> str:
    """A file that no row points at."""
    key = default_storage.save(f"{folder}/ab/lost.jpg", ContentFile(b"x"))
    aged(key, now, **age)
    return key


def aged(key: str, now: datetime, **age: float) -> None:
    then = (now - timedelta(**age)).timestamp()
    utime(default_storage.path(key), (then, then))


@pytest.mark.parametrize("folder", orphans.FOLDERS)
@pytest.mark.parametrize(("age", "stays"), [({"days": 3}, False), ({"days": 1.9}, True), ({}, True)])
def test_what_belongs_to_nothing_goes_after_two_days(now, folder, age, stays):
    key = lost(folder, now, **age)

    assert orphans.sweep(at=now) == (0 if stays else 1)

    assert default_storage.exists(key) == stays


def test_the_file_of_a_printout_stays_and_is_looked_at(empty, now):
    key = default_storage.save("printouts/ab/kept.pdf", ContentFile(b"x"))
    aged(key, now, days=900)
    printout = Printout.objects.create(
        kind="bag_cover", application=empty, valid=True, code="ABCD2345", requested_at=now, file=key
    )

    assert orphans.sweep(at=now) == 0
    printout.sha256 = "0" * 64
    printout.save()
    assert [*orphans.flaws()] == [f"打印件 {printout.pk}：{key} 内容已变"]


def test_what_a_row_points_at_stays_however_old(empty, now):
    kept, waiting = scans.prepare(added(empty), at=now), added(empty, "二.jpg", "blue")
    attachments.remove(empty, str(kept.pk), by=empty.applicant, at=factories.NOON)
    for key in (kept.file, kept.thumbnail, waiting.incoming):
        aged(key, now, days=900)
    lost("originals", now, days=3)

    assert orphans.sweep(at=now) == 1

    assert all(default_storage.exists(key) for key in (kept.file, kept.thumbnail, waiting.incoming))


def test_a_file_that_is_being_attached_stays(empty, now, monkeypatch):
    """It is stored before its row knows of it; the sweep comes by exactly then."""
    file, settle = added(empty), scans._settle

    def meanwhile(attachment, **facts):
        assert orphans.sweep(at=timezone.now()) == 0
        return settle(attachment, **facts)

    monkeypatch.setattr(scans, "_settle", meanwhile)
    file = scans.prepare(file, at=now)

    assert default_storage.exists(file.file)
    assert default_storage.exists(file.thumbnail)


def test_what_came_in_for_a_row_that_was_removed_goes(empty, now):
    file = added(empty)
    key = file.incoming
    Attachment.objects.update(incoming="", removed_at=now)  # and the request died before the file went
    aged(key, now, days=3)

    sweep_orphans()

    assert stored("incoming") == []


def test_no_other_folder_is_ever_touched(now):
    key = default_storage.save("seal/seal.p12", ContentFile(b"key"))
    aged(key, now, days=900)

    assert orphans.sweep(at=now) == 0
    assert default_storage.exists(key)


def scrub() -> str:
    out = StringIO()
    try:
        call_command("scrub_files", stdout=out)
    except CommandError as problem:
        out.write(str(problem))
    return out.getvalue()


def test_a_scrub_finds_nothing_where_all_is_well(empty, now):
    scans.prepare(added(empty), at=now)
    added(empty, "二.jpg", "blue")

    assert scrub() == "全部文件完好。\n"


def test_a_scrub_names_what_is_missing_and_what_has_changed(empty, now):
    flipped, gone = scans.prepare(added(empty), at=now), scans.prepare(added(empty, "二.jpg", "blue"), at=now)
    path = default_storage.path(flipped.file)
    with open(path, "r+b") as file:  # noqa: PTH123
        file.seek(100)
        byte = file.read(1)
        file.seek(100)
        file.write(bytes([byte[0] ^ 1]))
    default_storage.delete(gone.thumbnail)

    said = scrub()

    assert f"附件 {flipped.pk}：{flipped.file} 内容已变" in said
    assert f"附件 {gone.pk}：{gone.thumbnail} 丢失" in said
    assert said.endswith("2 个文件有问题，请从备份恢复。")
