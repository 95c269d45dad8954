"""The smallest legal objects. No randomness that a reader must know."""

from datetime import date, datetime
from itertools import count
from typing import Any

from applications.models import (
    Application,
    Attachment,
    Mark,
    Notice,
    Organisation,
    PublicityListing,
    Seat,
    SectionDraft,
    User,
)
from applications.models.encryption import keyed_digest
from applications.rules.deadlines import BEIJING
from applications.rules.dossier import Dossier, kind_of
from applications.rules.identity import check_character
from applications.rules.notices.document import NoticeDocument
from applications.rules.unlocking import WHOLE, Spot
from applications.selectors.dossiers import on_day, person_of
from applications.services import filing, notices, starting
from review.selectors.provided import missing_papers, slots_of
from review.services import desk, marks, publicity
from tests.notices import small_notice
from tests.orderly import orderly

NOON = datetime(2024, 9, 9, 12, tzinfo=BEIJING)  # a Monday in the filing window of the small notice
BOX = [1000, 1000, 4000, 1500]  # where a name may stand
_serial = count(1)


def at(text: str) -> datetime:
    """`2024-09-09 12:00` (or with seconds) in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def identity_number(serial: int, *, born: date = date(1990, 1, 1), male: bool = False) -> str:
    """A number that passes its own check."""
    county, place = divmod(serial, 499)
    first = f"{652801 + county % 29}{born:%Y%m%d}{place * 2 + male:03}"
    return first + check_character(first)


def person(name: str = "阿依古丽·买买提", **facts: Any) -> User:
    """Somebody with a name and both numbers; nobody signs in with a password in the tests."""
    serial = next(_serial)
    user = User(username=f"person{serial}", name=name, sex="female", born=date(1990, 1, 1), **facts)
    user.set_identity(id_number=identity_number(serial), mobile=f"1380000{serial % 10000:04}")
    user.save()
    return user


def organisation(code: str, name: str = "", **facts: Any) -> Organisation:
    """An organisation in 博湖县 unless told otherwise."""
    defaults = {"name": name or code, "kind": "employer", "nature": "institution", "affiliation": "county"}
    return Organisation.objects.create(code=code, **{**defaults, "region": "652829", **facts})


def officer(organisation: Organisation, name: str = "王主任", role: str = "handler") -> User:
    """A person with a seat in the organisation."""
    user = person(name)
    Seat.objects.create(user=user, organisation=organisation, role=role)
    return user


def notice(raw: dict[str, Any] | None = None, *, loaded: datetime = NOON) -> Notice:
    """A notice in force."""
    version, _ = notices.load(raw or small_notice(), at=loaded)
    return version.notice


def draft(
    notice: Notice, applicant: User, employer: Organisation, *, when: datetime = NOON, **claim: str
) -> Application:
    """A started application; the claim is the notice's first offering unless told otherwise."""
    assert notice.latest is not None
    document = desk_document(notice)
    offering = document.offering(claim.get("specialty", "")) or document.offerings[0]
    rank = claim.get("rank") or next(iter(offering.titles))
    facts = {
        "specialty": offering.specialty.code,
        "rank": rank,
        "title": offering.titles[rank][0],  # type: ignore[index]
        "mode": document.modes[-1].code,
        "channel": document.channels[0].code,
        **claim,
    }
    return starting.start(notice, applicant, employer=employer, at=when, **facts)


def desk_document(notice: Notice) -> NoticeDocument:
    """The typed document in force."""
    from applications.models.notice import document_of

    assert notice.latest_id is not None
    return document_of(notice.latest_id)


def fill(application: Application, *, when: datetime = NOON, **typed: dict[str, str]) -> Application:
    """Everything that the notice demands of the applicant, and nothing else.

    `typed` changes fields in the first row of a section.
    """
    document, case = application.rules, application.case
    dossier = orderly(document, case, on_day(when), person=person_of(application), **typed)
    return write(application, dossier, when=when)


