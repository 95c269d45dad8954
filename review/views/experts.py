"""评审分配：the office's page of what it has received and its experts; a preview before anything is given."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.arrival import arrival
from applications.forms.questions import mistakes, questions
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering
from review.forms.experts import (
    MOST_AT_ONCE,
    MOST_EXPERTS,
    AssignableFilter,
    SpecialtiesForm,
    application_keys,
    expert_keys,
    experts_each,
    pairs,
)
from review.forms.place import Place
from review.models import Assignment
from review.selectors.assigning import (
    assignable,
    assignable_rows,
    evaluations_of,
    experts_of,
    specialties_for,
    taken_in,
)
from review.selectors.desk import notices_in
from review.selectors.received import offices_of, received_narrowed
from review.services import experts as service
from review.views.desk import page_of, ways_out


def must_be_office(request: PersonRequest) -> None:
    """Whoever sits in no committee's office has no such page."""
    if not offices_of(request.user).exists():
        raise Http404


@never_cache
@login_required
@require_safe
def experts(request: PersonRequest) -> HttpResponse:
    """What can be given, and to whom."""
    must_be_office(request)
    place, everything = Place.from_query(request.GET), assignable(request.user)
    page = page_of(request, received_narrowed(everything, place.wishes))
    known = list(experts_of(request.user))
    context = {
        "place": place,
        "page": page,
        "rows": assignable_rows(page.object_list),
        "experts": known,
        "several": len({expert.committee_id for expert in known}) > 1,
        "each": range(1, MOST_EXPERTS + 1),
        "fields": questions(AssignableFilter(place.wishes, notices_in(everything))),
        "hidden": dict(place.wishes),
        **ways_out(place, "experts"),
    }
    return render(request, "review/experts.html", context)


@never_cache
@login_required
@require_safe
def experts_preview(request: PersonRequest) -> HttpResponse:
    """Who would get what, drawn or chosen by hand, and what cannot be. Nothing is changed."""
    must_be_office(request)
    picked, wishes = application_keys(request.GET.getlist("pick")), Place.from_query(request.GET).wishes
    chosen = expert_keys(request.GET.getlist("expert"))
    by_hand = request.GET.get("how") == "hand"
    if by_hand and not (picked and chosen):
        messages.error(request, "请先勾选要分配的申报和专家。")
        return redirect(back_to(request))
    found = assignable(request.user)
    found = found.filter(pk__in=picked) if picked else received_narrowed(found, wishes)
    known = experts_of(request.user)
    asked = list(known.filter(pk__in=chosen) if chosen else known)
    applications = list(found[:MOST_AT_ONCE])
    each = experts_each(request.GET.get("each", ""))
    allotments = (
        service.by_hand(applications, asked) if by_hand else service.evenly(applications, asked, each=each)
    )
    return render(request, "review/experts_preview.html", preview(request, allotments, asked))


def preview(
    request: PersonRequest, allotments: Sequence[service.Allotment], asked: Sequence[Any]
) -> dict[str, Any]:
    """The pairs as they will be sent back, and what each expert would have then."""
    going = [
        {"allotment": one, "value": f"{one.application.pk}:{','.join(str(e.pk) for e in one.experts)}"}
        for one in allotments
        if one.experts
    ]
    more = [expert.pk for one in allotments for expert in one.experts]
    loads = [{"expert": e, "now": e.load, "then": e.load + more.count(e.pk)} for e in asked]
    return {
        "going": going,
        "staying": [one for one in allotments if one.reasons],
        "loads": loads,
        "action": reverse("experts_assign") + Place.from_query(request.GET).back,
        "back": back_to(request),
    }


@login_required
@require_POST
@answering()
def experts_assign(request: PersonRequest) -> HttpResponse:
    """Give what the preview showed, as far as that may still be."""
    chosen = pairs(request.POST.getlist("go"))
    allotments = service.assign(chosen, by=request.user, at=arrival(request))
    if given := sum(len(one.experts) for one in allotments):
        messages.success(request, f"已分配 {given} 份次。")
    elif not any(one.reasons for one in allotments):
        messages.error(request, "没有选中要分配的申报。")
    for one in allotments:
        if one.reasons:
            reasons = "".join(one.reasons)
            messages.warning(request, f"{one.application.applicant.name} 没有全部分配：{reasons}")
    return redirect(back_to(request))


@never_cache
@login_required
@require_safe
def experts_application(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Who has one application, who has handed in and what."""
    application = get_object_or_404(taken_in(request.user), pk=pk)
    rows = evaluations_of(application)
    return render(request, "review/experts_application.html", {"application": application, "rows": rows})


@login_required
@require_POST
@answering()
def experts_withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """撤回 what has not been handed in."""
    mine = Assignment.objects.filter(application__in=taken_in(request.user).values("pk"))
    assignment = get_object_or_404(mine.select_related("expert__user"), pk=pk)
    service.withdraw(assignment, by=request.user, at=arrival(request))
    messages.success(request, f"已撤回，{assignment.expert.user.name}不能再打开。")
    return redirect("experts_application", pk=assignment.application_id)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@answering()
def experts_specialties(request: PersonRequest, pk: int) -> HttpResponse:
    """The specialties of one expert."""
    expert = get_object_or_404(experts_of(request.user), pk=pk)
    sent = request.POST if request.method == "POST" else None
    kept = {"specialties": [specialty.pk for specialty in expert.specialties.all()]}
    form = SpecialtiesForm(specialties_for(expert), sent, initial=kept)
    if form.is_valid():
        service.set_specialties(expert, form.cleaned_data["specialties"], by=request.user)
        messages.success(request, f"{expert.user.name}的专业已保存。")
        return redirect("experts")
    context = {"expert": expert, "fields": [asked(form)], "errors": mistakes(form)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "review/experts_specialties.html", context, status=status)


def asked(form: SpecialtiesForm) -> dict[str, Any]:
    """Several of the choices, each with a box."""
    return questions(form)[0] | {"kind": "checks"}


def back_to(request: PersonRequest) -> str:
    """The list as it was narrowed."""
    return reverse("experts") + Place.from_query(request.GET).back
