"""办理记录 as each reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from applications.models import Application, Entry, User
from applications.workflow import MOVES, SEND_BACK


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history: when, who, what, and in which words."""

    at: datetime
    who: str
    what: str
    note: str


def journal_of(application: Application) -> list[Entry]:
    """Every step with who made it, newest first; one statement."""
    steps = application.journal.select_related("by", "organisation")  # each step knows its application
    unread = ("by__id_number", "by__mobile", "by__password")  # to be deciphered, and shown by nobody
    return list(steps.defer(*unread).order_by("-revision"))


def history_for(entries: Iterable[Entry], reader: User | AnonymousUser) -> list[Step]:
    """The steps in the reader's words, in the order given."""
    return [step_for(entry, reader) for entry in entries]


def step_for(entry: Entry, reader: User | AnonymousUser) -> Step:
    """One step in the reader's words."""
    move = MOVES.get(entry.move)
    return Step(entry.at, who_acted(entry, reader), move.label if move else entry.move, entry.note)


def who_acted(entry: Entry, reader: User | AnonymousUser) -> str:
    """The applicant reads which unit acted; reviewers also read by whose hand."""
    if entry.by_id is None or entry.by is None:
        return "系统（到期）"
    if entry.by_id == entry.application.applicant_id:
        return "本人" if reader.pk == entry.by_id else f"申报人 {entry.by.name}"
    unit = entry.organisation.name if entry.organisation else "审核单位"
    return f"{unit} 审核人" if reader.pk == entry.application.applicant_id else f"{unit} {entry.by.name}"


def last_return(entries: Iterable[Entry]) -> Entry | None:
    """The latest 退回修改 among entries that stand newest first."""
    return next((entry for entry in entries if entry.move == SEND_BACK.name), None)
