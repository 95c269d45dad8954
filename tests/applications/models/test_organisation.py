"""Organisations and seats: codes that check, chains that end, seats held once."""

import pytest
from django.db import IntegrityError, transaction

from applications.forms.organisations import OrganisationForm
from applications.models import Organisation, Seat
from applications.selectors.people import stands_above
from tests import factories

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "博湖县文化馆",
    "code": "bohu-culture",
    "uscc": "",
    "is_active": "on",
    "kind": "employer",
    "nature": "institution",
    "affiliation": "county",
    "region": "652829",
    "superior": "",
    "aliases": "",
}


def form(instance=None, **changed):
    return OrganisationForm({**ANSWERS, **changed}, instance=instance)


def test_an_organisation_is_entered():
    organisation = form(aliases="县文化馆\n\n 文化馆 \n", uscc="9111 0000 6000 3734 1l").save()

    organisation.refresh_from_db()
    assert organisation.uscc == "91110000600037341L"
    assert organisation.aliases == ["县文化馆", "文化馆"]


@pytest.mark.parametrize(
    ("uscc", "sentence"),
    [
        ("9111000060003734", "统一社会信用代码应为 18 位，现在是 16 位。"),
        ("91110000600037341M", "统一社会信用代码的校验位不对，请逐位核对。"),
        ("A1110000600037341L", "统一社会信用代码由数字和大写字母组成，不含 I、O、S、V、Z，前 8 位为数字。"),
        ("91110000600O37341L", "统一社会信用代码由数字和大写字母组成，不含 I、O、S、V、Z，前 8 位为数字。"),
    ],
)
def test_a_wrong_credit_code_is_said_at_its_field(uscc, sentence):
    assert form(uscc=uscc).errors == {"uscc": [sentence]}


def test_a_credit_code_belongs_to_one_organisation():
    form(uscc="91110000600037341L").save()

    twice = form(code="another", uscc="91110000600037341L")
    assert "该统一社会信用代码已登记。" in str(twice.errors)
    assert form(code="another").is_valid()


def test_a_region_is_chosen_from_the_table():
    assert list(form(region="652899").errors) == ["region"]
    assert form(region="652800").is_valid()


def test_a_region_from_elsewhere_stays_with_who_has_it():
    elsewhere = factories.organisation("elsewhere", region="110101")

    assert form(elsewhere, code="elsewhere", region="110101").is_valid()


@pytest.fixture
def chain():
    """局 above 馆 above 站."""
    bureau = factories.organisation("bureau")
    centre = factories.organisation("centre", superior=bureau)
    return bureau, centre, factories.organisation("station", superior=centre)


def test_a_superior_may_not_stand_below(chain):
    bureau, centre, station = chain

    for below in chain:
        refused = form(bureau, code="bureau", superior=below.pk)
        assert list(refused.errors) == ["superior"]
    assert form(station, code="station", superior=bureau.pk).is_valid()
    assert form(centre, code="centre").is_valid()


def test_a_ring_that_exists_already_is_walked_once(chain):
    bureau, centre, station = chain
    Organisation.objects.filter(pk=bureau.pk).update(superior=centre)
    other = factories.organisation("other")

    assert stands_above(other, Organisation.objects.get(pk=station.pk)) is False


def test_the_database_refuses_an_organisation_above_itself():
    alone = factories.organisation("alone")

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=alone.pk).update(superior=alone)


def test_a_person_holds_several_seats_but_each_once(cast):
    Seat.objects.create(user=cast.wang, organisation=cast.county)
    Seat.objects.create(user=cast.wang, organisation=cast.employer, role="head")

    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(user=cast.wang, organisation=cast.employer, role="head")

    assert [str(seat) for seat in Seat.objects.filter(user=cast.wang).order_by("pk")] == [
        "博湖县图书馆·经办",
        "博湖县人社局·经办",
        "博湖县图书馆·负责人",
    ]
