"""The one door: lock, stale pages, journal, chain, outbox."""

import pytest
from django.db import DatabaseError

from applications import workflow
from applications.models import Entry, Errand
from applications.services import filing
from applications.services.moves import MoveRefused, NotAllowed, StaleMove, entry_digest, perform
from applications.workflow import State
from tests import factories
from tests.factories import NOON


def test_a_move_writes_journal_and_outbox_in_one_transaction(draft, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("the outbox is full")

    monkeypatch.setattr("applications.services.outbox.owe", broken)
    with pytest.raises(DatabaseError):
        filing.submit(draft, by=draft.applicant, at=NOON, revision=0)

    draft.refresh_from_db()
    assert (draft.state, Entry.objects.count(), draft.frozen.count()) == (State.DRAFT, 0, 0)


def test_a_move_leaves_one_entry_and_one_errand(draft):
    factories.submit(draft)

    entry = draft.journal.get()
    assert (entry.move, entry.from_state, entry.to_state, entry.by) == (
        "submit",
        "draft",
        "in_review",
        draft.applicant,
    )
    assert Errand.objects.filter(kind="moved", payload={"entry": entry.pk}).count() == 1


def test_a_stale_page_is_told_who_acted(draft, cast):
    application = factories.submit(draft)
    seen = application.revision
    factories.decide(application, "send_back", by=cast.wang, note="照片不清晰")

    with pytest.raises(StaleMove) as stale:
        perform(workflow.SEND_BACK, application, by=cast.wang, at=NOON, note="再退", revision=seen)

    assert (stale.value.last.by, stale.value.last.move) == (cast.wang, "send_back")


def test_a_stranger_is_told_nothing(draft, cast):
    with pytest.raises(NotAllowed):
        filing.submit(draft, by=cast.outsider, at=NOON, revision=0)


def test_words_are_required_where_the_table_says_so(draft, cast):
    application = factories.submit(draft)

    with pytest.raises(MoveRefused) as refused:
        factories.decide(application, "send_back", by=cast.wang, note="  ")

    assert refused.value.reasons == ["退回修改须填写意见。"]


@pytest.mark.rule("N0-73", "N1-29")
def test_each_entry_is_chained_to_the_one_before(draft, cast):
    application = factories.submit(draft)
    factories.decide(application, "send_back", by=cast.wang, note="照片不清晰")
    factories.submit(application, when=factories.at("2024-09-10 09:00"))

    entries = list(application.journal.order_by("revision"))
    assert [entry.previous for entry in entries] == ["", entries[0].digest, entries[1].digest]
    assert all(entry.digest == entry_digest(entry) for entry in entries)


def test_a_changed_word_breaks_the_chain(draft, cast):
    application = factories.submit(draft)
    factories.decide(application, "send_back", by=cast.wang, note="照片不清晰")

    entry = application.journal.get(move="send_back")
    entry.note = "照片很清晰"

    assert entry.digest != entry_digest(entry)
