"""Many at once, on PostgreSQL. Each test has a control that shows the race once the lock is taken away."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from django.db.models import QuerySet

from applications.models import Application, Entry, Submission
from applications.rules.deadlines import ONE_SECOND
from applications.rules.unlocking import WHOLE
from applications.services import filing, moves
from applications.services.moves import StaleMove
from applications.services.starting import CannotStart
from review.services import desk, marks
from tests import factories
from tests.factories import NOON
from tests.races import at_once

BACK = {"note": "照片不清晰", "marks": [marks.Wanted(WHOLE, "照片不清晰")]}
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@contextmanager
def without_the_lock(monkeypatch: pytest.MonkeyPatch, parties: int) -> Iterator[None]:
    """No row lock, and everybody has read before anybody writes: the race at its worst."""
    everybody_has_read = Barrier(parties)
    checked = moves.objections

    def wait_for_all(*args: Any, **kwargs: Any) -> list[str]:
        reasons = list(checked(*args, **kwargs))
        everybody_has_read.wait(timeout=20)
        return reasons

    with monkeypatch.context() as patch:
        patch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
        patch.setattr(moves, "objections", wait_for_all)
        yield


def receipts(application: Application, clicks: int) -> list[Any]:
    def click() -> str:
        fresh = Application.objects.get(pk=application.pk)
        return filing.submit(fresh, by=fresh.applicant, at=NOON, revision=0).receipt

    return at_once([click] * clicks)


def test_twenty_clicks_are_one_submission_with_one_receipt(draft):
    answers = receipts(draft, 20)

    assert Counter(answers) == {Submission.objects.get().receipt: 20}
    assert Entry.objects.count() == 1


def test_control_without_the_lock_the_clicks_collide(draft, monkeypatch):
    with without_the_lock(monkeypatch, parties=5):
        answers = receipts(draft, 5)

    assert any(isinstance(answer, Exception) for answer in answers)


def two_decisions(draft: Application, cast: Any) -> list[Any]:
    application = factories.submit(draft)
    second = factories.officer(cast.employer, "赵经办")

    def decide(by: Any, move: str) -> Callable[[], Any]:
        facts = BACK if move == "send_back" else {"note": "退休", "ground": "not_eligible"}
        return lambda: desk.act(application, move, by=by, at=NOON, revision=1, **facts).state

    return at_once([decide(cast.wang, "send_back"), decide(second, "refuse")])


def test_of_two_officers_one_decides_and_the_other_is_told(draft, cast):
    answers = two_decisions(draft, cast)

    late = [answer for answer in answers if isinstance(answer, StaleMove)]
    assert len(late) == 1
    assert late[0].last.by.name in ("王主任", "赵经办")
    assert draft.journal.exclude(move="submit").count() == 1


def test_control_without_the_lock_nobody_is_told(draft, cast, monkeypatch):
    application = factories.submit(draft)
    second = factories.officer(cast.employer, "赵经办")

    def send_back(by: Any) -> Callable[[], Any]:
        return lambda: desk.act(application, "send_back", by=by, at=NOON, revision=1, **BACK).state

    with without_the_lock(monkeypatch, parties=2):
        answers = at_once([send_back(cast.wang), send_back(second)])

    assert not any(isinstance(answer, StaleMove) for answer in answers)


def test_twenty_starts_are_one_draft(notice, cast):
    def begin() -> Any:
        return factories.draft(notice, cast.applicant, cast.employer).pk

    answers = at_once([begin] * 20)

    assert Application.objects.count() == 1
    assert sum(isinstance(answer, CannotStart) for answer in answers) == 19


def test_the_sweep_and_a_late_correction_leave_one_outcome(draft, cast):
    application = factories.submit(draft)
    returned = factories.decide(application, "send_back", by=cast.wang, note="缺学信网报告")
    edge = returned.due_at

    def correct() -> Any:
        return filing.submit(returned, by=cast.applicant, at=edge, revision=2).receipt

    def sweep() -> Any:
        return filing.lapse(Application.objects.get(pk=returned.pk), at=edge + 2 * ONE_SECOND)

    answers = at_once([correct, sweep, sweep])

    returned.refresh_from_db()
    assert returned.state in ("in_review", "abandoned")
    assert returned.journal.filter(revision=3).count() == 1
    accepted = isinstance(answers[0], str)
    assert accepted == (returned.state == "in_review")
