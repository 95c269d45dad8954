"""批量打印 in words: the lines of its pages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from applications.models import Batch, BatchItem
from applications.models.batch import BatchKind, Packing
from applications.rules import naming
from applications.selectors.batches import Candidate, Wish, named
from review.selectors.words import moment

EXAMPLES = 3
CODE_TO_COME = "校验码"


def batch_row(batch: Batch, at: datetime) -> dict[str, Any]:
    """A line of the list; the batch comes from `batches_of`."""
    counted: Any = batch
    return {
        "id": batch.pk,
        "title": batch.get_kind_display(),
        "scope": scope_words(batch),
        "notice": batch.notice.title,
        "how": how_words(batch),
        "who": batch.requested_by.name,
        "when": moment(batch.requested_at),
        "total": counted.total,
        "settled": counted.done + counted.failures,
        **state_of(batch, at),
    }


def batch_rows(batches: Iterable[Batch], at: datetime) -> list[dict[str, Any]]:
    """Lines of the list."""
    return [batch_row(batch, at) for batch in batches]


def state_of(batch: Batch, at: datetime) -> dict[str, str]:
    """What it has come to, as a badge."""
    counted: Any = batch
    if batch.expires_at <= at:
        return {"label": "已过期", "tone": "idle"}
    if batch.failed:
        return {"label": "没有生成", "tone": "stop"}
    if not batch.made_at:
        return {"label": f"正在生成 {counted.done + counted.failures} / {counted.total}", "tone": "wait"}
    if counted.failures:
        return {"label": f"可下载，缺 {counted.failures} 份", "tone": "stop"}
    return {"label": "可下载", "tone": "ok"}


def scope_words(batch: Batch) -> str:
    """Whose papers: the specialty and the unit, or all."""
    specialty = batch.specialty.name if batch.specialty else "全部专业"
    return f"{specialty} · {batch.employer.name if batch.employer else '全部单位'}"


def how_words(batch: Batch) -> str:
    """How it is packed."""
    if batch.packing == Packing.ZIP:
        return "ZIP"
    return f"PDF，每人 {batch.copies} 份，{'双面' if batch.sides == 'duplex' else '单面'}"


def same_again(batch: Batch) -> str:
    """The query string with which the form shows the wish once more."""
    wish = {
        "desk": f"{batch.organisation_id}:{batch.notice_id}",
        "specialty": batch.specialty_id or "",
        "employer": str(batch.employer_id or ""),
        "kind": batch.kind,
        "packing": batch.packing,
        "copies": str(batch.copies),
        "sides": batch.sides,
        "naming": batch.naming or naming.DEFAULT,
    }
    return urlencode(wish)


def item_rows(items: Iterable[BatchItem]) -> list[dict[str, Any]]:
    """Lines of one batch: each with its paper or with why there is none."""
    return [
        {
            "place": item.place,
            "name": item.application.applicant.name,
            "employer": item.application.employer.name,
            "number": item.application.number,
            "printout": item.printout,
            "failed": item.failed,
        }
        for item in items
    ]


def examples(wish: Wish, ready: Sequence[Candidate]) -> list[str]:
    """What the first files of an archive would be called; their codes are not known yet."""
    if wish.packing != Packing.ZIP:
        return []
    rows = [
        named(one.application, one.kind, place=place, of=len(ready), code=CODE_TO_COME)
        for place, one in enumerate(ready[:EXAMPLES], start=1)
    ]
    return naming.names(wish.naming, rows)


def copies_wanted(wish: Wish, ready: Iterable[Candidate]) -> str:
    """一式几份, as the notice has it for these forms."""
    if wish.kind != BatchKind.FORM:
        return ""
    forms = [one.application.rules.form_for(one.application.case) for one in ready]
    return "、".join(sorted({f"{form.copies} 份" for form in forms if form}))
