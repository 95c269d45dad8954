"""What is owed is done once, later, and again when it failed."""

from datetime import timedelta

import pytest

from applications.models import Errand
from applications.services import outbox
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def done(payload, at):
    DONE.append(payload["what"])


def broken(payload, at):
    raise OSError("the disk is full of secrets")


DONE: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_done():
    DONE.clear()


def test_the_same_key_is_owed_once():
    for _ in range(3):
        outbox.owe("do", "key", {"what": "letter"}, at=NOON)

    assert outbox.drain({"do": done}, at=NOON) == 1
    assert outbox.drain({"do": done}, at=NOON) == 0
    assert DONE == ["letter"]


def test_nothing_is_done_before_its_time():
    outbox.owe("do", "key", {"what": "letter"}, at=NOON)

    assert outbox.drain({"do": done}, at=NOON - timedelta(seconds=1)) == 0
    assert DONE == []


def test_a_failure_waits_longer_each_time_and_keeps_no_secret():
    outbox.owe("do", "key", {"what": "letter"}, at=NOON)

    assert outbox.drain({"do": broken}, at=NOON) == 0

    errand = Errand.objects.get()
    assert (errand.attempts, errand.last_error, errand.done_at) == (1, "OSError", None)
    assert errand.due_at == NOON + timedelta(seconds=30)
    assert outbox.drain({"do": done}, at=NOON + timedelta(seconds=29)) == 0
    assert outbox.drain({"do": done}, at=NOON + timedelta(seconds=30)) == 1


def test_one_that_fails_does_not_hold_up_the_others():
    outbox.owe("broken", "first", {}, at=NOON)
    outbox.owe("do", "second", {"what": "letter"}, at=NOON)

    assert outbox.drain({"do": done, "broken": broken}, at=NOON) == 1
    assert DONE == ["letter"]


def test_an_errand_that_fails_for_ever_is_left_for_people():
    outbox.owe("broken", "key", {}, at=NOON)

    for hour in range(20):
        outbox.drain({"broken": broken}, at=NOON + timedelta(hours=hour))

    assert Errand.objects.get().attempts == outbox.MAX_ATTEMPTS


def test_what_another_worker_holds_is_left_alone_until_its_lease_is_over():
    outbox.owe("do", "key", {"what": "letter"}, at=NOON)
    Errand.objects.update(leased_until=NOON + outbox.LEASE)

    assert outbox.drain({"do": done}, at=NOON + outbox.LEASE) == 0
    assert outbox.drain({"do": done}, at=NOON + outbox.LEASE + timedelta(seconds=1)) == 1


def test_an_errand_without_a_handler_is_kept():
    outbox.owe("unknown", "key", {}, at=NOON)

    assert outbox.drain({}, at=NOON) == 0
    kept = Errand.objects.get()
    assert (kept.done_at, kept.attempts) == (None, 0)


def test_a_dead_broker_troubles_nobody(monkeypatch, caplog):
    monkeypatch.setattr(outbox.current_app, "tasks", {})

    outbox.ring()

    assert "the doorbell is out of order" in caplog.text


def test_the_doorbell_rings_after_the_commit(django_capture_on_commit_callbacks, monkeypatch):
    rung = []
    monkeypatch.setattr(outbox, "ring", lambda task: rung.append(task))

    with django_capture_on_commit_callbacks() as callbacks:
        outbox.owe("do", "key", {"what": "letter"}, at=NOON)

    assert (len(callbacks), rung) == (1, [])
