"""核对：what each level looks at in a dossier, and who ticked it when (谁审核，谁负责)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from applications.models import Application, ReviewLevel, Submission, Tick
from applications.rules.dossier import Dossier, answered
from applications.rules.notices.parts import Check
from applications.selectors.dossiers import frozen_dossier
from applications.workflow import State
from review.selectors.received import TAKEN_IN
from review.selectors.words import moment


@dataclass(frozen=True, slots=True)
class Line:
    """One item: whether the reader may tick it, whether their desk has, and everybody who has."""

    code: str
    text: str
    clause: str
    section: str
    open_to_me: bool
    ticked: bool
    stamps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items of a reader's desk, and what other levels have ticked."""

    lines: tuple[Line, ...]
    required: bool
    submission: str

    @property
    def is_mine(self) -> bool:
        """True where the reader may tick now."""
        return any(line.open_to_me for line in self.lines)

    @property
    def left(self) -> int:
        """How many the reader's desk has not ticked yet."""
        return sum(line.open_to_me and not line.ticked for line in self.lines)

    def beside(self, section: str) -> list[Line]:
        """The items that stand beside a section; those without one belong to the whole."""
        return [line for line in self.lines if line.section == section]


def stop_to_tick(application: Application) -> tuple[ReviewLevel | None, str]:
    """The desk that may tick now, and what: the dossier while it lies there, the papers once it is in."""
    route: Sequence[ReviewLevel] = list(application.route.all())
    if application.state == State.IN_REVIEW:
        return next((stop for stop in route if stop.position == application.level), None), "review"
    if application.state in TAKEN_IN and route:
        return max(route, key=lambda stop: stop.position), "paper"
    return None, ""


def items_of(application: Application, submission: Submission) -> tuple[Check, ...]:
    """What the desk that may tick now looks at."""
    stop, stage = stop_to_tick(application)
    return _items(application, submission, stop.code, stage) if stop else ()


def _items(
    application: Application,
    submission: Submission,
    level: str,
    stage: str,
    dossier: Dossier | None = None,
) -> tuple[Check, ...]:
    document, case = application.rules, application.case
    if any(item.when.answers for item in document.checklist):
        case = answered(document, case, dossier or frozen_dossier(submission))
    return document.checks_for(case, level, stage)


def unticked(application: Application, submission: Submission) -> list[Check]:
    """What the desk whose turn it is has not ticked yet; one statement."""
    stop, _ = stop_to_tick(application)
    if stop is None:
        return []
    done = set(
        Tick.objects.filter(submission=submission, organisation=stop.organisation_id).values_list(
            "item", flat=True
        )
    )
    return [item for item in items_of(application, submission) if item.code not in done]


def checklist_of(
    application: Application,
    submission: Submission,
    desks: Collection[int],
    *,
    latest: bool,
    dossier: Dossier | None = None,
) -> Checklist:
    """What the reader sees on the bench of one submission; one statement, none where the notice has no list.

    An item stands there if the reader's desk may tick it now or somebody has ticked it. `dossier` is what was
    submitted, where the page has read it already.
    """
    ticks = _ticks(submission) if application.rules.checklist else {}
    stop, stage = stop_to_tick(application)
    mine = stop if latest and stop and stop.organisation_id in desks else None
    asked = (
        {item.code for item in _items(application, submission, mine.code, stage, dossier)} if mine else set()
    )
    labels = {route.organisation_id: route.label for route in application.route.all()}
    declared = application.rules.level(mine.code) if mine else None
    return Checklist(
        lines=tuple(
            Line(
                item.code,
                item.text,
                item.clause,
                item.section,
                open_to_me=item.code in asked,
                ticked=mine is not None and any(t.organisation_id == mine.organisation_id for t in done),
                stamps=tuple(_stamp(tick, labels) for tick in done),
            )
            for item in application.rules.checklist
            for done in [ticks.get(item.code, [])]
            if done or item.code in asked
        ),
        required=declared is not None and declared.checklist == "required" and stage == "review",
        submission=str(submission.pk),
    )


def ticks_of(submission: Submission) -> Iterable[Tick]:
    """Every tick with who made it, oldest first; one statement."""
    return (
        Tick.objects.filter(submission=submission)
        .select_related("by", "organisation")
        .only("submission_id", "organisation_id", "item", "at", "by__name", "organisation__name")
    )


def _ticks(submission: Submission) -> Mapping[str, list[Tick]]:
    found: dict[str, list[Tick]] = defaultdict(list)
    for tick in ticks_of(submission):
        found[tick.item].append(tick)
    return found


def _stamp(tick: Tick, labels: Mapping[int, str]) -> str:
    """县人社局 李科长 2024年9月10日 11:02"""
    return f"{labels.get(tick.organisation_id, tick.organisation.name)} {tick.by.name} {moment(tick.at)}"
