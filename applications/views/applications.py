"""One application as its applicant sees it: the page, the check, the submission, the receipt, the end."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import permissions, workflow
from applications.arrival import arrival
from applications.models import Application, Submission
from applications.rules.checking import check
from applications.rules.dossier import fingerprint_of
from applications.rules.findings import Finding
from applications.selectors.dossiers import draft_of, frozen_dossier, on_day
from applications.selectors.journal import history_for, journal_of, last_return
from applications.selectors.masking import progress_of
from applications.selectors.printouts import printouts_for, templates_for
from applications.selectors.readable import asks_before_submitting, readable
from applications.selectors.returns import return_of
from applications.selectors.standing import (
    allowance_of,
    claim_words,
    current_publicities,
    standing_of,
    tasks_for,
    way_of,
)
from applications.services import filing, guards
from applications.services.offers import Offer, offers
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering, number_from
from applications.views.own import (
    asked_links,
    finding_counts,
    finding_groups,
    heading_of,
    own_application,
)

NOTE_LENGTH = 300
RECENT = 4


@login_required
@require_safe
def application(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Where it stands, what is to be done, and until when."""
    at = timezone.now()
    mine = own_application(request, pk)
    standing = standing_of(mine, at)
    draft = draft_of(mine)
    found = check(mine.rules, mine.case, draft, on_day(at))
    sections = readable(mine.rules, mine.case, draft, on_day(at), found)
    journal = journal_of(mine) if mine.revision else []
    back = return_of(mine, at, draft)
    facts = {
        "standing": standing,
        "now": at,
        "way": way_of(mine, standing),
        "tasks": tasks_for(sections, standing, back),
        "masking": progress_of(mine, at, draft),
        "asked": asked_links(mine, back.asked) if back else [],
        "allowance": allowance_of(mine),
        "offers": [] if standing.is_over else _offers(mine, request, at, found),
        "returned": last_return(journal),
        "history": history_for(journal[:RECENT], request.user),
        "publicities": current_publicities(mine) if mine.revision else [],
        "printouts": [*printouts_for(mine, request.user, at), *templates_for(mine, draft)],
    }
    return render(request, "applications/application.html", heading_of(mine) | facts)


@login_required
@require_safe
def check_answers(request: PersonRequest, pk: UUID) -> HttpResponse:
    """提交前核对：everything as it will be submitted."""
    return _check_page(request, [], pk)


def _check_page(request: PersonRequest, reasons: list[str], pk: UUID) -> HttpResponse:
    at = timezone.now()
    mine = own_application(request, pk)
    draft = draft_of(mine)
    found = check(mine.rules, mine.case, draft, on_day(at))
    sections = readable(mine.rules, mine.case, draft, on_day(at), found)
    back = return_of(mine, at, draft)
    facts = {
        "standing": standing_of(mine, at),
        "now": at,
        "undone": asked_links(mine, back.undone) if back else [],
        "sections": sections,
        "groups": finding_groups(mine, sections),
        "counts": finding_counts(sections),
        "offer": _offer(mine, request, at, workflow.SUBMIT, workflow.RESUBMIT, found=found),
        "reasons": [{"message": reason, "href": "", "clause": ""} for reason in reasons],
        "claim": claim_words(mine),
        "asks": asks_before_submitting(mine.rules),
        "allowance": allowance_of(mine),
        "revision": mine.revision,
        "fingerprint": fingerprint_of(draft),
    }
    status = UNPROCESSABLE if reasons else 200
    return render(
        request, "applications/check_answers.html", heading_of(mine, "提交前核对") | facts, status=status
    )


@login_required
@require_POST
@answering(refused=_check_page)
def submit(request: PersonRequest, pk: UUID) -> HttpResponse:
    """提交。The same page sent twice is the same receipt."""
    mine = own_application(request, pk)
    seen = request.POST.get("fingerprint", "")
    step = number_from(request)
    sent = filing.submit(mine, by=request.user, at=arrival(request), revision=step, fingerprint=seen)
    return redirect("receipt", pk=pk, receipt=sent.receipt)


@login_required
@require_safe
def receipt(request: PersonRequest, pk: UUID, receipt: str) -> HttpResponse:
    """回执：number, time, and what happens next."""
    mine = own_application(request, pk)
    sent = get_object_or_404(Submission, application=mine, receipt=receipt)
    facts = {"submission": sent, "standing": standing_of(mine, timezone.now())}
    return render(request, "applications/receipt.html", heading_of(mine, "提交回执") | facts)


@login_required
@require_safe
def history(request: PersonRequest, pk: UUID) -> HttpResponse:
    """办理记录, and every submission as it was frozen."""
    mine = own_application(request, pk)
    facts = {
        "history": history_for(journal_of(mine), request.user),
        "submissions": mine.frozen.defer("snapshot").order_by("-number"),
        "standing": standing_of(mine, timezone.now()),
    }
    return render(request, "applications/history.html", heading_of(mine, "办理记录") | facts)


@login_required
@require_safe
def submission(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One submission as it was frozen."""
    mine = own_application(request, pk)
    frozen = get_object_or_404(Submission, application=mine, number=number)
    facts = {
        "submission": frozen,
        "sections": readable(mine.rules, mine.case, frozen_dossier(frozen), on_day(frozen.submitted_at)),
        "standing": standing_of(mine, timezone.now()),
    }
    return render(request, "applications/submission.html", heading_of(mine, "已提交的内容") | facts)


@login_required
@require_POST
@answering()
def recall(request: PersonRequest, pk: UUID) -> HttpResponse:
    """取回：before anybody opened it."""
    filing.recall(
        own_application(request, pk), by=request.user, at=arrival(request), revision=number_from(request)
    )
    messages.success(request, "已取回，可以继续修改；这一次不计入提交次数。")
    return redirect("application", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@answering()
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """撤回申报：asked once more on a page of its own, because it ends the claim."""
    at = timezone.now()
    mine = own_application(request, pk)
    if request.method != "POST":
        facts = {"standing": standing_of(mine, at), "offer": _offer(mine, request, at, workflow.WITHDRAW)}
        return render(request, "applications/withdraw.html", heading_of(mine, "撤回申报") | facts)
    note = request.POST.get("note", "").strip()[:NOTE_LENGTH]
    filing.withdraw(mine, by=request.user, at=at, note=note, revision=number_from(request))
    messages.success(request, "已撤回申报。")
    return redirect("application", pk=pk)


def _offers(
    mine: Application, request: PersonRequest, at: datetime, found: Sequence[Finding] | None = None
) -> list[Offer]:
    """The moves of the applicant; `found` is what a check of the draft has found, where one was made."""
    asked = guards.GUARDS if found is None else guards.guards_after_check(found)
    return offers(mine, request.user, at, may=permissions.may, guards=asked)


def _offer(
    mine: Application,
    request: PersonRequest,
    at: datetime,
    *moves: workflow.Move,
    found: Sequence[Finding] | None = None,
) -> Offer | None:
    """The one of these moves that leaves the present state."""
    return next((offer for offer in _offers(mine, request, at, found) if offer.move in moves), None)
