"""退回标记：what must be changed, thing by thing, noted while one reads and sent with the return."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.models import Application, Mark, Submission, User
from applications.rules.dossier import kind_of, materials_for
from applications.rules.notices.dossier import Section
from applications.rules.sections.fields import CONTROL
from applications.rules.unlocking import WHOLE, Spot
from applications.selectors.dossiers import latest_submission
from applications.selectors.returns import spot_of
from applications.services.moves import Guard, MoveRefused, NotAllowed
from applications.workflow import SEND_BACK
from review import permissions
from review.selectors.marks import lateness_of, open_marks

REASON_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mark that comes with a return instead of before it."""

    spot: Spot
    reason: str


@transaction.atomic
def mark(application: Application, spot: Spot, *, reason: str, by: User, at: datetime) -> Mark:
    """Mark something in the submission under review, or change the reason of what the desk has marked.

    Only for a seat of the desk whose turn it is, and only what is there. Raises NotAllowed, MoveRefused.
    """
    return keep(_at_the_desk(application, by), spot, reason=reason, by=by, at=at)


@transaction.atomic
def unmark(application: Application, mark_id: int, *, by: User) -> None:
    """Take back a mark of one's desk that has not been sent; twice is once. Raises NotAllowed."""
    locked = _at_the_desk(application, by)
    locked.marks.filter(pk=mark_id, organisation=locked.desk_id, entry__isnull=True).delete()


def keep(locked: Application, spot: Spot, *, reason: str, by: User, at: datetime) -> Mark:
    """Write a mark of the desk where the application lies, under its lock."""
    submission = latest_submission(locked)
    if submission is None:
        raise NotAllowed("mark")
    return Mark.objects.update_or_create(
        submission=submission,
        organisation=locked.desk,
        **_columns(target(locked, submission, spot)),
        defaults={"application": locked, "reason": _worded(reason), "by": by, "at": at},
    )[0]


def target(application: Application, submission: Submission, spot: Spot) -> Spot:
    """The spot as it stands in a submission. Raises NotAllowed where there is nothing of the kind."""
    if spot == WHOLE:
        return spot
    section = application.rules.section(spot.section)
    if section is None or spot.section not in submission.snapshot["sections"]:
        raise NotAllowed(spot.section)
    if spot.scan:
        return _file(submission, spot)
    if spot.material:
        return _slot(application, submission, section, spot)
    return Spot(section.code, _row(submission, section, spot.row))


def itemised(marks: Sequence[Wanted]) -> Guard:
    """提出相应的修改意见：a return names what must be changed, thing by thing."""

    def guard(application: Application, at: datetime) -> Iterator[str]:
        submission = latest_submission(application)
        if not marks and (submission is None or not open_marks(submission, application.desk_id)):
            yield "退回须逐项写明：请先标记要修改的栏目、行或图片。"

    return guard


def settle(returned: Application) -> None:
    """The desk's open marks become those of the return that has just been made."""
    entry = returned.journal.get(revision=returned.revision)
    submission = latest_submission(returned)
    assert submission is not None
    assert entry.organisation_id is not None
    found = open_marks(submission, entry.organisation_id)
    earlier = lateness_of(returned, submission, entry.organisation_id)
    for one in found:
        one.entry, one.late = entry, earlier.is_late(spot_of(one))
    Mark.objects.bulk_update(found, ["entry", "late"])


def _at_the_desk(application: Application, by: User) -> Application:
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state not in SEND_BACK.sources or not permissions.may(by, SEND_BACK, locked):
        raise NotAllowed("mark")
    return locked


def _columns(spot: Spot) -> dict[str, Any]:
    return {
        "section": spot.section,
        "row": spot.row,
        "material": spot.material,
        "attachment_id": spot.scan or None,
    }


def _file(submission: Submission, spot: Spot) -> Spot:
    """A file stands where it was frozen, whatever else the page said."""
    for scan in submission.snapshot["scans"]:
        if scan["id"] == spot.scan and scan["section"] == spot.section:
            return Spot(scan["section"], scan["row"], scan["material"], scan["id"])
    raise NotAllowed(spot.scan)


def _slot(application: Application, submission: Submission, section: Section, spot: Spot) -> Spot:
    """A slot may be empty: that is what is asked for most often."""
    for material in materials_for(section, application.case):
        if material.code == spot.material:
            row = _row(submission, section, spot.row) if material.per_row else ""
            return Spot(section.code, row, material.code)
    raise NotAllowed(spot.material)


def _row(submission: Submission, section: Section, row: str) -> str:
    """The only row of a section is the section."""
    if not row or not kind_of(section).repeatable:
        return ""
    if row not in {found["id"] for found in submission.snapshot["sections"][section.code]["rows"]}:
        raise NotAllowed(row)
    return row


def _worded(reason: str) -> str:
    words = CONTROL.sub("", reason).strip()
    if not words:
        raise MoveRefused(["请写明原因。"])
    if len(words) > REASON_LENGTH:
        raise MoveRefused([f"原因最多 {REASON_LENGTH} 字，现在是 {len(words)} 字。"])
    return words
