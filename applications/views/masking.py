"""检查本人姓名遮盖：the list of one's pictures, and the page on which one of them is covered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from applications.arrival import arrival
from applications.forms.masking import (
    MaskingForm,
    answer_from,
    badge_of,
    form_of,
    marks_of,
    question_of,
    shapes,
)
from applications.models import Application
from applications.rules.masking import BadBoxes
from applications.rules.unlocking import EVERYTHING, Spot
from applications.selectors.applications import to_fill
from applications.selectors.dossiers import draft_of
from applications.selectors.masking import Checklist, Page, checklist_of
from applications.selectors.returns import return_of
from applications.services import covering, sightings
from applications.services.covering import BOXES, BadAnswer
from applications.services.dossiers import LOCKED, CannotEdit, why_shut
from applications.services.moves import NotAllowed
from applications.views.answers import UNPROCESSABLE, PersonRequest
from applications.views.kept import signed_in
from applications.views.own import heading_of

TITLE = "检查本人姓名遮盖"
DONE = "图片都检查过了。"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def masking(request: PersonRequest, pk: UUID) -> HttpResponse:
    """每一张：answered, left or doubted; those that need nothing are signed for here."""
    mine = _own(request, pk)
    if request.method != "POST":
        return _list(request, mine)
    try:
        signed = covering.sign(mine, request.POST.getlist("pick"), by=request.user, at=arrival(request))
    except NotAllowed:
        raise Http404 from None
    except CannotEdit as refusal:
        return _list(request, mine, refusal.reason)
    if not signed:
        return _list(request, mine, "请先勾选不需要遮盖的图片。")
    messages.success(request, f"已确认 {signed} 张图片不需要遮盖。")
    return redirect("masking", pk=pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def masking_page(request: PersonRequest, pk: UUID, attachment: UUID) -> HttpResponse:
    """需要遮盖 是/否 of one picture, with the boxes drawn on it."""
    mine, key = _own(request, pk), str(attachment)
    if request.method != "POST":
        return _editor(request, mine, key)
    try:
        covering.answer(mine, key, answer_from(request.POST), by=request.user, at=arrival(request))
    except NotAllowed:
        raise Http404 from None
    except (CannotEdit, BadBoxes) as refusal:
        place = refusal.place if isinstance(refusal, BadAnswer) else BOXES
        return _editor(request, mine, key, refusal.reason, place)
    return _onwards(request, mine, key)


def _own(request: PersonRequest, pk: UUID) -> Application:
    """One's own application under a notice that has something covered; anything else: 404."""
    mine = get_object_or_404(to_fill(request.user), pk=pk)
    if mine.rules.masking is None:
        raise Http404
    return mine


def _onwards(request: PersonRequest, mine: Application, key: str) -> HttpResponse:
    """下一张没有检查的, or the list when there is none."""
    following = checklist_of(mine, timezone.now()).next_after(key)
    if following is None:
        messages.success(request, DONE)
        return redirect("masking", pk=mine.pk)
    return redirect("masking_page", pk=mine.pk, attachment=following.scan.id)


def _list(request: PersonRequest, mine: Application, error: str = "") -> HttpResponse:
    at = timezone.now()
    draft = draft_of(mine)
    checklist = checklist_of(mine, at, draft)
    shut = why_shut(mine, at)
    returned = return_of(mine, at, draft)
    opened = returned.unlocked if returned else EVERYTHING
    facts = heading_of(mine, TITLE) | {
        "question": question_of(mine.rules),
        "checklist": checklist,
        "shut": shut,
        "is_read": sightings.is_reading(),
        "errors": [{"message": error, "href": "#sign", "clause": ""}] if error else [],
        "sections": [
            (section, [_entry(page, may=not shut and opened.allows(_spot(page))) for page in pages])
            for section, pages in checklist.by_section
        ],
    }
    return render(request, "applications/masking.html", facts, status=UNPROCESSABLE if error else 200)


def _editor(
    request: PersonRequest, mine: Application, key: str, error: str = "", place: str = BOXES
) -> HttpResponse:
    at = timezone.now()
    draft = draft_of(mine)
    checklist = checklist_of(mine, at, draft)
    page = checklist.page(key)
    if page is None:
        raise Http404
    form = form_of(page, request.POST if request.method == "POST" else None, error, place)
    returned = return_of(mine, at, draft)
    locked = returned is not None and not returned.unlocked.allows(_spot(page))
    facts = heading_of(mine, page.scan.title) | _page_facts(mine, checklist, page, form)
    facts["crumbs"].insert(-1, {"label": TITLE, "url": reverse("masking", args=[mine.pk])})
    facts["shut"] = why_shut(mine, at) or (LOCKED if locked else "")
    return render(request, "applications/masking_page.html", facts, status=UNPROCESSABLE if error else 200)


def _page_facts(mine: Application, checklist: Checklist, page: Page, form: MaskingForm) -> dict[str, Any]:
    here = page.number - 1
    around = checklist.pages
    return {
        "page": page,
        "form": form,
        "badge": badge_of(page.state, len(page.boxes)),
        "marks": marks_of(page, form),
        "drawn": shapes(page.scan.boxes),
        "question": question_of(mine.rules),
        "total": len(around),
        "open": len(checklist.open),
        "before": around[here - 1] if here else None,
        "after": around[here + 1] if here + 1 < len(around) else None,
    }


def _entry(page: Page, *, may: bool) -> dict[str, Any]:
    """One picture of the list; `may` be answered for now."""
    return {
        "page": page,
        "badge": badge_of(page.state, len(page.boxes)),
        "drawn": shapes(page.scan.boxes),
        "proposals": len(page.proposals),
        "may_sign": may and page.state == "left" and not page.proposals,
    }


def _spot(page: Page) -> Spot:
    return Spot(page.section.code, page.row, page.material.code)
