"""孤儿文件：what is stored but belongs to nothing is swept; what is stored must be what was written."""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from django.core.files.storage import default_storage
from django.db.models import Q

from applications.models import Attachment, Batch, BlindCopy, Printout

log = logging.getLogger(__name__)

FOLDERS = ("incoming", "originals", "thumbnails", "blind", "printouts", "batches")  # no other is touched
OLD_ENOUGH = timedelta(days=2)  # files are written before their rows know of them
AT_ONCE = 500
CHUNK = 2**20


def sweep(*, at: datetime) -> int:
    """Delete what no row points at and nobody can still be busy with; returns how many files went."""
    swept = 0
    old = (key for folder in FOLDERS for key in _stored(folder) if _is_old(key, at))
    while keys := list(islice(old, AT_ONCE)):
        for key in sorted(set(keys) - _known(keys)):
            default_storage.delete(key)
            swept += 1
    if swept:
        log.info("%s orphaned files swept", swept)
    return swept


def flaws() -> Iterator[str]:
    """A sentence for each file that a row points at and that is missing, or is not what was written."""
    for attachment in Attachment.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        expected = [(attachment.file, attachment.sha256), (attachment.thumbnail, "")]
        expected.append((attachment.incoming, attachment.incoming_sha256))
        for key, digest in expected:
            if key and (problem := _flaw(key, digest)):
                yield f"附件 {attachment.pk}：{key} {problem}"
    for printout in Printout.objects.exclude(file="").order_by("pk").iterator(chunk_size=AT_ONCE):
        if problem := _flaw(printout.file, printout.sha256):
            yield f"打印件 {printout.pk}：{printout.file} {problem}"


def _flaw(key: str, digest: str) -> str:
    try:
        with default_storage.open(key) as file:
            found = _digest(file.chunks(CHUNK))
    except FileNotFoundError:
        return "丢失"
    return "内容已变" if digest and found != digest else ""


def _digest(chunks: Iterable[bytes]) -> str:
    running = hashlib.sha256()
    for chunk in chunks:
        running.update(chunk)
    return running.hexdigest()


def _stored(folder: str) -> Iterator[str]:
    """The keys of the files in a folder, however deep."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}"
    for name in folders:
        yield from _stored(f"{folder}/{name}")


def _is_old(key: str, at: datetime) -> bool:
    try:
        return at - default_storage.get_modified_time(key) > OLD_ENOUGH
    except FileNotFoundError:  # gone meanwhile
        return False


def _known(keys: Sequence[str]) -> set[str]:
    """Those of the keys that a row points at."""
    rows = Attachment.objects.filter(Q(file__in=keys) | Q(thumbnail__in=keys) | Q(incoming__in=keys))
    copies = BlindCopy.objects.filter(Q(file__in=keys) | Q(thumbnail__in=keys))
    printouts, batches = (model.objects.filter(file__in=keys) for model in (Printout, Batch))
    found = (
        *rows.values_list("file", "thumbnail", "incoming"),
        *copies.values_list("file", "thumbnail"),
        *printouts.values_list("file"),
        *batches.values_list("file"),
    )
    return {key for row in found for key in row}
