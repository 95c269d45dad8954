"""What a printout shows, put together from what it is about, and what names its content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from applications.documents import missing_items, receipt
from applications.documents.catalogue import SHEETS, Printable, digest, form_content, publicity_content
from applications.documents.layouts.terms import sample
from applications.documents.office import list_content, short_name
from applications.documents.sources import day_of, day_words, minute_of, source_for
from applications.models import Application, Entry, Layout, Payment, Printout, Publicity, Roster
from applications.models.printout import Subject
from applications.models.printout_kinds import PrintoutKind
from applications.selectors.layouts import text_in_use
from applications.selectors.payments import office_of
from applications.selectors.printouts import acceptance_of, listings_of
from applications.selectors.slips import slip_of
from applications.workflow import State

FORMS = frozenset({PrintoutKind.EVALUATION_FORM, PrintoutKind.INITIAL_FORM})
Composed = tuple[Printable, dict[str, Any]]  # the document, and what its content hangs on


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: enough to put it together again in the task."""

    kind: str
    subject: Subject
    valid: bool = True
    for_applicant: bool = False


def order_of(printout: Printout) -> Order:
    """The order by which a printout was asked for."""
    application = printout.application
    own = application is not None and printout.requested_by_id == application.applicant_id
    return Order(printout.kind, printout.subject, printout.valid, own and not printout.valid)


def composed(order: Order) -> Composed:
    """The document, and what its content hangs on."""
    match order.subject:
        case Layout() as layout:
            return _of_layout(layout)
        case Roster() as roster:
            return _of_roster(order.kind, roster)
        case Publicity() as publicity:
            return _of_publicity(order.kind, publicity)
        case Payment() as payment:
            return _of_payment(payment)
        case Application() as application:
            if order.kind == PrintoutKind.MISSING_ITEMS:
                return _of_slip(application)
            return _of_application(order, application)


def name_of(order: Order, facts: Mapping[str, Any], missing: str) -> str:
    """The digest that names the content. Where characters are missing they belong to it: once a font has
    them, the same content is another file.
    """
    return digest(order.kind, {**facts, "missing": missing} if missing else facts)


def _of_application(order: Order, application: Application) -> Composed:
    accepted = acceptance_of(application) if order.valid else None
    editing = application.state in (State.DRAFT, State.RETURNED)
    source = source_for(application, draft=order.for_applicant and editing)
    content = form_content(order.kind, source, accepted_on=day_of(accepted.at) if accepted else "")
    mark = _acceptance_mark(application, accepted) if accepted else ()
    portrait = source.photo if order.kind in FORMS else None
    shown = portrait.id if portrait else ""  # its hash waits until it is prepared
    facts = {
        "portrait": shown,
        "origin": source.origin,
        "for": "applicant" if order.for_applicant else "",
        "application": str(application.pk),
    }
    return _laid_out(order.kind, application.notice_version_id, content, mark, facts, portrait=shown)


def _of_slip(application: Application) -> Composed:
    """补正材料通知单. Raises LookupError where nothing was ever asked for."""
    slip = slip_of(application)
    if slip is None:
        raise LookupError("nothing was asked for")
    when = f"{minute_of(slip.entry.at)} 退回" if slip.entry else "纸质材料核对"
    mark = (short_name(slip.issuer), f"{application.year}年度　编号 {application.number}", when)
    content, facts = missing_items.content(slip), {"application": str(application.pk)}
    return _laid_out(PrintoutKind.MISSING_ITEMS, application.notice_version_id, content, mark, facts)


def _of_publicity(kind: str, publicity: Publicity) -> Composed:
    listings = listings_of(publicity)
    content = publicity_content(kind, publicity, listings)
    span = f"公示期 {day_words(publicity.starts_on)}至{day_words(publicity.ends_on)}"
    mark = (short_name(publicity.organisation), span)
    version = listings[0].application.notice_version_id
    return _laid_out(kind, version, content, mark, {"publicity": str(publicity.pk)})


def _of_roster(kind: str, roster: Roster) -> Composed:
    content = list_content(kind, roster)
    mark = (short_name(roster.organisation), f"{roster.notice.year}年度　{PrintoutKind(kind).label}")
    return _laid_out(kind, roster.notice.latest_id, content, mark, {"roster": str(roster.pk)})


def _of_payment(payment: Payment) -> Composed:
    """缴费凭据 or 冲销凭据."""
    content, application, office = receipt.content(payment), payment.application, office_of(payment)
    number = f"{application.year}年度　申报编号 {application.number}"
    mark = (short_name(office) if office else "", number, f"{content['recorded_at']} 登记")
    version = application.notice_version_id
    return _laid_out(PrintoutKind.RECEIPT, version, content, mark, {"payment": payment.pk})


def _of_layout(layout: Layout) -> Composed:
    """What a layout looks like, with invented content."""
    kind, text = layout.kind, layout.text
    facts = {"layout": str(layout.pk), "text": text}
    return Printable(kind, sample(SHEETS[kind].terms), (), layout=text), facts


def _laid_out(
    kind: str,
    version: UUID | None,
    content: Mapping[str, Any],
    mark: tuple[str, ...],
    facts: Mapping[str, Any],
    *,
    portrait: str = "",
) -> Composed:
    """By the layout in use under a version of the notice; another one makes another file."""
    layout = text_in_use(version, kind) if version else ""
    found = {"content": content, "mark": mark, **facts}
    if layout:
        found["layout"] = hashlib.sha256(layout.encode()).hexdigest()
    return Printable(kind, content, mark, portrait, layout), found


def _acceptance_mark(application: Application, accepted: Entry) -> tuple[str, ...]:
    """Who accepted it, for which year, under which number and when."""
    verb = "接收" if application.rules.ends_at_committee else "确认"
    authority = accepted.organisation
    return (
        short_name(authority) if authority else application.rules.issuer,
        f"{application.year}年度　编号 {application.number}",
        f"{minute_of(accepted.at)} {verb}",
    )
