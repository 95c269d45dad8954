"""What came in becomes what is kept: by the task, on demand, once — or is said to be unusable."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from applications.models import Application, Attachment, Errand
from applications.selectors.dossiers import findings_of
from applications.services import attachments, filing, guards, outbox, scans
from applications.services.moves import MoveRefused, NotAllowed
from applications.tasks import HANDLERS
from tests import factories
from tests.pages.applying import broken, scan

pytestmark = pytest.mark.django_db
NOON = factories.NOON
LATER = NOON + timedelta(seconds=5)
BROKEN = "图片不完整或已损坏，无法打开。请重新扫描或重新保存后再上传。"


@pytest.fixture
def pending(draft: Application) -> Attachment:
    """A scan in 阿依古丽's draft that nobody has looked into."""
    return added(draft, scan("学位证书.jpg", "red"))


@pytest.fixture
def faulty(draft: Application) -> Attachment:
    """One that turned out to be broken."""
    return scans.prepare(added(draft, broken()), at=LATER)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do what is to be done after the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def added(draft: Application, upload) -> Attachment:
    put = attachments.add(draft, "education", "degree", [upload], by=draft.applicant, at=NOON)
    assert put.refused == []
    return put.attachments[0]


def drain() -> int:
    return outbox.drain({"scan": HANDLERS["scan"]}, at=LATER)


def stored(folder: str) -> list[str]:
    """The names of the files under a folder, however deep."""
    if not default_storage.exists(folder):
        return []
    folders, files = default_storage.listdir(folder)
    return files + [name for inner in folders for name in stored(f"{folder}/{inner}")]


def by_the_task(attachment: Attachment) -> Attachment:
    assert drain() == 1
    attachment.refresh_from_db()
    return attachment


def on_demand(attachment: Attachment) -> Attachment:
    return scans.prepare(attachment, at=LATER)


