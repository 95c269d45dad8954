"""Giving, taking back and handing in at the same moment. Each test has a control without the locks."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from applications.models import Application
from applications.services.moves import MoveRefused, NotAllowed
from review.models import Assignment, Opinion
from review.services import experts, opinions
from tests import factories
from tests.evaluating import expert, give, received
from tests.factories import NOON
from tests.races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim(cast, draft) -> Application:
    return received(draft, cast)


@pytest.fixture
def written(cast, claim) -> Assignment:
    """An opinion that only has to be handed in."""
    given = give(claim, expert(cast, claim), cast)
    Opinion.objects.create(assignment=given, text="同意。", version=1, saved_at=NOON)
    return given


def without_locks(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, parties: int) -> None:
    """No row lock, and nobody writes before everybody has read, which `module.name` does last."""
    everybody_has_read, reads = Barrier(parties), getattr(module, name)

    def wait_for_all(*args: Any, **kwargs: Any) -> Any:
        answer = reads(*args, **kwargs)
        everybody_has_read.wait(timeout=20)
        return answer

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(module, name, wait_for_all)


def given_by_two(claim: Application, expert_key: int, cast) -> list[Any]:
    second = factories.officer(cast.committee, "孙办事")

    def by(officer: Any) -> Callable[[], Any]:
        return lambda: experts.assign({claim.pk: [expert_key]}, by=officer, at=NOON)

    return at_once([by(cast.office), by(second)])


def test_two_officers_give_it_to_the_same_expert_once(cast, claim):
    answers = given_by_two(claim, expert(cast, claim).pk, cast)

    assert Assignment.objects.count() == 1
    assert sorted(len(allotment.experts) for [allotment] in answers) == [0, 1]
    assert sorted(len(allotment.reasons) for [allotment] in answers) == [0, 1]


def test_control_without_the_locks_only_the_constraint_is_left(cast, claim, monkeypatch):
    without_locks(monkeypatch, experts, "candidates_of", 2)

    answers = given_by_two(claim, expert(cast, claim).pk, cast)

    assert Assignment.objects.count() == 1
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == 1


def handed_in_and_taken_back(written: Assignment, cast) -> list[Any]:
    return at_once(
        [
            lambda: opinions.hand_in(written, by=written.expert.user, at=NOON, seen_version=1),
            lambda: experts.withdraw(written, by=cast.office, at=NOON),
        ]
    )


def both_happened() -> bool:
    return Assignment.objects.filter(withdrawn_at__isnull=False, opinion__handed_in_at__isnull=False).exists()


def test_what_is_handed_in_is_not_taken_back(cast, written):
    answers = handed_in_and_taken_back(written, cast)

    assert not both_happened()
    assert sum(isinstance(answer, NotAllowed | MoveRefused) for answer in answers) == 1


def test_control_without_the_locks_both_happen(cast, written, monkeypatch):
    met = Barrier(2)

    def wait_for_both(save: Callable[..., None]) -> Callable[..., None]:
        def saved(self: Any, *args: Any, **kwargs: Any) -> None:
            met.wait(timeout=20)
            save(self, *args, **kwargs)

        return saved

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    for model in (Assignment, Opinion):
        monkeypatch.setattr(model, "save", wait_for_both(model.save))

    handed_in_and_taken_back(written, cast)

    assert both_happened()
