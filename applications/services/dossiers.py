"""填报：what the applicant types is kept as typed; whether it will do is judged when it is read."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.models import Application, SectionDraft, User
from applications.permissions import is_applicant
from applications.rules.deadlines import is_past
from applications.rules.dossier import fields_of, kind_of
from applications.rules.notices.dossier import Section
from applications.rules.unlocking import Spot
from applications.selectors.returns import unlocked_in
from applications.services import scans
from applications.services.moves import NotAllowed
from applications.workflow import State

EDITABLE = frozenset({State.DRAFT, State.RETURNED})
ROW_ID = re.compile(r"[0-9a-z]{1,40}")
LOCKED = "退回时没有要求修改这一项。"
ROOM = 2  # a text too long by half is kept whole, so that the person can shorten it


class CannotEdit(Exception):
    """The dossier is shut to its applicant; `reason` is a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StaleSection(CannotEdit):
    """Another window saved first; nothing is written and the person decides."""

    def __init__(self, draft: SectionDraft, row: Mapping[str, Any] | None) -> None:
        super().__init__("您在另一个窗口里保存过这一栏。" if row else "您在另一个窗口里删除了这一条。")
        self.saved_at = draft.saved_at
        self.version = draft.version
        self.values: Mapping[str, str] = row["values"] if row else {}


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left behind: the row and the section's version after it."""

    row_id: str
    version: int


def new_row_id() -> str:
    """A row's name for life. The page of a new row carries it, so that sent twice it is one row."""
    return uuid.uuid4().hex


@transaction.atomic
def save_row(
    application: Application,
    section_code: str,
    row_id: str | None,
    typed: Mapping[str, str],
    *,
    by: User,
    at: datetime,
    seen_version: int | None,
    fresh: bool = False,
) -> Saved:
    """Keep one row exactly as typed; a `fresh` one is added if it is not there yet.

    No `row_id` means the only row of a section that has one. `seen_version` is the section's version on
    the person's page; if the row was saved after it, StaleSection. The same words again change nothing.
    """
    section, draft = _open(application, section_code, by=by, at=at)
    values = _kept(section, typed)
    if not values:
        raise NotAllowed(section_code)
    row = _find(draft, row_id)
    if row is None:
        if row_id is not None and not fresh:
            raise StaleSection(draft, None)
        require_unlocked(draft.application, at, Spot(section_code))
        row = _add(section, draft, row_id)
    elif row["values"] == values:
        return Saved(row["id"], draft.version)
    elif seen_version is not None and row.get("version", 0) > seen_version:
        raise StaleSection(draft, row)
    require_unlocked(draft.application, at, _spot_of(section, row["id"]))
    row["values"] = values
    _write(draft, at, row=row)
    return Saved(row["id"], draft.version)


@transaction.atomic
def remove_row(application: Application, section_code: str, row_id: str, *, by: User, at: datetime) -> None:
    """Take a row out, and with it the files that prove it. One that is already gone is no mistake."""
    section, draft = _open(application, section_code, by=by, at=at)
    kept = [row for row in draft.rows if row["id"] != row_id]
    if len(kept) < len(draft.rows):
        require_unlocked(draft.application, at, _spot_of(section, row_id))
        draft.rows = kept
        _write(draft, at)
        scans.take_out(draft.application.attachments.filter(section=section_code, row=row_id), at=at)


