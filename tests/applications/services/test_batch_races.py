"""Two at once over the same batch, on PostgreSQL. Each test has a control without what keeps it right."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.core.files.storage import default_storage

from applications.models import Batch, BatchItem, Errand
from applications.services import batches, outbox, packing
from tests import factories
from tests.batching import NOON, asked, finished, people, quick, seen, wish
from tests.races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The numbers of the papers that were made; no task comes by itself."""
    monkeypatch.setattr(outbox, "ring", lambda *_: None)
    return quick(monkeypatch)


@pytest.fixture
def two(cast, notice, made):
    """Two people who are received."""
    return people(cast, notice, 2)


def everybody_first(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, parties: int) -> None:
    """Nobody goes on before everybody has come as far as `module.name`."""
    together, works = Barrier(parties), getattr(module, name)

    def wait_for_all(*args: Any, **kwargs: Any) -> Any:
        answer = works(*args, **kwargs)
        together.wait(timeout=20)
        return answer

    monkeypatch.setattr(module, name, wait_for_all)


def asked_by(count: int, cast, notice) -> list[Any]:
    wanted = wish(cast, notice)
    shown = seen(wanted, cast.office)

    def ask() -> Any:
        return batches.request(wanted, by=cast.office, at=NOON, seen=shown).pk

    return at_once([ask] * count)


def test_many_who_ask_at_once_get_one_batch(cast, notice, two):
    answers = asked_by(8, cast, notice)

    assert set(answers) == {Batch.objects.get().pk}
    assert BatchItem.objects.count() == 2
    assert Errand.objects.filter(kind="batch").count() == 1


def test_control_with_a_key_of_its_own_each_gets_another(cast, notice, two, monkeypatch):
    together, digest = Barrier(3), batches.digest_of
    keys = iter(["a", "b", "c"])

    def own(*args: Any) -> str:
        answer = digest(*args)
        together.wait(timeout=20)
        return answer + next(keys)

    wanted = wish(cast, notice)
    shown = seen(wanted, cast.office)
    monkeypatch.setattr(batches, "digest_of", own)
    monkeypatch.setattr(batches, "_reasons", lambda *_, **__: [])
    at_once([lambda: batches.request(wanted, by=cast.office, at=NOON, seen=shown).pk] * 3)

    assert Batch.objects.count() == 3


def two_workers(batch: Batch) -> list[Any]:
    def work() -> Callable[[], Any]:
        return lambda: batches.step(Batch.objects.get(pk=batch.pk), at=NOON)

    return at_once([work(), work()])


def test_two_workers_make_every_paper_once_for_the_batch(cast, notice, two, monkeypatch):
    batch = asked(cast, notice)
    everybody_first(monkeypatch, batches, "paper_of", 2)

    assert two_workers(batch) == [None, None]

    assert batch.items.filter(printout__isnull=False).count() == 2
    assert finished(batch).pages == 4
    assert len(default_storage.listdir("printouts")[1]) == 2


def test_two_workers_who_put_it_together_keep_one_file(cast, notice, two, monkeypatch):
    batch = asked(cast, notice)
    batches.step(batch, at=NOON)
    everybody_first(monkeypatch, packing, "pack", 2)

    assert two_workers(batch) == [None, None]

    batch.refresh_from_db()
    assert default_storage.listdir("batches")[1] == [batch.file.removeprefix("batches/")]


def test_control_where_everybody_keeps_his_own_a_file_is_left_over(cast, notice, two, monkeypatch):
    batch = asked(cast, notice)
    batches.step(batch, at=NOON)
    everybody_first(monkeypatch, packing, "pack", 2)

    def keep(batch: Batch, packed: packing.Packed, at: Any) -> bool:
        facts = {"file": packed.key, "sha256": packed.sha256, "pages": packed.pages}
        return bool(Batch.objects.filter(pk=batch.pk).update(**facts, made_at=at))

    monkeypatch.setattr(batches, "_keep", keep)
    two_workers(batch)

    assert len(default_storage.listdir("batches")[1]) == 2


def test_two_who_try_again_do_so_once(cast, notice, two, monkeypatch):
    batch = asked(cast, notice)
    BatchItem.objects.filter(batch=batch, place=1).update(failed=batches.BROKEN)
    batch = finished(batch)
    second = factories.officer(cast.committee, "孙办事")

    at_once([lambda by=by: batches.retry(batch, by=by, at=NOON) for by in (cast.office, second)])

    batch.refresh_from_db()
    assert batch.round == 1
    assert finished(batch).pages == 4
