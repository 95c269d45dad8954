"""常用语：an organisation's list of the reasons that it often gives."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applications.forms.questions import mistakes, questions
from applications.models import Organisation
from applications.selectors.applications import organisations_of
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering
from review.forms.phrases import PhraseForm
from review.selectors.phrases import own_phrases
from review.services import phrases as service


def phrases_page(
    request: PersonRequest,
    reasons: Sequence[str] = (),
    *,
    form: PhraseForm | None = None,
    typed: dict[int, str] | None = None,
) -> HttpResponse:
    """The list with a form for each; `typed` is what was refused, by phrase."""
    units = units_of(request)
    rows = [
        {"phrase": phrase, "text": (typed or {}).get(phrase.pk, phrase.text)}
        for phrase in own_phrases(request.user)
    ]
    form = form or PhraseForm(units)
    errors = [{"message": reason, "href": "", "clause": ""} for reason in reasons]
    errors += mistakes(form) if form.is_bound else []
    context = {"rows": rows, "fields": questions(form), "several": len(units) > 1, "errors": errors}
    return render(request, "review/phrases.html", context, status=UNPROCESSABLE if errors else 200)


def units_of(request: PersonRequest) -> list[Organisation]:
    """The person's organisations; whoever has none has no such page."""
    if not (units := list(organisations_of(request.user).order_by("name"))):
        raise Http404
    return units


def added_again(request: PersonRequest, reasons: Sequence[str]) -> HttpResponse:
    """The page with what was typed."""
    return phrases_page(request, reasons, form=PhraseForm(units_of(request), request.POST))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@answering(refused=added_again)
def phrases(request: PersonRequest) -> HttpResponse:
    """The list; sent, one phrase more."""
    if request.method != "POST":
        return phrases_page(request)
    form = PhraseForm(units_of(request), request.POST)
    if not form.is_valid():
        return phrases_page(request, form=form)
    service.add_phrase(form.unit, form.cleaned_data["text"], by=request.user)
    messages.success(request, "已添加。")
    return redirect("phrases")


def changed_again(request: PersonRequest, reasons: Sequence[str], pk: int) -> HttpResponse:
    """The page with what was typed at its phrase."""
    return phrases_page(request, reasons, typed={pk: request.POST.get("text", "")})


@login_required
@require_POST
@answering(refused=changed_again)
def phrase(request: PersonRequest, pk: int) -> HttpResponse:
    """Other words for a phrase, or none any more."""
    found = get_object_or_404(own_phrases(request.user), pk=pk)
    if request.POST.get("drop"):
        service.drop_phrase(found, by=request.user)
        messages.success(request, "已删除。")
        return redirect("phrases")
    form = PhraseForm([found.organisation], request.POST)
    if not form.is_valid():
        return changed_again(request, [str(error) for error in form.errors["text"]], pk)
    service.change_phrase(found, form.cleaned_data["text"], by=request.user)
    messages.success(request, "已保存。")
    return redirect("phrases")
