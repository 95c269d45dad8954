"""One door for every change of state: lock, state, clock, permission, guards, journal, outbox."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from applications import permissions, workflow
from applications.models import Application, Entry, User
from applications.rules.deadlines import is_past
from applications.services import outbox
from applications.workflow import Move

Guard = Callable[[Application, datetime], Iterator[str]]
May = Callable[[User | None, Move, Application], bool]
Plan = Callable[[Application, datetime], dict[str, Any]]


class MoveRefused(Exception):
    """The move is not possible; `reasons` are sentences for the person who tried."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


class NotAllowed(Exception):
    """The person has no part in this move. Pages answer as if the thing did not exist."""


class StaleMove(Exception):
    """Somebody acted first; `last` is what they did."""

    def __init__(self, last: Entry | None) -> None:
        super().__init__("stale")
        self.last = last


@transaction.atomic
def perform(
    move: Move,
    application: Application,
    *,
    by: User | None,
    at: datetime,
    may: May = permissions.may,
    guards: Iterable[Guard] = (),
    plan: Plan | None = None,
    note: str = "",
    ground: str = "",
    revision: int | None = None,
) -> Application:
    """Make one move and write it in the journal. Nothing else changes a state.

    `revision` is the step that the person saw; if another has been made since, StaleMove says whose.
    Raises NotAllowed, StaleMove or MoveRefused; then nothing is written.
    """
    locked = Application.objects.select_for_update().prefetch_related("route")
    application = locked.get(pk=application.pk)
    if revision is not None and revision != application.revision:
        raise StaleMove(last_entry(application))
    if not may(by, move, application):
        raise NotAllowed(move.name)
    if reasons := list(objections(move, application, at, note=note, guards=guards)):
        raise MoveRefused(reasons)
    before, level, organisation_id = application.state, application.level, application.desk_id
    facts = plan(application, at) if plan else {}
    getattr(application, move.name)(**facts)
    entry = Entry(
        application=application,
        revision=application.revision + 1,
        move=move.name,
        from_state=before,
        to_state=application.state,
        level=level,
        organisation_id=organisation_id if by is not None and by.pk != application.applicant_id else None,
        by=by,
        note=note,
        ground=ground,
        at=at,
        previous=application.journal_head,
    )
    entry.digest = entry_digest(
        entry
    )  # a chain for each application: a global one would serialise every write
    application.revision, application.journal_head = entry.revision, entry.digest
    application.save()
    entry.save(force_insert=True)
    outbox.owe("moved", f"moved:{application.pk}:{entry.revision}", {"entry": entry.pk}, at=at)
    return application


def objections(
    move: Move, application: Application, at: datetime, *, note: str = "", guards: Iterable[Guard] = ()
) -> Iterator[str]:
    """Why not? The state first, then the clock, so that guards may rely on both."""
    if application.state not in move.sources:
        yield f"{application.get_state_display()}的申报书不能{move.label}。"
        return
    if move is not workflow.LAPSE and application.due_at and is_past(application.due_at, at):
        yield "已超过最迟时间，视为放弃申报。"
        return
    if move.needs_note and not note.strip():
        yield f"{move.label}须填写意见。"
    for guard in guards:
        yield from guard(application, at)


def last_entry(application: Application) -> Entry | None:
    """The latest step, with who made it."""
    return application.journal.select_related("by", "organisation").order_by("-revision").first()


def entry_digest(entry: Entry) -> str:
    """What binds an entry to its words and to the entry before it."""
    facts = [
        str(entry.application_id),
        entry.revision,
        entry.move,
        entry.from_state,
        entry.to_state,
        entry.level,
        entry.organisation_id,
        entry.by_id,
        entry.note,
        entry.ground,
        int(entry.at.timestamp() * 1_000_000),
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
