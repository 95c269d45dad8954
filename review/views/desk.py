"""待办：what waits for a reviewer, and what has gone through their hands."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.forms.questions import questions
from applications.selectors.applications import organisations_of
from applications.views.answers import PersonRequest
from applications.views.seats import desks_of
from review.forms.place import PER_PAGE, Place, QueueFilter
from review.selectors.desk import latest_acts, narrowed, notices_in, queue_of, seen_by
from review.selectors.history import acts, seen_rows
from review.selectors.rows import QueueRow, figures, queue_rows

NOBODY = UUID(int=0)


@never_cache
@login_required
@require_safe
def desk(request: PersonRequest) -> HttpResponse:
    """待办：everything that waits at the person's desks."""
    at, place = timezone.now(), Place.from_query(request.GET)
    if not (desks := desks_of(request)):
        raise Http404
    whole = queue_of(request.user, at=at, desks=desks)
    queue = narrowed(whole, place.wishes)
    page = page_of(request, queue)
    first = max(page.start_index() - 1, 0)
    context = {
        "place": place,
        "page": page,
        "stamp": str(int(at.timestamp())),
        "rows": linked(queue_rows(queue, first=first, count=PER_PAGE, at=at), place),
        "several": len(desks) > 1,
        "figures": figures(whole, at),
        "columns": columns(place),
        "fields": questions(QueueFilter(place, notices_in(whole))),
        "acts": acts(latest_acts(request.user, desks, 10), at),
        "hidden": dict(place.wishes),
        **ways_out(place, "desk"),
    }
    return render(request, "review/desk.html", context)


@never_cache
@login_required
@require_safe
def done(request: PersonRequest) -> HttpResponse:
    """已办理：what has passed the person's desks."""
    at, place = timezone.now(), Place.from_query(request.GET)
    if not organisations_of(request.user).exists():
        raise Http404
    seen = narrowed(seen_by(request.user), place.wishes, order=False)
    page = page_of(request, seen)
    fields = questions(QueueFilter(place, []))[:1]
    context = {"place": place, "page": page, "rows": seen_rows(page.object_list, at), "fields": fields}
    context |= ways_out(place, "done")
    return render(request, "review/done.html", context)


def linked(rows: list[QueueRow], place: Place) -> list[dict[str, Any]]:
    """Each line with the address of its dossier, which carries the list's wishes along."""
    # one address taken apart: to reverse and to encode fifty is what costs
    before, after = reverse("review", args=[NOBODY]).split(str(NOBODY))
    wishes = f"?{place.query}&n=" if place.query else "?n="
    return [{**row, "href": f"{before}{row['id']}{after}{wishes}{row['place']}"} for row in rows]


def ways_out(place: Place, name: str) -> dict[str, Any]:
    """How a narrowed list is left: nothing where it is not narrowed."""
    narrow = any(wish != "sort" for wish in place.wishes)
    url = reverse(name)
    return {"clear": url if narrow else "", "everything": {"label": "看全部", "url": url}}


def page_of(request: PersonRequest, found: QuerySet[Any]) -> Page:
    """The page that the address asks for; what is not a page is the first or the last one."""
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))


def columns(place: Place) -> list[dict[str, str]]:
    """The heading of the queue, sortable where the queue can be."""
    current = place.wishes.get("sort", "due")
    return [{"label": "选择", "href": "", "order": "", "kind": "pick"}] + [
        {
            "label": label,
            "href": reverse("desk") + place.sorted_by(name) if name else "",
            "order": "ascending" if name == current else "",
            "kind": kind,
        }
        for label, name, kind in (
            ("申报人", "name", ""),
            ("系列·专业·级别", "", ""),
            ("送达", "arrived", ""),
            ("最迟", "due", ""),
            ("状态", "", ""),
            ("提交", "", "num"),
        )
    ]