@transaction.atomic
def move_row(
    application: Application, section_code: str, row_id: str, *, up: bool, by: User, at: datetime
) -> None:
    """Change places with the row before or after; the first and the last stay."""
    _, draft = _open(application, section_code, by=by, at=at)
    places = [row["id"] for row in draft.rows]
    if row_id not in places:
        return
    here = places.index(row_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(places):
        require_unlocked(draft.application, at, Spot(section_code))
        draft.rows[here], draft.rows[there] = draft.rows[there], draft.rows[here]
        _write(draft, at)


@transaction.atomic
def order_rows(
    application: Application, section_code: str, row_ids: Sequence[str], *, by: User, at: datetime
) -> None:
    """Put the rows in this order. One that is not named, added in another window, stays behind them."""
    _, draft = _open(application, section_code, by=by, at=at)
    places = {row_id: place for place, row_id in enumerate(row_ids)}
    ordered = sorted(draft.rows, key=lambda row: places.get(row["id"], len(places)))
    if ordered != draft.rows:
        require_unlocked(draft.application, at, Spot(section_code))
        draft.rows = ordered
        _write(draft, at)


@transaction.atomic
def declare_nothing(
    application: Application, section_code: str, nothing: bool, *, by: User, at: datetime
) -> None:
    """无填写内容的应注明“无”, for a whole section that the notice does not require."""
    section, draft = _open(application, section_code, by=by, at=at)
    if section.required or not fields_of(section):
        raise CannotEdit(f"“{section.title}”必须填写，不能注明“无”。")
    if nothing and draft.rows:
        raise CannotEdit(f"“{section.title}”已填写 {len(draft.rows)} 条，全部删除后才能注明“无”。")
    if draft.nothing != nothing:
        require_unlocked(draft.application, at, Spot(section_code))
        draft.nothing = nothing
        _write(draft, at)


def lock_for_editing(application: Application, *, by: User, at: datetime) -> Application:
    """The application, locked, if it is this person's to change now. Call it inside a transaction."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    require_open(locked, by=by, at=at)
    return locked


def require_open(application: Application, *, by: User, at: datetime) -> None:
    """Raises NotAllowed for anybody else, CannotEdit in any other state and after the last second."""
    if not is_applicant(by, application):
        raise NotAllowed("edit")
    if reason := why_shut(application, at):
        raise CannotEdit(reason)


def why_shut(application: Application, at: datetime) -> str:
    """Why the dossier cannot be changed now; empty where it can."""
    if application.state not in EDITABLE:
        return f"{application.get_state_display()}的申报书不能修改。"
    if application.due_at and is_past(application.due_at, at):
        return "已超过最迟时间，视为放弃申报，不能再修改。"
    return ""


def require_unlocked(application: Application, at: datetime, *spots: Spot) -> None:
    """退回后只修改要求修改的：raises CannotEdit for what the last return has not opened."""
    if application.state == State.RETURNED:
        opened = unlocked_in(application, at)
        if not all(opened.allows(spot) for spot in spots):
            raise CannotEdit(LOCKED)


def section_of(application: Application, code: str) -> Section:
    """A section that this application must fill. Raises NotAllowed for any other."""
    section = application.rules.section(code)
    if section is None or not section.when.holds(application.case):
        raise NotAllowed(code)
    return section


def _open(application: Application, code: str, *, by: User, at: datetime) -> tuple[Section, SectionDraft]:
    locked = lock_for_editing(application, by=by, at=at)
    section = section_of(locked, code)
    draft = SectionDraft.objects.filter(application=locked, section=code).first()
    draft = draft or SectionDraft(section=code, saved_at=at)
    draft.application = locked
    return section, draft


def _spot_of(section: Section, row_id: str) -> Spot:
    """A row where there are several; else the section is one with its row."""
    return Spot(section.code, row_id if kind_of(section).repeatable else "")


def _kept(section: Section, typed: Mapping[str, str]) -> dict[str, str]:
    """The known fields as typed, cut where there is no room; no base can hold NUL or half a character."""
    return {
        spec.key: str(typed.get(spec.key, ""))[: spec.max_length * ROOM]
        .replace("\x00", "")
        .encode("utf-8", "ignore")
        .decode()
        for spec in fields_of(section)
    }


def _find(draft: SectionDraft, row_id: str | None) -> dict[str, Any] | None:
    if row_id is None:
        return draft.rows[0] if draft.rows else None
    return next((row for row in draft.rows if row["id"] == row_id), None)


def _add(section: Section, draft: SectionDraft, row_id: str | None) -> dict[str, Any]:
    kind = kind_of(section)
    limit = kind.max_rows if kind.repeatable else 1
    if len(draft.rows) >= limit:
        raise CannotEdit(f"“{section.title}”最多 {limit} 条。")
    if row_id is not None and not ROW_ID.fullmatch(row_id):
        raise NotAllowed(row_id)
    row: dict[str, Any] = {"id": row_id or new_row_id(), "values": {}}
    draft.rows.append(row)
    draft.nothing = False
    return row


def _write(draft: SectionDraft, at: datetime, *, row: dict[str, Any] | None = None) -> None:
    draft.version += 1
    draft.saved_at = at
    if row is not None:
        row["version"] = draft.version
    draft.save()
