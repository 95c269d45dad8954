"""打印：a document is asked for in a request and made by a task; the same content is the same file."""

import hashlib
import logging
import secrets
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from applications.documents.catalogue import Printable
from applications.documents.composing import FORMS, Order, composed, name_of, order_of
from applications.documents.press import DocumentTooLarge
from applications.documents.sealing import sealed
from applications.models import (
    Application,
    Attachment,
    Layout,
    Payment,
    Printout,
    Publicity,
    Roster,
    User,
)
from applications.models.printout import MOST_MISSING, SUBJECTS, Download, Subject
from applications.models.printout_kinds import TO_BE_SIGNED, PrintoutKind
from applications.permissions import is_administrator
from applications.selectors.applications import organisations_of
from applications.selectors.payments import printable_payments, why_no_receipt
from applications.selectors.printouts import (
    listings_of,
    printable_applications,
    publicities_of,
    results_of,
    why_no_result,
    why_not_official,
)
from applications.selectors.proof import record_of
from applications.selectors.rosters import RosterLine, notice_of, people_on, why_no_list
from applications.selectors.slips import slip_for
from applications.services import outbox, scans
from applications.services.moves import MoveRefused, NotAllowed
from applications.services.snapshots import random_code

log = logging.getLogger(__name__)

CODE_LENGTH = 8
CHANGED = "申报内容在生成之前又有变化，请重新生成。"
BROKEN = "生成时出错，系统会自动重试。"
TOO_LARGE = "内容过多，超出了生成一份文件的限度。请精简内容后重新生成。"


class PrintingRefused(MoveRefused):
    """The document cannot be printed now; `reasons` are sentences for the person who asked."""


@transaction.atomic
def request(
    kind: str,
    subject: Subject,
    *,
    by: User,
    at: datetime,
    preview: bool = False,
    owed: bool = True,
) -> Printout:
    """Ask for a document; the same content is answered with the same printout.

    Unless it is `owed`, whoever asks makes it at once.

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
    if isinstance(subject, Payment):
        return _ask(_receipt_order(kind, subject, by), by=by, at=at)
    if kind == PrintoutKind.MISSING_ITEMS:
        return _ask(_slip_order(subject, by), by=by, at=at)
    own = subject.applicant_id == by.pk
    preview = preview or kind in TO_BE_SIGNED
    if not printable_applications(by).filter(pk=subject.pk).exists():
        raise NotAllowed("print")
    if reasons := [*_not_on_offer(kind, subject), *([] if preview else why_not_official(subject))]:
        raise PrintingRefused(reasons)
    return _ask(Order(kind, subject, not preview, own and preview), by=by, at=at, owed=owed)


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
    return _ask(Order(form.kind, application), by=by, at=at)


def make(printout: Printout, *, at: datetime) -> None:
    """Render and store it. Safe to run twice and at once: one file is kept, never half of one."""
    if printout.made_at:
        return
    try:
        order = order_of(printout)
        printable, facts = composed(order)
        if name_of(order, facts, printout.missing) != printout.content_digest:
            _fail(printout, CHANGED)
            return
        content, pages = printable.made(printout.code, portrait=_portrait(printable, at))
        missing = printable.missing()[:MOST_MISSING]
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
        file=key,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        made_at=at,
        failed="",
        missing=missing,
    )
    if not kept:
        default_storage.delete(key)


def taken(printout: Printout, *, by: User, at: datetime) -> None:
    """Note who took the file, and when."""
    Download.objects.create(printout=printout, by=by, at=at)


def _fail(printout: Printout, reason: str) -> None:
    Printout.objects.filter(pk=printout.pk, made_at__isnull=True).update(failed=reason)


# --- asking -------------------------------------------------------------------------------------


def _ask(order: Order, *, by: User, at: datetime, owed: bool = True) -> Printout:
    printable, facts = composed(order)
    missing = printable.missing()[:MOST_MISSING]
    content_digest = name_of(order, facts, missing)
    Printout.objects.bulk_create(
        [
            Printout(
                kind=order.kind,
                **{SUBJECTS[type(order.subject)]: order.subject},
                valid=order.valid,
                content_digest=content_digest,
                missing=missing,
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
        errand = f"print:{printout.pk}:{at.timestamp()}"
    else:
        errand = "" if printout.made_at else f"print:{printout.pk}"
    if errand and owed:
        outbox.owe("print", errand, {"printout": str(printout.pk)}, at=at)
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


def _publicity_order(kind: str, publicity: Publicity, by: User) -> Order:
    if not publicities_of(by).filter(pk=publicity.pk).exists():
        raise NotAllowed("print")
    listings = listings_of(publicity)
    results = results_of(publicity, listings[0].application.rules)
    if kind not in (PrintoutKind.PUBLICITY, *results):
        raise PrintingRefused(["没有这种打印件。"])
    if kind in results and (reasons := why_no_result(listings)):
        raise PrintingRefused(reasons)
    return Order(kind, publicity)


def _roster_order(kind: str, roster: Roster, by: User) -> Order:
    if not organisations_of(by).filter(pk=roster.organisation_id).exists():
        raise NotAllowed("print")
    if reasons := why_no_list(kind, notice_of(roster)):
        raise PrintingRefused(reasons)
    if not people_on(roster).exists():
        raise PrintingRefused(["还没有上报或接收的申报人，名单是空的。"])
    return Order(kind, roster)


def _receipt_order(kind: str, payment: Payment, by: User) -> Order:
    if not printable_payments(by).filter(pk=payment.pk).exists():
        raise NotAllowed("print")
    if kind != PrintoutKind.RECEIPT:
        raise PrintingRefused(["没有这种打印件。"])
    if reasons := why_no_receipt(payment):
        raise PrintingRefused(reasons)
    return Order(kind, payment)


def _slip_order(application: Application, by: User) -> Order:
    if slip_for(application, by) is None:
        raise NotAllowed("print")
    return Order(PrintoutKind.MISSING_ITEMS, application)


def _layout_order(kind: str, layout: Layout, by: User) -> Order:
    """What a layout looks like, with invented content."""
    if not is_administrator(by):
        raise NotAllowed("print")
    if kind != layout.kind:
        raise PrintingRefused(["没有这种打印件。"])
    return Order(kind, layout, valid=False)


# --- making ------------------------------------------------------------------------------------


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
