"""检查本人姓名遮盖：which pictures are asked about, what is answered, what the machine doubts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from applications.models import Application, Sighting
from applications.rules.casefile import File, open_file
from applications.rules.dossier import Dossier, Scan, kind_of
from applications.rules.masking import Box, boxes_from
from applications.rules.notices.dossier import Material, Section
from applications.selectors.blinding import boxes_digest
from applications.selectors.dossiers import draft_of, on_day
from applications.selectors.returns import SEPARATOR, row_words

MOSTLY = 0.8


@dataclass(frozen=True)
class Page:
    """One picture that experts will see, with what the machine reads in it before and after covering."""

    section: Section
    material: Material
    row: str
    place: str
    scan: Scan
    number: int
    sightings: tuple[Sighting, ...] = ()

    @property
    def state(self) -> str:
        """left (nobody has answered), doubt (something is still read), covered or clear."""
        if not self.scan.masking:
            return "left"
        return "doubt" if self.scan.legible else self.scan.masking

    @property
    def is_open(self) -> bool:
        """True where the applicant still has something to do."""
        return self.state in ("left", "doubt")

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        return boxes_from([list(box) for box in self.scan.boxes])

    @cached_property
    def proposals(self) -> tuple[Sighting, ...]:
        """What the machine has found in the picture itself and no box covers yet."""
        found = [one for one in self.sightings if one.copy_id is None]
        return tuple(one for one in found if not is_covered(one.box, self.boxes))

    @cached_property
    def doubts(self) -> tuple[Sighting, ...]:
        """What is still read in the copy that experts would get, explained or not."""
        wanted = boxes_digest(self.scan.boxes)
        return tuple(one for one in self.sightings if one.copy and one.copy.boxes == wanted)


@dataclass(frozen=True)
class Checklist:
    """Every picture that is asked about, in the notice's order."""

    pages: tuple[Page, ...]

    @property
    def open(self) -> list[Page]:
        return [page for page in self.pages if page.is_open]

    @property
    def left(self) -> list[Page]:
        return [page for page in self.pages if page.state == "left"]

    @property
    def doubtful(self) -> list[Page]:
        return [page for page in self.pages if page.state == "doubt"]

    @property
    def by_section(self) -> list[tuple[Section, list[Page]]]:
        """The sections that have any, each with its pictures."""
        found: dict[str, list[Page]] = defaultdict(list)
        for page in self.pages:
            found[page.section.code].append(page)
        return [(pages[0].section, pages) for pages in found.values()]

    def page(self, attachment_id: str) -> Page | None:
        """One picture by its id; None where it is not asked about."""
        return next((page for page in self.pages if page.scan.id == attachment_id), None)

    def next_after(self, attachment_id: str) -> Page | None:
        """下一张没有检查的: the first open one after this, else before it; never this one itself."""
        here = next((n for n, page in enumerate(self.pages) if page.scan.id == attachment_id), -1)
        around = (*self.pages[here + 1 :], *self.pages[: max(here, 0)])
        return next((page for page in around if page.is_open), None)


def checklist_of(application: Application, at: datetime, draft: Dossier | None = None) -> Checklist:
    """The pictures of the draft with what is read in them; one statement, and the draft's if not given."""
    return _checked(application, at, draft or draft_of(application), _sightings(application))


def progress_of(application: Application, at: datetime, draft: Dossier) -> Checklist:
    """The same without what is read where; no statement."""
    return _checked(application, at, draft, {})


def _checked(
    application: Application, at: datetime, draft: Dossier, sightings: Mapping[str, list[Sighting]]
) -> Checklist:
    if application.rules.masking is None:
        return Checklist(())
    file = open_file(application.rules, application.case, draft, on_day(at))
    return Checklist(tuple(_pages(file, sightings)))


def is_covered(box: Sequence[int], boxes: Iterable[Box]) -> bool:
    """True where one of the boxes holds this one, but for the air that a machine leaves around letters.

    Whether they can still be read is asked of the copy.
    """
    return any(other.share_of(Box(*box)) >= MOSTLY for other in boxes)


def _pages(file: File, sightings: Mapping[str, list[Sighting]]) -> Iterator[Page]:
    number = 0
    for section, material, row, scans in file.slots_to_mask():
        place = SEPARATOR.join(filter(None, (_row(file, section, row), material.title)))
        for scan in scans:
            if not scan.fault:
                number += 1
                found = tuple(sightings.get(scan.id, ()))
                yield Page(section, material, row, place, scan, number, found)


def _row(file: File, section: Section, row_id: str) -> str:
    if not row_id or not kind_of(section).repeatable:
        return ""
    rows = enumerate(file.dossier.content(section).rows, 1)
    return next((row_words(section, number, row) for number, row in rows if row.id == row_id), "")


def _sightings(application: Application) -> dict[str, list[Sighting]]:
    """Attachment → what the machine has read in it."""
    live = Sighting.objects.filter(
        attachment__application=application, attachment__removed_at__isnull=True
    ).select_related("copy")
    found: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in live:
        found[str(sighting.attachment_id)].append(sighting)
    return found
