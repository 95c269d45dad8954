"""审核台：one dossier as it was frozen, beside what the applicant changed since the time before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from applications.models import Application, PublicityListing, ReviewLevel, Submission, User
from applications.rules.dossier import Dossier, Row, Scan, fields_of, kind_of, materials_for, read_row
from applications.rules.notices.dossier import Material, Section
from applications.selectors.applications import reviewable_by
from applications.selectors.dossiers import frozen_dossier
from applications.selectors.journal import Step, journal_of, step_for
from applications.workflow import State
from review.rules.grounds import GROUNDS

PROVIDERS = {"employer": "由用人单位提供", "superior": "由上级主管单位提供"}


class Fact(TypedDict):
    """One answer; `old` is what stood there in the submission before, where that was something else."""

    label: str
    value: str
    old: str
    changed: bool


class Page(TypedDict):
    """One image, with its place in the viewer; the page adds its address."""

    index: str
    id: str
    url: str
    title: str
    caption: str
    new: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """附件：one kind of material with its pages."""

    title: str
    note: str
    missing: bool
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the dossier as a reviewer reads it."""

    code: str
    title: str
    clause: str
    nothing: bool
    row_name: str
    rows: tuple[tuple[Fact, ...], ...]
    slots: tuple[Slot, ...]
    changes: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A submission, ready to be read."""

    submission: Submission
    ordinal: int
    of: int
    person: Mapping[str, str]
    employer: Mapping[str, str]
    parts: tuple[Part, ...]
    pages: tuple[Page, ...] = field(default=())

    @property
    def is_latest(self) -> bool:
        return self.ordinal == self.of

    @property
    def others(self) -> list[int]:
        """The other submissions by their ordinals."""
        return [number for number in range(1, self.of + 1) if number != self.ordinal]


SHOWN = (
    *(f"applicant__{name}" for name in ("name", "id_number", "mobile")),
    *(f"employer__{name}" for name in ("name", "kind")),
    *(f"desk__{name}" for name in ("name", "kind")),
    "series__name",
    "specialty__name",
)
OWN = tuple(field.attname for field in Application._meta.concrete_fields)


def for_reviewers(user: User, desks: Collection[int]) -> QuerySet[Application]:
    """What the person may read as a reviewer, with its route and publicities; only the columns shown.

    The same applications as `reviewable_by`, from the keys of the person's organisations.
    """
    reached = ReviewLevel.objects.filter(
        application=OuterRef("pk"), organisation__in=desks, reached_at__isnull=False
    )
    route = ReviewLevel.objects.select_related("organisation").only(
        "application_id", "position", "code", "label", "organisation__name", "reached_at"
    )
    listings = PublicityListing.objects.select_related("publicity").order_by("pk")
    return (
        Application.objects.filter(Exists(reached))
        .exclude(applicant=user)
        .select_related("applicant", "employer", "desk", "series", "specialty")
        .only(*OWN, *SHOWN)
        .prefetch_related(Prefetch("route", route.order_by("position")), Prefetch("publicities", listings))
    )


def to_decide(user: User) -> QuerySet[Application]:
    """What the person may decide on, with no more than a decision needs."""
    bare = reviewable_by(user).defer(None).select_related(None)
    return bare.select_related("applicant").only(*OWN, "applicant__name")


def reading_of(application: Application, wanted: str = "") -> Reading | None:
    """The submission of that ordinal, else the latest; None before the first.

    All of them in one statement: a notice allows few, and a second statement costs more than their text.
    """
    frozen = list(application.frozen.filter(recalled_at__isnull=True).order_by("number"))
    if not frozen:
        return None
    ordinal = int(wanted) if wanted.isdecimal() and 1 <= int(wanted) <= len(frozen) else len(frozen)
    submission = frozen[ordinal - 1]
    before = frozen_dossier(frozen[ordinal - 2]) if ordinal > 1 else None
    parts = _parts(application, frozen_dossier(submission), before)
    return Reading(
        submission=submission,
        ordinal=ordinal,
        of=len(frozen),
        person=submission.snapshot["person"],
        employer=submission.snapshot["employer"],
        parts=parts,
        pages=tuple(page for part in parts for slot in part.slots for page in slot.pages),
    )


def _parts(application: Application, now: Dossier, before: Dossier | None) -> tuple[Part, ...]:
    known = {scan.sha256 for scan in before.scans} if before else None
    parts: list[Part] = []
    count = 0
    for section in application.rules.sections_for(application.case):
        part = _part(application, section, now, before, known, count)
        count += sum(len(slot.pages) for slot in part.slots)
        parts.append(part)
    return tuple(parts)


def _part(
    application: Application,
    section: Section,
    now: Dossier,
    before: Dossier | None,
    known: set[str] | None,
    first: int,
) -> Part:
    kind, content = kind_of(section), now.content(section)
    old_rows = {row.id: row for row in before.content(section).rows} if before else None
    rows = tuple(_facts(section, row, old_rows) for row in content.rows)
    slots = tuple(_slots(application, section, now, known, first))
    changes = sum(fact["changed"] for row in rows for fact in row)
    changes += sum(page["new"] for slot in slots for page in slot.pages)
    return Part(
        section.code,
        section.title,
        section.clause,
        content.nothing,
        kind.row_name if kind.repeatable else "",
        rows,
        slots,
        changes,
    )


def _facts(section: Section, row: Row, old_rows: Mapping[str, Row] | None) -> tuple[Fact, ...]:
    """Values in words; a row that was not there before is new as a whole."""
    values, _ = read_row(section, row.values)
    old: dict[str, str] | None = None
    if old_rows is not None:
        old = read_row(section, old_rows[row.id].values)[0] if row.id in old_rows else {}
    return tuple(
        {
            "label": spec.label,
            "value": spec.show(values.get(spec.key, "")),
            "old": spec.show(old.get(spec.key, "")) if old else "",
            "changed": old is not None and old.get(spec.key, "") != values.get(spec.key, ""),
        }
        for spec in fields_of(section)
    )


def _slots(
    application: Application, section: Section, dossier: Dossier, known: set[str] | None, first: int
) -> Iterator[Slot]:
    """The slots that are filled or should be; what nobody must provide is not mentioned."""
    for material in materials_for(section, application.case):
        scans = dossier.scans_for(material)
        demanded = material.is_demanded(application.case)
        if scans or demanded or material.provider != "applicant":
            pages = tuple(_page(material, scan, first + n, known) for n, scan in enumerate(scans))
            first += len(pages)
            yield Slot(material.title, PROVIDERS.get(material.provider, ""), demanded and not scans, pages)


def _page(material: Material, scan: Scan, index: int, known: set[str] | None) -> Page:
    caption = scan.title if scan.title == material.title else f"{material.title} · {scan.title}"
    return {
        "index": str(index),
        "id": scan.id,
        "url": "",
        "title": scan.title,
        "caption": caption,
        "new": known is not None and scan.sha256 not in known,
    }


def route_steps(application: Application) -> list[dict[str, str]]:
    """The desks of the route for components/steps.html."""
    return [_step(application, stop) for stop in application.route.all()]


def _step(application: Application, stop: ReviewLevel) -> dict[str, str]:
    status = "todo"
    if application.state in (State.DRAFT, State.IN_REVIEW, State.RETURNED):
        if stop.position < application.level:
            status = "done"
        elif stop.position == application.level:
            status = "returned" if application.state == State.RETURNED else "now"
    elif application.state in (State.RECEIVED, State.RESULT_PUBLICITY, State.GRANTED) or (
        stop.position < application.level
    ):
        status = "done"
    note = stop.organisation.name if stop.organisation.name != stop.label else ""
    return {"label": stop.label, "status": status, "note": note}


def history_of(application: Application, reader: User) -> list[Step]:
    """办理记录 newest first, with the ground of a refusal in its words; one statement."""
    return [
        replace(step, note="：".join(filter(None, (GROUNDS.get(entry.ground, ""), step.note))))
        for entry in journal_of(application)
        for step in [step_for(entry, reader)]
    ]


def neighbours(
    queue: QuerySet[Application], application: Application, place: int | None
) -> tuple[Any | None, Any | None, int | None]:
    """Who stands before and after it in the reader's queue, and its own place; one statement.

    The place comes from the list that the reader left; where others have acted meanwhile, it is
    looked for around that place, and where it is gone its successor has moved up into it.
    """
    start = max((place or 0) - 1, 0)
    ids: Sequence[Any] = list(queue.values_list("pk", flat=True)[start : start + 3])
    if application.pk not in ids:
        after = next((pk for pk in ids[(place or 0) - start :]), None)
        return None, after, None
    here = ids.index(application.pk)
    return (
        ids[here - 1] if here else None,
        ids[here + 1] if here + 1 < len(ids) else None,
        start + here,
    )


def following(queue: QuerySet[Application], number: int) -> tuple[UUID, str, int] | None:
    """Key, name and line of what stands there in the queue now, else of its first; at most two statements."""
    for line in dict.fromkeys((number, 0)):
        for pk, name in queue.values_list("pk", "applicant__name")[line : line + 1]:
            return pk, name, line
    return None
