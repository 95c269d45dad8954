"""Every cell of state × move × person, and the table against the model and the README."""

from itertools import product
from pathlib import Path

import pytest
from django_fsm import TransitionNotAllowed

from applications import workflow
from applications.models import Application, Entry
from applications.services import guards
from applications.services.moves import MoveRefused, NotAllowed, perform
from applications.workflow import MOVES, Actor, Move, State
from review import permissions
from review.services import desk
from tests.cast import Cast
from tests.factories import NOON

HELD = (State.IN_REVIEW, State.RESULT_PUBLICITY)
PENDING = workflow.LAPSE.sources
ARRIVAL = {"level": 1, "reaches_committee": False, "due_at": None, "at": NOON}
FACTS = {
    "submit": {"reaches_committee": False, "due_at": None, "at": NOON},
    "forward": ARRIVAL,
    "resubmit": ARRIVAL,
    "recall": {"due_at": None},
    "send_back": {"due_at": NOON},
}


def put(application: Application, state: State, move: Move, cast: Cast) -> Application:
    """The application in a state, on the desk of those who could make the move."""
    holder = cast.committee if move.actor == Actor.OFFICE else cast.county
    Application.objects.filter(pk=application.pk).update(
        state=state,
        desk=holder if state in HELD else None,
        due_at=NOON if state in PENDING else None,
        submissions=0 if state == State.DRAFT else 1,
    )
    return Application.objects.get(pk=application.pk)


def attempt(move: Move, application: Application, by, cast: Cast) -> Application:
    holder = (cast.committee if move.actor == Actor.OFFICE else cast.county).pk
    facts = dict(FACTS.get(move.name, {}))
    if "at" in facts:
        facts["desk_id"] = holder
    return perform(
        move, application, by=by, at=NOON, may=permissions.may, note="缺少继续教育证书", plan=lambda *_: facts
    )


def entitled(move: Move, state: State, cast: Cast) -> list:
    """Who may make the move from a state that allows it."""
    held = state in HELD
    return {
        Actor.APPLICANT: [cast.applicant],
        Actor.LEVEL: [cast.li] if held else [],
        Actor.OFFICE: [cast.office] if held else [],
        Actor.CLOCK: [None],
    }[move.actor]


@pytest.mark.parametrize(("state", "move"), list(product(State, MOVES.values())), ids=str)
def test_a_move_is_possible_exactly_where_the_workflow_says_and_for_whom(state, move, draft, cast):
    people = [cast.applicant, cast.wang, cast.li, cast.office, cast.outsider, None]

    for by in people:
        application = put(draft, state, move, cast)
        before = (application.state, application.revision, Entry.objects.count())
        possible = state in move.sources and by in entitled(move, state, cast)
        if possible:
            assert attempt(move, application, by, cast).state == move.target
            assert Entry.objects.filter(application=application, by=by, move=move.name).exists()
            continue
        with pytest.raises((MoveRefused, NotAllowed)):
            attempt(move, application, by, cast)
        application = Application.objects.get(pk=application.pk)
        assert (application.state, application.revision, Entry.objects.count()) == before


def test_every_move_has_a_method_and_every_transition_a_move():
    assert {t.custom["move"] for t in Application().get_all_state_transitions()} == set(MOVES.values())


def test_the_guards_of_both_apps_name_every_move_once():
    assert not set(guards.GUARDS) & set(desk.GUARDS)
    assert set(guards.GUARDS) | set(desk.GUARDS) == set(MOVES.values())


def test_the_predicates_of_both_apps_name_every_actor():
    assert set(permissions.MAY_ACT) == set(Actor)


def test_a_state_cannot_be_assigned_past_the_door(draft):
    with pytest.raises(AttributeError):
        draft.state = State.RECEIVED


def test_the_library_itself_refuses_a_move_from_the_wrong_state(draft):
    with pytest.raises(TransitionNotAllowed):
        draft.receive()


def test_a_failed_refresh_leaves_the_state_protected(draft):
    ghost = Application(pk=draft.pk)
    ghost.refresh_from_db()
    ghost.pk = "00000000-0000-0000-0000-000000000000"

    with pytest.raises(Application.DoesNotExist):
        ghost.refresh_from_db()

    with pytest.raises(AttributeError):
        ghost.state = State.RECEIVED


def test_the_readme_shows_the_workflow_as_it_is():
    readme = Path(__file__).parents[2] / "README.md"
    assert workflow.mermaid() in readme.read_text(encoding="utf-8")
