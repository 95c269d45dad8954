"""盲评副本：each answered picture on a fresh canvas, its boxes painted over, under a key of its own.

A task makes them as soon as the applicant has answered, and once more what is still missing when the
application is given to experts. Without a copy for the boxes that were submitted, an expert sees nothing of
a picture.
"""

import uuid
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from applications.masking.redact import blind_copy
from applications.masking.small import small
from applications.models import Application, Attachment, BlindCopy
from applications.rules.masking import boxes_from
from applications.selectors.blinding import boxes_digest, copy_for, without_copy
from applications.services import outbox, scans

FOLDER = "blind"


def order(attachment: Attachment, *, at: datetime) -> None:
    """Owe the copy of a picture that has just been answered for; inside the answer's transaction."""
    key = f"blind:{attachment.pk}:{boxes_digest(attachment.boxes)[:16]}:{at.timestamp()}"
    outbox.owe("blind", key, {"attachment": str(attachment.pk)}, at=at)


def make(attachment: Attachment, *, at: datetime) -> BlindCopy | None:
    """The copy with the boxes of now; None where nobody has answered, or there is no picture any more.

    Safe to run twice and at once: one copy is kept for a set of boxes, and earlier sets have none. Raises
    OSError where the storage does not give the picture out, and NoBlindCopy where the copy is not plain.
    """
    if not attachment.masking or not attachment.file or attachment.removed_at:
        return None
    if (found := copy_for(attachment)) is not None:
        return found
    with default_storage.open(attachment.file) as file:
        painted = blind_copy(file.read(), boxes_from(attachment.boxes))
    return _kept(attachment, painted, at)


def order_missing(application: Application, *, at: datetime) -> None:
    """Owe the copies that are still not there; inside the caller's transaction."""
    for attachment in without_copy(application):
        order(attachment, at=at)


def _kept(attachment: Attachment, painted: bytes, at: datetime) -> BlindCopy | None:
    """Both files first, then the row; what was written for nothing, and copies with other boxes, go."""
    digest, kept = boxes_digest(attachment.boxes), False
    thumbnail = small(painted)
    keys = {"file": _stored(painted), "thumbnail": _stored(thumbnail.data)}
    try:
        with transaction.atomic():
            current = Attachment.objects.select_for_update().get(pk=attachment.pk)
            if boxes_digest(current.boxes) != digest or not current.masking:
                return None  # answered anew meanwhile; that answer has ordered its own
            size = {"width": thumbnail.width, "height": thumbnail.height}
            copy, kept = BlindCopy.objects.get_or_create(
                attachment=attachment, boxes=digest, defaults={**keys, **size, "made_at": at}
            )
            _forget(attachment, but=copy)
            return copy
    finally:
        if not kept:
            scans.forget(*keys.values())


def _forget(attachment: Attachment, *, but: BlindCopy) -> None:
    for copy in attachment.blind_copies.exclude(pk=but.pk):
        scans.forget(copy.file, copy.thumbnail)
        copy.delete()


def _stored(data: bytes) -> str:
    """Under a key that says nothing and cannot be guessed, apart from the originals."""
    key = uuid.uuid4().hex
    return default_storage.save(f"{FOLDER}/{key[:2]}/{key}.jpg", ContentFile(data))
