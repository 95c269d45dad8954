"""缺字的文件：what the office and the unit learn of characters that no font has."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application, Printout, Publicity
from applications.selectors.rosters import rosters_of
from applications.services import printing
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import at_county, many_at_employer, received, sign_in

pytestmark = pytest.mark.django_db
PRIVATE = "\ue863"
QUERIES = 4
EARLIER, LATER = factories.at("2024-09-10 10:00"), factories.at("2024-09-10 11:00")


@pytest.fixture
def accepted(draft: Application, cast: Cast) -> Application:
    """阿依古丽's application with its form, in which a character is missing."""
    received(draft, cast)
    Printout.objects.update(missing=PRIVATE)
    return draft


def page(client: Client, **query: str) -> str:
    return client.get(reverse("missing_characters"), query).content.decode()


def printout(application: Application, missing: str, **facts) -> Printout:
    number = Printout.objects.count()
    known = {
        "kind": "bag_cover",
        "valid": True,
        "content_digest": f"digest {number}",
        "code": f"CODE{number}",
        "requested_at": EARLIER,
        "missing": missing,
    }
    return Printout.objects.create(application=application, **{**known, **facts})


def test_the_office_and_the_units_on_the_way_see_whose_and_which(client, cast, accepted):
    [form] = Printout.objects.all()

    for person in (cast.office, cast.wang, cast.li):
        sign_in(client, person)
        shown = page(client)
        for words in (accepted.applicant.name, cast.employer.name, "U+E863", "旧系统的自造字"):
            assert words in shown, words
        assert reverse("printout", args=[form.pk]) in shown
        assert client.get(reverse("printout", args=[form.pk])).status_code == 200


def test_nobody_else_learns_of_it(client, cast, accepted):
    address = reverse("missing_characters")

    assert client.get(address).status_code == 302
    sign_in(client, cast.applicant)
    assert client.get(address).status_code == 404
    sign_in(client, cast.outsider)
    assert "没有缺字的文件。" in page(client)
    sign_in(client, cast.office)
    assert client.post(address).status_code == 405


def test_what_has_not_reached_the_desk_does_not_show_there(client, cast, draft):
    printout(draft, PRIVATE, valid=False, requested_by=draft.applicant)

    for person in (cast.wang, cast.office):
        sign_in(client, person)
        assert "没有缺字的文件。" in page(client)


def test_ones_own_case_is_not_ones_office(client, cast, accepted):
    sign_in(client, cast.office)
    assert "U+E863" in page(client)

    Application.objects.filter(pk=accepted.pk).update(applicant=cast.office)
    assert "没有缺字的文件。" in page(client)


def test_only_the_newest_of_a_kind_and_subject_counts(client, cast, accepted):
    Printout.objects.update(missing="")
    sign_in(client, cast.office)
    old = printout(accepted, PRIVATE)
    assert "U+E863" in page(client)

    new = printout(accepted, "\U000f1234", requested_at=LATER)
    shown = page(client)
    assert str(new.pk) in shown and str(old.pk) not in shown

    printout(accepted, "", requested_at=factories.at("2024-09-10 12:00"))
    assert "没有缺字的文件。" in page(client)
    printout(accepted, PRIVATE, kind="evaluation_form", requested_at=factories.at("2024-10-10 12:00"))
    assert "《专业技术职务任职资格评审表》" in page(client)


def test_the_newest_stands_first(client, cast, accepted):
    Printout.objects.update(requested_at=LATER)
    older = printout(accepted, PRIVATE)
    sign_in(client, cast.office)

    shown = page(client)

    [form] = Printout.objects.exclude(pk=older.pk)
    assert shown.index(str(form.pk)) < shown.index(str(older.pk))


def test_a_roster_and_a_publicity_are_named_by_their_unit(client, cast, draft):
    at_county(draft, cast)
    sign_in(client, cast.wang)
    [line] = rosters_of(cast.wang)
    printing.request("roster", printing.open_roster(line), by=cast.wang, at=LATER)
    printing.request("publicity", Publicity.objects.get(), by=cast.wang, at=EARLIER)
    Printout.objects.update(missing=PRIVATE)

    shown = page(client)

    assert "《申报人员花名册》" in shown and "《公示》" in shown
    assert line.specialty.name in shown and cast.employer.name in shown


def test_the_list_is_paged_and_takes_the_same_few_queries(
    client, cast, notice, django_assert_num_queries, monkeypatch
):
    applications = many_at_employer(cast, notice, 3)
    sign_in(client, cast.wang)
    page(client)  # what is read once in each process

    printout(applications[0], PRIVATE)
    with django_assert_num_queries(QUERIES):
        page(client)
    for application in applications[1:]:
        printout(application, PRIVATE)
    with django_assert_num_queries(QUERIES):
        page(client)
    monkeypatch.setattr("review.views.desk.PER_PAGE", 2)
    assert "第 2 / 2 页" in page(client, page="2")


@pytest.mark.parametrize("name", ["received", "people", "done"])
def test_the_offices_pages_lead_there(client, cast, accepted, name):
    sign_in(client, cast.office if name == "received" else cast.wang)

    assert reverse("missing_characters") in client.get(reverse(name)).content.decode()
