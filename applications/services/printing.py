"""打印：a document is asked for in a request and made by a task; the same content is the same file."""

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from applications.documents.catalogue import SHEETS, Printable, digest, form_content, publicity_content
from applications.documents.layouts.terms import sample
from applications.documents.press import DocumentTooLarge
from applications.documents.roster import content as content_of_roster
from applications.documents.sealing import sealed
from applications.documents.sources import day_of, day_words, source_for
from applications.models import (
    Application,
    Attachment,
    Entry,
    Layout,
    Organisation,
    Printout,
    Publicity,
    Roster,
    User,
)
from applications.models.printout import Download
from applications.models.printout_kinds import TO_BE_SIGNED, PrintoutKind
from applications.permissions import is_administrator
from applications.rules.deadlines import BEIJING
from applications.selectors.applications import organisations_of
from applications.selectors.layouts import text_in_use
from applications.selectors.printouts import (
    acceptance_of,
    listings_of,
    printable_applications,
    publicities_of,
    results_of,
    why_no_result,
    why_not_official,
)
from applications.selectors.proof import record_of
from applications.selectors.rosters import RosterLine, people_on
from applications.services import outbox, scans
from applications.services.moves import MoveRefused, NotAllowed
from applications.services.snapshots import random_code
from applications.workflow import State

log = logging.getLogger(__name__)

Subject = Application | Publicity | Roster | Layout
SUBJECTS: dict[type[Subject], str] = {
    Application: "application",
    Publicity: "publicity",
    Roster: "roster",
    Layout: "layout",
}

CODE_LENGTH = 8
FORMS = frozenset({PrintoutKind.EVALUATION_FORM, PrintoutKind.INITIAL_FORM})
CHANGED = "申报内容在生成之前又有变化，请重新生成。"
BROKEN = "生成时出错，系统会自动重试。"
TOO_LARGE = "内容过多，超出了生成一份文件的限度。请精简内容后重新生成。"


class PrintingRefused(MoveRefused):
    """The document cannot be printed now; `reasons` are sentences for the person who asked."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be printed: enough to put it together again in the task."""

    kind: str
    subject: Subject
    valid: bool = True
    for_applicant: bool = False


@transaction.atomic
def request(
    kind: str,
    subject: Subject,
    *,
    by: User,
    at: datetime,
    preview: bool = False,
) -> Printout:
    """Ask for a document; the same content is answered with the same printout.

    Raises NotAllowed, or PrintingRefused with what stands in the way. A preview of an application's
    papers is given at any time and says on every page that it is not valid; so is what is still to be
    signed by hand.
    """
    if isinstance(subject, Layout):
        return _ask(_layout_order(kind, subject, by), by=by, at=at)
    if isinstance(subject, Roster):
        return _ask(_roster_order(kind, subject, by), by=by, at=at)
    if isinstance(subject, Publicity):
        return _ask(_publicity_order(kind, subject, by), by=by, at=at)
    own = subject.applicant_id == by.pk
    preview = preview or kind in TO_BE_SIGNED
    if not printable_applications(by).filter(pk=subject.pk).exists():
        raise NotAllowed("print")
    if reasons := [*_not_on_offer(kind, subject), *([] if preview else why_not_official(subject))]:
        raise PrintingRefused(reasons)
    return _ask(_Order(kind, subject, not preview, own and preview), by=by, at=at)


def open_roster(line: RosterLine) -> Roster:
    """The list behind a line of the page; it is made when it is asked for first."""
    roster, _ = Roster.objects.get_or_create(
        organisation=line.organisation, notice=line.notice, specialty=line.specialty
    )
    return roster


@transaction.atomic(savepoint=False)
def prepare_official_form(application: Application, *, by: User, at: datetime) -> Printout | None:
    """The valid form, as soon as the material is accepted; None where the notice has no form for the case."""
    form = application.rules.form_for(application.case)
    if form is None or why_not_official(application):
        return None
    return _ask(_Order(form.kind, application), by=by, at=at)


