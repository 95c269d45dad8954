"""本次修改：what the last return asked for with what was done about it, and then every other change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from applications.models import Application, Mark
from applications.rules.difference import Change, difference
from applications.rules.dossier import Dossier, fields_of
from applications.rules.notices.dossier import Section
from applications.rules.unlocking import Spot, inside, outside
from applications.selectors.returns import SEPARATOR, spot_of, words_for

UNNAMED = "（空）"


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words. `old_scan` and `new_scan` are the images, where it is one that changed."""

    section: str
    words: str
    what: str
    old: str
    new: str
    old_scan: str
    new_scan: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a desk asked for, and what is there now; no lines where nothing was changed."""

    section: str
    words: str
    reason: str
    unit: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that a submission has otherwise than the one before: first what was asked for."""

    answers: tuple[Answer, ...]
    others: tuple[Line, ...]

    @property
    def ignored(self) -> int:
        """How much of what was asked for is as it was."""
        return sum(not answer.lines for answer in self.answers)


def corrections(
    application: Application, before: Dossier | None, now: Dossier, marks: Iterable[Mark]
) -> Corrections | None:
    """What was corrected; None for a first submission. No statement."""
    if before is None:
        return None
    sections = {section.code: section for section in application.rules.sections_for(application.case)}
    changes = difference(sections.values(), before, now)
    spots = [(mark, spot_of(mark)) for mark in marks]

    def lines(found: Iterable[Change]) -> tuple[Line, ...]:
        return tuple(_line(application, sections, before, now, change) for change in found)

    answers = tuple(
        Answer(
            spot.section,
            words_for(application.rules, before, spot),
            mark.reason,
            mark.organisation.name,
            lines(inside(spot, changes)),
        )
        for mark, spot in spots
    )
    return Corrections(answers, lines(outside([spot for _, spot in spots], changes)))


def _line(
    application: Application,
    sections: Mapping[str, Section],
    before: Dossier,
    now: Dossier,
    change: Change,
) -> Line:
    section = sections[change.section]
    spot = Spot(change.section, change.row, change.material)
    words = words_for(application.rules, before if change.kind == "removed" else now, spot)
    label = next((spec.label for spec in fields_of(section) if spec.key == change.field), "")
    said = change.kind == "changed"
    return Line(
        section=change.section,
        words=SEPARATOR.join(filter(None, (words, label))),
        what=change.word,
        old=change.old or (UNNAMED if said else ""),
        new=change.new or (UNNAMED if said else ""),
        old_scan=change.old_scan,
        new_scan=change.new_scan,
    )
