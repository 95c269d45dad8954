"""两次提交的对照, for a reviewer."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.selectors.comparing import comparison_of
from applications.views.answers import PersonRequest
from applications.views.seats import desks_of
from review.forms.place import Place
from review.selectors.dossier import for_reviewers


@never_cache
@login_required
@require_safe
def review_compare(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What changed between two submissions."""
    application = get_object_or_404(for_reviewers(request.user, desks_of(request)), pk=pk)
    compared = comparison_of(application, request.GET.get("from", ""), request.GET.get("to", ""))
    if compared is None:
        raise Http404
    back = reverse("review", args=[pk]) + Place.from_query(request.GET).at(None)
    crumbs = [
        {"label": "待办", "url": reverse("desk")},
        {"label": application.applicant.name, "url": back},
        {"label": "两次提交的对照", "url": ""},
    ]
    context = {"application": application, "compared": compared, "crumbs": crumbs, "reviewing": True}
    return render(request, "applications/comparison.html", context)
