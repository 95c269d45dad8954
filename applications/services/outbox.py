"""发件箱：side effects are owed in the same transaction as the move, and done afterwards, once."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import Q

from applications.models import Errand

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
DRAIN_TASK = "applications.tasks.drain_outbox"
READ_TASK = "applications.tasks.read_pages"  # a page takes seconds to read: nothing else waits behind it

Handler = Callable[[Mapping[str, Any], datetime], None]


def owe(kind: str, key: str, payload: dict[str, Any], *, at: datetime, task: str = DRAIN_TASK) -> None:
    """Owe one side effect, for `task` to do. The same key is the same effect; call it inside the move's
    transaction.
    """
    errand = Errand(key=key, kind=kind, payload=payload, due_at=at)
    Errand.objects.bulk_create([errand], ignore_conflicts=True)  # one statement, and no savepoint
    transaction.on_commit(partial(ring, task), robust=True)


def ring(task: str = DRAIN_TASK) -> None:
    """Wake a worker. If nobody hears, the sweep finds the work; a dead broker never troubles a person."""
    try:
        current_app.tasks[task].apply_async(retry=False)
    except Exception as error:
        log.warning("the doorbell is out of order: %s", type(error).__name__)


def drain(handlers: Mapping[str, Handler], *, at: datetime, limit: int = 200) -> int:
    """Do what is owed of these kinds; returns how many were done. Safe to run twice, as every handler is.

    A handler runs outside any transaction: a page takes a while to lay out, and SQLite has one writer.
    If the process dies between the deed and its note, the deed is done again and must not show.
    """
    known = Errand.objects.filter(kind__in=handlers, done_at__isnull=True, attempts__lt=MAX_ATTEMPTS)
    open_errands = known.filter(due_at__lte=at)
    keys = open_errands.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=at))
    return sum(_do(pk, handlers, at) for pk in keys.order_by("due_at").values_list("pk", flat=True)[:limit])


def _do(pk: int, handlers: Mapping[str, Handler], at: datetime) -> bool:
    errand = _lease(pk, at)
    if errand is None:
        return False
    try:
        handlers[errand.kind](errand.payload, at)
        Errand.objects.filter(pk=pk).update(done_at=at, leased_until=None, last_error="")
    except Exception as error:
        log.exception("errand %s failed", errand.pk)
        Errand.objects.filter(pk=pk).update(
            due_at=at + timedelta(seconds=15 * 2**errand.attempts),
            leased_until=None,
            last_error=type(error).__name__,
        )
        return False
    return True


def _lease(pk: int, at: datetime) -> Errand | None:
    """Take one errand for a while; None if somebody else has it or has done it."""
    with transaction.atomic():
        errand = Errand.objects.select_for_update().get(pk=pk)
        taken = errand.leased_until is not None and errand.leased_until >= at
        if errand.done_at or taken:
            return None
        errand.leased_until = at + LEASE
        errand.attempts += 1
        errand.save()
        return errand
