"""开始申报：from a notice, through a unit, to a draft."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from applications.arrival import arrival
from applications.forms.start import chosen, start_form
from applications.models import Notice, Organisation
from applications.models.notice import document_of
from applications.rules.notices.document import NoticeDocument
from applications.selectors.employers import SHOWN, employer_by_code, employers_named, live_claims, same_claim
from applications.selectors.notices import published
from applications.services import starting
from applications.services.starting import CannotStart
from applications.views.answers import UNPROCESSABLE, PersonRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PersonRequest, code: str) -> HttpResponse:
    """First the unit, found by its name; then the title; then there is a draft."""
    notice = get_object_or_404(published().defer("latest__content"), code=code)
    employer = employer_by_code(request.POST.get("employer") or request.GET.get("employer", ""))
    if request.method == "POST":
        if employer is None:
            raise Http404
        return _create(request, notice, employer)
    if employer is None:
        return _search_page(request, notice)
    return _claim_page(request, notice, employer, {})


def _create(request: PersonRequest, notice: Notice, employer: Organisation) -> HttpResponse:
    claim = chosen(request.POST)
    try:
        application = starting.start(notice, request.user, employer=employer, at=arrival(request), **claim)
    except CannotStart as refusal:
        if same := same_claim(request.user, notice, claim):  # the button was pressed twice
            messages.info(request, "您已经有这份申报书，请继续填写。")
            return redirect("application", pk=same.pk)
        return _claim_page(request, notice, employer, refusal.problems)
    return redirect("application", pk=application.pk)


def _search_page(request: PersonRequest, notice: Notice) -> HttpResponse:
    words = request.GET.get("q", "")[:80]
    found = employers_named(words)
    document = _document(notice)
    facts = {
        "notice": notice,
        "words": words,
        "found": found[:SHOWN],
        "too_many": len(found) > SHOWN,
        "live": live_claims(request.user, notice),
        "is_open": timezone.now() in document.timetable.filing.window,
        "contact": document.contact,
    }
    return render(request, "applications/start_employer.html", facts)


def _claim_page(
    request: PersonRequest, notice: Notice, employer: Organisation, problems: Mapping[str, str]
) -> HttpResponse:
    document = _document(notice)
    facts = {
        "notice": notice,
        "employer": employer,
        "form": start_form(document, employer, request.POST, problems),
        "is_open": timezone.now() in document.timetable.filing.window,
    }
    return render(request, "applications/start.html", facts, status=UNPROCESSABLE if problems else 200)


def _document(notice: Notice) -> NoticeDocument:
    assert notice.latest_id is not None
    return document_of(notice.latest_id)
