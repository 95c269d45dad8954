"""Batches are made little by little; whatever breaks or dies, the others go on."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from applications.documents.catalogue import Printable
from applications.models import Batch, Errand, Printout, Seat
from applications.services import batches, outbox, printing
from applications.tasks import HANDLERS
from tests import factories
from tests.batching import NOON, asked, finished, people, places, quick, work

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The numbers of the papers that were made, one by one."""
    return quick(monkeypatch)


@pytest.fixture
def two(cast, notice):
    """Two people whom the office has received; their forms are not made yet."""
    return people(cast, notice, 2)


def test_a_paper_that_is_there_already_costs_nothing(cast, notice, two, made):
    printing.make(Printout.objects.get(application=two[0]), at=NOON)  # asked for when it was received
    made.clear()

    finished(asked(cast, notice))
    finished(asked(cast, notice, copies=3))

    assert made == [two[1].number]
    assert Printout.objects.count() == 2


def test_a_broken_paper_is_named_and_the_others_go_on(cast, notice, two, made, monkeypatch):
    breaking(monkeypatch, two[0].number)

    batch = finished(asked(cast, notice))

    assert places(batch) == [(1, two[0].number, batches.BROKEN), (2, two[1].number, "")]
    assert batch.pages == 2


def breaking(patch: pytest.MonkeyPatch, number: str) -> None:
    """The paper of this one cannot be laid out."""
    whole = Printable.made

    def made(self, code, **facts):
        if self.content["number"] == number:
            raise MemoryError
        return whole(self, code, **facts)

    patch.setattr(Printable, "made", made)


def test_what_failed_is_tried_again_and_the_rest_is_not(cast, notice, two, made, monkeypatch):
    with monkeypatch.context() as patch:
        breaking(patch, two[0].number)
        batch = finished(asked(cast, notice))
    first, later = batch.file, NOON + timedelta(hours=2)
    made.clear()

    with transaction.atomic():
        batches.retry(batch, by=cast.office, at=later)
    batch = finished(batch, later)

    assert made == [two[0].number]
    assert (batch.pages, batch.round, batch.expires_at) == (4, 1, later + WEEK)
    assert batch.file != first


def test_where_nothing_failed_nothing_is_tried_again(cast, notice, two, made):
    batch = finished(asked(cast, notice))

    batches.retry(batch, by=cast.office, at=NOON)

    batch.refresh_from_db()
    assert (batch.round, batch.made_at) == (0, NOON)


def test_nor_while_it_is_under_way(cast, notice, two, made):
    batch = asked(cast, notice)

    batches.retry(batch, by=cast.office, at=NOON)

    batch.refresh_from_db()
    assert batch.round == 0


def test_where_all_failed_there_is_no_file_but_a_sentence(cast, notice, two, monkeypatch):
    quick(monkeypatch)
    for one in two:
        breaking(monkeypatch, one.number)

    batch = finished(asked(cast, notice))

    assert (batch.made_at, batch.file, batch.failed) == (None, "", batches.NOTHING)


def test_an_errand_makes_a_few_and_owes_the_next(cast, notice, two, made, monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    batch = asked(cast, notice)
    made.clear()

    outbox.drain({"batch": HANDLERS["batch"]}, at=NOON)

    assert made == [two[0].number]
    assert [e.key.rsplit(":", 1)[1] for e in Errand.objects.filter(kind="batch").order_by("pk")] == ["0", "1"]
    assert work() == 2
    batch.refresh_from_db()
    assert batch.made_at


class Killed(BaseException):
    """As a worker dies: nothing of ours runs any more."""


def killing(patch: pytest.MonkeyPatch, number: str) -> None:
    """The worker dies over the paper of this one."""
    whole = Printable.made

    def made(self, code, **facts):
        if self.content["number"] == number:
            raise Killed
        return whole(self, code, **facts)

    patch.setattr(Printable, "made", made)


def test_killed_in_the_middle_it_goes_on_where_it_was(cast, notice, two, made, monkeypatch):
    batch = asked(cast, notice)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        killing(patch, two[1].number)
        work()
    assert work() == 0  # the lease still stands
    assert made == [two[0].number]

    batch = finished(batch, NOON + timedelta(minutes=6))

    assert sorted(made) == [one.number for one in two]  # what was done is not done again
    assert batch.pages == 4


def test_a_paper_that_kills_twice_is_left_out_and_the_others_go_on(cast, notice, two, made, monkeypatch):
    batch = asked(cast, notice)
    killing(monkeypatch, two[0].number)
    for minutes in (0, 6):
        with pytest.raises(Killed):
            work(NOON + timedelta(minutes=minutes))

    batch = finished(batch, NOON + timedelta(minutes=12))

    assert places(batch) == [(1, two[0].number, batches.DIED), (2, two[1].number, "")]
    assert batch.pages == 2


def test_killed_while_it_is_put_together_it_is_put_together_again(cast, notice, two, made, monkeypatch):
    batch = asked(cast, notice)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("applications.services.packing.sealed", lambda file: killed())
        work()

    batch = finished(batch, NOON + timedelta(minutes=6))

    assert batch.pages == 4
    assert len(default_storage.listdir("batches")[1]) == 1


def killed() -> None:
    raise Killed


def test_an_error_while_it_is_put_together_is_told_and_mended(cast, notice, two, made, monkeypatch):
    batch = asked(cast, notice)
    with monkeypatch.context() as patch:
        patch.setattr("applications.services.packing.sealed", lambda file: 1 / 0)
        assert finished(batch).failed == batches.NOT_PACKED

    batch = finished(batch, NOON + timedelta(hours=1))

    assert (batch.failed, batch.pages) == ("", 4)


def test_given_up_it_can_be_taken_up_again(cast, notice, two, made):
    batch = asked(cast, notice)
    assert not batches.is_stalled(batch)
    Errand.objects.filter(kind="batch").update(attempts=outbox.MAX_ATTEMPTS)
    assert batches.is_stalled(batch)

    batches.retry(batch, by=cast.office, at=NOON)

    assert finished(batch).pages == 4


def test_two_steps_of_the_same_batch_keep_one_file(cast, notice, two, made):
    batch = asked(cast, notice)
    batches.step(batch, at=NOON)
    again = Batch.objects.get()

    batches.step(batch, at=NOON)
    batches.step(again, at=NOON)

    assert len(default_storage.listdir("batches")[1]) == 1


def test_a_lost_right_is_written_down(cast, notice, two, made):
    batch = asked(cast, notice)
    Seat.objects.filter(user=cast.office).update(is_active=False)

    batch = finished(batch)

    assert [failed for _, _, failed in places(batch)] == [batches.NOT_ANY_MORE] * 2
    second = factories.officer(cast.committee, "孙办事")
    batches.retry(batch, by=second, at=NOON)
    assert finished(batch).pages == 4


def test_a_lost_file_is_named(cast, notice, two, made):
    batch = asked(cast, notice)
    batches.step(batch, at=NOON)
    default_storage.delete(batch.items.get(place=1).printout.file)

    batch = finished(batch)

    assert "文件丢失" in batch.items.get(place=1).failed
    assert batch.pages == 2
