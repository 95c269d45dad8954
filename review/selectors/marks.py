"""退回标记 as the desk sees them: what it may mark, what it has marked, what it has left unsaid."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from applications.models import Application, Mark, Phrase, Submission
from applications.rules.difference import difference
from applications.rules.dossier import Dossier, Scan, in_order, kind_of, materials_for
from applications.rules.findings import Finding
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Section
from applications.rules.unlocking import WHOLE, Spot
from applications.selectors.dossiers import frozen_dossier
from applications.selectors.returns import SEPARATOR, WHOLE_WORDS, row_words, spot_of, words_for
from review.rules.lateness import EarlierReturn, is_late
from review.rules.phrases import ANYWHERE, phrases_of

MARKED_WHERE = "section", "row", "material", "scan"


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A mark that has not been sent yet; `late` is what the applicant should have been told before."""

    id: int
    spot: Spot
    words: str
    reason: str
    late: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """What can be marked in one section, or in the whole dossier, and with which words.

    A form that was refused stands in it as it was typed, with its `problem`.
    """

    code: str
    title: str
    targets: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]
    marks: tuple[OpenMark, ...]
    target: str = ""
    phrase: str = ""
    reason: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A finding that stands and that no mark speaks of, with the mark that would."""

    finding: Finding
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Lateness:
    """What an organisation has seen of an application at earlier returns."""

    earlier: tuple[EarlierReturn, ...]

    def is_late(self, spot: Spot) -> bool:
        """True for what it saw just so and passed over."""
        return is_late(spot, self.earlier)


def open_marks(submission: Submission, organisation_id: int | None) -> list[Mark]:
    """The marks of a desk on a submission that have not been sent."""
    return list(submission.marks.filter(organisation=organisation_id, entry__isnull=True))


def marks_on(application: Application) -> list[Mark]:
    """Every mark that was ever made on an application; one statement."""
    return list(application.marks.select_related("organisation"))


def sent_with(marks: Iterable[Mark], submission: Submission | None) -> list[Mark]:
    """Those with which a submission was returned."""
    wanted = submission.pk if submission else None
    return [mark for mark in marks if mark.entry_id and mark.submission_id == wanted]


def unsent(marks: Iterable[Mark], submission: Submission, organisation_id: int | None) -> list[Mark]:
    """Those that a desk has made on a submission and not sent; no other desk ever sees them."""
    return [
        mark
        for mark in marks
        if not mark.entry_id
        and mark.submission_id == submission.pk
        and mark.organisation_id == organisation_id
    ]


def lateness_of(
    application: Application,
    submission: Submission,
    organisation_id: int | None,
    marks: Iterable[Mark] | None = None,
) -> Lateness:
    """What the organisation saw before; statements only where it has returned the application before."""
    found = marks_on(application) if marks is None else marks
    asked: dict[UUID, list[Spot]] = {}
    for mark in found:
        if mark.entry_id and mark.organisation_id == organisation_id:
            asked.setdefault(mark.submission_id, []).append(spot_of(mark))
    asked.pop(submission.pk, None)
    if not asked:
        return Lateness(())
    now, sections = frozen_dossier(submission), application.rules.sections_for(application.case)
    return Lateness(
        tuple(
            EarlierReturn(tuple(asked[before.pk]), difference(sections, frozen_dossier(before), now))
            for before in application.frozen.filter(pk__in=asked)
        )
    )


def shown(
    marks: Iterable[Mark], document: NoticeDocument, dossier: Dossier, lateness: Lateness
) -> tuple[OpenMark, ...]:
    """Marks in words."""
    return tuple(
        OpenMark(mark.pk, spot, words_for(document, dossier, spot), mark.reason, late=lateness.is_late(spot))
        for mark in marks
        for spot in [spot_of(mark)]
    )


def markings(
    application: Application, dossier: Dossier, marks: Sequence[OpenMark], own: Sequence[str]
) -> dict[str, Marking]:
    """What can be marked, by section; under no section the whole dossier. `own` are the desk's phrases."""
    whole = Marking(
        code="",
        title=WHOLE_WORDS,
        targets=((target_text(WHOLE), WHOLE_WORDS),),
        phrases=(*own, *ANYWHERE),
        marks=tuple(mark for mark in marks if mark.spot == WHOLE),
    )
    sections = application.rules.sections_for(application.case)
    scans = _by_slot(dossier)
    return {"": whole} | {
        section.code: Marking(
            code=section.code,
            title=section.title,
            targets=tuple(
                (target_text(spot), words) for spot, words in _targets(application, section, dossier, scans)
            ),
            phrases=(*own, *phrases_of(section.kind)),
            marks=tuple(mark for mark in marks if mark.spot.section == section.code),
        )
        for section in sections
    }


