"""已接收材料：what a committee's office has taken in, with its fees."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from applications.models import Application, Entry, Organisation, Payment, User
from applications.rules.notices.terms import OrganisationKind
from applications.selectors.applications import organisations_of, with_names
from applications.workflow import RECEIVE, State
from review.selectors.rows import claim_line
from review.selectors.words import moment

# Once taken in, always in the list; what happens afterwards does not take it away.
TAKEN_IN = (State.RECEIVED, State.UNDER_EVALUATION, State.RESULT_PUBLICITY, State.GRANTED, State.NOT_PASSED)


def offices_of(user: User) -> QuerySet[Organisation]:
    """The committee offices in which the person has a living seat."""
    return organisations_of(user).filter(kind=OrganisationKind.COMMITTEE_OFFICE)


def received_by(user: User) -> QuerySet[Any]:
    """What the person's offices have received, with its balance in fen; their own never."""
    entries = Entry.objects.filter(
        application=OuterRef("pk"), move=RECEIVE.name, organisation__in=offices_of(user)
    )
    paid = Payment.objects.filter(application=OuterRef("pk")).order_by().values("application")
    return (
        with_names(Application.objects.filter(state__in=TAKEN_IN).exclude(applicant=user))
        .annotate(
            received=Subquery(entries.order_by("-revision").values("at")[:1]),
            balance=Coalesce(Subquery(paid.annotate(total=Sum("fen")).values("total")), 0),
        )
        .filter(received__isnull=False)
        .order_by("-received", "pk")
    )


def received_narrowed(found: QuerySet[Any], wishes: Mapping[str, str]) -> QuerySet[Any]:
    """Searched and filtered by what the page offers."""
    if text := wishes.get("q", "").strip():
        found = found.filter(
            Q(applicant__name__contains=text) | Q(number__iexact=text) | Q(employer__name__contains=text)
        )
    if notice := wishes.get("notice", ""):
        found = found.filter(notice_version__notice__code=notice)
    if wishes.get("fee") == "paid":
        return found.filter(balance__gt=0)
    return found.filter(balance=0) if wishes.get("fee") == "unpaid" else found


def fee_badge(application: Any) -> dict[str, str]:
    """已缴 or 未缴 with the amount due; an application carries `balance`."""
    tariff = application.rules.tariff_for(application.case)
    if application.balance > 0:
        return {"label": f"已缴 {yuan(application.balance)} 元", "tone": "ok"}
    if tariff is None:
        return {"label": "无收费标准", "tone": "idle"}
    return {"label": f"未缴，应缴 {tariff.yuan} 元", "tone": "wait"}


def yuan(fen: int) -> str:
    """Whole yuan without decimals, else two."""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"


def received_rows(applications: Iterable[Any]) -> list[dict[str, Any]]:
    """Lines of the list."""
    return [
        {
            **claim_line(application),
            "received": moment(application.received),
            "fee": fee_badge(application),
        }
        for application in applications
    ]


def ledger_of(application: Application) -> list[dict[str, Any]]:
    """Every payment and reversal in the order of recording; one statement."""
    entries = application.payments.select_related("recorded_by", "reversed_by").order_by("recorded_at", "pk")
    return [
        {
            "payment": entry,
            "yuan": yuan(entry.fen),
            "reversed": getattr(entry, "reversed_by", None) is not None,
        }
        for entry in entries
    ]


def payment_window(application: Application, at: datetime) -> dict[str, Any] | None:
    """缴费时间 of the notice, and whether it is open."""
    window = application.rules.timetable.payment
    return {"words": window.words, "open": window.covers(at)} if window else None
