"""填写栏目：one page for a section, and one for each row of a section that has several."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.arrival import arrival
from applications.forms.attachments import Wrong, slot_forms
from applications.forms.dossier import row_form, typed_from
from applications.models import Application
from applications.rules.notices.dossier import Section
from applications.selectors.applications import to_fill
from applications.selectors.dossiers import section_draft_of
from applications.selectors.readable import asks_beside, following_section, readable_section
from applications.services import dossiers
from applications.services.dossiers import CannotEdit, StaleSection
from applications.services.moves import NotAllowed
from applications.views.answers import CONFLICT, UNPROCESSABLE, PersonRequest, number_from
from applications.views.own import heading_of

NOTHING_WRONG = Wrong()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: PersonRequest, pk: UUID, code: str) -> HttpResponse:
    """One section: its words, or the list of its rows; and its files."""
    mine, part = own_section(request, pk, code)
    if request.method == "POST":
        return _save(request, mine, part, None)
    return section_page(request, mine, part)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section_row(request: PersonRequest, pk: UUID, code: str, row: str) -> HttpResponse:
    """One row of a section."""
    mine, part = own_section(request, pk, code)
    if request.method == "POST":
        return _save(request, mine, part, row)
    dossier, version = section_draft_of(mine, code)
    found = next((r for r in dossier.content(part).rows if r.id == row), None)
    if found is None:
        raise Http404
    form = row_form(part, mine.case, found.values, judged=True)
    return _row_page(request, mine, part, row, form=form, version=version)


@login_required
@require_safe
def new_row(request: PersonRequest, pk: UUID, code: str) -> HttpResponse:
    """An empty row. Its name is in the form already, so that sent twice it is one row."""
    mine, part = own_section(request, pk, code)
    _, version = section_draft_of(mine, code)
    form = row_form(part, mine.case, {}, judged=False)
    return _row_page(request, mine, part, dossiers.new_row_id(), form=form, version=version, fresh=True)


@login_required
@require_POST
def section_rows(request: PersonRequest, pk: UUID, code: str) -> HttpResponse:
    """上移、下移、删除、注明“无”：what can be done with the list as a whole."""
    mine, part = own_section(request, pk, code)
    facts: dict[str, Any] = {"by": request.user, "at": arrival(request)}
    row = request.POST
    try:
        if "remove" in row:
            dossiers.remove_row(mine, code, row["remove"], **facts)
        elif "nothing" in row:
            dossiers.declare_nothing(mine, code, row["nothing"] == "yes", **facts)
        elif name := row.get("up") or row.get("down"):
            dossiers.move_row(mine, code, name, up="up" in row, **facts)
    except CannotEdit as problem:
        return section_page(request, mine, part, problem=problem.reason, status=UNPROCESSABLE)
    return redirect("section", pk=pk, code=code)


def own_section(request: PersonRequest, pk: UUID, code: str) -> tuple[Application, Section]:
    """One's own application and a section that it must fill; anything else: 404."""
    mine = get_object_or_404(to_fill(request.user), pk=pk)
    try:
        return mine, dossiers.section_of(mine, code)
    except NotAllowed:
        raise Http404 from None


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
    dossier, version = section_draft_of(mine, part.code)
    read = readable_section(part, mine.case, dossier)
    rows = dossier.content(part).rows
    facts = {
        "part": read,
        "version": version,
        "form": row_form(part, mine.case, rows[0].values if rows else {}, judged=bool(rows)),
        "slots": slot_forms(read, wrong),
        "wrong": wrong.errors,
    }
    return render(
        request, "applications/section.html", _frame(request, mine, part) | facts | more, status=status
    )


def _row_page(
    request: PersonRequest, mine: Application, part: Section, row: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    facts = {"row": row, "fresh": False}
    return render(
        request, "applications/section_row.html", _frame(request, mine, part) | facts | more, status=status
    )


def _frame(request: PersonRequest, mine: Application, part: Section) -> dict[str, Any]:
    """What both pages show around the form."""
    shut = dossiers.why_shut(mine, timezone.now())
    return heading_of(mine, part.title) | {
        "section": part,
        "following": following_section(mine.rules, mine.case, part),
        "asks": asks_beside(mine.rules, part),
        "person": mine.applicant if part.kind == "basic" else None,
        "shut": shut,
        "problem": "",
        "stale": None,
        "kept": False,
        "asked": request.method != "POST",
    }


def _again(
    request: PersonRequest, mine: Application, part: Section, row: str | None, status: int, **more: Any
) -> HttpResponse:
    """The page that was sent, as it was typed."""
    if row is None:
        return section_page(request, mine, part, status=status, **more)
    return _row_page(request, mine, part, row, status=status, **more)


def _save(request: PersonRequest, mine: Application, part: Section, row: str | None) -> HttpResponse:
    """Keep what was typed, whatever it is worth; then say what is still wrong with it."""
    typed, version, at = typed_from(part, request.POST), number_from(request, "version"), arrival(request)
    fresh = "fresh" in request.POST
    try:
        saved = dossiers.save_row(
            mine, part.code, row, typed, by=request.user, at=at, seen_version=version, fresh=fresh
        )
    except NotAllowed:
        raise Http404 from None
    except StaleSection as stale:
        form = row_form(part, mine.case, typed, judged=False, saved_elsewhere=stale.values)
        facts = {"form": form, "version": stale.version, "stale": stale, "fresh": not stale.values}
        return _not_kept(request, mine, part, row, stale, CONFLICT, facts)
    except CannotEdit as refusal:
        form = row_form(part, mine.case, typed, judged=False)
        facts = {"form": form, "version": version, "problem": refusal.reason, "fresh": fresh}
        return _not_kept(request, mine, part, row, refusal, UNPROCESSABLE, facts)
    if _wants_data(request):
        return JsonResponse({"version": saved.version, "saved_at": f"{timezone.localtime(at):%H:%M}"})
    form = row_form(part, mine.case, typed, judged=True)
    if form.errors:
        return _again(request, mine, part, row, UNPROCESSABLE, form=form, version=saved.version, kept=True)
    messages.success(request, "已保存。")
    return redirect("section", pk=mine.pk, code=part.code)


def _not_kept(
    request: PersonRequest,
    mine: Application,
    part: Section,
    row: str | None,
    refusal: CannotEdit,
    status: int,
    facts: dict[str, Any],
) -> HttpResponse:
    """Nothing is written; the page keeps every word that was typed."""
    if _wants_data(request):
        return JsonResponse({"errors": [refusal.reason]}, status=status)
    return _again(request, mine, part, row, status, **facts)


def _wants_data(request: PersonRequest) -> bool:
    """True for the page's script, which saves while one types."""
    return not request.accepts("text/html")