def write(application: Application, dossier: Dossier, *, when: datetime = NOON) -> Application:
    """A dossier that was put together elsewhere."""
    for code, content in dossier.sections.items():
        rows = [{"id": row.id, "values": dict(row.values)} for row in content.rows]
        SectionDraft.objects.update_or_create(
            application=application,
            section=code,
            defaults={"rows": rows, "nothing": content.nothing, "saved_at": when},
        )
    sections = application.rules.sections
    slots = {m.code: section.code for section in sections for m in section.materials}
    for scan in dossier.scans:
        attachment(
            application,
            slots[scan.material],
            scan.material,
            when=when,
            title=scan.title,
            row=scan.row,
            masking=scan.masking,
            boxes=[list(box) for box in scan.boxes],
        )
    return application


def attachment(
    application: Application, section: str, material: str, *, when: datetime = NOON, **facts: Any
) -> Attachment:
    """A row for a file; tests that read the file make a real one.

    One that is `masking="covered"` has a box, wherever it may be.
    """
    serial = next(_serial)
    masking = facts.get("masking", "")
    if masking == "covered" and not facts.get("boxes"):
        facts["boxes"] = [BOX]
    defaults = {
        "title": "材料扫描件",
        "order": serial,
        "file": f"originals/{serial}.jpg",
        "thumbnail": f"thumbnails/{serial}.jpg",
        "sha256": keyed_digest(str(serial)),
        "size": 1000,
        "width": 1654,
        "height": 2339,
        "uploaded_by": application.applicant,
        "uploaded_at": when,
        "prepared_at": when,
        "cleared_at": when,
        "answered_at": when if masking else None,
    }
    return Attachment.objects.create(
        application=application, section=section, material=material, **{**defaults, **facts}
    )


def submit(application: Application, *, when: datetime = NOON) -> Application:
    """The applicant's next submission."""
    application.refresh_from_db()
    filing.submit(application, by=application.applicant, at=when, revision=application.revision)
    application.refresh_from_db()
    return application


def decide(
    application: Application, move: str, *, by: User, when: datetime = NOON, **facts: Any
) -> Application:
    """A reviewer's move from the page as it stands. A return that marks nothing marks the whole dossier."""
    application.refresh_from_db()
    if move in ("forward", "confirm"):
        provide(application, by=by, when=when)
    if move == "send_back" and not facts.get("marks") and not application.marks.filter(entry=None).exists():
        facts["marks"] = [marks.Wanted(WHOLE, facts.get("note") or "请修改")]
    return desk.act(application, move, by=by, at=when, revision=application.revision, **facts)


def provide(application: Application, *, by: User, when: datetime = NOON) -> None:
    """The papers that the desk must still put in."""
    sections = {material.code: section for section, material in slots_of(application)}
    for paper in missing_papers(application):
        facts = {"when": when, "title": paper.title, "uploaded_by": by}
        attachment(application, sections[paper.code], paper.code, **facts)


def marked(application: Application, spot: Spot = WHOLE, *, by: User, reason: str = "请修改") -> Mark:
    """A mark of the desk where it lies."""
    return marks.mark(application, spot, reason=reason, by=by, at=NOON)


def publish(
    application: Application, *, by: User, when: datetime, round_: str = "before", ends_on: date | None = None
) -> PublicityListing:
    """A publicity that starts on the day of `when`."""
    application.refresh_from_db()
    started = publicity.start(
        application.employer,
        [publicity.Listed(application)],
        round_=round_,
        starts_on=when.astimezone(BEIJING).date(),
        ends_on=ends_on,
        place="一楼公示栏",
        office="办公室",
        phone="0996-0000000",
        by=by,
        at=when,
    )
    return started.listings.get()


def clear(listing: PublicityListing, *, by: User, when: datetime) -> PublicityListing:
    """公示无异议。"""
    return publicity.record_result(listing, result="no_objection", note="", by=by, at=when)


def section_kind(application: Application, code: str) -> str:
    """The kind of a section of the application's notice."""
    section = application.rules.section(code)
    assert section is not None
    return kind_of(section).code
