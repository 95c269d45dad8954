"""打印件：who may see which, and what a page may offer to print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from applications.models import Application, Entry, Payment, Printout, Publicity, PublicityListing, User
from applications.models.printout_kinds import PrintoutKind
from applications.models.publicity import PublicityResult, PublicityRound
from applications.rules.dossier import Dossier, answered, concerns_row, materials_for
from applications.rules.money import figures
from applications.rules.notices.document import NoticeDocument
from applications.selectors.applications import organisations_of, reviewable_by, with_names
from applications.selectors.layouts import layouts_visible_to
from applications.selectors.payments import payments_of, printable_payments, why_no_receipt
from applications.selectors.slips import slip_for
from applications.selectors.standing import EDITABLE
from applications.workflow import CONFIRM, RECEIVE, State

ACCEPTED = frozenset(
    {State.RECEIVED, State.UNDER_EVALUATION, State.RESULT_PUBLICITY, State.GRANTED}
)  # from here on a form is valid
FINAL = frozenset(PublicityResult.values) - {PublicityResult.OBJECTION}


@dataclass(frozen=True, slots=True)
class PrintoutLine:
    """One document on a page: what may be printed now, and what stands in the way of the valid one."""

    kind: str
    title: str
    application_id: UUID | None
    publicity_id: UUID | None
    printout: Printout | None
    reasons: tuple[str, ...]
    previewable: bool
    note: str = ""
    payment_id: int | None = None

    @property
    def open(self) -> bool:
        return not self.reasons


def printouts_visible_to(user: User) -> QuerySet[Printout]:
    """Printouts of one's own application, of those that reached one's desks, of one's publicities and lists.

    Receipts are the applicant's and the office's that received the application.

    A preview shows the dossier as its reader has it: the applicant's never shows at a desk, since it
    may hold what has not been submitted, nor the desk's to the applicant.
    """
    reviewable = reviewable_by(user).values("pk")
    published = PublicityListing.objects.filter(publicity=OuterRef("publicity"), application__in=reviewable)
    own = Q(application__applicant=user) & (Q(valid=True) | Q(requested_by=user))
    at_desk = Q(application__in=reviewable) & (Q(valid=True) | ~Q(requested_by=F("application__applicant")))
    of_publicity = Q(publicity__organisation__in=organisations_of(user)) | Exists(published)
    of_roster = Q(roster__organisation__in=organisations_of(user))
    of_payment = Q(payment__in=printable_payments(user))
    samples = Q(layout__in=layouts_visible_to(user))
    found = Printout.objects.filter(own | at_desk | of_publicity | of_roster | of_payment | samples)
    return found.select_related("application", "publicity", "roster", "payment__application", "layout")


def printable_applications(user: User) -> QuerySet[Application]:
    """One's own applications and those that reached one's desks."""
    reviewable = reviewable_by(user).values("pk")
    return with_names(Application.objects.filter(Q(applicant=user) | Q(pk__in=reviewable)))


def publicities_of(user: User) -> QuerySet[Publicity]:
    """The publicities of the organisations in which the person has a seat."""
    return Publicity.objects.filter(organisation__in=organisations_of(user)).select_related("organisation")


def listings_of(publicity: Publicity) -> list[PublicityListing]:
    """Everybody in a publicity, in the order in which they were listed."""
    return list(
        publicity.listings.select_related("application__applicant", "application__employer").order_by("pk")
    )


def acceptance_of(application: Application) -> Entry | None:
    """接收材料 or 审核确认: the step from which the official form is valid."""
    return (
        application.journal.filter(move__in=(RECEIVE.name, CONFIRM.name))
        .select_related("organisation")
        .order_by("-revision")
        .first()
    )


def why_not_official(application: Application) -> list[str]:
    """What stands in the way of the valid form and of the bag cover."""
    if application.state in ACCEPTED:
        return []
    wait = "显示“已接收材料”后" if application.rules.ends_at_committee else "审核确认后"
    return [f"{wait}方可打印正式件，现在只能预览。"]


def why_no_result(listings: list[PublicityListing]) -> list[str]:
    """What stands in the way of a 公示结果."""
    if waiting := [listing for listing in listings if not listing.result]:
        return [f"还有 {len(waiting)} 人没有登记公示结果。"]
    if any(listing.result not in FINAL for listing in listings):
        return ["公示有异议正在核实，有结论后方可打印。"]
    return []


def printouts_for(application: Application, user: User, at: datetime) -> list[PrintoutLine]:
    """What the page of one application offers to print to this person; the same few queries always."""
    made = {printout.kind: printout for printout in _valid(application)}
    reasons = tuple(why_not_official(application))
    form = application.rules.form_for(application.case)
    lines = []
    if form:
        note = f"一式 {form.copies} 份，双面打印，以有水印为有效。"
        lines.append(_line(PrintoutKind(form.kind), application, made, reasons, note))
    if application.rules.papers:
        note = "贴在档案袋正面。"
        lines.append(_line(PrintoutKind.BAG_COVER, application, made, reasons, note))
    if application.applicant_id != user.pk:
        lines += _publicity_lines(application, user)
    return [*lines, *_receipt_lines(application, user), *slip_lines(application, user)]


def slip_lines(application: Application, user: User) -> list[PrintoutLine]:
    """补正材料通知单 of the last return, or of papers that are left, for whoever may print it."""
    slip = slip_for(application, user)
    if slip is None:
        return []
    if slip.is_of_papers:
        title, note = "《材料缺项告知单》", f"纸质材料还有 {len(slip.left)} 项没有核对。"
    else:
        title = f"《{PrintoutKind.MISSING_ITEMS.label}》"
        note = "最近一次退回的各项和最迟时间。" if slip.stands else "最近一次退回的存档。"
    return [
        PrintoutLine(
            kind=PrintoutKind.MISSING_ITEMS,
            title=title,
            application_id=application.pk,
            publicity_id=None,
            printout=None,  # what is asked for may have changed since
            reasons=(),
            previewable=False,
            note=note,
        )
    ]


def _receipt_lines(application: Application, user: User) -> list[PrintoutLine]:
    """One for each payment and reversal; no statement before there can be any."""
    if application.state in (*EDITABLE, State.IN_REVIEW):
        return []
    payments = payments_of(application, user)
    receipts = Printout.objects.filter(payment__in=payments) if payments else ()
    made = {printout.payment_id: printout for printout in receipts}
    return [_receipt_line(payment, made) for payment in payments]


def _receipt_line(payment: Payment, made: Mapping[int | None, Printout]) -> PrintoutLine:
    reasons = tuple(why_no_receipt(payment))
    return PrintoutLine(
        kind=PrintoutKind.RECEIPT,
        title="《冲销凭据》" if payment.reverses_id else f"《{PrintoutKind.RECEIPT.label}》",
        application_id=None,
        publicity_id=None,
        printout=None if reasons else made.get(payment.pk),
        reasons=reasons,
        previewable=False,
        note=f"凭证号 {payment.voucher}，{figures(payment.fen)} 元。",
        payment_id=payment.pk,
    )


def templates_for(application: Application, dossier: Dossier) -> list[PrintoutLine]:
    """The sheets that the applicant has to sign, as the dossier stands, while it is open; no query."""
    if application.state not in EDITABLE:
        return []
    document = application.rules
    case = answered(document, application.case, dossier)
    slots = {
        material.code: section
        for section in document.sections_for(case)
        for material in materials_for(section, case)
        if material.provider == "applicant"
        and (
            material.of_rows is None
            or any(concerns_row(material, row) for row in dossier.content(section).rows)
        )
    }
    return [
        _to_sign(application, template.kind, slots[template.material].title)
        for template in document.templates
        if template.material in slots
    ]


def _to_sign(application: Application, kind: str, section: str) -> PrintoutLine:
    return PrintoutLine(
        kind=kind,
        title=f"《{PrintoutKind(kind).label}》",
        application_id=application.pk,
        publicity_id=None,
        printout=None,  # what is filled in may have changed since
        reasons=(),
        previewable=False,
        note=f"打印后手写签名、盖章，扫描上传到“{section}”。",
    )


def _valid(application: Application) -> QuerySet[Printout]:
    """The valid printouts of an application; the latest of a kind last."""
    return Printout.objects.filter(application=application, valid=True).order_by("requested_at")


def _line(
    kind: PrintoutKind,
    application: Application,
    made: dict[str, Printout],
    reasons: tuple[str, ...],
    note: str,
) -> PrintoutLine:
    return PrintoutLine(
        kind=kind,
        title=f"《{kind.label}》",
        application_id=application.pk,
        publicity_id=None,
        printout=None if reasons else made.get(kind),
        reasons=reasons,
        previewable=bool(reasons),
        note=note,
    )


def _publicity_lines(application: Application, user: User) -> list[PrintoutLine]:
    """公示 and 公示结果, for the unit that publishes."""
    publicities = (
        publicities_of(user)
        .filter(listings__application=application, listings__superseded_at__isnull=True)
        .order_by("started_at")
        .prefetch_related("listings", "printouts")
    )
    lines = (publicity_printouts(publicity, application.rules) for publicity in publicities)
    return [line for offered in lines for line in offered]


def publicity_printouts(publicity: Publicity, notice: NoticeDocument) -> list[PrintoutLine]:
    """公示 and what comes of one; reads its listings and printouts, best fetched with it."""
    made = {printout.kind: printout for printout in reversed(publicity.printouts.all())}  # the latest counts
    results = tuple(why_no_result(list(publicity.listings.all())))
    offered: list[tuple[PrintoutKind, tuple[str, ...]]] = [(PrintoutKind.PUBLICITY, ())]
    offered += [(kind, results) for kind in results_of(publicity, notice)]
    return [
        PrintoutLine(
            kind=kind,
            title=f"《{kind.label}》（{publicity.get_round_display()}）",
            application_id=None,
            publicity_id=publicity.pk,
            printout=made.get(kind),
            reasons=reasons,
            previewable=False,
        )
        for kind, reasons in offered
    ]


def results_of(publicity: Publicity, notice: NoticeDocument) -> tuple[PrintoutKind, ...]:
    """What is drawn up once a publicity is over; with a report where the notice has one."""
    reports = publicity.round == PublicityRound.AFTER and notice.wording and notice.wording.report
    return (PrintoutKind.PUBLICITY_RESULT, *([PrintoutKind.PUBLICITY_REPORT] if reports else []))


def recommended_with(publicity: Publicity) -> int:
    """How many people the unit has recommended under the notices of a publicity: it published them before."""
    notices = publicity.listings.values("application__notice_version__notice")
    return PublicityListing.objects.filter(
        publicity__organisation=publicity.organisation_id,
        round=PublicityRound.BEFORE,
        superseded_at__isnull=True,
        application__notice_version__notice__in=notices,
    ).count()
