"""缴费凭据：whose payments one may print."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.models import Application, Entry, Organisation, Payment, User
from applications.selectors.applications import organisations_of
from applications.workflow import RECEIVE


def printable_payments(user: User) -> QuerySet[Payment]:
    """What was paid for one's own applications, and for those that one's office has received."""
    received = Entry.objects.filter(
        application=OuterRef("application"), move=RECEIVE.name, organisation__in=organisations_of(user)
    )
    found = Payment.objects.filter(Q(application__applicant=user) | Exists(received))
    return found.select_related("reverses", "reversed_by")


def payments_of(application: Application, user: User) -> list[Payment]:
    """The payments and reversals of an application that the person may print; one statement."""
    return list(printable_payments(user).filter(application=application).order_by("recorded_at", "pk"))


def is_reversed(payment: Payment) -> bool:
    """True for a payment that does not count any more."""
    return getattr(payment, "reversed_by", None) is not None


def why_no_receipt(payment: Payment) -> list[str]:
    """What stands in the way of the receipt of a payment or of a reversal."""
    return ["这笔缴费已经冲销，可以打印冲销凭据。"] if is_reversed(payment) else []


def office_of(payment: Payment) -> Organisation | None:
    """The committee's office that received the application and records its payments."""
    received = Entry.objects.filter(application=payment.application_id, move=RECEIVE.name)
    entry = received.select_related("organisation").order_by("-revision").first()
    return entry.organisation if entry else None
