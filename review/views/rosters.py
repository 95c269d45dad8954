"""花名册、缴费名单、材料交接单：the lists of a unit, to be printed."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.selectors.rosters import rosters_of
from applications.views.answers import PersonRequest
from applications.views.seats import desks_of


@never_cache
@login_required
@require_safe
def rosters(request: PersonRequest) -> HttpResponse:
    """Whom the person's units have passed on or received, by notice and specialty."""
    if not desks_of(request):
        raise Http404
    return render(request, "review/rosters.html", {"lines": rosters_of(request.user)})
