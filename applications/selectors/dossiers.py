"""A dossier as rules read it: the draft as typed, or a submission as frozen."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from applications.models import (
    Application,
    Attachment,
    IntegrityRecord,
    SectionDraft,
    Sighting,
    Submission,
    User,
)
from applications.rules.checking import check
from applications.rules.deadlines import BEIJING
from applications.rules.dossier import Ban, Dossier, Person, Row, Scan, SectionContent
from applications.rules.findings import Finding
from applications.rules.notices.terms import Rank

COPIED = ("material", "title", "row", "sha256", "order", "fault", "page", "masking", "legible")
SCAN = ("id", *COPIED, "remarks", "boxes", "uploaded_by")
# What is still read in the copy for experts, and not explained.
LEGIBLE = Sighting.objects.filter(attachment=OuterRef("pk"), copy__isnull=False, explanation="")


def live_attachments(application: Application) -> list[Attachment]:
    """The files of the draft, in the applicant's order."""
    return list(application.attachments.filter(removed_at__isnull=True))


def unprepared(application: Application) -> list[Attachment]:
    """The files of the draft that are still as they came in, or that cannot be used."""
    return list(application.attachments.filter(removed_at__isnull=True, prepared_at__isnull=True))


def draft_of(application: Application) -> Dossier:
    """The draft; three queries."""
    dossier, _ = versioned_draft_of(application)
    return dossier


def versioned_draft_of(application: Application) -> tuple[Dossier, Mapping[str, int]]:
    """The draft with the version of each section that a save must have seen; three queries."""
    drafts = SectionDraft.objects.filter(application=application)
    kept = list(drafts.values_list("section", "rows", "nothing", "version"))
    dossier = Dossier(
        sections={section: _content(rows, nothing) for section, rows, nothing, _ in kept},
        scans=_scans_of(application),
        person=person_of(application),
    )
    return dossier, {section: version for section, _, _, version in kept}


def person_of(application: Application) -> Person:
    """The applicant and the employer as they are now; one query."""
    applicant, employer = application.applicant, application.employer
    return Person(
        name=applicant.name,
        sex=applicant.sex,
        born=applicant.born,
        employer=employer.name,
        employer_aliases=tuple(employer.aliases),
        id_number=applicant.id_number,
        mobile=applicant.mobile,
        bans=bans_of(applicant),
    )


def bans_of(person: User) -> tuple[Ban, ...]:
    """What the integrity records of a person bar; lifted ones bar nothing. One query."""
    records = IntegrityRecord.objects.filter(person=person, lifted_at__isnull=True)
    return tuple(Ban(r.starts, r.until, r.scope, r.series_id, Rank(r.rank)) for r in records)


def frozen_dossier(submission: Submission) -> Dossier:
    """What was submitted."""
    snapshot = submission.snapshot
    return Dossier(
        sections={
            code: _content(part["rows"], part["nothing"]) for code, part in snapshot["sections"].items()
        },
        scans=tuple(
            Scan(
                id=s["id"],
                material=s["material"],
                title=s["title"],
                row=s["row"],
                sha256=s["sha256"],
                order=s["order"],
                page=s.get("page", 0),
                remarks=tuple(s.get("remarks", ())),
                masking=s.get("masking", ""),
                boxes=_boxes(s.get("boxes", ())),
                provided=s.get("provided", False),
            )
            for s in snapshot["scans"]
        ),
        person=_frozen_person(snapshot),
    )


def _frozen_person(snapshot: Mapping[str, Any]) -> Person:
    person, employer = snapshot["person"], snapshot["employer"]
    return Person(
        name=person["name"],
        sex=person["sex"],
        born=date.fromisoformat(person["born"]) if person["born"] else None,
        employer=employer["name"],
        employer_aliases=tuple(employer.get("aliases", ())),
        bans=tuple(
            Ban(date.fromisoformat(starts), date.fromisoformat(until), scope, series, Rank(rank))
            for starts, until, scope, series, rank in person.get("bans", ())
        ),
    )


def findings_in(submission: Submission) -> list[Finding]:
    """What the check found when it was submitted: the applicant saw the same."""
    return [Finding(*found) for found in submission.snapshot.get("findings", ())]


def latest_submission(application: Application) -> Submission | None:
    """The submission that reviewers read; None before the first and after a recall."""
    return application.frozen.filter(recalled_at__isnull=True).order_by("-number").first()


def findings_of(application: Application, at: datetime) -> list[Finding]:
    """What a check of the draft finds on the day of `at` in Beijing."""
    return check(application.rules, application.case, draft_of(application), on_day(at))


def on_day(at: datetime) -> date:
    """The day in Beijing by which a dossier is judged."""
    return at.astimezone(BEIJING).date()


def _content(rows: Iterable[dict[str, Any]], nothing: bool) -> SectionContent:
    return SectionContent(tuple(Row(row["id"], row["values"]) for row in rows), nothing)


def _scans_of(application: Application) -> tuple[Scan, ...]:
    """The files of the draft; fifty whole objects would cost as much as the rest of a page."""
    live = application.attachments.filter(removed_at__isnull=True)
    files = live.annotate(legible=Exists(LEGIBLE)).values(*SCAN)
    return tuple(
        Scan(
            **{name: file[name] for name in COPIED},
            id=str(file["id"]),
            remarks=tuple(file["remarks"]),
            boxes=_boxes(file["boxes"]),
            provided=file["uploaded_by"] != application.applicant_id,
        )
        for file in files
    )


def _boxes(kept: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(box) for box in kept)
