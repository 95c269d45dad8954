"""Playing the stories: every step goes through the service that a page would call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, Notice, Organisation, PublicityListing, Seat, User
from applications.models.publicity import PublicityResult
from applications.rules.deadlines import BEIJING
from applications.rules.notices.terms import OrganisationKind
from applications.rules.unlocking import Spot
from applications.selectors.dossiers import latest_submission
from applications.services import filing, starting
from review.selectors.checklists import items_of
from review.selectors.publicities import current_listing, round_of
from review.services import desk, payments, publicity
from review.services.checklists import tick
from review.services.demo import dossiers
from review.services.demo.providing import provide
from review.services.demo.reading import Step, Story, dossier_of
from review.services.marks import Wanted
from review.services.notes import write_note

PASSED = "经审核，材料齐全、真实有效，同意上报。"
CONDUCT = "拥护党的领导，遵守宪法和法律，爱岗敬业，作风正派，年度考核均为合格及以上等次。"
PLACE, OFFICE, PHONE = "单位一楼公示栏", "办公室（人事）", "0996-0000000"


@dataclass(slots=True)
class Play:
    """One story on the stage: its application once it is started."""

    story: Story
    notice: Notice
    application: Application | None = None

    @property
    def claim(self) -> Application:
        """The application as the database has it now."""
        assert self.application is not None
        return Application.objects.get(pk=self.application.pk)


def perform(play: Play, step: Step, *, at: datetime, together: Mapping[str, Play]) -> None:
    """Make one step; `together` are the plays under the same notice, by who plays them."""
    if step.do == "start":
        _start(play, at)
    elif step.do == "publish":
        others = [together[username].claim for username in step.others]
        _publish([play.claim, *others], at)
    else:
        STEPS[step.do](play.claim, step, at)


def _start(play: Play, at: datetime) -> None:
    play.application = starting.start(
        play.notice,
        User.objects.get(username=play.story.who),
        employer=Organisation.objects.get(code=play.story.employer),
        at=at,
        **play.story.claim.model_dump(mode="json"),
    )


def _fill(claim: Application, step: Step, at: datetime) -> None:
    dossiers.fill(claim, at=at, only=step.sections)


def _amend(claim: Application, step: Step, at: datetime) -> None:
    dossiers.amend(claim, step.material, at=at)


def _submit(claim: Application, step: Step, at: datetime) -> None:
    filing.submit(claim, by=claim.applicant, at=at, revision=claim.revision)


def _recall(claim: Application, step: Step, at: datetime) -> None:
    filing.recall(claim, by=claim.applicant, at=at, revision=claim.revision)


def _withdraw(claim: Application, step: Step, at: datetime) -> None:
    filing.withdraw(claim, by=claim.applicant, at=at, note=step.say, revision=claim.revision)


def _lapse(claim: Application, step: Step, at: datetime) -> None:
    filing.lapse(claim, at=at)


def _open(claim: Application, step: Step, at: datetime) -> None:
    by = _officer(claim.desk, claim)
    desk.open_dossier(claim, by=by, at=at)
    _tick(claim, by, at, half=True)


def _note(claim: Application, step: Step, at: datetime) -> None:
    assert claim.desk is not None
    write_note(claim, step.say, organisation=claim.desk, by=_officer(claim.desk, claim), at=at)


def _provide(claim: Application, step: Step, at: datetime) -> None:
    provide(claim, by=_officer(claim.desk or claim.employer, claim), at=at, only=step.material)


def _tick(claim: Application, by: User, at: datetime, *, half: bool = False) -> None:
    """谁审核，谁负责: what the desk has looked at so far, or all of it."""
    submission = latest_submission(claim)
    items = [item.code for item in items_of(claim, submission)] if submission else []
    if items:
        tick(claim, items[: len(items) // 2] if half else items, by=by, at=at)


def _publish(claims: list[Application], at: datetime) -> None:
    first = claims[0]
    publicity.start(
        first.employer,
        [
            publicity.Listed(
                claim,
                conduct=CONDUCT,
                achievements=dossier_of(claim.applicant.username, year=claim.year).achievements,
            )
            for claim in claims
        ],
        round_=round_of(first),
        starts_on=at.astimezone(BEIJING).date(),
        ends_on=None,
        place=PLACE,
        office=OFFICE,
        phone=PHONE,
        by=_officer(first.employer, first),
        at=at,
    )


def _conclude(result: PublicityResult) -> Callable[[Application, Step, datetime], None]:
    def conclude(claim: Application, step: Step, at: datetime) -> None:
        listing = current_listing(claim, round_of(claim))
        assert isinstance(listing, PublicityListing)
        by = _officer(claim.employer, claim)
        publicity.record_result(listing, result=result, note=step.say, by=by, at=at)

    return conclude


def _decide(claim: Application, step: Step, at: datetime) -> None:
    """The desk whose turn it is, in the prescribed words where the notice has them."""
    by = _officer(claim.desk, claim)
    if claim.opened_at is None:
        desk.open_dossier(claim, by=by, at=at)
    if step.do in ("forward", "receive", "confirm"):
        provide(claim, by=by, at=at)
        _tick(claim, by, at)
    level = desk.declared_level(claim)
    opinion = level.opinion.sentence if level and level.opinion else PASSED
    note = step.say or (opinion if step.do in ("forward", "confirm") else "")
    marks, revision = _marks(step), claim.revision
    desk.act(claim, step.do, by=by, at=at, revision=revision, note=note, ground=step.ground, marks=marks)


def _marks(step: Step) -> list[Wanted]:
    """What a return asks for, thing by thing."""
    places = [(where.partition("/"), reason) for where, reason in step.asks.items()]
    return [Wanted(Spot(section, "", material), reason) for (section, _, material), reason in places]


def _pay(claim: Application, step: Step, at: datetime) -> None:
    office = claim.route.get(organisation__kind=OrganisationKind.COMMITTEE_OFFICE).organisation
    tariff = claim.rules.tariff_for(claim.case)
    assert tariff is not None
    payments.record(
        claim,
        fen=tariff.fen,
        voucher=f"样例{claim.number}",
        payer=claim.applicant.name,
        paid_on=at.astimezone(BEIJING).date(),
        by=_officer(office, claim),
        at=at,
    )


def _officer(organisation: Organisation | None, claim: Application) -> User:
    """Who acts for a unit: the one who handles such things, else the head; never in their own case."""
    seats = Seat.objects.filter(organisation=organisation, is_active=True).exclude(user=claim.applicant)
    # The later in the cast the more an officer: an applicant with seats of their own is the last to be asked.
    seat = seats.select_related("user").order_by("role", "-pk").first()
    assert seat is not None, f"{organisation} has nobody to act"
    return seat.user


STEPS: Mapping[str, Callable[[Application, Step, datetime], None]] = {
    "fill": _fill,
    "amend": _amend,
    "submit": _submit,
    "recall": _recall,
    "withdraw": _withdraw,
    "lapse": _lapse,
    "open": _open,
    "note": _note,
    "provide": _provide,
    "clear": _conclude(PublicityResult.NO_OBJECTION),
    "object": _conclude(PublicityResult.OBJECTION),
    "uphold": _conclude(PublicityResult.UPHELD),
    "forward": _decide,
    "send_back": _decide,
    "refuse": _decide,
    "receive": _decide,
    "confirm": _decide,
    "grant": _decide,
    "deny": _decide,
    "pay": _pay,
}
