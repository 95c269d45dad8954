"""首页：what this is, what is open, and where to begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.selectors.notice_lists import cards, lean
from applications.selectors.notices import coming_notices, open_notices
from applications.views.notices import kept_briefly


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The first page of the site."""
    at = timezone.now()
    facts = {"now": at, "open": cards(lean(open_notices(at))), "coming": cards(lean(coming_notices(at)))}
    return kept_briefly(request, render(request, "applications/front.html", facts))
