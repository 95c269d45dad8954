"""机器识读：what the machine reads of a picture, before it is covered and again in the copy for experts.

It proposes and warns; only people answer. Where the extra `ocr` is missing, nothing is read and nobody waits.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from applications.masking import reading
from applications.models import Attachment, BlindCopy, Sighting
from applications.rules.identifying import identity_of
from applications.selectors.blinding import boxes_digest
from applications.selectors.dossiers import draft_of
from applications.services import outbox
from applications.services.scans import material_of


def is_reading() -> bool:
    """Whether there is a machine that reads at all, and it is wanted."""
    return settings.READ_SCANS and reading.is_installed()


def order(attachment: Attachment, *, at: datetime) -> None:
    """Owe the reading of a picture that has just been prepared, where experts will see it."""
    if is_reading() and attachment.sha256 and _is_shown(attachment):
        payload = {"attachment": str(attachment.pk)}
        key = f"read:{attachment.pk}:{attachment.sha256[:16]}"
        outbox.owe("read", key, payload, at=at, task=outbox.READ_TASK)


def order_again(copy: BlindCopy, *, at: datetime) -> None:
    """Owe the reading of a copy that has just been made."""
    if is_reading() and copy.read_at is None:
        outbox.owe("read_copy", f"read_copy:{copy.pk}", {"copy": str(copy.pk)}, at=at, task=outbox.READ_TASK)


def read(attachment: Attachment, *, at: datetime) -> None:
    """Look at the picture itself, anew. Raises reading.Unreadable, or Failed where another try may help."""
    if is_reading() and attachment.file and not attachment.removed_at and _is_shown(attachment):
        _keep(attachment, None, _found(attachment, attachment.file), at)


def read_copy(copy: BlindCopy, *, at: datetime) -> None:
    """Look at what is left to be read once everything is covered; twice is once. Raises as `read` does."""
    if is_reading() and copy.read_at is None:
        _keep(copy.attachment, copy, _found(copy.attachment, copy.file), at)


def _is_shown(attachment: Attachment) -> bool:
    material = material_of(attachment)
    return (
        attachment.application.rules.masking is not None
        and material is not None
        and material.experts == "masked"
    )


def _found(attachment: Attachment, key: str) -> list[reading.Sighting]:
    application = attachment.application
    masking = application.rules.masking
    targets = masking.targets if masking else ()
    with default_storage.open(key) as file:
        read = _reader().read(file.read(), photos="photo" in targets)
    return read.sightings(identity_of(application.rules, draft_of(application)), targets)


def _keep(
    attachment: Attachment, copy: BlindCopy | None, found: Iterable[reading.Sighting], at: datetime
) -> None:
    """What was found now, instead of what was found before."""
    with transaction.atomic():
        if copy is not None and not _is_due(copy, at):
            return
        Sighting.objects.filter(attachment=attachment, copy=copy).delete()
        Sighting.objects.bulk_create(
            Sighting(
                attachment=attachment,
                copy=copy,
                what=one.what,
                box=[one.box.left, one.box.top, one.box.right, one.box.bottom],
                is_sure=one.sure,
                found_at=at,
            )
            for one in found
        )


def _is_due(copy: BlindCopy, at: datetime) -> bool:
    """Somebody was quicker, or it has been answered anew: then what was read says nothing any more."""
    current = Attachment.objects.select_for_update().get(pk=copy.attachment_id)
    unread = BlindCopy.objects.filter(pk=copy.pk, read_at=None, boxes=boxes_digest(current.boxes))
    return bool(unread.update(read_at=at))


@cache
def _reader() -> reading.Reader:
    """One for the process: it stays, with its models loaded."""
    return reading.Reader()
