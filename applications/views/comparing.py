"""两次提交的对照, for the applicant."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.selectors.comparing import comparison_of
from applications.views.answers import PersonRequest
from applications.views.own import heading_of, own_application


@login_required
@require_safe
def compare(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What one changed between two submissions."""
    mine = own_application(request, pk)
    first, second = (request.GET.get(name, "") for name in ("from", "to"))
    compared = comparison_of(mine, first, second, recalled=True)
    if compared is None:
        raise Http404
    context = heading_of(mine, "两次提交的对照") | {"compared": compared, "reviewing": False}
    return render(request, "applications/comparison.html", context)