def make(printout: Printout, *, at: datetime) -> None:
    """Render and store it. Safe to run twice and at once: one file is kept, never half of one."""
    if printout.made_at:
        return
    try:
        order = _order_of(printout)
        printable, found = _put_together(order)
        if found != printout.content_digest:
            _fail(printout, CHANGED)
            return
        content, pages = printable.made(printout.code, portrait=_portrait(printable, at))
        if printout.valid:
            content = sealed(content)
        key = default_storage.save(f"printouts/{secrets.token_hex(16)}.pdf", ContentFile(content))
    except DocumentTooLarge as error:
        # Not tried again by itself: the same content would go too far again.
        log.error("printout %s is too large: %s", printout.pk, error)
        _fail(printout, TOO_LARGE)
        return
    except Exception:
        _fail(printout, BROKEN)
        raise
    kept = Printout.objects.filter(pk=printout.pk, made_at__isnull=True).update(
        file=key, sha256=hashlib.sha256(content).hexdigest(), pages=pages, made_at=at, failed=""
    )
    if not kept:
        default_storage.delete(key)


def taken(printout: Printout, *, by: User, at: datetime) -> None:
    """Note who took the file, and when."""
    Download.objects.create(printout=printout, by=by, at=at)


def _fail(printout: Printout, reason: str) -> None:
    Printout.objects.filter(pk=printout.pk, made_at__isnull=True).update(failed=reason)


# --- asking -------------------------------------------------------------------------------------


def _ask(order: _Order, *, by: User, at: datetime) -> Printout:
    _, content_digest = _put_together(order)
    Printout.objects.bulk_create(
        [
            Printout(
                kind=order.kind,
                **{SUBJECTS[type(order.subject)]: order.subject},
                valid=order.valid,
                content_digest=content_digest,
                record=record_of(order.kind, order.subject) if order.valid else "",
                code=random_code(CODE_LENGTH),
                requested_by=by,
                requested_at=at,
            )
        ],
        ignore_conflicts=True,  # two people asking at once ask for the same printout
    )
    printout = Printout.objects.get(kind=order.kind, content_digest=content_digest)
    if printout.failed:
        printout.failed = ""
        printout.save(update_fields=["failed"])
        outbox.owe("print", f"print:{printout.pk}:{at.timestamp()}", {"printout": str(printout.pk)}, at=at)
    elif not printout.made_at:
        outbox.owe("print", f"print:{printout.pk}", {"printout": str(printout.pk)}, at=at)
    if not order.valid:
        _drop_older_previews(printout)
    return printout


def _drop_older_previews(printout: Printout) -> None:
    """A preview of what has changed since is nobody's any more (个人信息保护法 第六条：最小范围)."""
    older = Printout.objects.filter(
        application=printout.application_id,
        layout=printout.layout_id,
        kind=printout.kind,
        valid=False,
        requested_by=printout.requested_by_id,
    ).exclude(pk=printout.pk)
    keys = [key for key in older.values_list("file", flat=True) if key]
    older.delete()
    for key in keys:
        transaction.on_commit(partial(default_storage.delete, key), robust=True)


def _not_on_offer(kind: str, application: Application) -> list[str]:
    form = application.rules.form_for(application.case)
    if kind in TO_BE_SIGNED and not application.rules.template(kind):
        return [f"本通知没有《{PrintoutKind(kind).label}》的模板。"]
    if kind in TO_BE_SIGNED:
        return []
    if kind in FORMS and (form is None or form.kind != kind):
        return [f"本通知不要求《{PrintoutKind(kind).label}》。"]
    if kind not in FORMS and kind != PrintoutKind.BAG_COVER:
        return ["没有这种打印件。"]
    return []


def _publicity_order(kind: str, publicity: Publicity, by: User) -> _Order:
    if not publicities_of(by).filter(pk=publicity.pk).exists():
        raise NotAllowed("print")
    listings = listings_of(publicity)
    results = results_of(publicity, listings[0].application.rules)
    if kind not in (PrintoutKind.PUBLICITY, *results):
        raise PrintingRefused(["没有这种打印件。"])
    if kind in results and (reasons := why_no_result(listings)):
        raise PrintingRefused(reasons)
    return _Order(kind, publicity)


def _roster_order(kind: str, roster: Roster, by: User) -> _Order:
    if not organisations_of(by).filter(pk=roster.organisation_id).exists():
        raise NotAllowed("print")
    if kind != PrintoutKind.ROSTER:
        raise PrintingRefused(["没有这种打印件。"])
    if not people_on(roster).exists():
        raise PrintingRefused(["还没有上报的申报人，花名册是空的。"])
    return _Order(kind, roster)


def _layout_order(kind: str, layout: Layout, by: User) -> _Order:
    """What a layout looks like, with invented content."""
    if not is_administrator(by):
        raise NotAllowed("print")
    if kind != layout.kind:
        raise PrintingRefused(["没有这种打印件。"])
    return _Order(kind, layout, valid=False)


# --- putting together ---------------------------------------------------------------------------


