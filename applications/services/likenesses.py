"""雷同：a file that another person has uploaded too is noted when it is prepared. It stops nobody."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from applications.looks import same_picture
from applications.models import Attachment, Likeness, Resemblance

NEAR = 3  # bits; of two that differ in no more, one of the four parts is the same
CANDIDATES = 2000  # pictures that share a part; the newest are looked at
LOOKS = 50  # pairs whose small copies are compared
NOTHING = frozenset({0, 0xFFFF})  # a part without an edge: the margin of half of all pages


def remember(attachment: Attachment, likeness: str, *, at: datetime) -> None:
    """Keep what a prepared file looks like, and note which files of other people it resembles.

    Pictures that are as good as blank have no likeness and resemble nothing; nor do a unit's own papers:
    one publicity speaks of many.
    """
    if not likeness or attachment.uploaded_by_id != attachment.application.applicant_id:
        return
    parts = [int(likeness[start : start + 4], 16) for start in range(0, 16, 4)]
    columns = {f"part_{number}": part for number, part in enumerate(parts, 1)}
    Likeness.objects.update_or_create(attachment=attachment, defaults={"value": likeness, **columns})
    found = {**_near(attachment, likeness, columns), **_same_bytes(attachment)}
    Resemblance.objects.bulk_create(
        [
            Resemblance(attachment=attachment, other_id=other, exact=exact, found_at=at)
            for other, exact in found.items()
        ],
        ignore_conflicts=True,
    )


def _same_bytes(attachment: Attachment) -> dict[UUID, bool]:
    """What came in under the same digest."""
    if not attachment.incoming_sha256:
        return {}
    same = _of_others(attachment).filter(incoming_sha256=attachment.incoming_sha256)
    return dict.fromkeys(same.values_list("pk", flat=True)[:LOOKS], True)


def _near(attachment: Attachment, likeness: str, columns: dict[str, int]) -> dict[UUID, bool]:
    """Those with nearly the same likeness, once their small copies have been compared."""
    shared = Q()
    for column, part in columns.items():
        if part not in NOTHING:
            shared |= Q(**{f"likeness__{column}": part})
    if not shared:
        return {}
    rows = _of_others(attachment).filter(shared).order_by("-uploaded_at")
    known = rows.values_list("pk", "likeness__value", "sha256", "thumbnail")[:CANDIDATES]
    mine = int(likeness, 16)
    near = [
        (distance, pk, sha256, thumbnail)
        for pk, value, sha256, thumbnail in known
        if (distance := (int(value, 16) ^ mine).bit_count()) <= NEAR
    ]
    near.sort(key=lambda each: each[0])
    return dict(_compared(attachment, [each[1:] for each in near[:LOOKS]]))


def _compared(attachment: Attachment, others: list[tuple[UUID, str, str]]) -> Iterator[tuple[UUID, bool]]:
    """The same bytes, or the same picture to the eye: forms resemble each other, what is written does not."""
    mine = _thumbnail(attachment.thumbnail)
    for pk, sha256, key in others:
        if sha256 == attachment.sha256:
            yield pk, True
        elif mine and (theirs := _thumbnail(key)) and same_picture(mine, theirs):
            yield pk, False


def _of_others(attachment: Attachment) -> QuerySet[Attachment]:
    """Prepared files of other people."""
    others = Attachment.objects.filter(prepared_at__isnull=False)
    return others.exclude(application__applicant=attachment.application.applicant_id)


def _thumbnail(key: str) -> bytes:
    try:
        with default_storage.open(key) as file:
            data: bytes = file.read()
    except OSError:
        return b""
    return data
