"""盲评：a dossier as an expert sees it. It is built from what is named in it, never by leaving things out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from applications.models import Application, BlindCopy, User
from applications.rules.dossier import Dossier, Row, Scan, fields_of, in_order, materials_for, read_row
from applications.rules.identifying import Identity, identity_of, mentions
from applications.rules.notices.dossier import Section
from applications.rules.notices.parts import Masking
from applications.rules.notices.terms import Mode, Rank
from applications.rules.sections.shown import SHOWN
from applications.selectors.blinding import boxes_digest, copies_for
from applications.selectors.dossiers import frozen_dossier, latest_submission
from review.models import Assignment
from review.rules.blind import HIDDEN_WORDS, PICTURE

MOST_COLUMNS, MOST_IN_A_CELL = 6, 30


@dataclass(frozen=True, slots=True)
class BlindPicture:
    """One page of the materials under a neutral name; not ready while it has no blind copy.

    `place` is its place among those that are.
    """

    number: int
    name: str
    slot: str
    ready: bool
    place: int


@dataclass(frozen=True, slots=True)
class BlindSection:
    """A section: rows of (label, value), and its pictures."""

    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    pictures: tuple[BlindPicture, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The labels, where several rows of short answers read best as a table; otherwise nothing."""
        labels = tuple(dict.fromkeys(label for row in self.rows for label, _ in row))
        short = all(len(value) <= MOST_IN_A_CELL for row in self.rows for _, value in row)
        return labels if len(self.rows) > 1 and len(labels) <= MOST_COLUMNS and short else ()

    @property
    def lines(self) -> "list[list[tuple[str, str]]]":
        """The rows of that table: (label, value) for each column, with "" for what was not answered."""
        return [[(label, dict(row).get(label, "")) for label in self.columns] for row in self.rows]


@dataclass(frozen=True, slots=True)
class BlindDossier:
    """All that an expert learns of an application: on the page, in print and through the API."""

    number: str
    claim: str
    mode: str
    sections: tuple[BlindSection, ...]

    @property
    def pictures(self) -> tuple[BlindPicture, ...]:
        """Every picture, in the order of the pages."""
        return tuple(picture for section in self.sections for picture in section.pictures)


@dataclass(frozen=True, slots=True)
class _Source:
    """What a blind dossier is made of; it never leaves this module."""

    application: Application
    dossier: Dossier
    identity: Identity
    masking: Masking | None
    copies: Mapping[str, BlindCopy]


def claim_of(application: Application) -> str:
    """What is applied for, without who applies."""
    return f"{application.specialty.name} · {application.title}（{Rank(application.rank).label}）"


def mode_of(application: Application) -> str:
    """评审、初定 ..."""
    return Mode(application.mode).label


def blind_dossier(assignment: Assignment) -> BlindDossier | None:
    """What was submitted last, blind; None where nothing stands submitted. Three queries.

    The assignment's application carries its notice version, specialty, applicant and employer.
    """
    application = assignment.application
    source = _source(application)
    return _blind(source, assignment.number) if source else None


def as_experts_see(application: Application) -> BlindDossier | None:
    """The same for the office that checks it before experts get it; without a number of anybody's."""
    source = _source(application)
    return _blind(source, "") if source else None


def blind_copies_of(application: Application) -> dict[int, BlindCopy]:
    """The copies behind the pictures of the blind dossier, by their numbers; only of those that are ready."""
    source = _source(application)
    if source is None:
        return {}
    numbered = enumerate(_pictures(source), start=1)
    return {number: source.copies[scan.id] for number, scan in numbered if scan.id in source.copies}


def pictures_without_copy(application: Application) -> int:
    """How many pictures that experts should see cannot be shown to them."""
    source = _source(application)
    return sum(scan.id not in source.copies for scan in _pictures(source)) if source else 0


def _blind(source: _Source, number: str) -> BlindDossier:
    return BlindDossier(
        number=number,
        claim=claim_of(source.application),
        mode=mode_of(source.application),
        sections=tuple(_sections(source)),
    )


def _source(application: Application) -> _Source | None:
    submission = latest_submission(application)
    if submission is None:
        return None
    dossier = frozen_dossier(submission)
    return _Source(
        application=application,
        dossier=dossier,
        identity=identity_of(application.rules, _with_numbers(dossier, application.applicant)),
        masking=application.rules.masking,
        copies=copies_for({scan.id: boxes_digest(scan.boxes) for scan in dossier.scans if scan.masking}),
    )


def _with_numbers(dossier: Dossier, applicant: User) -> Dossier:
    """A snapshot keeps no numbers; a text may."""
    person = replace(dossier.person, id_number=applicant.id_number, mobile=applicant.mobile)
    return replace(dossier, person=person)


def _sections(source: _Source) -> Iterator[BlindSection]:
    number = place = 0
    for section, scans in _shown(source):
        pictures = []
        for slot, scan in scans:
            number, ready = number + 1, scan.id in source.copies
            pictures.append(BlindPicture(number, PICTURE.format(number), slot, ready, place))
            place += ready
        rows = tuple(filter(None, (_row(source, section, row.values) for row in _rows(source, section))))
        if rows or pictures:
            yield BlindSection(section.title, rows, tuple(pictures))


def _pictures(source: _Source) -> list[Scan]:
    return [scan for _, found in _shown(source) for _, scan in found]


def _shown(source: _Source) -> Iterator[tuple[Section, list[tuple[str, Scan]]]]:
    """The sections with what experts may see of their pictures, each with the title of its slot."""
    for section in source.application.rules.sections_for(source.application.case):
        slots = {
            material.code: material.title
            for material in materials_for(section, source.application.case)
            if material.experts == "masked"
        }
        yield (
            section,
            [
                (slots[scan.material], scan)
                for scan in in_order(source.dossier.scans)
                if scan.material in slots and not scan.provided
            ],
        )


def _rows(source: _Source, section: Section) -> Iterable[Row]:
    return source.dossier.content(section).rows


def _row(source: _Source, section: Section, typed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What is named in the list, with whatever still names the person taken out."""
    values, _ = read_row(section, typed)
    specs = {spec.key: spec for spec in fields_of(section)}
    shown = ((specs[key], values.get(key, "")) for key in SHOWN.get(section.kind, ()) if key in specs)
    return tuple((spec.label, _covered(spec.show(value), source)) for spec, value in shown if value)


def _covered(text: str, source: _Source) -> str:
    """The text without what names the person or the unit."""
    targets = source.masking.targets if source.masking else ("name", "unit")
    for mention in sorted(mentions(text, source.identity, targets), key=lambda m: m.start, reverse=True):
        text = text[: mention.start] + HIDDEN_WORDS + text[mention.end :]
    return text
