"""收件：one uploaded file becomes a row of a slot, within what slot, application and person may hold."""

import hashlib
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db.models import Sum

from applications.images import NotAScan, recognise
from applications.models import Application, Attachment, SectionDraft, User
from applications.rules.dossier import Row, concerns_row, materials_for
from applications.rules.notices.dossier import Material, Provider
from applications.rules.sections.fields import CONTROL
from applications.services import outbox
from applications.services.dossiers import CannotEdit, section_of
from applications.services.moves import NotAllowed
from applications.services.scans import TITLE_LENGTH

MEGABYTE = 1024 * 1024
DAY = timedelta(days=1)
LONG_NUMBERS = re.compile(r"\d{11,}[Xx]?")  # no identity or mobile number gets into a name
COUNTED = ("application", "order", "material", "row", "incoming_sha256", "size", "incoming_size")
CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file goes: a slot of a section, or of one of its rows."""

    section: str
    material: Material
    row: str = ""

    def holds(self, file: Attachment) -> bool:
        return file.material == self.material.code and file.row == self.row


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may come in: its bytes, their digest, and what it calls itself."""

    data: bytes
    digest: str
    name: str


def place_for(
    application: Application, section_code: str, material_code: str, row: str = "", of: Provider = "applicant"
) -> Place:
    """A slot that concerns the application and is for whoever is meant to fill it. Raises NotAllowed.

    For a slot of rows it needs an existing row.
    """
    section = section_of(application, section_code)
    material = next((m for m in materials_for(section, application.case) if m.code == material_code), None)
    if material is None or material.provider != of or material.per_row != bool(row):
        raise NotAllowed(material_code)
    if row:
        draft = SectionDraft.objects.filter(application=application, section=section_code).first()
        rows = [Row(each["id"], each["values"]) for each in (draft.rows if draft else ())]
        if not any(each.id == row and concerns_row(material, each) for each in rows):
            raise NotAllowed(row)
    return Place(section_code, material, row)


def read_upload(upload: "File[Any]", material: Material) -> Upload:
    """The bytes, if by their header they are what the slot takes. Raises NotAScan with a sentence."""
    limit = settings.UPLOAD_MAX_BYTES
    if (upload.size or 0) > limit:
        raise NotAScan(_too_big(limit))
    data: bytes = upload.read(limit + 1)
    if len(data) > limit:  # whatever it said of itself
        raise NotAScan(_too_big(limit))
    recognise(data, material.accept)
    return Upload(data, hashlib.sha256(data).hexdigest(), stem(upload.name))


def enter(
    locked: Application,
    place: Place,
    upload: Upload,
    *,
    by: User,
    at: datetime,
    instead: Attachment | None = None,
) -> Attachment:
    """The row, and last what came in: a file that cannot be written takes its row back.

    The same bytes again in a place are the same file. `instead` is the file whose place it takes. Call it
    inside a transaction that holds the application.
    """
    live = list(locked.attachments.filter(removed_at__isnull=True).only(*COUNTED))
    here = [file for file in live if place.holds(file)]
    for file in here:
        if file.incoming_sha256 == upload.digest:
            return Attachment.objects.get(pk=file.pk)
    if instead is None and len(here) >= place.material.max:
        raise CannotEdit(f"“{place.material.title}”最多 {place.material.max} 张，请先删除不用的。")
    _require_room(live, upload, by, at, instead)
    return _enter(locked, place, upload, live, len(here), by=by, at=at, instead=instead)


def stem(name: str | None) -> str:
    """What a file calls itself, without its path, its extension, and any long number."""
    return clean(LONG_NUMBERS.sub("", PurePath((name or "").replace("\\", "/")).stem))[:TITLE_LENGTH]


def clean(title: str) -> str:
    """One line, without the marks that turn text around or hide in it."""
    return CONTROL.sub("", " ".join(title.split())).strip()


def is_default_title(title: str, material: Material) -> bool:
    """True where nobody has named the file: it bears its slot's name, with a number at most."""
    return re.fullmatch(rf"{re.escape(material.title[: TITLE_LENGTH - 4])}.{{0,6}}", title) is not None


def _enter(
    locked: Application,
    place: Place,
    upload: Upload,
    live: list[Attachment],
    before: int,
    *,
    by: User,
    at: datetime,
    instead: Attachment | None,
) -> Attachment:
    title = upload.name if CHINESE.search(upload.name) else _default_title(place.material, before)
    if instead and (not is_default_title(instead.title, place.material) or not CHINESE.search(upload.name)):
        title = instead.title
    file = Attachment.objects.create(
        application=locked,
        section=place.section,
        material=place.material.code,
        row=place.row,
        title=title,
        order=instead.order if instead else max((other.order for other in live), default=0) + 1,
        incoming=f"incoming/{uuid.uuid4().hex}",
        incoming_sha256=upload.digest,
        incoming_size=len(upload.data),
        uploaded_by=by,
        uploaded_at=at,
        replaces=instead,
    )
    owed = {"attachment": str(file.pk), "incoming": file.incoming}
    outbox.owe("scan", f"scan:{file.pk}", owed, at=at)
    default_storage.save(file.incoming, ContentFile(upload.data))
    return file


def _require_room(
    live: list[Attachment], upload: Upload, by: User, at: datetime, instead: Attachment | None
) -> None:
    """Raises CannotEdit with a sentence where an application or a person's day is full."""
    staying = [file for file in live if file != instead]
    if len(staying) >= settings.UPLOAD_MAX_FILES:
        raise CannotEdit(f"一份申报书最多 {settings.UPLOAD_MAX_FILES} 张图片。")
    room = settings.UPLOAD_MAX_APPLICATION_BYTES
    if sum(file.size or file.incoming_size for file in staying) + len(upload.data) > room:
        raise CannotEdit(
            f"一份申报书的图片共不超过 {room // MEGABYTE} MB，请先删除不用的，或降低扫描分辨率。"
        )
    room = settings.UPLOAD_MAX_DAY_BYTES
    today = Attachment.objects.filter(uploaded_by=by, uploaded_at__gt=at - DAY)
    used = today.aggregate(bytes=Sum("incoming_size"))["bytes"] or 0
    if used + len(upload.data) > room:
        raise CannotEdit(f"24 小时内最多上传 {room // MEGABYTE} MB，请过一段时间再传。")


def _default_title(material: Material, before: int) -> str:
    """A camera's IMG_0412 says nothing: the slot's own name with a number does."""
    suffix = f" {before + 1}" if material.max > 1 else ""
    return material.title[: TITLE_LENGTH - len(suffix)] + suffix


def _too_big(limit: int) -> str:
    return f"文件超过 {limit // MEGABYTE} MB。请降低扫描分辨率（300 dpi 即可）后再上传。"
