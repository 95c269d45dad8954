"""内部备注：written by and for one organisation."""

import pytest

from applications.models import Application, Note
from applications.services.moves import NotAllowed
from review.selectors.notes import notes_for, own_desk
from review.services.notes import write_note
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import at_county

pytestmark = pytest.mark.django_db


def write(application: Application, organisation, *, by) -> Note:
    facts = {"organisation": organisation, "by": by, "at": factories.NOON}
    return write_note(application, " 已电话核实 ", **facts)


def test_colleagues_read_it_and_no_other_desk(cast: Cast, draft: Application):
    at_county(draft, cast)
    write(draft, cast.county, by=cast.li)

    assert [note.text for note in notes_for(draft, [cast.county.pk])] == ["已电话核实"]
    assert notes_for(draft, [cast.employer.pk, cast.committee.pk]) == []


def test_only_a_seat_of_that_desk_writes_and_only_once_it_was_reached(cast: Cast, draft: Application):
    factories.submit(draft)

    for organisation, person in (
        (cast.employer, cast.li),
        (cast.county, cast.li),
        (cast.employer, cast.applicant),
        (cast.employer, cast.outsider),
    ):
        with pytest.raises(NotAllowed):
            write(draft, organisation, by=person)
    assert write(draft, cast.employer, by=cast.wang).organisation == cast.employer


def test_it_is_written_for_the_desk_whose_turn_it_is_else_for_the_last(cast: Cast, draft: Application):
    at_county(draft, cast)
    draft = Application.objects.get(pk=draft.pk)

    assert own_desk(draft, [cast.employer.pk, cast.county.pk]) == cast.county
    assert own_desk(draft, [cast.employer.pk]) == cast.employer
    assert own_desk(draft, [cast.committee.pk]) is None
