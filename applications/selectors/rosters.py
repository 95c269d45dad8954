"""花名册：whom a unit has passed on or received under a notice, specialty by specialty."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from applications.models import Application, Entry, Notice, Organisation, Payment, Roster, Specialty, User
from applications.models.notice import document_of
from applications.models.printout_kinds import PrintoutKind
from applications.rules.notices.document import NoticeDocument
from applications.selectors.applications import organisations_of, with_names
from applications.workflow import CONFIRM, FORWARD, RECEIVE, State

LISTS = (PrintoutKind.ROSTER, PrintoutKind.FEE_LIST, PrintoutKind.HAND_OVER)
PASSED_ON = (FORWARD.name, CONFIRM.name, RECEIVE.name)  # a committee's office lists what it has received
LISTED = (
    State.IN_REVIEW,
    State.RECEIVED,
    State.UNDER_EVALUATION,
    State.RESULT_PUBLICITY,
    State.GRANTED,
    State.NOT_PASSED,
)


@dataclass(frozen=True, slots=True)
class ListOffer:
    """One of the papers about the people of a list, and what stands in its way."""

    kind: str
    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterLine:
    """The people of a unit under a notice for a specialty, and how many they are."""

    organisation: Organisation
    notice: Notice
    specialty: Specialty
    people: int

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.organisation.pk}:{self.notice.pk}:{self.specialty.pk}"

    @property
    def offers(self) -> tuple[ListOffer, ...]:
        """花名册, 缴费名单 and 材料交接单, each with what stands in its way."""
        notice = _document(self.notice)
        return tuple(ListOffer(kind, kind.label, tuple(why_no_list(kind, notice))) for kind in LISTS)


def rosters_of(user: User) -> list[RosterLine]:
    """Everybody of whom the person's units can print lists; the latest notice first."""
    units = {unit.pk: unit for unit in organisations_of(user)}
    passed = Entry.objects.filter(
        organisation__in=units, move__in=PASSED_ON, application__state__in=LISTED
    ).order_by()
    keys = ("organisation", "application__notice_version__notice", "application__specialty")
    counted = list(passed.values_list(*keys).annotate(people=Count("application", distinct=True)))
    notices = Notice.objects.in_bulk({notice for _, notice, _, _ in counted})
    specialties = Specialty.objects.in_bulk({specialty for _, _, specialty, _ in counted})
    lines = [
        RosterLine(units[unit], notices[notice], specialties[specialty], people)
        for unit, notice, specialty, people in counted
    ]
    return sorted(lines, key=lambda line: (-line.notice.pk, line.organisation.pk, line.specialty.name))


def people_on(roster: Roster) -> QuerySet[Application]:
    """Whom the unit has passed on or received and who has not left since, by their unit and number."""
    passed = Entry.objects.filter(organisation=roster.organisation_id, move__in=PASSED_ON)
    found = Application.objects.filter(
        pk__in=passed.values("application"),
        state__in=LISTED,
        notice_version__notice=roster.notice_id,
        specialty=roster.specialty_id,
    )
    return with_names(found).order_by("employer__name", "number")


def payers_on(roster: Roster) -> QuerySet[Application]:
    """The same people with all their payments and reversals in the order of recording; two statements."""
    ledger = Payment.objects.order_by("recorded_at", "pk")
    return people_on(roster).prefetch_related(Prefetch("payments", ledger))


def notice_of(roster: Roster) -> NoticeDocument:
    """The notice of a list as it is in force."""
    return _document(roster.notice)


def why_no_list(kind: str, notice: NoticeDocument) -> list[str]:
    """What stands in the way of one of the lists under a notice."""
    if kind not in LISTS:
        return ["没有这种打印件。"]
    if kind == PrintoutKind.FEE_LIST and notice.fees is None:
        return ["本通知没有规定评审费用，没有缴费名单。"]
    if kind == PrintoutKind.HAND_OVER and not notice.papers:
        return ["本通知没有列出纸质材料，没有材料交接单。"]
    return []


def _document(notice: Notice) -> NoticeDocument:
    assert notice.latest_id is not None  # somebody has applied under it
    return document_of(notice.latest_id)
