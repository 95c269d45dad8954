"""附件：what is uploaded is entered at once and prepared later; what was frozen is never taken away."""

import hashlib
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from applications.images import NotAScan, recognise
from applications.models import Application, Attachment, User
from applications.rules.dossier import materials_for
from applications.rules.notices.dossier import Material
from applications.rules.sections.fields import CONTROL
from applications.services import outbox, scans
from applications.services.dossiers import CannotEdit, lock_for_editing, require_open, section_of
from applications.services.moves import NotAllowed

MAX_FILES = 200
TITLE_LENGTH = 80
LONG_NUMBERS = re.compile(r"\d{11,}[Xx]?")  # no identity or mobile number gets into a name
CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class Added:
    """What became of several files: those that are in, and a sentence for each that is not."""

    attachments: list[Attachment] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def add(
    application: Application,
    section_code: str,
    material_code: str,
    files: "Sequence[File[Any]]",
    *,
    by: User,
    at: datetime,
) -> Added:
    """Put scans into a slot, in the order given. One bad file does not keep the others out.

    Only the header is looked at here: decoding is owed (services.scans). The same bytes again in a slot
    are the same file.
    """
    require_open(application, by=by, at=at)
    material = _slot(application, section_code, material_code)
    added = Added()
    if not files:
        added.refused.append("请选择要上传的图片。")
    for upload in files:
        name = _stem(upload.name)
        try:
            data = _bytes(upload)
            recognise(data)
            added.attachments.append(_enter(application, section_code, material, data, name, by=by, at=at))
        except (NotAScan, CannotEdit) as problem:
            added.refused.append(f"{name or '图片'}：{problem}")
    return added


@transaction.atomic
def arrange(
    application: Application, titles: Mapping[str, str], button: tuple[str, str], *, by: User, at: datetime
) -> dict[str, str]:
    """One form of a slot: keep the names, and then do what its button says (up, down, remove) with one file.

    Returns a sentence for each name that will not do; the other names are kept, and the rest is done.
    """
    problems = rename(application, titles, by=by, at=at)
    act, attachment_id = button
    if act == "remove":
        remove(application, attachment_id, by=by, at=at)
        problems.pop(attachment_id, None)
    elif act:
        move(application, attachment_id, up=act == "up", by=by, at=at)
    return problems


@transaction.atomic
def rename(application: Application, titles: Mapping[str, str], *, by: User, at: datetime) -> dict[str, str]:
    """图片命名须简洁准确说明附件的内容。Returns a sentence for each name that will not do."""
    lock_for_editing(application, by=by, at=at)
    problems: dict[str, str] = {}
    for file in _live(application).filter(pk__in=[key for key in titles if _is_id(key)]):
        title = _clean(titles[str(file.pk)])
        if problem := _name_problem(title):
            problems[str(file.pk)] = problem
        elif title != file.title:
            file.title = title
            file.save(update_fields=["title"])
    return problems


@transaction.atomic
def move(application: Application, attachment_id: str, *, up: bool, by: User, at: datetime) -> None:
    """Change places with the neighbour in the slot; the first and the last stay."""
    lock_for_editing(application, by=by, at=at)
    this = _one(application, attachment_id)
    slot = _live(application).filter(material=this.material).order_by("order")
    other = slot.filter(order__lt=this.order).last() if up else slot.filter(order__gt=this.order).first()
    if other is not None:
        this.order, other.order = other.order, this.order
        Attachment.objects.bulk_update([this, other], ["order"])


@transaction.atomic
def remove(application: Application, attachment_id: str, *, by: User, at: datetime) -> None:
    """Take it out of the draft; twice is once. What is prepared stays: a submission may have frozen it."""
    lock_for_editing(application, by=by, at=at)
    file = application.attachments.filter(pk=attachment_id).first() if _is_id(attachment_id) else None
    if file is None:
        raise NotAllowed(attachment_id)
    if file.removed_at is None:
        scans.forget(file.incoming)
        file.incoming, file.removed_at = "", at
        file.save(update_fields=["incoming", "removed_at"])


@transaction.atomic
def _enter(
    application: Application,
    section: str,
    material: Material,
    data: bytes,
    name: str,
    *,
    by: User,
    at: datetime,
) -> Attachment:
    """The row, and last what came in: a file that cannot be written takes its row back."""
    locked = lock_for_editing(application, by=by, at=at)
    digest = hashlib.sha256(data).hexdigest()
    live = _live(locked).values_list("order", "material", "incoming_sha256", "pk")
    slot = [(known, pk) for _, code, known, pk in live if code == material.code]
    for known, pk in slot:
        if known == digest:
            return Attachment.objects.get(pk=pk)
    if len(slot) >= material.max:
        raise CannotEdit(f"“{material.title}”最多 {material.max} 张，请先删除不用的。")
    if len(live) >= MAX_FILES:
        raise CannotEdit(f"一份申报书最多 {MAX_FILES} 张图片。")
    file = Attachment.objects.create(
        application=locked,
        section=section,
        material=material.code,
        title=_clean(name) if CHINESE.search(name) else _default_title(material, len(slot)),
        order=max((order for order, *_ in live), default=0) + 1,
        incoming=f"incoming/{uuid.uuid4().hex}",
        incoming_sha256=digest,
        uploaded_by=by,
        uploaded_at=at,
    )
    owed = {"attachment": str(file.pk), "incoming": file.incoming}
    outbox.owe("scan", f"scan:{file.pk}", owed, at=at)
    default_storage.save(file.incoming, ContentFile(data))
    return file


def _slot(application: Application, section_code: str, material_code: str) -> Material:
    section = section_of(application, section_code)
    for material in materials_for(section, application.case):
        if material.code == material_code:
            return material
    raise NotAllowed(material_code)


def _live(application: Application) -> QuerySet[Attachment]:
    return application.attachments.filter(removed_at__isnull=True)


def _one(application: Application, attachment_id: str) -> Attachment:
    found = _live(application).filter(pk=attachment_id).first() if _is_id(attachment_id) else None
    if found is None:
        raise NotAllowed(attachment_id)
    return found


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _bytes(upload: "File[Any]") -> bytes:
    limit = settings.UPLOAD_MAX_BYTES
    if (upload.size or 0) > limit:
        raise NotAScan(f"文件超过 {limit // (1024 * 1024)} MB。请降低扫描分辨率（300 dpi 即可）后再上传。")
    data: bytes = upload.read()
    return data


def _stem(name: str | None) -> str:
    return LONG_NUMBERS.sub("", PurePath((name or "").replace("\\", "/")).stem).strip()[:TITLE_LENGTH]


def _clean(title: str) -> str:
    return CONTROL.sub("", " ".join(title.split())).strip()


def _default_title(material: Material, before: int) -> str:
    """A camera's IMG_0412 says nothing: the slot's own name with a number does."""
    suffix = f" {before + 1}" if material.max > 1 else ""
    return material.title[: TITLE_LENGTH - len(suffix)] + suffix


def _name_problem(title: str) -> str:
    if not title:
        return "请填写图片名称。"
    return f"图片名称最多 {TITLE_LENGTH} 字，现在是 {len(title)} 字。" if len(title) > TITLE_LENGTH else ""
