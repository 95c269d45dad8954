"""单位提供的材料：the desk puts its signed and sealed papers into the dossier while it lies there."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from applications.images import NotAScan
from applications.models import Application, Attachment, User
from applications.rules.notices.dossier import Provider
from applications.selectors.attachments import provided
from applications.services import scans
from applications.services.attachments import Added
from applications.services.dossiers import CannotEdit
from applications.services.entering import Place, Upload, enter, place_for, read_upload, stem
from applications.services.guards import UNPREPARED
from applications.services.moves import NotAllowed
from review.selectors.desk import keys_of_desks
from review.selectors.provided import may_provide, provider_now, slots_of


def add(
    application: Application, material_code: str, files: "Sequence[File[Any]]", *, by: User, at: datetime
) -> Added:
    """Put scans into a slot of the desk's, in the order given; a bad one does not keep the others out.

    They stay when the dossier is returned, and may be replaced when it climbs again. Raises NotAllowed.
    """
    place = _place(application, material_code, _require_turn(application, by, at))
    added = Added()
    if not files:
        added.refused.append("请选择要上传的图片。")
    for upload in files:
        try:
            incoming = read_upload(upload, place.material)
            added.attachments.append(_enter(application, place, incoming, by=by, at=at))
        except (NotAScan, CannotEdit) as problem:
            added.refused.append(f"{stem(upload.name) or '图片'}：{problem}")
    return added


@transaction.atomic
def remove(application: Application, file_id: UUID, *, by: User, at: datetime) -> None:
    """Take one of the desk's papers out; twice is once. What a submission froze can still be read there."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    turn = _require_turn(locked, by, at)
    own = [material.code for _, material in slots_of(locked) if material.provider == turn]
    file = locked.attachments.filter(pk=file_id, material__in=own).exclude(uploaded_by=locked.applicant)
    if not file.exists():
        raise NotAllowed(str(file_id))
    scans.take_out(file, at=at)


def prepare(application: Application, *, at: datetime) -> None:
    """Have the papers ready before anything is locked: nobody waits for a worker."""
    if provided(application).filter(prepared_at__isnull=True, fault="").exists():
        scans.prepare_all(application, at=at)


def papers_prepared(application: Application, at: datetime) -> Iterator[str]:
    """What goes on can be opened. Asked under the lock, after all were prepared."""
    for file in provided(application).filter(prepared_at__isnull=True):
        yield f"“{file.title}”：{file.fault or UNPREPARED}"


def _require_turn(application: Application, by: User, at: datetime) -> Provider:
    turn = provider_now(application)
    own = application.applicant_id == by.pk
    if turn is None or own or not may_provide(application, keys_of_desks(by), at):
        raise NotAllowed("provide")
    return turn


def _place(application: Application, material_code: str, turn: Provider) -> Place:
    for section, material in slots_of(application):
        if material.code == material_code:
            return place_for(application, section, material_code, of=turn)
    raise NotAllowed(material_code)


@transaction.atomic
def _enter(application: Application, place: Place, upload: Upload, *, by: User, at: datetime) -> Attachment:
    locked = Application.objects.select_for_update().get(pk=application.pk)
    _require_turn(locked, by, at)
    return enter(locked, place, upload, by=by, at=at)
