"""已办理：what a reviewer's desks have done, and where it is now."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from applications.models import Application
from applications.rules.deadlines import is_past
from applications.selectors.applications import state_at
from applications.workflow import MOVES, REVIEWER_LABELS, State
from review.selectors.rows import claim_words
from review.selectors.words import moment


def state_label(application: Application, at: datetime) -> str:
    """The state in a reviewer's words, as the clock has it."""
    state = state_at(application, at)
    return str(REVIEWER_LABELS.get(state, state.label))


def whereabouts(application: Application, at: datetime) -> str:
    """Who has it now: 申报人, the unit whose turn it is, or nobody any more."""
    state = state_at(application, at)
    if state in (State.DRAFT, State.RETURNED):
        return "申报人"
    return application.desk.name if application.desk else ""


def acts(steps: Iterable[dict[str, Any]], at: datetime) -> list[dict[str, Any]]:
    """Lines of 最近办理."""
    return [_act(step, at) for step in steps]


def _act(step: dict[str, Any], at: datetime) -> dict[str, Any]:
    due = step["application__due_at"]
    state = State.ABANDONED if due and is_past(due, at) else State(step["application__state"])
    with_applicant = state in (State.DRAFT, State.RETURNED)
    return {
        "id": step["application_id"],
        "name": step["application__applicant__name"],
        "employer": step["application__employer__name"],
        "what": MOVES[step["move"]].label if step["move"] in MOVES else step["move"],
        "when": moment(step["at"]),
        "by": step["by__name"],
        "state": state.value,
        "label": str(REVIEWER_LABELS.get(state, state.label)),
        "where": "申报人" if with_applicant else step["application__desk__name"] or "",
    }


def seen_rows(applications: Iterable[Any], at: datetime) -> list[dict[str, Any]]:
    """Lines of 已办理; each carries `reached`."""
    return [
        {
            "id": application.pk,
            "name": application.applicant.name,
            "employer": application.employer.name,
            "number": application.number,
            "claim": claim_words(
                application.series.name, application.specialty.name, application.title, application.rank
            ),
            "reached": moment(application.reached),
            **_now(application, at),
        }
        for application in applications
    ]


def _now(application: Application, at: datetime) -> dict[str, str]:
    return {
        "state": state_at(application, at).value,
        "label": state_label(application, at),
        "where": whereabouts(application, at),
    }
