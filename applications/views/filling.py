"""The pages of a section and of one of its rows, drawn from the draft as it stands."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from applications.forms.attachments import Wrong, slot_forms
from applications.forms.dossier import row_form, typed_from
from applications.models import Application
from applications.rules.notices.dossier import Section
from applications.selectors.applications import to_fill
from applications.selectors.dossiers import on_day, versioned_draft_of
from applications.selectors.filling import findings_at_large
from applications.selectors.readable import (
    ReadRow,
    ReadSection,
    Slot,
    asks_beside,
    following_section,
    readable_section,
)
from applications.services import dossiers
from applications.services.moves import NotAllowed
from applications.views.answers import PersonRequest
from applications.views.kept import typed_before
from applications.views.own import heading_of
from applications.views.returned import locks

NOTHING_WRONG = Wrong()


def own_section(request: PersonRequest, pk: UUID, code: str) -> tuple[Application, Section]:
    """One's own application and a section that it must fill; anything else: 404."""
    mine = get_object_or_404(to_fill(request.user), pk=pk)
    try:
        return mine, dossiers.section_of(mine, code)
    except NotAllowed:
        raise Http404 from None


def read_own(mine: Application, part: Section) -> tuple[ReadSection, dict[str, dict[str, str]], int]:
    """A section of the draft, the words of its rows as typed, and the version that a save must have seen."""
    dossier, versions = versioned_draft_of(mine)
    read = readable_section(mine.rules, mine.case, dossier, part, on_day(timezone.now()))
    typed = {row.id: dict(row.values) for row in dossier.content(part).rows}
    return read, typed, versions.get(part.code, 0)


def slot_of(mine: Application, part: Section, material: str, row: str) -> Slot | None:
    """One slot of a section, or of one of its rows."""
    read, _, _ = read_own(mine, part)
    slots = [*read.slots, *(slot for known in read.rows for slot in known.slots)]
    return next((slot for slot in slots if slot.material.code == material and slot.row == row), None)


def section_page(
    request: PersonRequest,
    mine: Application,
    part: Section,
    *,
    status: int = 200,
    wrong: Wrong = NOTHING_WRONG,
    **more: Any,
) -> HttpResponse:
    """The page of a section, with what was just typed where something was."""
    read, typed, version = read_own(mine, part)
    row = "" if read.repeatable else next(iter(typed), "")
    found = [finding for finding in read.findings if finding.row == row] if row else []
    facts = {
        "part": read,
        "version": version,
        "form": row_form(part, typed.get(row, {}), judged=bool(row), found=found),
        "slots": slot_forms(read, read.slots, wrong, masks=bool(mine.rules.masking)),
        "findings": [] if read.is_untouched else findings_at_large(read),
        "wrong": wrong.errors,
        "copy": _copy(mine, part, ""),
    }
    facts |= _typed_before(request, part) | more
    return _page(request, "applications/section.html", mine, part, status, facts)


def row_page(
    request: PersonRequest,
    mine: Application,
    part: Section,
    row: str,
    *,
    status: int = 200,
    wrong: Wrong = NOTHING_WRONG,
    **more: Any,
) -> HttpResponse:
    """The page of a row with its slots. A `fresh` one is not there yet: its slots come when it is saved."""
    read, typed, version = read_own(mine, part)
    here = next((known for known in read.rows if known.id == row), None)
    facts = {"fresh": False} | _typed_before(request, part) | more
    if here is None and not facts["fresh"] and status == 200:
        raise Http404
    found = here.findings if here else ()
    facts = {
        "row": row,
        "form": row_form(part, typed.get(row, {}), judged=here is not None, found=found),
        "version": version,
        "findings": findings_at_large(read, row) if here else [],
        "slots": slot_forms(read, here.slots if here else (), wrong, masks=bool(mine.rules.masking)),
        "proves": any(material.per_row and material.when.holds(mine.case) for material in part.materials),
        "neighbours": _neighbours(read, here),
        "wrong": wrong.errors,
        "copy": _copy(mine, part, row, fresh=bool(facts["fresh"])),
    } | facts
    return _page(request, "applications/section_row.html", mine, part, status, facts)


def _page(
    request: PersonRequest, name: str, mine: Application, part: Section, status: int, facts: dict[str, Any]
) -> HttpResponse:
    at = timezone.now()
    frame = (
        heading_of(mine, part.title)
        | {
            "section": part,
            "following": following_section(mine.rules, mine.case, part),
            "asks": asks_beside(mine.rules, part),
            "person": mine.applicant if part.kind == "basic" else None,
            "shut": dossiers.why_shut(mine, at),
            "problem": "",
            "stale": None,
            "kept": False,
            "restored": False,
            "asked": request.method != "POST",
        }
        | facts
    )
    frame |= locks(mine, part, frame.get("row", ""), frame["slots"], frame["shut"], at)
    return render(request, name, frame, status=status)


def _typed_before(request: PersonRequest, part: Section) -> dict[str, Any]:
    """What was sent when the session had ended; seen again before anything is written."""
    posted = typed_before(request) if request.method == "GET" else None
    if posted is None:
        return {}
    return {
        "form": row_form(part, typed_from(part, posted), judged=False),
        "version": posted.get("version", ""),
        "fresh": "fresh" in posted,
        "restored": True,
    }


def _neighbours(read: ReadSection, here: ReadRow | None) -> dict[str, ReadRow | None]:
    """The rows before and after: sixty are looked through without the list."""
    rows = list(read.rows)
    number = rows.index(here) if here else len(rows)
    before, after = rows[number - 1 : number], rows[number + 1 : number + 2]
    return {"before": before[0] if before and here else None, "after": after[0] if after else None}


def _copy(mine: Application, part: Section, row: str, *, fresh: bool = False) -> dict[str, str]:
    """What the browser calls its copy of unsaved words, and where it asks who saved last."""
    section = f"{mine.applicant_id}:{mine.pk}:{part.code}"
    state = reverse("section_version", args=[mine.pk, part.code])
    return {
        "key": f"{section}:{'new' if fresh else row}",
        "later": f"{section}:{row}",
        "state": f"{state}?row={row}",
    }
