"""本单位人员：the page of a unit's personnel officer."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.forms.questions import questions
from applications.selectors.calendar import working_calendar
from applications.views.answers import PersonRequest
from review.forms.place import Place, QueueFilter
from review.selectors.desk import employers_of, notices_in, people_of
from review.selectors.people import (
    people_figures,
    people_narrowed,
    people_rows,
    recent_publicities,
)
from review.selectors.publicities import publicities_of
from review.views.desk import page_of, ways_out


@never_cache
@login_required
@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """本单位人员：my people × what is due × how long is left."""
    at = timezone.now()
    units = list(employers_of(request.user))
    if not units:
        raise Http404
    place, everybody = Place.from_query(request.GET), people_of(request.user)
    desks = {unit.pk for unit in units}
    page = page_of(request, people_narrowed(everybody, place.wishes))
    fields = questions(QueueFilter(place, notices_in(everybody)))[:2]
    rows = people_rows(
        page.object_list, desks=desks, at=at, calendar=working_calendar(timezone.localdate(at))
    )
    context = {"units": units, "place": place, "page": page, "rows": rows, "fields": fields}
    context["publishable"] = any(row["can_publish"] for row in rows)
    context |= ways_out(place, "people") | {"stamp": str(int(at.timestamp()))}
    context["figures"] = people_figures(everybody, desks, at)
    context["publicities"] = recent_publicities(publicities_of(request.user), at)
    return render(request, "review/people.html", context)
