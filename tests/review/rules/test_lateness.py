"""一次性告知：what an organisation saw and passed over is late when it asks for it at the next return."""

from applications.rules.difference import Change
from applications.rules.unlocking import WHOLE, Spot
from review.rules.lateness import EarlierReturn, is_late

ROW = Spot("education", "r1")
TYPED = Change("education", "changed", "r1", field="school")


def test_what_stood_there_and_was_not_asked_for_is_late():
    assert is_late(ROW, [EarlierReturn((Spot("summary"),), ())])


def test_what_has_changed_since_is_not_late():
    assert not is_late(ROW, [EarlierReturn((Spot("summary"),), (TYPED,))])


def test_what_was_asked_for_before_is_not_late():
    assert not is_late(ROW, [EarlierReturn((Spot("education"),), ())])


def test_at_a_first_return_and_for_the_whole_dossier_nothing_is_late():
    assert not is_late(ROW, [])
    assert not is_late(WHOLE, [EarlierReturn((ROW,), ())])
