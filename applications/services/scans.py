"""扫描件：what came in becomes what is kept — by the task, or for whoever needs it first."""

import logging
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from applications.images import MAX_EDGE, NotAScan, Picture, read_scan
from applications.models import Application, Attachment
from applications.pdfs import MOST_PAGES, pages_of
from applications.rules.notices.dossier import Material
from applications.selectors.attachments import in_slot
from applications.selectors.dossiers import unprepared
from applications.services import likenesses, viruses

log = logging.getLogger(__name__)

TITLE_LENGTH = 80
PDF_SIGN = b"%PDF-"


def prepare(attachment: Attachment, *, at: datetime) -> Attachment:
    """The upright copy with its thumbnail, or the fault that stands in the way.

    A PDF becomes its pages: the first takes the place of what came in, the others follow it. Safe to run
    twice and at once: one set of files is kept. It decodes outside any transaction. What came in goes away
    when what is kept is there. Raises OSError where the storage does not give it out.
    """
    data = _incoming(attachment)
    if data is not None:
        try:
            is_clean = viruses.cleared(data)
            _keep(attachment, _pictures(attachment, data), at, at if is_clean else None)
        except NotAScan as problem:
            _settle(attachment, fault=str(problem))
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


def take_out(files: QuerySet[Attachment], *, at: datetime) -> None:
    """Take files out of the draft. What is prepared stays: a submission may have frozen it."""
    for file in files.filter(removed_at__isnull=True):
        forget(file.incoming)
        file.incoming, file.removed_at = "", at
        file.save(update_fields=["incoming", "removed_at"])


def facts_of(picture: Picture) -> dict[str, Any]:
    """The columns of a picture. Both files are written first, so that no row points at nothing."""
    return {
        "file": _stored("originals", picture.data),
        "thumbnail": _stored("thumbnails", picture.thumbnail),
        "sha256": picture.sha256,
        "size": len(picture.data),
        "width": picture.width,
        "height": picture.height,
        "remarks": list(picture.remarks),
    }


def material_of(attachment: Attachment) -> Material | None:
    """What the notice says about the slot; None where an amended notice has it no more."""
    section = attachment.application.rules.section(attachment.section)
    materials = section.materials if section else ()
    return next((material for material in materials if material.code == attachment.material), None)


def _incoming(attachment: Attachment) -> bytes | None:
    """What came in; None where there is nothing to do, or where somebody was quicker."""
    if not attachment.incoming:
        return None
    try:
        with default_storage.open(attachment.incoming) as file:
            data: bytes = file.read()
    except FileNotFoundError:
        attachment.refresh_from_db()
        if attachment.incoming:  # nobody was quicker: it is lost
            raise
        return None
    return data


def _pictures(attachment: Attachment, data: bytes) -> list[Picture]:
    material = material_of(attachment)
    edges = {"max_edge": material.max_edge, "min_edge": material.min_edge} if material else {}
    if not data.startswith(PDF_SIGN):
        return [read_scan(data, **edges)]
    most = material.max if material else MOST_PAGES
    pages = pages_of(data, max_edge=edges.get("max_edge", MAX_EDGE), most=most)
    return [read_scan(page, **edges) for page in pages]


def _keep(
    attachment: Attachment, pictures: Sequence[Picture], at: datetime, cleared_at: datetime | None
) -> None:
    """One row for each picture, in one transaction; without it the files written for them go again."""
    known = {"prepared_at": at, "cleared_at": cleared_at}
    kept = [{**facts_of(picture), **known} for picture in pictures]
    likeness = [picture.likeness for picture in pictures]
    won = False
    try:
        with transaction.atomic():
            won = (
                _keep_pages(attachment, kept, likeness, at)
                if len(kept) > 1
                else _keep_one(attachment, kept[0], likeness[0], at)
            )
    finally:
        if not won:
            _forget_files(kept)


def _keep_one(attachment: Attachment, facts: dict[str, Any], likeness: str, at: datetime) -> bool:
    if not _settle(attachment, **facts):
        return False
    for name, value in facts.items():
        setattr(attachment, name, value)
    likenesses.remember(attachment, likeness, at=at)
    return True


def _keep_pages(
    attachment: Attachment, kept: Sequence[dict[str, Any]], likeness: Sequence[str], at: datetime
) -> bool:
    """The pages of a PDF, where the slot and the application have room for them."""
    Application.objects.select_for_update().get(pk=attachment.application_id)
    first = Attachment.objects.filter(pk=attachment.pk, incoming=attachment.incoming).first()
    if first is None:
        return False
    _require_room(first, len(kept))
    _keep_one(attachment, {**kept[0], "page": 1}, likeness[0], at)
    for number in range(2, len(kept) + 1):
        page = Attachment.objects.create(
            application=attachment.application,
            section=first.section,
            material=first.material,
            row=first.row,
            title=_page_title(first.title, number),
            order=first.order,
            page=number,
            uploaded_by_id=first.uploaded_by_id,
            uploaded_at=first.uploaded_at,
            **kept[number - 1],
        )
        likenesses.remember(page, likeness[number - 1], at=at)
    return True


def _require_room(first: Attachment, pages: int) -> None:
    material = material_of(first)
    others = in_slot(first.application, first.material, first.row).count() - 1
    if material and others + pages > material.max:
        already = f"，已有 {others} 张" if others else ""
        raise NotAScan(
            f"这个 PDF 有 {pages} 页，“{material.title}”最多 {material.max} 张{already}。请只上传需要的页。"
        )
    live = Attachment.objects.filter(application=first.application_id, removed_at__isnull=True).count()
    if live - 1 + pages > settings.UPLOAD_MAX_FILES:
        raise NotAScan(f"这个 PDF 有 {pages} 页，一份申报书最多 {settings.UPLOAD_MAX_FILES} 张图片。")


def _settle(attachment: Attachment, **facts: Any) -> bool:
    """What came in is dealt with, by whoever was first."""
    key = attachment.incoming
    won = bool(Attachment.objects.filter(pk=attachment.pk, incoming=key).update(incoming="", **facts))
    if won:
        forget(key)
    return won


def _forget_files(kept: Iterable[dict[str, Any]]) -> None:
    for facts in kept:
        forget(facts["file"], facts["thumbnail"])


def _page_title(title: str, number: int) -> str:
    suffix = f" 第{number}页"
    return title[: TITLE_LENGTH - len(suffix)] + suffix


def _stored(folder: str, data: bytes) -> str:
    """Under a key that says nothing and cannot be guessed."""
    key = uuid.uuid4().hex
    return default_storage.save(f"{folder}/{key[:2]}/{key}.jpg", ContentFile(data))
