"""缺字的文件：what an office has to know of characters that no font has."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.views.answers import PersonRequest
from applications.views.seats import desks_of
from review.selectors.missing_characters import missing_rows, with_missing_characters
from review.views.desk import page_of


@never_cache
@login_required
@require_safe
def missing_characters(request: PersonRequest) -> HttpResponse:
    """The documents in which characters are missing, whose, and which; how a font is added."""
    if not desks_of(request):
        raise Http404
    page = page_of(request, with_missing_characters(request.user))
    context = {"page": page, "rows": missing_rows(page.object_list)}
    return render(request, "review/missing_characters.html", context)
