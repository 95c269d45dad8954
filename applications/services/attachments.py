"""附件：what is uploaded is entered at once and prepared later; what was frozen is never taken away."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from applications.images import NotAScan, turned
from applications.models import Application, Attachment, User
from applications.rules.unlocking import Spot
from applications.selectors.attachments import in_slot, is_frozen
from applications.services import covering, likenesses, scans
from applications.services.dossiers import CannotEdit, lock_for_editing, require_open, require_unlocked
from applications.services.entering import Place, Upload, clean, enter, place_for, read_upload, stem
from applications.services.moves import NotAllowed
from applications.services.scans import TITLE_LENGTH

# What a turned copy has from the file that it replaces.
CARRIED = (
    *("section", "material", "row", "title", "order", "page", "masking", "boxes", "answered_at"),
    *("incoming_sha256", "uploaded_by_id", "prepared_at", "cleared_at"),
)
CHANGED = "这张图片刚刚换过，请刷新页面后再试。"


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
    row: str = "",
) -> Added:
    """Put scans into a slot, in the order given. One bad file does not keep the others out.

    A slot that belongs to rows needs the `row`. Only the header is looked at here: decoding is owed
    (services.scans). The same bytes again in a slot are the same file.
    """
    require_open(application, by=by, at=at)
    place = place_for(application, section_code, material_code, row)
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


def replace(
    application: Application, attachment_id: str, upload: "File[Any]", *, by: User, at: datetime
) -> Attachment:
    """换一张：a new file in the place of one, under its name if somebody gave it one.

    Sent twice it is one file. Raises NotAllowed, CannotEdit, or NotAScan with a sentence.
    """
    require_open(application, by=by, at=at)
    old = _any(application, attachment_id)
    place = place_for(application, old.section, old.material, old.row)
    incoming = read_upload(upload, place.material)
    with transaction.atomic():
        locked = lock_for_editing(application, by=by, at=at)
        old = _any(locked, attachment_id)
        require_unlocked(locked, at, _spot(old))
        if old.removed_at:
            return _successor(locked, old, incoming.digest)
        if old.incoming_sha256 == incoming.digest:
            return old
        if in_slot(locked, old.material, old.row).filter(incoming_sha256=incoming.digest).exists():
            raise CannotEdit("这张图片在这里已经有了。")
        _part_pages(locked, old)
        new = enter(locked, place, incoming, by=by, at=at, instead=old)
        _take_out(locked, old, at)
    return new


def rotate(
    application: Application, attachment_id: str, *, quarter_turns: int, by: User, at: datetime
) -> Attachment:
    """旋转：turn a picture clockwise. What a submission froze stays as it is, and the turned one replaces it.

    Returns the file that is now in the place. Raises NotAllowed, or CannotEdit.
    """
    require_open(application, by=by, at=at)
    old = scans.prepare(_one(application, attachment_id), at=at)
    if old.fault:
        raise CannotEdit(f"不能旋转：{old.fault}")
    if quarter_turns % 4 == 0:
        return old
    with default_storage.open(old.file) as file:
        material = scans.material_of(old)
        picture = turned(file.read(), quarter_turns, min_edge=material.min_edge if material else 0)
    facts = scans.facts_of(picture)
    try:
        with transaction.atomic():
            new = _turned(lock_for_editing(application, by=by, at=at), old, facts, at)
            covering.turn(new, quarter_turns, of=old if new != old else None, at=at)
            likenesses.remember(new, picture.likeness, at=at)
    except BaseException:
        scans.forget(facts["file"], facts["thumbnail"])
        raise
    return new


@transaction.atomic
def reorder(
    application: Application,
    section_code: str,
    material_code: str,
    ids: Sequence[str],
    *,
    by: User,
    at: datetime,
    row: str = "",
) -> None:
    """拖动排序：the files of a slot in this order; those that the page did not know come after them."""
    locked = lock_for_editing(application, by=by, at=at)
    place = place_for(locked, section_code, material_code, row)
    known = {str(file.pk) for file in locked.attachments.filter(material=place.material.code, row=row)}
    if not known.issuperset(ids):
        raise NotAllowed(material_code)
    require_unlocked(locked, at, Spot(section_code, row, material_code))
    wanted = {key: number for number, key in enumerate(ids)}
    files = list(in_slot(locked, place.material.code, row))
    _number(sorted(files, key=lambda file: wanted.get(str(file.pk), len(wanted))), files)


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
    locked = lock_for_editing(application, by=by, at=at)
    problems: dict[str, str] = {}
    live = locked.attachments.filter(removed_at__isnull=True, uploaded_by=locked.applicant_id)
    for file in live.filter(pk__in=[key for key in titles if _is_id(key)]):
        title = clean(titles[str(file.pk)])
        if problem := _name_problem(title):
            problems[str(file.pk)] = problem
        elif title != file.title:
            require_unlocked(locked, at, _spot(file))
            file.title = title
            file.save(update_fields=["title"])
    return problems


@transaction.atomic
def move(application: Application, attachment_id: str, *, up: bool, by: User, at: datetime) -> None:
    """Change places with the neighbour in the slot; the first and the last stay."""
    locked = lock_for_editing(application, by=by, at=at)
    this = _one(locked, attachment_id)
    files = list(in_slot(locked, this.material, this.row))
    here = files.index(this)
    there = here - 1 if up else here + 1
    if 0 <= there < len(files):
        require_unlocked(locked, at, _spot(this))
        moved = [*files]
        moved[here], moved[there] = moved[there], moved[here]
        _number(moved, files)


@transaction.atomic
def remove(application: Application, attachment_id: str, *, by: User, at: datetime) -> None:
    """Take it out of the draft; twice is once. What is prepared stays: a submission may have frozen it."""
    locked = lock_for_editing(application, by=by, at=at)
    file = _any(locked, attachment_id)
    if file.removed_at is None:
        require_unlocked(locked, at, _spot(file))
    _take_out(locked, file, at)


@transaction.atomic
def _enter(application: Application, place: Place, upload: Upload, *, by: User, at: datetime) -> Attachment:
    locked = lock_for_editing(application, by=by, at=at)
    require_unlocked(locked, at, Spot(place.section, place.row, place.material.code))
    return enter(locked, place, upload, by=by, at=at)


def _turned(locked: Application, seen: Attachment, facts: dict[str, Any], at: datetime) -> Attachment:
    """In its row, or in a new one where a submission holds the old one."""
    old = _one(locked, str(seen.pk))
    require_unlocked(locked, at, _spot(old))
    if old.file != seen.file:
        raise CannotEdit(CHANGED)
    if not is_frozen(old):
        Attachment.objects.filter(pk=old.pk).update(**facts)
        scans.forget(old.file, old.thumbnail)
        old.refresh_from_db()
        return old
    new = Attachment.objects.create(
        application=locked,
        uploaded_at=at,
        replaces=old,
        **{name: getattr(old, name) for name in CARRIED},
        **facts,
    )
    _take_out(locked, old, at)
    return new


def _successor(locked: Application, old: Attachment, digest: str) -> Attachment:
    """The file that took the place of one, if it is the one that is sent again."""
    same = locked.attachments.filter(replaces=old, incoming_sha256=digest, removed_at__isnull=True).first()
    if same is None:
        raise CannotEdit(CHANGED)
    return same


def _part_pages(locked: Application, old: Attachment) -> None:
    """A page of a PDF gets an order of its own: a PDF that replaces it has pages too."""
    if old.page:
        files = list(in_slot(locked, old.material, old.row))
        _number(files, files)
        old.refresh_from_db(fields=["order"])


def _number(files: Sequence[Attachment], before: Sequence[Attachment]) -> None:
    """One after the other, from the first place that the slot had."""
    for order, file in enumerate(files, before[0].order if before else 1):
        file.order = order
    Attachment.objects.bulk_update(files, ["order"])


def _take_out(locked: Application, file: Attachment, at: datetime) -> None:
    scans.take_out(locked.attachments.filter(pk=file.pk), at=at)


def _spot(file: Attachment) -> Spot:
    return Spot(file.section, file.row, file.material)


def _any(application: Application, attachment_id: str) -> Attachment:
    """A file of the applicant's, removed or not; what a desk put in is not the applicant's to change."""
    own = application.attachments.filter(uploaded_by=application.applicant_id)
    found = own.filter(pk=attachment_id).first() if _is_id(attachment_id) else None
    if found is None:
        raise NotAllowed(attachment_id)
    return found


def _one(application: Application, attachment_id: str) -> Attachment:
    found = _any(application, attachment_id)
    if found.removed_at:
        raise NotAllowed(attachment_id)
    return found


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _name_problem(title: str) -> str:
    if not title:
        return "请填写图片名称。"
    return f"图片名称最多 {TITLE_LENGTH} 字，现在是 {len(title)} 字。" if len(title) > TITLE_LENGTH else ""
