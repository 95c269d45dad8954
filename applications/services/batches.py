"""批量打印：a desk asks once; tasks make a few papers at a time, and put together what came of them.

Whatever dies on the way goes on where it was: an item that is done stays done, and a file is kept once.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q

from applications.models import Batch, BatchDownload, BatchItem, Errand, User
from applications.models.batch import Packing
from applications.models.printout import Download
from applications.rules import naming
from applications.selectors.applications import organisations_of
from applications.selectors.batches import Candidate, Wish, candidates, digest_of, items_of, paper_of
from applications.services import outbox, packing, printing
from applications.services.moves import MoveRefused, NotAllowed

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)
SAME_WISH = timedelta(hours=1)
AT_ONCE = 5  # papers of one errand: other people's printouts get their turn in between
MOST_PEOPLE = 300
MOST_TRIES = 2  # a paper during which the worker died twice is not begun again
NOBODY = "没有可以打印的正式件，原因见名单。"
CHANGED = "名单在预览之后有变化，请看过新的名单再开始。"
BROKEN = "生成时出错，可以重试。"
DIED = "生成时系统两次中断，可以重试。"
NOT_ANY_MORE = "要求打印的人已没有权限。"
NOTHING = "没有一份能够生成，原因见下。"
NOT_PACKED = "合成文件时出错，系统会自动重试。"


class BatchRefused(MoveRefused):
    """No batch can be made of this; `reasons` are sentences for the person who asked."""


@transaction.atomic
def request(wish: Wish, *, by: User, at: datetime, seen: str) -> Batch:
    """Ask for the papers of everybody who is ready; the same wish within the hour is the same batch.

    `seen` is the digest of the people whom the preview showed. Raises NotAllowed and BatchRefused.
    """
    if not organisations_of(by).filter(pk=wish.organisation.pk).exists():
        raise NotAllowed("batch")
    people = candidates(wish, by=by)
    ready = [one for one in people if one.ready]
    digest = digest_of(wish, ready)
    if reasons := _reasons(wish, ready, changed=seen != digest):
        raise BatchRefused(reasons)
    same = Batch.objects.filter(key__startswith=f"{digest}:", requested_at__gt=at - SAME_WISH)
    return same.first() or _begun(wish, ready, digest, left_out=len(people) - len(ready), by=by, at=at)


def step(batch: Batch, *, at: datetime) -> None:
    """Make the next few papers, or put together what is there. Safe to run twice and at once."""
    if batch.made_at:
        return
    waiting = items_of(batch).filter(printout__isnull=True, failed="")
    chosen = list(waiting[:AT_ONCE])
    for item in chosen:
        _make(batch, item, at)
    if chosen:
        _owe(batch, at)
    else:
        _assemble(batch, at)


@transaction.atomic
def retry(batch: Batch, *, by: User, at: datetime) -> None:
    """Once more what failed, with the rights of whoever asks now; nothing where nothing failed."""
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    failures = locked.items.exclude(failed="")
    settled = bool(locked.made_at or locked.failed)
    if locked.expires_at <= at or (locked.made_at and not failures.exists()):
        return
    if not settled and not is_stalled(locked):
        return
    failures.update(failed="")
    locked.items.filter(printout__isnull=True).update(tries=0)
    if locked.file:
        transaction.on_commit(partial(default_storage.delete, locked.file), robust=True)
    Batch.objects.filter(pk=locked.pk).update(
        round=F("round") + 1,
        requested_by=by,
        expires_at=at + KEPT,
        made_at=None,
        file="",
        sha256="",
        pages=0,
        failed="",
    )
    locked.refresh_from_db()
    _owe(locked, at)


def is_stalled(batch: Batch) -> bool:
    """Nobody will go on with it by himself: its errands are all done or given up."""
    errands = Errand.objects.filter(key__startswith=f"batch:{batch.pk}:", done_at__isnull=True)
    return not batch.made_at and not errands.filter(attempts__lt=outbox.MAX_ATTEMPTS).exists()


@transaction.atomic
def taken(batch: Batch, *, by: User, at: datetime) -> None:
    """Note who took the file, and when; for each paper in it too."""
    BatchDownload.objects.create(batch=batch, by=by, at=at)
    papers = batch.items.filter(printout__isnull=False).values_list("printout", flat=True)
    Download.objects.bulk_create([Download(printout_id=paper, by=by, at=at) for paper in papers])


def expire(*, at: datetime) -> int:
    """Delete the files whose time is over; returns how many. A page says so from that moment by itself."""
    over = list(Batch.objects.filter(expires_at__lte=at).exclude(file="").values_list("pk", "file"))
    for pk, key in over:
        default_storage.delete(key)
        Batch.objects.filter(pk=pk, file=key).update(file="")
    return len(over)


# --- asking -------------------------------------------------------------------------------------


def _reasons(wish: Wish, ready: Sequence[Candidate], *, changed: bool) -> list[str]:
    if wish.packing == Packing.ZIP and (wrong := naming.problems(wish.naming)):
        return wrong
    if not ready:
        return [NOBODY]
    if len(ready) > MOST_PEOPLE:
        return [f"一次最多 {MOST_PEOPLE} 人，现在有 {len(ready)} 人。请按专业或工作单位分几批。"]
    return [CHANGED] if changed else []


def _begun(
    wish: Wish, ready: Sequence[Candidate], digest: str, *, left_out: int, by: User, at: datetime
) -> Batch:
    """The batch with its items; of two people asking at once one begins it, and both get it."""
    batch = Batch(
        organisation=wish.organisation,
        notice=wish.notice,
        specialty=wish.specialty,
        employer=wish.employer,
        kind=wish.kind,
        packing=wish.packing,
        sides=wish.sides,
        copies=wish.copies,
        naming=wish.naming,
        key=f"{digest}:{int(at.timestamp() // SAME_WISH.total_seconds())}",
        left_out=left_out,
        requested_by=by,
        requested_at=at,
        expires_at=at + KEPT,
    )
    Batch.objects.bulk_create([batch], ignore_conflicts=True)
    kept = Batch.objects.get(key=batch.key)
    if kept.pk == batch.pk:
        BatchItem.objects.bulk_create(
            BatchItem(batch=kept, application=one.application, place=place)
            for place, one in enumerate(ready, start=1)
        )
        _owe(kept, at)
    return kept


def _owe(batch: Batch, at: datetime) -> None:
    """The next errand: one for each round and each number of settled items, whoever comes to owe it."""
    settled = batch.items.filter(Q(printout__isnull=False) | ~Q(failed="")).count()
    outbox.owe("batch", f"batch:{batch.pk}:{batch.round}:{settled}", {"batch": str(batch.pk)}, at=at)


# --- making -------------------------------------------------------------------------------------


def _make(batch: Batch, item: BatchItem, at: datetime) -> None:
    """One paper; whatever goes wrong with it is written down, and the others go on."""
    waiting = BatchItem.objects.filter(pk=item.pk, printout__isnull=True, failed="")
    if item.tries >= MOST_TRIES:
        waiting.update(failed=DIED)
        return
    waiting.update(tries=F("tries") + 1)  # kept even if the process does not come back
    kind, by = paper_of(batch.kind, item.application), batch.requested_by
    try:
        printout = printing.request(kind, item.application, by=by, at=at, owed=False)
        printing.make(printout, at=at)
        printout.refresh_from_db()
    except MoveRefused as refusal:
        waiting.update(failed="".join(refusal.reasons)[:200])
    except NotAllowed:
        waiting.update(failed=NOT_ANY_MORE)
    except Exception:
        log.exception("item %s of batch %s failed", item.place, batch.pk)
        waiting.update(failed=BROKEN)
    else:
        made = {"printout": printout} if printout.made_at else {"failed": printout.failed or BROKEN}
        waiting.update(**made)


def _assemble(batch: Batch, at: datetime) -> None:
    """One file is kept, never half of one, and none of an earlier round."""
    current = Batch.objects.filter(pk=batch.pk, round=batch.round, made_at__isnull=True)
    try:
        packed = packing.pack(batch, list(items_of(batch)))
    except Exception:
        current.update(failed=NOT_PACKED)
        raise
    kept = _keep(batch, packed, at)
    if packed.key and not kept:
        default_storage.delete(packed.key)


@transaction.atomic
def _keep(batch: Batch, packed: packing.Packed, at: datetime) -> bool:
    """Whether this file became the batch's, with a note about each paper that could not be read."""
    current = Batch.objects.filter(pk=batch.pk, round=batch.round, made_at__isnull=True)
    if packed.key:
        facts = {"file": packed.key, "sha256": packed.sha256, "pages": packed.pages}
        kept = current.update(**facts, made_at=at, failed="")
    else:
        kept = current.update(failed=NOTHING)
    if kept:
        lost = [item.pk for item in packed.lost]
        BatchItem.objects.filter(pk__in=lost).update(printout=None, failed=packing.LOST)
    return bool(kept)
