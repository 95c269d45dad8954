"""评委会办公室：what has been received, and the fees recorded for it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.forms.questions import mistakes, questions
from applications.models import Application, Payment
from applications.selectors.printouts import printouts_for
from applications.views.answers import UNPROCESSABLE, PersonRequest, answering
from review.forms.payments import PaymentForm, ReversalForm
from review.forms.place import Place, ReceivedFilter
from review.selectors.desk import notices_in
from review.selectors.received import (
    fee_badge,
    ledger_of,
    offices_of,
    payment_window,
    received_by,
    received_narrowed,
    received_rows,
)
from review.services import payments as service
from review.views.desk import page_of, ways_out


@never_cache
@login_required
@require_safe
def received(request: PersonRequest) -> HttpResponse:
    """已接收材料：with the state of the fee, and what can be printed."""
    if not offices_of(request.user).exists():
        raise Http404
    place, everything = Place.from_query(request.GET), received_by(request.user)
    page = page_of(request, received_narrowed(everything, place.wishes))
    fields = questions(ReceivedFilter(place, notices_in(everything)))
    context = {
        "place": place,
        "page": page,
        "rows": linked(received_rows(page.object_list)),
        "fields": fields,
    }
    context |= ways_out(place, "received")
    return render(request, "review/received.html", context)


def linked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each line with its addresses."""
    names = ("review", "payment")
    return [row | {name: reverse(name, args=[row["id"]]) for name in names} for row in rows]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@answering()
def payment(request: PersonRequest, pk: UUID) -> HttpResponse:
    """缴费登记 of one application, against the tariff."""
    application = get_object_or_404(received_by(request.user), pk=pk)
    if request.method != "POST":
        return payment_page(request, application, PaymentForm(initial={"payer": application.applicant.name}))
    form = PaymentForm(request.POST)
    if form.is_valid():
        try:
            service.record(application, by=request.user, at=timezone.now(), **form.facts)
        except service.PaymentRefused as refusal:
            form.refuse(refusal.problems)
        else:
            messages.success(request, f"{application.applicant.name}：缴费已登记。")
            return redirect("payment", pk=pk)
    return payment_page(request, application, form)


@login_required
@require_POST
@answering()
def payment_reverse(request: PersonRequest, pk: int) -> HttpResponse:
    """冲销 one payment that was recorded by mistake."""
    paid = get_object_or_404(Payment, pk=pk, application__in=received_by(request.user).values("pk"))
    form = ReversalForm(request.POST, auto_id=f"reverse-{pk}-%s")
    if form.is_valid():
        try:
            service.reverse(paid, by=request.user, at=timezone.now(), voucher=form.cleaned_data["voucher"])
        except service.PaymentRefused as refusal:
            form.refuse(refusal.problems)
        else:
            messages.success(request, "已冲销。")
            return redirect("payment", pk=paid.application_id)
    application = get_object_or_404(received_by(request.user), pk=paid.application_id)
    return payment_page(request, application, PaymentForm(), reversing=(pk, form))


def payment_page(
    request: PersonRequest,
    application: Application,
    form: PaymentForm,
    reversing: tuple[int, ReversalForm] | None = None,
) -> HttpResponse:
    """The tariff, the ledger and the form; `reversing` is a refused reversal."""
    at, refused = timezone.now(), reversing[1] if reversing else form
    entries = [{**line, **reversal_of(line["payment"], reversing)} for line in ledger_of(application)]
    context = {
        "application": application,
        "tariff": application.rules.tariff_for(application.case),
        "fee": fee_badge(application),
        "window": payment_window(application, at),
        "entries": entries,
        "fields": questions(form),
        "errors": mistakes(refused),
        "printouts": printouts_for(application, request.user, at),
    }
    return render(request, "review/payment.html", context, status=UNPROCESSABLE if refused.errors else 200)


def reversal_of(paid: Payment, reversing: tuple[int, ReversalForm] | None) -> dict[str, Any]:
    """The questions of a reversal, for a payment that still stands; the refused one is open."""
    if paid.reverses_id or getattr(paid, "reversed_by", None):
        return {"fields": [], "open": False}
    refused = reversing is not None and reversing[0] == paid.pk
    form = reversing[1] if reversing and refused else ReversalForm(auto_id=f"reverse-{paid.pk}-%s")
    return {"fields": questions(form), "open": refused}
