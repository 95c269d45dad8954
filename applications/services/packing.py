"""打包：the papers of a batch as one sealed PDF, or as an archive that is never in memory as a whole."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import default_storage
from zipstream import ZipStream

from applications.documents import binding, contents
from applications.documents.sealing import sealed
from applications.models import Batch, BatchItem, Printout
from applications.models.batch import Packing, Sides
from applications.rules import naming
from applications.selectors.batches import named

FOLDER = "batches"
CHUNK = 2**20
MADE, LOST = "已生成", "文件丢失或已损坏，请系统管理员从备份恢复。"


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in the store, and the items whose paper could not be read; no key where that is all of them."""

    key: str
    sha256: str
    pages: int
    lost: tuple[BatchItem, ...]


def pack(batch: Batch, items: Sequence[BatchItem]) -> Packed:
    """Store what `items`, everybody in the batch in order, have become; what failed is not in it."""
    return _archive(batch, items) if batch.packing == Packing.ZIP else _book(batch, items)


def _book(batch: Batch, items: Sequence[BatchItem]) -> Packed:
    done = [item for item in items if item.printout]
    parts = [binding.Part(_bookmark(item), partial(_opened, _paper(item))) for item in done]
    title = f"批量打印 {batch.get_kind_display()}"
    with TemporaryFile() as out:
        duplex = batch.sides == Sides.DUPLEX
        bound = binding.bind(parts, out, title=title, copies=batch.copies, duplex=duplex)
        lost = tuple(done[place] for place in bound.unreadable)
        if not bound.pages:
            return Packed("", "", 0, lost)
        out.seek(0)
        return Packed(*_stored([sealed(out.read())], "pdf"), bound.pages, lost)


def _archive(batch: Batch, items: Sequence[BatchItem]) -> Packed:
    done = [item for item in items if item.printout and default_storage.exists(item.printout.file)]
    lost = tuple(item for item in items if item.printout and item not in done)
    if not done:
        return Packed("", "", 0, lost)
    papers = [_paper(item) for item in done]
    rows = [
        named(item.application, paper.kind, place=item.place, of=len(items), code=paper.code)
        for item, paper in zip(done, papers, strict=True)
    ]
    names = dict(zip([item.pk for item in done], naming.names(batch.naming, rows), strict=True))
    zipped = ZipStream()
    zipped.add(contents.table(_lines(items, names)), f"{naming.CONTENTS}.xlsx")
    for item, paper in zip(done, papers, strict=True):
        zipped.add(_chunks(paper.file), names[item.pk])
    return Packed(*_stored(zipped, "zip"), sum(paper.pages for paper in papers), lost)


def _lines(items: Sequence[BatchItem], names: dict[Any, str]) -> Iterator[tuple[str, ...]]:
    for item in items:
        application, paper = item.application, item.printout if item.pk in names else None
        yield (
            str(item.place),
            application.number,
            application.applicant.name,
            application.employer.name,
            paper.get_kind_display() if paper else "",
            str(paper.pages) if paper else "",
            paper.code if paper else "",
            MADE if paper else f"没有生成：{item.failed or LOST}",
            names.get(item.pk, ""),
        )


def _bookmark(item: BatchItem) -> str:
    return f"{item.place}. {item.application.applicant.name}（{item.application.number}）"


def _paper(item: BatchItem) -> Printout:
    assert item.printout is not None
    return item.printout


def _opened(paper: Printout) -> BinaryIO:
    return cast(BinaryIO, default_storage.open(paper.file))


def _chunks(key: str) -> Iterator[bytes]:
    with default_storage.open(key) as file:
        yield from file.chunks(CHUNK)


def _stored(parts: Iterable[bytes], kind: str) -> tuple[str, str]:
    """The key under which it is stored, and its digest; on the way it is on disk, not in memory."""
    digest = hashlib.sha256()
    with TemporaryFile() as whole:
        for part in parts:
            digest.update(part)
            whole.write(part)
        whole.seek(0)
        key = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}.{kind}", File(whole))
    return key, digest.hexdigest()
