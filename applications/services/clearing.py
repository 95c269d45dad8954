"""待查：what was prepared while the virus scanner gave no verdict is asked about again.

By then only what is kept is left, drawn anew by ourselves; it is also all that anybody will ever be shown.
"""

import logging
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from applications.models import Application, Attachment
from applications.selectors.attachments import is_frozen
from applications.services import scans, viruses

log = logging.getLogger(__name__)

AT_ONCE = 200


def clear_waiting(*, at: datetime) -> int:
    """Ask about files that wait, until the scanner falls silent; returns how many it cleared.

    In no order, so that one that it always stumbles over holds up nothing. Safe to run twice.
    """
    cleared = 0
    waiting = Attachment.objects.filter(prepared_at__isnull=False, cleared_at__isnull=True)
    for attachment in waiting.select_related("application").order_by("?")[:AT_ONCE]:
        if viruses.is_silent():
            break
        try:
            cleared += _clear(attachment, at)
        except FileNotFoundError:
            log.error("attachment %s is gone from the storage", attachment.pk)
    return cleared


def _clear(attachment: Attachment, at: datetime) -> int:
    with default_storage.open(attachment.file) as file:
        data: bytes = file.read()
    try:
        if not viruses.cleared(data):
            return 0
    except viruses.Infected as problem:
        _condemn(attachment, str(problem))
        return 0
    return Attachment.objects.filter(pk=attachment.pk, file=attachment.file).update(cleared_at=at)


@transaction.atomic
def _condemn(attachment: Attachment, sentence: str) -> None:
    """Unusable; but what a submission holds is kept, never cleared, and its owner is told."""
    log.error("attachment %s is infected", attachment.pk)
    Application.objects.select_for_update().get(pk=attachment.application_id)
    same = Attachment.objects.filter(pk=attachment.pk, file=attachment.file)
    if is_frozen(attachment):
        if sentence not in attachment.remarks:
            same.update(remarks=[*attachment.remarks, sentence])
    elif same.update(file="", thumbnail="", sha256="", size=0, prepared_at=None, fault=sentence):
        scans.forget(attachment.file, attachment.thumbnail)
