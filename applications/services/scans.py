"""扫描件：what came in becomes what is kept — by the task, or for whoever needs it first."""

import logging
import uuid
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from applications.images import NotAScan, Picture, read_scan
from applications.models import Application, Attachment
from applications.selectors.dossiers import unprepared

log = logging.getLogger(__name__)


def prepare(attachment: Attachment, *, at: datetime) -> Attachment:
    """The upright copy with its thumbnail, or the fault that stands in the way.

    Safe to run twice and at once: one pair of files is kept. It decodes outside any transaction. What
    came in goes away when what is kept is there. Raises OSError where the storage does not give it out.
    """
    key = attachment.incoming
    if not key:
        return attachment
    try:
        with default_storage.open(key) as file:
            facts = _kept(read_scan(file.read()), at)
    except NotAScan as problem:
        facts = {"fault": str(problem)}
    except FileNotFoundError:
        attachment.refresh_from_db()
        if attachment.incoming:  # nobody was quicker: it is lost
            raise
        return attachment
    pending = Attachment.objects.filter(pk=attachment.pk, incoming=key)
    if pending.update(incoming="", **facts):
        forget(key)
    else:
        forget(str(facts.get("file", "")), str(facts.get("thumbnail", "")))
    attachment.refresh_from_db()
    return attachment


def prepare_all(application: Application, *, at: datetime) -> None:
    """Every file of the draft that is still as it came in. One that gets stuck keeps nobody waiting."""
    for attachment in unprepared(application):
        try:
            prepare(attachment, at=at)
        except Exception:
            log.exception("attachment %s could not be prepared", attachment.pk)


def forget(*keys: str) -> None:
    """Let go of what is stored under these keys, once the transaction holds; twice is once."""
    for key in filter(None, keys):
        transaction.on_commit(partial(default_storage.delete, key), robust=True)


def _kept(picture: Picture, at: datetime) -> dict[str, str | int | datetime]:
    """Both files are written before the row knows of them, so that no row points at nothing."""
    return {
        "file": _stored("originals", picture.data),
        "thumbnail": _stored("thumbnails", picture.thumbnail),
        "sha256": picture.sha256,
        "size": len(picture.data),
        "width": picture.width,
        "height": picture.height,
        "prepared_at": at,
    }


def _stored(folder: str, data: bytes) -> str:
    """Under a key that says nothing and cannot be guessed."""
    key = uuid.uuid4().hex
    return default_storage.save(f"{folder}/{key[:2]}/{key}.jpg", ContentFile(data))
