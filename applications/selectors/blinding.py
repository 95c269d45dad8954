"""盲评副本: which blind copy belongs to which boxes."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from applications.models import Application, Attachment, BlindCopy


def boxes_digest(boxes: Iterable[Sequence[int]]) -> str:
    """What a copy is known by beside its picture; `boxes` in 1/10,000 of the page, in their order."""
    return hashlib.sha256(json.dumps([list(box) for box in boxes]).encode()).hexdigest()


def copy_for(attachment: Attachment) -> BlindCopy | None:
    """The copy with the boxes that the picture has now; None while it is not made."""
    return attachment.blind_copies.filter(boxes=boxes_digest(attachment.boxes)).first()


def copies_for(wanted: Mapping[str, str]) -> dict[str, BlindCopy]:
    """Attachment → its copy, of those that have one with these boxes (attachment → digest); one query."""
    found = BlindCopy.objects.filter(attachment__in=list(map(UUID, wanted)))
    return {str(copy.attachment_id): copy for copy in found if copy.boxes == wanted[str(copy.attachment_id)]}


def without_copy(application: Application) -> list[Attachment]:
    """The pictures of the draft that have been answered for and have no copy with their boxes yet."""
    answered = application.attachments.filter(removed_at__isnull=True).exclude(masking="").exclude(file="")
    made = {
        (copy.attachment_id, copy.boxes)
        for copy in BlindCopy.objects.filter(attachment__application=application)
    }
    return [file for file in answered if (file.pk, boxes_digest(file.boxes)) not in made]
