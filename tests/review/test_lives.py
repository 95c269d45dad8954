"""A few lives of an application through the services and the database: the same invariants hold."""

import hashlib
import json
from datetime import timedelta
from random import Random

import pytest

from applications.models import Application, Submission
from applications.rules.difference import difference
from applications.rules.unlocking import Spot, outside
from applications.selectors.dossiers import draft_of, findings_of, frozen_dossier, latest_submission
from applications.selectors.returns import marks_of, return_of, spot_of
from applications.services import dossiers, filing
from applications.services.dossiers import CannotEdit
from applications.services.moves import MoveRefused, NotAllowed, StaleMove, entry_digest
from applications.workflow import MOVES, State
from review.services import desk
from review.services.marks import Wanted
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.notices import small_notice

pytestmark = pytest.mark.django_db
REFUSED = (CannotEdit, MoveRefused, NotAllowed, StaleMove)
SPOTS = [Spot("summary"), Spot("education"), Spot("education", "education-1"), Spot("basic")]
ACTIONS = 14


class Walk:
    """One application, handled at random by all who have a part in it, and by one who has none."""

    def __init__(self, application: Application, cast: Cast, seed: int) -> None:
        self.application, self.cast, self.random, self.at = application, cast, Random(seed), NOON
        self.frozen: dict[object, str] = {}
        self.was_blocked: set[str] = set()

    def step(self) -> None:
        """Somebody does something; a refusal changes nothing."""
        self.at += timedelta(hours=self.random.choice((0, 1, 5, 20)))
        often = [self.edit, self.submit, self.decide]
        act = self.random.choice([*often * 4, self.end])
        before = self.application.revision
        try:
            act()
        except REFUSED:
            self.application.refresh_from_db()
            assert self.application.revision == before
        self.application.refresh_from_db()

    def edit(self) -> None:
        places = [("summary", "text"), ("education", "school"), ("basic", "health")]
        section, field = self.random.choice(places)
        returned = return_of(self.application, self.at)
        found = findings_of(self.application, self.at) if returned else []
        blocked = {finding.section for finding in found if finding.severity == "block"}
        row = self.application.drafts.get(section=section).rows[0]
        typed = row["values"] | {field: self.random.choice(["另写", "再写", "又写", "无", ""])}
        known = {"by": self.somebody(), "at": self.at, "seen_version": None}
        dossiers.save_row(
            self.application, section, row["id"] if section == "education" else None, typed, **known
        )
        self.was_blocked |= blocked

    def submit(self) -> None:
        revision = self.random.choice([self.application.revision, self.application.revision, 0])
        submission = filing.submit(self.application, by=self.somebody(), at=self.at, revision=revision)
        self.frozen.setdefault(submission.pk, submission.digest)

    def decide(self) -> None:
        seats = [self.cast.wang, self.cast.li, self.cast.office]
        by = seats[self.application.level] if self.random.random() < 0.8 else self.random.choice(seats)
        facts = {"by": by, "at": self.at, "note": "请修改", "revision": self.application.revision}
        if self.random.random() < 0.5:
            desk.forward(self.application, **facts | {"note": "材料真实准确，同意推荐"})
        else:
            marks = [Wanted(spot, "请修改") for spot in self.random.sample(SPOTS, 2)]
            desk.send_back(self.application, **facts, marks=marks)
            self.was_blocked = set()

    def end(self) -> None:
        by = self.somebody()
        if self.random.random() < 0.6:
            filing.recall(self.application, by=by, at=self.at, revision=self.application.revision)
        elif self.random.random() < 0.2:
            filing.withdraw(self.application, by=by, at=self.at, note="", revision=self.application.revision)
        else:
            filing.lapse(self.application, at=self.at)

    def somebody(self):
        """The applicant, and now and then one who is not."""
        return self.cast.outsider if self.random.random() < 0.1 else self.cast.applicant

    def hold(self) -> None:
        """The invariants, read from the database."""
        application, cap = self.application, self.application.rules.cap
        submissions = list(application.frozen.order_by("number"))
        live = [submission for submission in submissions if submission.recalled_at is None]
        assert application.arrivals <= application.submissions == len(live) <= cap.max
        assert [submission.number for submission in submissions] == [*range(1, len(submissions) + 1)]
        assert latest_submission(application) == (live[-1] if live else None)
        assert {s.pk: s.digest for s in submissions} == self.frozen
        assert all(_digest(submission) == submission.digest for submission in submissions)
        if application.state == State.RETURNED:
            marks = [spot_of(mark) for mark in marks_of(live[-1])]
            sections = application.rules.sections_for(application.case)
            changes = difference(sections, frozen_dossier(live[-1]), draft_of(application))
            assert {change.section for change in outside(marks, changes)} <= self.was_blocked
        self.hold_journal()

    def hold_journal(self) -> None:
        previous, state = "", State.DRAFT.value
        for number, entry in enumerate(self.application.journal.order_by("revision"), 1):
            assert (entry.revision, entry.previous, entry.from_state) == (number, previous, state)
            assert entry.digest == entry_digest(entry)
            assert state in MOVES[entry.move].sources
            previous, state = entry.digest, entry.to_state
        application = self.application
        assert (application.journal_head, application.state) == (previous, state)


def _digest(submission: Submission) -> str:
    text = json.dumps(submission.snapshot, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("seed", range(8))
def test_a_random_life_through_the_services_keeps_every_invariant(cast, seed):
    chain = [level | {"publicity": False} for level in small_notice()["chain"]]
    notice = factories.notice(small_notice(chain=chain, publicity=None, wording=None))
    started = factories.fill(factories.draft(notice, cast.applicant, cast.employer))
    walk = Walk(started, cast, seed)

    for _ in range(ACTIONS):
        walk.step()
        walk.hold()
