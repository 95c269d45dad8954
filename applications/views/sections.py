"""填写栏目：one page for a section, and one for each row of a section that has several."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.arrival import arrival
from applications.forms.dossier import row_form, typed_from
from applications.models import Application
from applications.rules.dossier import kind_of
from applications.rules.notices.dossier import Section
from applications.selectors.filling import freshness_of
from applications.services import dossiers
from applications.services.dossiers import CannotEdit, StaleSection
from applications.services.moves import NotAllowed
from applications.views.answers import CONFLICT, UNPROCESSABLE, PersonRequest, number_from
from applications.views.filling import own_section, read_own, row_page, section_page
from applications.views.kept import forget_typed, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: PersonRequest, pk: UUID, code: str) -> HttpResponse:
    """One section: its words, or the list of its rows; and its files."""
    mine, part = own_section(request, pk, code)
    if request.method == "POST":
        return _save(request, mine, part, None)
    return section_page(request, mine, part)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def section_row(request: PersonRequest, pk: UUID, code: str, row: str) -> HttpResponse:
    """One row of a section, with its files."""
    mine, part = own_section(request, pk, code)
    if request.method == "POST":
        return _save(request, mine, part, row)
    return row_page(request, mine, part, row)


@signed_in
@require_safe
def new_row(request: PersonRequest, pk: UUID, code: str) -> HttpResponse:
    """An empty row. Its name is in the form already, so that sent twice it is one row."""
    mine, part = own_section(request, pk, code)
    return row_page(request, mine, part, dossiers.new_row_id(), fresh=True)


@signed_in
@require_safe
@never_cache
def section_version(request: PersonRequest, pk: UUID, code: str) -> HttpResponse:
    """For a page that was left open: who saved last, and a token for its forms."""
    mine, part = own_section(request, pk, code)
    state = freshness_of(mine, part.code, request.GET.get("row", ""))
    return JsonResponse(state | {"token": get_token(request)})


@signed_in
@require_POST
def section_rows(request: PersonRequest, pk: UUID, code: str) -> HttpResponse:
    """上移、下移、排序、删除、注明“无”：what can be done with the list as a whole."""
    mine, part = own_section(request, pk, code)
    facts: dict[str, Any] = {"by": request.user, "at": arrival(request)}
    row = request.POST
    try:
        if "remove" in row:
            dossiers.remove_row(mine, code, row["remove"], **facts)
        elif "nothing" in row:
            dossiers.declare_nothing(mine, code, row["nothing"] == "yes", **facts)
        elif "order" in row:
            dossiers.order_rows(mine, code, row["order"].split(","), **facts)
        elif name := row.get("up") or row.get("down"):
            dossiers.move_row(mine, code, name, up="up" in row, **facts)
    except CannotEdit as problem:
        return section_page(request, mine, part, problem=problem.reason, status=UNPROCESSABLE)
    return redirect("section", pk=pk, code=code)


def _save(request: PersonRequest, mine: Application, part: Section, row: str | None) -> HttpResponse:
    """Keep what was typed, whatever it is worth; then say what is still wrong with it."""
    if "discard" in request.POST:
        forget_typed(request)
        return redirect("section", pk=mine.pk, code=part.code)
    typed, version, at = typed_from(part, request.POST), number_from(request, "version"), arrival(request)
    fresh = "fresh" in request.POST
    try:
        saved = dossiers.save_row(
            mine, part.code, row, typed, by=request.user, at=at, seen_version=version, fresh=fresh
        )
    except NotAllowed:
        raise Http404 from None
    except StaleSection as stale:
        form = row_form(part, typed, judged=False, saved_elsewhere=stale.values)
        facts = {"form": form, "version": stale.version, "stale": stale, "fresh": not stale.values}
        return _not_kept(request, mine, part, row, stale, CONFLICT, facts)
    except CannotEdit as refusal:
        form = row_form(part, typed, judged=False)
        facts = {"form": form, "version": version, "problem": refusal.reason, "fresh": fresh}
        return _not_kept(request, mine, part, row, refusal, UNPROCESSABLE, facts)
    forget_typed(request)
    if _wants_data(request):
        return JsonResponse({"version": saved.version, "saved_at": f"{timezone.localtime(at):%H:%M}"})
    return _after_saving(request, mine, part, saved.row_id, fresh=fresh)


def _after_saving(
    request: PersonRequest, mine: Application, part: Section, row: str, *, fresh: bool
) -> HttpResponse:
    """The page again where something in the row is wrong; else to its files if it is new, or to the list."""
    read, typed, _ = read_own(mine, part)
    here = next(known for known in read.rows if known.id == row)
    repeatable = kind_of(part).repeatable
    if row_form(part, typed[row], judged=True, found=here.findings).errors:
        return _again(request, mine, part, row if repeatable else None, UNPROCESSABLE, kept=True)
    if fresh and here.slots:
        messages.success(request, "已保存，请接着上传印证材料。")
        return redirect("section_row", pk=mine.pk, code=part.code, row=row)
    messages.success(request, "已保存。")
    there = reverse("section", args=[mine.pk, part.code])
    return redirect(f"{there}#row-{row}" if repeatable else there)


def _again(
    request: PersonRequest, mine: Application, part: Section, row: str | None, status: int, **more: Any
) -> HttpResponse:
    """The page that was sent, as it was typed."""
    if row is None:
        return section_page(request, mine, part, status=status, **more)
    return row_page(request, mine, part, row, status=status, **more)


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
