"""补正材料通知单：what is to be put right — of the last return, or of the papers that have come in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from applications.models import Application, Entry, Mark, Organisation, Tick, User
from applications.rules.dossier import Dossier, answered
from applications.rules.notices.parts import Check
from applications.rules.unlocking import Spot
from applications.selectors.applications import organisations_of
from applications.selectors.dossiers import frozen_dossier, latest_submission
from applications.selectors.returns import spot_of, words_for
from applications.workflow import SEND_BACK, State

# Where an application can be after its first submission was returned and before there was another.
UNANSWERED = frozenset({State.RETURNED, State.WITHDRAWN, State.ABANDONED})
ANSWERED = "answered"
SUPPLY, REPLACE, CHANGE, ON_PAPER = "补交", "重新上传", "修改", "补齐或改正"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be put right: where, what is to be done, and why."""

    where: str
    task: str
    reason: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What an office asks for: `entry` is the return, None where it asks for the papers in `left`.

    `stands` is false once the return has been answered: then the slip is a record.
    """

    application: Application
    issuer: Organisation
    stands: bool
    entry: Entry | None = None
    left: tuple[Check, ...] = ()

    @property
    def is_of_papers(self) -> bool:
        return self.entry is None


def slip_of(application: Application) -> Slip | None:
    """The papers that the office has not found in the bag; else the last return."""
    return _of_papers(application) or _of_return(application)


def slip_for(application: Application, user: User) -> Slip | None:
    """The same for whoever may print it: the unit that asks, and the applicant whom a return is told.

    The papers that are left are first of all the office's own note: it decides when the bag has been gone
    through. A handful of statements, none where nothing was ever asked for.
    """
    slip = slip_of(application)
    if slip is None:
        return None
    if application.applicant_id == user.pk:
        return None if slip.is_of_papers else slip
    return slip if organisations_of(user).filter(pk=slip.issuer.pk).exists() else None


def items_of(slip: Slip) -> list[Item]:
    """Thing by thing, in the words of whoever asks."""
    if slip.entry is None:
        return [Item(f"通知{check.clause}", ON_PAPER, check.text) for check in slip.left]
    return list(_marked(slip.application, slip.entry))


def record_of_slip(application: Application) -> list[str]:
    """Of what the slip speaks: what was asked for, and whether it has been answered since."""
    slip = slip_of(application)
    if slip is None:
        return []
    if slip.entry is None:
        return [check.code for check in slip.left]
    return [slip.entry.digest, str(application.due_at) if slip.stands else ANSWERED]


def _of_return(application: Application) -> Slip | None:
    if application.state == State.DRAFT:
        return None
    if application.submissions <= 1 and application.state not in UNANSWERED:
        return None
    sent_back = application.journal.filter(move=SEND_BACK.name, organisation__isnull=False)
    entry = sent_back.select_related("organisation").order_by("-revision").first()
    if entry is None or entry.organisation is None:
        return None
    return Slip(application, entry.organisation, application.state == State.RETURNED, entry)


def _of_papers(application: Application) -> Slip | None:
    papers = [check for check in application.rules.checklist if check.stage == "paper"]
    if application.state != State.RECEIVED or not papers:
        return None
    stop = application.route.select_related("organisation").order_by("-position").first()
    submission = latest_submission(application)
    if stop is None or submission is None:
        return None
    case = application.case
    if any(check.when.answers for check in papers):
        case = answered(application.rules, case, frozen_dossier(submission))
    seen = Tick.objects.filter(submission=submission, organisation=stop.organisation_id)
    done = set(seen.values_list("item", flat=True))
    asked = application.rules.checks_for(case, stop.code, "paper")
    left = tuple(check for check in asked if check.code not in done)
    return Slip(application, stop.organisation, stands=True, left=left) if left else None


def _marked(application: Application, entry: Entry) -> Iterator[Item]:
    marks: Iterable[Mark] = entry.marks.select_related("submission").order_by("pk")
    dossier: Dossier | None = None
    for mark in marks:
        dossier = dossier or frozen_dossier(mark.submission)  # a return has the marks of one submission
        spot = spot_of(mark)
        yield Item(words_for(application.rules, dossier, spot), _task(dossier, spot), mark.reason)


def _task(dossier: Dossier, spot: Spot) -> str:
    """A slot that was left empty wants a file, one with files wants better ones."""
    if not spot.material:
        return CHANGE
    filled = any(scan.material == spot.material and scan.row == spot.row for scan in dossier.scans)
    return REPLACE if filled else SUPPLY
