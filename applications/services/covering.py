"""检查本人姓名遮盖：whether a picture shows what experts may not see, answered by its owner for each one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from applications.models import Application, Attachment, User
from applications.rules.masking import Box, boxes_from, merged
from applications.rules.unlocking import Spot
from applications.selectors.masking import Checklist, Page, checklist_of
from applications.services import blinding, scans, sightings
from applications.services.dossiers import CannotEdit, lock_for_editing, require_open, require_unlocked
from applications.services.moves import NotAllowed

COVERED, CLEAR = "covered", "clear"
BOXES, EXPLANATION = "boxes", "explanation-"  # the places of a refusal
MOST_WORDS = 100


class BadAnswer(CannotEdit):
    """An answer that will not do; `place` is the field that it is about."""

    def __init__(self, reason: str, place: str = BOXES) -> None:
        super().__init__(reason)
        self.place = place


@dataclass(frozen=True, slots=True)
class Answer:
    """需要遮盖: 是 (covered) or 否 (clear), as it was sent.

    `boxes` as for boxes_from; `confirmed` are sightings whose places are covered too; `explanations` say of
    what is still read why that may be (sighting → sentence).
    """

    masking: str
    boxes: Sequence[Sequence[int]] = ()
    confirmed: Collection[int] = ()
    explanations: Mapping[int, str] = field(default_factory=dict)


def answer(application: Application, attachment_id: str, given: Answer, *, by: User, at: datetime) -> None:
    """Keep what was answered for one picture; the same again changes nothing.

    Raises NotAllowed for what nobody is asked about, BadBoxes or BadAnswer with a sentence, and CannotEdit
    where the dossier is shut or the last return has not opened the slot.
    """
    answer_each(application, {attachment_id: given}, by=by, at=at)


def answer_each(application: Application, given: Mapping[str, Answer], *, by: User, at: datetime) -> None:
    """The answers for several pictures, all of them or none. Raises as `answer`."""
    _prepare(application, list(given), by=by, at=at)
    with transaction.atomic():
        locked = lock_for_editing(application, by=by, at=at)
        checklist = checklist_of(locked, at)
        pages = {key: _page(checklist, key) for key in given}
        _require_unlocked(locked, list(pages.values()), at)
        files = _files(locked, pages.values())
        for key, page in pages.items():
            boxes = _boxes(given[key], page)
            _explain(page, given[key].explanations)
            _keep(files[page.scan.id], given[key].masking, boxes, at)


def sign(application: Application, attachment_ids: Sequence[str], *, by: User, at: datetime) -> int:
    """否 for several pictures at once; those that have been answered for stay as they are.

    Returns how many were signed for. Raises as `answer`; then none is.
    """
    _prepare(application, attachment_ids, by=by, at=at)
    with transaction.atomic():
        locked = lock_for_editing(application, by=by, at=at)
        checklist = checklist_of(locked, at)
        pages = [_page(checklist, key) for key in dict.fromkeys(attachment_ids)]
        signed = [page for page in pages if page.state == "left"]
        _require_unlocked(locked, signed, at)
        files = _files(locked, signed)
        for page in signed:
            _keep(files[page.scan.id], CLEAR, (), at)
    return len(signed)


def turn(file: Attachment, quarters: int, *, of: Attachment | None = None, at: datetime) -> None:
    """A picture has been turned clockwise: so are its boxes, and what the machine has found in it.

    `of` is the file that was turned where `file` has taken its place; else `file` itself was.
    """
    file.boxes = [_edges(Box(*box).turned(quarters)) for box in file.boxes]
    file.save(update_fields=["boxes"])
    found = list((of or file).sightings.filter(copy__isnull=True))
    for sighting in found:
        sighting.box = _edges(Box(*sighting.box).turned(quarters))
        if of is not None:
            sighting.pk, sighting.attachment = None, file
        sighting.save()
    if of is not None and not found:  # perhaps nobody had looked at it yet
        sightings.order(file, at=at)
    _order(file, at)


def _prepare(application: Application, ids: Sequence[str], *, by: User, at: datetime) -> None:
    """Only what is upright and decoded can be answered for; decoding is done outside any transaction."""
    require_open(application, by=by, at=at)
    waiting = application.attachments.filter(removed_at__isnull=True).exclude(incoming="")
    for file in waiting:
        if str(file.pk) in ids:
            scans.prepare(file, at=at)


def _page(checklist: Checklist, attachment_id: str) -> Page:
    page = checklist.page(attachment_id)
    if page is None:
        raise NotAllowed(attachment_id)
    return page


def _require_unlocked(locked: Application, pages: Sequence[Page], at: datetime) -> None:
    require_unlocked(locked, at, *(Spot(page.section.code, page.row, page.material.code) for page in pages))


def _files(locked: Application, pages: Iterable[Page]) -> dict[str, Attachment]:
    return {str(file.pk): file for file in locked.attachments.filter(pk__in=[page.scan.id for page in pages])}


def _boxes(given: Answer, page: Page) -> tuple[Box, ...]:
    """What is to be covered, with what was confirmed; nothing for 否."""
    if given.masking not in (COVERED, CLEAR):
        raise BadAnswer("请选择需要遮盖（是）或不需要遮盖（否）。")
    drawn = [list(box) for box in given.boxes]
    confirmed = [list(one.box) for one in page.sightings if one.pk in given.confirmed]
    boxes = merged(boxes_from(drawn + confirmed))
    if given.masking == COVERED and not boxes:
        raise BadAnswer("还没有画遮盖框。请画出要遮盖的地方；没有要遮盖的，请选“否”。")
    if given.masking == CLEAR and boxes:
        raise BadAnswer(f"已经画了 {len(boxes)} 个遮盖框。不需要遮盖的，请先删除这些框，再选“否”。")
    return boxes


def _explain(page: Page, explanations: Mapping[int, str]) -> None:
    """What was said of what is still read; said of anything else it is not heard."""
    for doubt in page.doubts:
        words = " ".join(explanations.get(doubt.pk, doubt.explanation).split()).replace("\x00", "")
        if len(words) > MOST_WORDS:
            sentence = f"说明最多 {MOST_WORDS} 字，现在是 {len(words)} 字。"
            raise BadAnswer(sentence, f"{EXPLANATION}{doubt.pk}")
        if words != doubt.explanation:
            doubt.explanation = words
            doubt.save(update_fields=["explanation"])


def _keep(file: Attachment, masking: str, boxes: Sequence[Box], at: datetime) -> None:
    """Another answer needs another copy; what was read in the old one says nothing any more."""
    edges = [_edges(box) for box in boxes]
    if (file.masking, file.boxes) == (masking, edges):
        return
    file.masking, file.boxes, file.answered_at = masking, edges, at
    file.save(update_fields=["masking", "boxes", "answered_at"])
    file.sightings.filter(copy__isnull=False).delete()
    blinding.order(file, at=at)


def _order(file: Attachment, at: datetime) -> None:
    """The copies of the picture as it stood before are of no use, whatever boxes they have."""
    for copy in file.blind_copies.all():
        scans.forget(copy.file, copy.thumbnail)
        copy.delete()
    if file.masking:
        blinding.order(file, at=at)


def _edges(box: Box) -> list[int]:
    return [box.left, box.top, box.right, box.bottom]
