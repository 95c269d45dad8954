"""What the tests of reviewers' pages begin with."""

from datetime import timedelta

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from applications.models import Application, Notice, User
from tests import factories
from tests.cast import Cast

SENTENCE = "材料真实准确，同意推荐"


def sign_in(client: Client, user: User) -> None:
    """From now on the browser is that person's."""
    client.force_login(user)


def many_at_employer(cast: Cast, notice: Notice, count: int) -> list[Application]:
    """So many people of the employer, all submitted."""
    people = [factories.person(f"申报人{number:02}") for number in range(count)]
    drafts = [factories.draft(notice, person, cast.employer) for person in people]
    return [factories.submit(factories.fill(draft)) for draft in drafts]


def published(application: Application, cast: Cast) -> Application:
    """At the employer's desk with a publicity that ended yesterday, without objection."""
    begun = factories.NOON - timedelta(days=7)  # 2 to 6 September: five working days
    factories.submit(application, when=begun)
    listing = factories.publish(application, by=cast.wang, when=begun)
    factories.clear(listing, by=cast.wang, when=factories.NOON)
    application.refresh_from_db()
    return application


def at_county(application: Application, cast: Cast) -> Application:
    """Recommended by the employer, on the county's desk."""
    return factories.decide(published(application, cast), "forward", by=cast.wang, note=SENTENCE)


def at_office(application: Application, cast: Cast) -> Application:
    """On the desk of the committee's office."""
    return factories.decide(at_county(application, cast), "forward", by=cast.li, note="符合条件")


def received(application: Application, cast: Cast) -> Application:
    """已接收材料."""
    return factories.decide(at_office(application, cast), "receive", by=cast.office)


def move(
    client: Client, application: Application, name: str, *, place: str = "", **typed: str
) -> HttpResponse:
    """A decision sent from the dossier page as the test last read it."""
    address = reverse("review_move", args=[application.pk, name]) + place
    return client.post(address, {"revision": application.revision, **typed})
