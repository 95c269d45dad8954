"""真伪查验：what anybody who holds a printout may learn of it by its code or its file."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from applications.models import Application, Layout, Printout, Publicity, Roster
from applications.models.printout_kinds import PrintoutKind
from applications.rules.deadlines import BEIJING
from applications.rules.identity import mask_name
from applications.rules.notices.terms import Rank
from applications.selectors.dossiers import latest_submission
from applications.selectors.printouts import ACCEPTED, acceptance_of, listings_of
from applications.selectors.rosters import people_on

Facts = tuple[tuple[str, str], ...]


class Standing(StrEnum):
    """What a printout is worth now."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Proof:
    """A printout of this system; `facts` are (label, value) to be compared with the paper."""

    printout: Printout
    standing: Standing
    facts: Facts


def record_of(kind: str, subject: Application | Publicity | Roster | Layout) -> str:
    """Of what a valid printout of this kind speaks, as it stands now; "" where none is valid.

    Layout and wording are no part of it: a new edition of a form makes nothing void that was printed before.
    """
    if isinstance(subject, Layout):
        return ""
    if isinstance(subject, Roster):
        facts = [f"{one.pk} {one.submissions} {one.state}" for one in people_on(subject)]
    elif isinstance(subject, Publicity):
        facts = _publicity_record(kind, subject)
    else:
        facts = _claim_record(subject)
    return hashlib.sha256(repr(facts).encode()).hexdigest() if facts else ""


def proof_of_code(code: str) -> Proof | None:
    """The printout with this code (as `code_from` returns it); None where there is none."""
    return _proof(_made().filter(code=code).first())


def proof_of_file(sha256: str) -> Proof | None:
    """The printout whose file has exactly these bytes."""
    return _proof(_made().filter(sha256=sha256).first())


def _made() -> QuerySet[Printout]:
    names = ("applicant", "employer", "series", "specialty", "notice_version__notice__committee")
    related = [f"application__{name}" for name in names]
    more = (
        "publicity__organisation",
        "roster__organisation",
        "roster__specialty",
        "layout__notice_version__notice",
    )
    return Printout.objects.filter(made_at__isnull=False).select_related(*related, *more)


def _claim_record(application: Application) -> list[str]:
    submission, accepted = latest_submission(application), acceptance_of(application)
    if application.state not in ACCEPTED or submission is None or accepted is None:
        return []
    return [submission.digest, str(accepted.pk)]


def _publicity_record(kind: str, publicity: Publicity) -> list[str]:
    with_results = kind != PrintoutKind.PUBLICITY
    return [
        f"{listing.pk} {listing.superseded_at or ''} {listing.result if with_results else ''}"
        for listing in listings_of(publicity)
    ]


def _proof(printout: Printout | None) -> Proof | None:
    if printout is None:
        return None
    subject = printout.subject
    if isinstance(subject, Application):
        facts = _claim_facts(subject, valid=printout.valid)
    elif isinstance(subject, Publicity):
        facts = _publicity_facts(subject)
    elif isinstance(subject, Roster):
        facts = _roster_facts(subject)
    else:
        facts = (("通知", subject.notice_version.notice.title),)
    return Proof(printout, _standing(printout), (*facts, *_file_facts(printout)))


def _standing(printout: Printout) -> Standing:
    if not printout.valid:
        return Standing.PREVIEW
    now = record_of(printout.kind, printout.subject)
    before = printout.record or now  # those of earlier releases kept none
    return Standing.GENUINE if now and before == now else Standing.SUPERSEDED


def _claim_facts(application: Application, *, valid: bool) -> Facts:
    committee = application.notice_version.notice.committee
    accepted = acceptance_of(application) if valid else None
    return (
        ("编号", application.number),
        ("年度", f"{application.year}年度"),
        ("姓名", mask_name(application.applicant.name)),
        ("工作单位", application.employer.name),
        ("申报", f"{application.series.name} · {application.specialty.name} · {_title(application)}"),
        ("评审委员会", committee.name if committee else ""),
        ("接收时间", f"{accepted.at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if accepted else ""),
    )


def _title(application: Application) -> str:
    return f"{application.title}（{Rank(application.rank).label}）"


def _publicity_facts(publicity: Publicity) -> Facts:
    return (
        ("公示单位", publicity.organisation.name),
        ("公示期", f"{publicity.starts_on:%Y-%m-%d} 至 {publicity.ends_on:%Y-%m-%d}"),
        ("人数", f"{len(listings_of(publicity))} 人"),
    )


def _roster_facts(roster: Roster) -> Facts:
    return (
        ("呈报单位", roster.organisation.name),
        ("专业", roster.specialty.name),
    )


def _file_facts(printout: Printout) -> Facts:
    made = printout.made_at.astimezone(BEIJING) if printout.made_at else None
    return (
        ("页数", f"{printout.pages} 页"),
        ("生成时间", f"{made:%Y-%m-%d %H:%M}" if made else ""),
        ("文件摘要（SHA-256）", printout.sha256),
    )