def _order_of(printout: Printout) -> _Order:
    application = printout.application
    own = application is not None and printout.requested_by_id == application.applicant_id
    return _Order(printout.kind, printout.subject, printout.valid, own and not printout.valid)


def _put_together(order: _Order) -> tuple[Printable, str]:
    """The document, and the digest that names its content."""
    if isinstance(order.subject, Layout):
        return _of_layout(order.subject)
    if isinstance(order.subject, Roster):
        return _of_roster(order.kind, order.subject)
    if isinstance(order.subject, Publicity):
        return _of_publicity(order.kind, order.subject)
    return _of_application(order, order.subject)


def _of_application(order: _Order, application: Application) -> tuple[Printable, str]:
    accepted = acceptance_of(application) if order.valid else None
    editing = application.state in (State.DRAFT, State.RETURNED)
    source = source_for(application, draft=order.for_applicant and editing)
    content = form_content(order.kind, source, accepted_on=day_of(accepted.at) if accepted else "")
    mark = _acceptance_mark(application, accepted) if accepted else ()
    portrait = source.photo if order.kind in FORMS else None
    layout = text_in_use(application.notice_version_id, order.kind)
    facts = _laid_out_by(layout) | {
        "content": content,
        "mark": mark,
        "portrait": portrait.id if portrait else "",  # its hash waits until it is prepared
        "origin": source.origin,
        "for": "applicant" if order.for_applicant else "",
        "application": str(application.pk),
    }
    shown = portrait.id if portrait else ""
    return Printable(order.kind, content, mark, shown, layout), digest(order.kind, facts)


def _of_publicity(kind: str, publicity: Publicity) -> tuple[Printable, str]:
    listings = listings_of(publicity)
    content = publicity_content(kind, publicity, listings)
    span = f"公示期 {day_words(publicity.starts_on)}至{day_words(publicity.ends_on)}"
    mark = (_short_name(publicity.organisation), span)
    layout = text_in_use(listings[0].application.notice_version_id, kind)
    facts = _laid_out_by(layout) | {"content": content, "mark": mark, "publicity": str(publicity.pk)}
    return Printable(kind, content, mark, layout=layout), digest(kind, facts)


def _of_roster(kind: str, roster: Roster) -> tuple[Printable, str]:
    content = roster_content(roster)
    latest = roster.notice.latest_id
    layout = text_in_use(latest, kind) if latest else ""
    facts = _laid_out_by(layout) | {"content": content, "roster": str(roster.pk)}
    return Printable(kind, content, (), layout=layout), digest(kind, facts)


def _of_layout(layout: Layout) -> tuple[Printable, str]:
    content = sample(SHEETS[layout.kind].terms)
    facts = _laid_out_by(layout.text) | {"layout_id": str(layout.pk)}
    return Printable(layout.kind, content, (), layout=layout.text), digest(layout.kind, facts)


def _laid_out_by(layout: str) -> dict[str, str]:
    """Another layout than the national one makes another file."""
    return {"layout": hashlib.sha256(layout.encode()).hexdigest()} if layout else {}


def roster_content(roster: Roster) -> dict[str, Any]:
    """What a list shows now."""
    return content_of_roster(roster, [source_for(one, draft=False) for one in people_on(roster)])


def _portrait(printable: Printable, at: datetime) -> bytes | None:
    """The portrait in the size of a print. A form without it is still a form: one is pasted on."""
    if not printable.portrait:
        return None
    try:
        portrait = scans.prepare(Attachment.objects.get(pk=printable.portrait), at=at)
        if portrait.fault:
            return None
        with default_storage.open(portrait.thumbnail) as file:
            return bytes(file.read())
    except OSError:
        log.warning("no portrait under the key of attachment %s", printable.portrait)
        return None


def _acceptance_mark(application: Application, accepted: Entry) -> tuple[str, ...]:
    """Who accepted it, for which year, under which number and when."""
    minute = accepted.at.astimezone(BEIJING)
    verb = "接收" if application.rules.ends_at_committee else "确认"
    authority = accepted.organisation
    return (
        _short_name(authority) if authority else application.rules.issuer,
        f"{application.year}年度　编号 {application.number}",
        f"{day_words(minute.date())} {minute:%H:%M} {verb}",
    )


def _short_name(organisation: Organisation) -> str:
    """The name by which the body is known; an office speaks for its committee."""
    names = [str(alias) for alias in organisation.aliases] or [organisation.name]
    return names[0].removesuffix("办公室")
