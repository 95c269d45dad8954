"""申报通知：the list, and a page for each notice."""

import uuid
from datetime import datetime
from functools import lru_cache

from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from applications.models.notice import document_of
from applications.selectors.calendar import working_calendar
from applications.selectors.notice_lists import cards, find_version, lean, standing, version_in_force
from applications.selectors.notice_pages import NoticePage, page_of
from applications.selectors.notice_timelines import stages, timely_words
from applications.selectors.notices import coming_notices, open_notices, past_notices

PAST_ON_A_PAGE = 20
SECONDS_KEPT = 1  # relief in a rush, and the clock on the page stays right


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """正在申报、即将开始、已截止."""
    at = timezone.now()
    page = Paginator(lean(past_notices(at)), PAST_ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "now": at,
        "open": cards(lean(open_notices(at))),
        "coming": cards(lean(coming_notices(at))),
        "past": cards(page.object_list),
        "page": page,
    }
    return kept_briefly(request, render(request, "applications/notices/list.html", facts))


@require_safe
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """One notice: the version in force, or an older one to read."""
    at, number = timezone.now(), request.GET.get("version", "")
    if request.COOKIES or number:
        return kept_briefly(request, HttpResponse(_page(request, code, number, at)))
    key = f"notice:{version_in_force(code)}:{int(at.timestamp())}"
    text = cache.get_or_set(key, lambda: _page(request, code, number, at), SECONDS_KEPT)
    return kept_briefly(request, HttpResponse(text))


def kept_briefly(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Who comes without any cookie sees the same page as everybody; caches may keep it for a moment."""
    patch_vary_headers(response, ["Cookie"])
    if not request.COOKIES:
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    return response


def _page(request: HttpRequest, code: str, number: str, at: datetime) -> str:
    version = find_version(code, number)
    if version is None:
        raise Http404
    page, written = _written(version.pk)
    calendar = working_calendar(page.notice.timetable.filing.closes.day)
    facts = {
        "now": at,
        "version": version,
        "page": page,
        "standing": standing(page.notice, at),
        "stages": stages(page.notice, calendar, at),
        "timely": timely_words(page.notice, calendar),
        **written,
    }
    return render_to_string("applications/notices/notice.html", facts, request)


@lru_cache(maxsize=64)
def _written(version_id: uuid.UUID) -> tuple[NoticePage, dict[str, str]]:
    """What does not change with the hour. Versions never change, so each process writes one once."""
    page = page_of(document_of(version_id))
    parts = {
        "about": "applications/notices/about.html",
        "contents": "applications/notices/contents.html",
        "body": "applications/notices/body.html",
    }
    return page, {name: render_to_string(template, {"page": page}) for name, template in parts.items()}