def own_phrases(organisation_ids: Iterable[int]) -> list[str]:
    """常用语 of the person's organisations; one statement."""
    found = Phrase.objects.filter(organisation__in=organisation_ids)
    return list(found.order_by("pk").values_list("text", flat=True))


def unsaid(
    application: Application, dossier: Dossier, marks: Sequence[OpenMark], findings: Iterable[Finding]
) -> list[Unsaid]:
    """The findings of a submission that no mark speaks of."""
    document = application.rules
    sections = {section.code: section for section in document.sections_for(application.case)}
    return [
        Unsaid(finding, words_for(document, dossier, spot), target_text(spot))
        for finding in findings
        for spot in [_spot_of(finding, sections)]
        if not any(mark.spot.holds(spot) for mark in marks)
    ]


def composed(marks: Iterable[OpenMark]) -> str:
    """The marks as the opinion of a return, for the reviewer to edit."""
    return "\n".join(f"{number}. {mark.words}：{mark.reason}" for number, mark in enumerate(marks, 1))


def target_text(spot: Spot) -> str:
    """A spot as a form sends it."""
    return "|".join(getattr(spot, name) for name in MARKED_WHERE)


def target_from(text: str) -> Spot | None:
    """The spot that a form sent; None for what no page sends."""
    parts = text.split("|")
    return Spot(*parts) if len(parts) == len(MARKED_WHERE) else None


def _by_slot(dossier: Dossier) -> Mapping[tuple[str, str], list[Scan]]:
    """The files by slot and row, in the applicant's order."""
    found: dict[tuple[str, str], list[Scan]] = defaultdict(list)
    for scan in in_order(dossier.scans):
        found[scan.material, scan.row].append(scan)
    return found


def _targets(
    application: Application,
    section: Section,
    dossier: Dossier,
    scans: Mapping[tuple[str, str], list[Scan]],
) -> Iterable[tuple[Spot, str]]:
    """The section, its rows, its slots and the files in them."""
    yield Spot(section.code), "整个栏目"
    rows = dossier.content(section).rows if kind_of(section).repeatable else ()
    names = {row.id: row_words(section, number, row) for number, row in enumerate(rows, 1)}
    yield from ((Spot(section.code, row), name) for row, name in names.items())
    for material in materials_for(section, application.case):
        for row in names if material.per_row else ("",):
            slot, title = Spot(section.code, row, material.code), material.title
            words = SEPARATOR.join(filter(None, (names.get(row, ""), title)))
            yield slot, words
            for scan in scans.get((material.code, row), ()):
                yield Spot(section.code, row, material.code, scan.id), f"{words}{SEPARATOR}{scan.title}"


def _spot_of(finding: Finding, sections: Mapping[str, Section]) -> Spot:
    """Where a finding would be marked: its slot, else its row, else its section."""
    section = sections.get(finding.section)
    if section is None:
        return WHOLE
    row = finding.row if kind_of(section).repeatable else ""
    for material in section.materials:
        if material.code == finding.field:
            return Spot(section.code, row if material.per_row else "", material.code)
    return Spot(section.code, row)