@pytest.mark.rule("N0-34")
@pytest.mark.parametrize("way", [by_the_task, on_demand])
def test_what_is_kept_is_described_by_its_row_and_what_came_in_is_gone(pending, committed, way):
    with committed():
        file = way(pending)

    assert (file.prepared_at, file.incoming, file.fault) == (LATER, "", "")
    for folder, key in (("originals", file.file), ("thumbnails", file.thumbnail)):
        assert key.startswith(f"{folder}/")
        assert file.pk.hex not in key
    with default_storage.open(file.file) as kept:
        data = kept.read()
    assert (file.sha256, file.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (file.width, file.height) == (60, 40)
    assert file.sha256 != file.incoming_sha256
    assert stored("incoming") == []


@pytest.mark.parametrize("way", [by_the_task, on_demand])
def test_preparing_again_changes_nothing(pending, way):
    first = way(pending)
    before = (first.file, first.thumbnail)
    Errand.objects.update(done_at=None)
    drain()

    scans.prepare(first, at=LATER)
    first.refresh_from_db()

    assert (first.file, first.thumbnail) == before
    assert (len(stored("originals")), len(stored("thumbnails"))) == (1, 1)


def test_two_preparations_at_once_keep_one_file(pending, committed, monkeypatch):
    other, read = Attachment.objects.get(pk=pending.pk), scans.read_scan

    def meanwhile(data, **edges):
        monkeypatch.setattr(scans, "read_scan", read)
        scans.prepare(other, at=NOON)
        return read(data, **edges)

    monkeypatch.setattr(scans, "read_scan", meanwhile)
    with committed():
        kept = scans.prepare(pending, at=LATER)

    assert (kept.file, kept.prepared_at) == (other.file, NOON)
    assert stored("originals") == [other.file.rsplit("/")[-1]]
    assert stored("thumbnails") == [other.thumbnail.rsplit("/")[-1]]


def test_who_comes_after_the_other_has_tidied_up_gets_what_the_other_made(pending, committed):
    late = Attachment.objects.get(pk=pending.pk)
    with committed():
        scans.prepare(pending, at=NOON)

    assert scans.prepare(late, at=LATER).file == pending.file


def test_the_task_tidies_up_after_a_request_that_died(pending, committed):
    Attachment.objects.filter(pk=pending.pk).update(incoming="", removed_at=NOON)
    assert len(stored("incoming")) == 1

    with committed():
        drain()

    assert stored("incoming") == []


def test_removing_it_before_it_is_prepared_takes_what_came_in_away(draft, pending, committed):
    with committed():
        attachments.remove(draft, str(pending.pk), by=draft.applicant, at=LATER)

    assert stored("incoming") == []
    assert drain() == 1
    pending.refresh_from_db()
    assert (pending.prepared_at, pending.removed_at, stored("originals")) == (None, LATER, [])


def test_one_that_is_removed_while_it_is_prepared_stays_removed(draft, pending, committed, monkeypatch):
    read = scans.read_scan

    def meanwhile(data, **edges):
        attachments.remove(draft, str(pending.pk), by=draft.applicant, at=NOON)
        return read(data, **edges)

    monkeypatch.setattr(scans, "read_scan", meanwhile)
    with committed():
        scans.prepare(pending, at=LATER)

    assert (pending.removed_at, pending.file) == (NOON, "")
    assert stored("originals") + stored("thumbnails") + stored("incoming") == []


@pytest.mark.parametrize("way", [by_the_task, on_demand])
def test_a_broken_picture_ends_as_a_fault_and_nothing_of_it_is_kept(draft, committed, way):
    with committed():
        file = way(added(draft, broken()))

    assert (file.fault, file.file, file.prepared_at, file.incoming) == (BROKEN, "", None, "")
    assert stored("originals") + stored("incoming") == []


def test_a_fault_stands_in_the_way_at_its_slot_until_it_is_removed(draft, faulty):
    [finding] = findings_of(draft, NOON)
    assert (finding.severity, finding.field, finding.clause) == ("block", "degree", "五、4")
    assert finding.message == f"“坏的证书”不能使用：{BROKEN}"
    with pytest.raises(MoveRefused) as refused:
        factories.submit(draft)
    assert refused.value.reasons == ["还有 1 处需要填写或修改。", f"“坏的证书”：{BROKEN}"]

    attachments.remove(draft, str(faulty.pk), by=draft.applicant, at=LATER)

    assert findings_of(draft, NOON) == []
    assert factories.submit(draft).submissions == 1


def test_submitting_prepares_what_is_pending_and_freezes_what_is_kept(draft, pending):
    factories.submit(draft)

    pending.refresh_from_db()
    frozen = {item["id"]: item for item in draft.frozen.get().snapshot["scans"]}[str(pending.pk)]
    with default_storage.open(pending.file) as kept:
        assert frozen["sha256"] == hashlib.sha256(kept.read()).hexdigest()
    assert (frozen["width"], frozen["height"]) == (60, 40)


def test_submitting_finds_the_fault_that_nobody_has_seen(draft):
    added(draft, broken())

    with pytest.raises(MoveRefused, match="还有 1 处"):
        factories.submit(draft)

    assert draft.attachments.get(title="坏的证书").fault == BROKEN


def test_one_that_the_storage_lost_is_named_and_may_be_removed(draft, pending, caplog):
    default_storage.delete(pending.incoming)

    with pytest.raises(MoveRefused) as refused:
        factories.submit(draft)
    assert refused.value.reasons == [f"“学位证书”：{guards.UNPREPARED}"]
    assert "could not be prepared" in caplog.text

    attachments.remove(draft, str(pending.pk), by=draft.applicant, at=LATER)
    assert factories.submit(draft).submissions == 1


def test_decoding_waits_for_no_lock(draft, pending, monkeypatch):
    """Preparing comes before the application is locked; by then there is nothing left to decode."""
    steps = []
    real, perform = Image.Image.load, filing.perform
    monkeypatch.setattr(Image.Image, "load", lambda self: steps.append("load") or real(self))
    monkeypatch.setattr(filing, "perform", lambda *a, **k: steps.append("lock") or perform(*a, **k))

    factories.submit(draft)

    assert "load" in steps
    assert steps[-1] == "lock"


def test_nobody_else_makes_the_server_decode(draft, pending, cast):
    with pytest.raises(NotAllowed):
        filing.submit(draft, by=cast.wang, at=NOON, revision=0)

    pending.refresh_from_db()
    assert pending.prepared_at is None
