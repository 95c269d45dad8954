"""真伪查验：what anybody who holds a printout may learn of it by its code or its file."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format

from applications.models import Application, Batch, Payment, Printout, Publicity, Roster
from applications.models.printout import Subject
from applications.models.printout_kinds import PrintoutKind
from applications.rules.deadlines import BEIJING
from applications.rules.identity import mask_name
from applications.rules.money import figures
from applications.rules.notices.terms import Rank
from applications.selectors.dossiers import latest_submission
from applications.selectors.payments import is_reversed, office_of
from applications.selectors.printouts import ACCEPTED, acceptance_of, listings_of
from applications.selectors.rosters import payers_on, people_on
from applications.selectors.slips import record_of_slip

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


def record_of(kind: str, subject: Subject) -> str:
    """Of what a valid printout of this kind speaks, as it stands now; "" where none is valid.

    Layout and wording are no part of it: a new edition of a form makes nothing void that was printed before.
    """
    facts: list[str] = []
    if isinstance(subject, Roster):
        facts = _roster_record(kind, subject)
    elif isinstance(subject, Publicity):
        facts = _publicity_record(kind, subject)
    elif isinstance(subject, Payment):
        facts = [] if is_reversed(subject) else [f"{subject.pk} {subject.fen} {subject.voucher}"]
    elif isinstance(subject, Application):
        slip = kind == PrintoutKind.MISSING_ITEMS
        facts = record_of_slip(subject) if slip else _claim_record(subject)
    return hashlib.sha256(repr(facts).encode()).hexdigest() if facts else ""


def proof_of_code(code: str) -> Proof | None:
    """The printout with this code (as `code_from` returns it); None where there is none."""
    return _proof(_made().filter(code=code).first())


def proof_of_file(sha256: str) -> Proof | None:
    """The printout whose file has exactly these bytes."""
    return _proof(_made().filter(sha256=sha256).first())


def facts_of_batch(sha256: str) -> Facts:
    """The batch whose file had exactly these bytes, also after its time; () where there is none.

    What each paper in it is worth now is asked by the code on it.
    """
    papers = Count("items", filter=Q(items__printout__isnull=False))
    batch = Batch.objects.filter(sha256=sha256).annotate(papers=papers).select_related("notice").first()
    if batch is None or batch.made_at is None:
        return ()
    return (
        ("文件", batch.get_kind_display()),
        ("通知", batch.notice.title),
        ("人数", f"{batch.papers} 人"),
        ("每人份数", f"{batch.copies} 份"),
        ("页数", f"{batch.pages} 页"),
        ("生成时间", _moment(batch.made_at)),
        ("文件摘要（SHA-256）", batch.sha256),
    )


def _made() -> QuerySet[Printout]:
    names = ("applicant", "employer", "series", "specialty", "notice_version__notice__committee")
    related = [f"application__{name}" for name in names]
    more = (
        "publicity__organisation",
        "roster__organisation",
        "roster__specialty",
        "payment__application__applicant",
        "payment__reversed_by",
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


def _roster_record(kind: str, roster: Roster) -> list[str]:
    """Who is on it; then the results of a 花名册, the ledger of a 缴费名单, the papers of a 材料交接单."""
    if kind == PrintoutKind.FEE_LIST:
        return [f"{one.pk} {[paid.pk for paid in one.payments.all()]}" for one in payers_on(roster)]
    if kind == PrintoutKind.HAND_OVER:
        return [f"{one.pk} {one.submissions}" for one in people_on(roster)]
    return [f"{one.pk} {one.submissions} {one.state}" for one in people_on(roster)]


def _proof(printout: Printout | None) -> Proof | None:
    if printout is None:
        return None
    subject = printout.subject
    if isinstance(subject, Application):
        facts = _claim_facts(subject, valid=printout.valid)
    elif isinstance(subject, Publicity):
        facts = _publicity_facts(subject)
    elif isinstance(subject, Payment):
        facts = _payment_facts(subject)
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
        ("接收时间", _moment(accepted.at) if accepted else ""),
    )


def _moment(at: datetime) -> str:
    return date_format(at.astimezone(BEIJING), "DATETIME_FORMAT")


def _title(application: Application) -> str:
    return f"{application.title}（{Rank(application.rank).label}）"


def _publicity_facts(publicity: Publicity) -> Facts:
    return (
        ("公示单位", publicity.organisation.name),
        ("公示期", f"{date_format(publicity.starts_on)}至{date_format(publicity.ends_on)}"),
        ("人数", f"{len(listings_of(publicity))} 人"),
    )


def _payment_facts(payment: Payment) -> Facts:
    application, office = payment.application, office_of(payment)
    return (
        ("事项", "冲销" if payment.reverses_id else "缴费"),
        ("申报编号", application.number),
        ("申报人", mask_name(application.applicant.name)),
        ("金额", f"{figures(payment.fen)} 元"),
        ("凭证号", payment.voucher),
        ("缴费日期", date_format(payment.paid_on)),
        ("登记单位", office.name if office else ""),
    )


def _roster_facts(roster: Roster) -> Facts:
    return (
        ("单位", roster.organisation.name),
        ("专业", roster.specialty.name),
    )


def _file_facts(printout: Printout) -> Facts:
    return (
        ("页数", f"{printout.pages} 页"),
        ("生成时间", _moment(printout.made_at) if printout.made_at else ""),
        ("文件摘要（SHA-256）", printout.sha256),
    )
