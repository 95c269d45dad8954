"""退回后能改什么：what was marked, what depends on it, and nothing else."""

import pytest

from applications.rules.difference import Change
from applications.rules.unlocking import EVERYTHING, WHOLE, Spot, covered, inside, outside, spots_of, unlocked

ROW = Spot("education", "r1")
SLOT = Spot("education", "", "degree")
FILE = Spot("education", "", "degree", "old")
REPLACED = Change("education", "replaced", material="degree", old_scan="old", new_scan="new")
TYPED = Change("education", "changed", "r1", field="school")


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (WHOLE, ROW),
        (Spot("education"), ROW),
        (ROW, Spot("education", "r1", "proof")),
        (SLOT, FILE),
        (ROW, ROW),
    ],
)
def test_a_wider_spot_holds_a_narrower_one(wide, narrow):
    assert wide.holds(narrow)


@pytest.mark.parametrize(
    ("one", "other"),
    [(ROW, WHOLE), (ROW, Spot("education")), (ROW, Spot("education", "r2")), (FILE, SLOT), (ROW, SLOT)],
)
def test_nothing_holds_what_lies_beside_or_around_it(one, other):
    assert not one.holds(other)


def test_a_marked_section_opens_all_that_is_in_it_and_no_other():
    opened = unlocked([Spot("education")], (), ())

    assert opened.allows(ROW)
    assert opened.allows(SLOT)
    assert not opened.allows(Spot("summary"))


def test_a_marked_row_opens_itself_and_its_files_but_not_its_section():
    opened = unlocked([ROW], (), ())

    assert opened.allows(ROW)
    assert opened.allows(Spot("education", "r1", "proof"))
    assert not opened.allows(Spot("education", "r2"))
    assert not opened.allows(Spot("education"))
    assert opened.touches("education")
    assert opened.touches("education", "r1")
    assert not opened.touches("education", "r2")
    assert not opened.touches("summary")


def test_a_marked_file_opens_its_slot_so_that_another_can_be_put_there():
    opened = unlocked([FILE], (), ())

    assert opened.allows(SLOT)
    assert not opened.allows(Spot("education", "", "chsi_report"))


def test_the_whole_dossier_or_no_mark_at_all_opens_everything():
    assert unlocked([WHOLE], (), ()).allows(Spot("summary"))
    assert unlocked([], (), ()) == EVERYTHING


def test_a_section_that_blocks_is_open_too():
    opened = unlocked([ROW], ["employment"], ())

    assert opened.allows(Spot("employment"))
    assert not opened.allows(Spot("summary"))


def test_what_blocks_in_no_section_opens_the_dossier_for_it_could_not_be_mended_else():
    assert unlocked([ROW], [""], ()).allows(Spot("summary"))


def test_a_dependent_section_stays_open_once_it_has_been_changed():
    mended = Change("employment", "changed", "r1", field="ended")

    assert unlocked([ROW], (), [TYPED, mended]).allows(Spot("employment"))


def test_a_change_in_what_was_marked_opens_nothing_more():
    assert unlocked([ROW], (), [TYPED]) == unlocked([ROW], (), ())
    assert unlocked([FILE], (), [REPLACED]) == unlocked([FILE], (), ())


def test_a_change_is_inside_what_was_asked_for_or_outside():
    assert inside(ROW, [TYPED, REPLACED]) == [TYPED]
    assert inside(FILE, [TYPED, REPLACED]) == [REPLACED]
    assert outside([ROW], [TYPED, REPLACED]) == [REPLACED]
    assert outside([WHOLE], [TYPED, REPLACED]) == []


def test_a_file_that_took_anothers_place_was_changed_where_both_are():
    assert spots_of(REPLACED) == (FILE, Spot("education", "", "degree", "new"))
    assert spots_of(TYPED) == (ROW,)


def test_a_spot_is_covered_by_one_around_it_or_in_it_and_by_no_neighbour():
    assert covered(ROW, [Spot("education")])
    assert covered(Spot("education"), [ROW])
    assert not covered(ROW, [Spot("education", "r2"), Spot("summary")])
