"""退回的内容：what the last return asks of the applicant, what is done of it, and what it unlocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, Mark, Submission
from applications.rules.checking import check
from applications.rules.difference import difference
from applications.rules.dossier import Dossier, Row, kind_of, name_of
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Section
from applications.rules.unlocking import EVERYTHING, Spot, Unlocked, inside, unlocked
from applications.selectors.dossiers import draft_of, frozen_dossier, latest_submission, on_day
from applications.workflow import State

WHOLE_WORDS = "整份申报书"
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to be changed: where, why, who asks, and whether something has been changed there since.

    `stands` is false for a row that is not in the draft any more.
    """

    spot: Spot
    words: str
    reason: str
    unit: str
    done: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class Return:
    """The last return as it concerns the draft."""

    asked: tuple[Asked, ...]
    unlocked: Unlocked

    @property
    def undone(self) -> tuple[Asked, ...]:
        """What has not been changed yet."""
        return tuple(one for one in self.asked if not one.done)

    def about(self, section: str) -> tuple[Asked, ...]:
        """What it asks for in a section; what it says of the whole dossier stands on the dossier's page."""
        return tuple(one for one in self.asked if one.spot.section == section)

    def about_row(self, section: str, row: str) -> tuple[Asked, ...]:
        """What it asks for in a row, or in its section as a whole; without a row, in all of them."""
        return tuple(one for one in self.about(section) if not row or one.spot.row in ("", row))

    def about_slot(self, section: str, material: str, row: str = "") -> tuple[Asked, ...]:
        """What it asks for in a slot."""
        return tuple(
            one for one in self.about(section) if one.spot.material == material and one.spot.row == row
        )


def return_of(application: Application, at: datetime, draft: Dossier | None = None) -> Return | None:
    """What the applicant has been asked for; None unless the application stands returned.

    Who has the draft already gives it; else it is read.
    """
    submission = latest_submission(application) if application.state == State.RETURNED else None
    if submission is None:
        return None
    marks = marks_of(submission)
    if not marks:
        return Return((), EVERYTHING)
    before, draft = frozen_dossier(submission), draft or draft_of(application)
    changes = difference(application.rules.sections_for(application.case), before, draft)
    findings = check(application.rules, application.case, draft, on_day(at))
    blocked = [finding.section for finding in findings if finding.severity == "block"]
    asked = tuple(
        Asked(
            spot=spot_of(mark),
            words=words_for(application.rules, before, spot_of(mark)),
            reason=mark.reason,
            unit=mark.organisation.name,
            done=bool(inside(spot_of(mark), changes)),
            stands=_stands(draft, spot_of(mark)),
        )
        for mark in marks
    )
    return Return(asked, unlocked([one.spot for one in asked], blocked, changes))


def unlocked_in(application: Application, at: datetime) -> Unlocked:
    """What of the draft may be changed, whoever asks."""
    returned = return_of(application, at)
    return returned.unlocked if returned else EVERYTHING


def marks_of(submission: Submission) -> list[Mark]:
    """The marks with which a submission was returned; one statement."""
    return list(submission.marks.filter(entry__isnull=False).select_related("organisation"))


def spot_of(mark: Mark) -> Spot:
    """Where a mark stands."""
    scan = str(mark.attachment_id) if mark.attachment_id else ""
    return Spot(mark.section, mark.row, mark.material, scan)


def words_for(document: NoticeDocument, dossier: Dossier, spot: Spot) -> str:
    """A spot in words: 学历学位 · 第 1 条（某大学）, or 身份证 · 身份证正面."""
    section = document.section(spot.section)
    if section is None:
        return WHOLE_WORDS
    words = [*_rows(section, dossier, spot.row), *_files(section, dossier, spot)]
    return SEPARATOR.join(dict.fromkeys([section.title, *words]))


def row_words(section: Section, number: int, row: Row) -> str:
    """A row by its number and its name."""
    name = name_of(section, row)
    return f"第 {number} 条" + (f"（{name}）" if name else "")


def _rows(section: Section, dossier: Dossier, row_id: str) -> Iterable[str]:
    if not kind_of(section).repeatable:
        return ()
    rows = enumerate(dossier.content(section).rows, 1)
    return [row_words(section, number, row) for number, row in rows if row.id == row_id]


def _files(section: Section, dossier: Dossier, spot: Spot) -> Sequence[str]:
    titles = [material.title for material in section.materials if material.code == spot.material]
    return [*titles, *(scan.title for scan in dossier.scans if spot.scan and scan.id == spot.scan)]


def _stands(draft: Dossier, spot: Spot) -> bool:
    content = draft.sections.get(spot.section)
    return not spot.row or (content is not None and any(row.id == spot.row for row in content.rows))
