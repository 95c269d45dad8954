"""Ten thousand lives of an application, each a random sequence of actions: the invariants always hold."""

from collections import Counter

import pytest

from applications.rules.notices.loading import parse
from applications.workflow import MOVES, State
from tests.applications.lives import Life, complete
from tests.factories import NOON
from tests.notices import small_notice

LIVES = 10_000
ACTIONS = 9
EVERYWHERE = [*MOVES.keys() - {"confirm", "grant", "deny"}, *(State.RECEIVED, State.REFUSED, State.ABANDONED)]
CAPS = [{"scope": scope, "max": 3, "clause": "四"} for scope in ("applicant", "committee", "both")]
NOTICES = [parse(small_notice(cap=cap)) for cap in CAPS] + [
    parse(small_notice(resubmit_route="to_returner")),
    parse(small_notice(cap=None, correction=None)),
]


@pytest.fixture
def ways(monkeypatch):
    """Which notice an application is under, without a database."""
    held = {}
    monkeypatch.setattr("applications.models.application.document_of", lambda version: held["notice"])
    return held


def test_ten_thousand_random_sequences_keep_every_invariant(ways):
    started = [complete(notice, NOON) for notice in NOTICES]
    seen = Counter()
    for seed in range(LIVES):
        number = seed % len(NOTICES)
        ways["notice"] = NOTICES[number]
        life = Life(NOTICES[number], seed, NOON, started[number])
        for _ in range(ACTIONS):
            life.step()
            life.hold()
        life.hold_records()
        seen.update(entry.move for entry in life.journal)
        seen[life.application.state] += 1

    assert {name: seen[name] for name in EVERYWHERE if seen[name] < 50} == {}  # the walk goes everywhere
