"""病毒查杀：infected is refused, no verdict is 待查, and nothing ever fails open."""

import socket
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Application, Attachment
from applications.selectors.attachments import uncleared, visible_attachment
from applications.services import attachments, clearing, scans, viruses
from applications.services.moves import MoveRefused
from applications.tasks import clear_waiting
from tests import factories
from tests.applications.services.clamd import EICAR, FakeClamd, listening
from tests.pages.applying import jpeg

pytestmark = pytest.mark.django_db
NOON = factories.NOON
LATER = NOON + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _talkative(monkeypatch):
    monkeypatch.setattr(viruses, "_silent_until", 0.0)


@pytest.fixture
def clamd(settings):
    with listening() as there:
        settings.CLAMD, settings.CLAMD_SECONDS = there.address, 5
        yield there


def ask_again(monkeypatch) -> int:
    monkeypatch.setattr(viruses, "_silent_until", 0.0)
    return clearing.clear_waiting(at=LATER)


def added(draft: Application, note: bytes = b"nothing") -> Attachment:
    upload = SimpleUploadedFile("学位证书.jpg", jpeg(comment=note))
    [file] = attachments.add(draft, "education", "degree", [upload], by=draft.applicant, at=NOON).attachments
    return scans.prepare(file, at=NOON)


def nobody_there(clamd: FakeClamd, settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        settings.CLAMD = f"127.0.0.1:{closed.getsockname()[1]}"


def too_slow(clamd: FakeClamd, settings) -> None:
    clamd.reply, settings.CLAMD_SECONDS = None, 0.2


def an_error(clamd: FakeClamd, settings) -> None:
    clamd.reply = b"INSTREAM size limit exceeded. ERROR"


def nonsense(clamd: FakeClamd, settings) -> None:
    clamd.reply = b"it is all OK"


def endless(clamd: FakeClamd, settings) -> None:
    clamd.reply = b"O" * 10_000


def no_such_socket(clamd: FakeClamd, settings) -> None:
    settings.CLAMD = "/nowhere/clamd.sock"


def no_address(clamd: FakeClamd, settings) -> None:
    settings.CLAMD = "localhost"


no_verdict = pytest.mark.parametrize(
    "trouble", [nobody_there, too_slow, an_error, nonsense, endless, no_such_socket, no_address]
)


def test_what_is_clean_is_cleared_and_what_came_in_was_asked_about(draft, clamd):
    file = added(draft, b"a note of its own")

    assert (file.cleared_at, file.fault) == (NOON, "")
    assert b"a note of its own" in clamd.asked[0]


def test_where_no_scanner_is_configured_everything_is_cleared_at_once(draft, settings):
    assert settings.CLAMD == ""

    assert added(draft).cleared_at == NOON


def test_a_virus_is_refused_and_nothing_of_it_is_kept(draft, clamd):
    file = added(draft, EICAR)

    assert file.fault == "含有病毒，已拒收。请先在电脑上查杀病毒，再重新扫描上传。"
    assert (file.file, file.prepared_at, file.cleared_at) == ("", None, None)
    with pytest.raises(MoveRefused, match="含有病毒"):
        factories.submit(draft)


@no_verdict
def test_without_a_verdict_it_is_prepared_and_waits(draft, clamd, settings, trouble):
    trouble(clamd, settings)

    file = added(draft)

    assert (file.prepared_at, file.cleared_at, file.fault) == (NOON, None, "")


def test_what_waits_can_be_submitted_and_stops_at_the_first_desk(draft, cast, clamd, settings, monkeypatch):
    draft.attachments.all().delete()
    nobody_there(clamd, settings)
    file = added(draft)

    factories.submit(draft)

    assert visible_attachment(cast.applicant, file.pk) == file
    assert visible_attachment(cast.wang, file.pk) is None
    factories.clear(factories.publish(draft, by=cast.wang, when=NOON), by=cast.wang, when=OVER)
    with pytest.raises(MoveRefused, match="还没有通过病毒查杀"):
        factories.decide(draft, "forward", by=cast.wang, when=OVER, note=OPINION)

    settings.CLAMD = clamd.address
    assert ask_again(monkeypatch) == 1
    assert visible_attachment(cast.wang, file.pk) == file
    assert factories.decide(draft, "forward", by=cast.wang, when=OVER, note=OPINION).level == 1


def test_what_waits_may_be_sent_back(draft, cast, clamd, settings):
    nobody_there(clamd, settings)
    added(draft)
    factories.submit(draft)

    assert factories.decide(draft, "send_back", by=cast.wang, note="请重新上传").state == "returned"


OPINION = "材料真实准确，同意推荐"
OVER = NOON + timedelta(days=9)


def test_the_task_asks_until_there_is_a_verdict(draft, clamd, settings, monkeypatch):
    nobody_there(clamd, settings)
    file = added(draft)

    assert ask_again(monkeypatch) == 0
    settings.CLAMD = clamd.address
    monkeypatch.setattr(viruses, "_silent_until", 0.0)
    clear_waiting()

    file.refresh_from_db()
    assert file.cleared_at is not None
    assert uncleared(draft) == []
    with default_storage.open(file.file) as kept:
        assert clamd.asked == [kept.read()]


def test_a_silent_scanner_is_left_alone_for_a_while(draft, clamd, settings):
    an_address = clamd.address
    nobody_there(clamd, settings)
    added(draft)
    settings.CLAMD = an_address

    assert viruses.is_silent()
    assert clearing.clear_waiting(at=LATER) == 0
    assert clamd.asked == []


def test_one_that_the_scanner_stumbles_over_holds_up_nothing(draft, clamd, settings, monkeypatch):
    an_error(clamd, settings)
    added(draft)

    assert not viruses.is_silent()
    clamd.reply = b""
    assert ask_again(monkeypatch) == 1


@pytest.mark.parametrize("frozen", [False, True])
def test_what_turns_out_infected_later_is_never_cleared(draft, clamd, settings, monkeypatch, frozen):
    nobody_there(clamd, settings)
    file = added(draft)
    if frozen:
        factories.submit(draft)
    settings.CLAMD, clamd.reply = clamd.address, b"stream: Something.New FOUND"

    for _ in range(2):
        assert ask_again(monkeypatch) == 0

    file.refresh_from_db()
    assert file.cleared_at is None
    assert (file.fault == viruses.INFECTED) == (not frozen)
    assert (file.remarks.count(viruses.INFECTED) == 1) == frozen
    assert bool(file.file) == frozen


def test_a_scanner_may_be_reached_by_a_path(settings, tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        settings.CLAMD, settings.CLAMD_SECONDS = str(tmp_path / "s"), 0.2

        assert viruses.cleared(b"x") is False

        line, _ = server.accept()
        with line:
            assert line.recv(10) == b"zINSTREAM\0"
