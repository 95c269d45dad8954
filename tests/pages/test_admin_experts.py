"""Experts in the back office: enrolled and switched off by an administrator, never deleted."""

import pytest
from django.urls import reverse

from applications.models import User
from review.models import Expert
from tests import factories
from tests.evaluating import expert, give, received

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def office(client, db):
    client.force_login(User.objects.create_superuser("root", name="管理员"))
    return client


def page_of(model, action="changelist", *args):
    return reverse(f"admin:review_{model}_{action}", args=args)


def test_an_expert_is_enrolled(office, cast, notice, draft):
    person, typed = factories.person("专家甲"), {"specialties": [draft.specialty_id], "is_active": "on"}
    facts = {"user": person.pk, "committee": cast.committee.pk, "employer": cast.employer.pk, **typed}

    refused = office.post(page_of("expert", "add"), {**facts, "committee": cast.employer.pk})
    done = office.post(page_of("expert", "add"), facts)
    twice = office.post(page_of("expert", "add"), facts)

    enrolled = Expert.objects.get()
    assert (refused.status_code, done.status_code, twice.status_code) == (200, 302, 200)
    assert (enrolled.user, enrolled.committee) == (person, cast.committee)
    assert "专家甲" in office.get(page_of("expert")).content.decode()
    assert "该人员已是这个评委会的专家。" in twice.content.decode()


def test_it_is_switched_off_and_never_deleted_or_made_somebody_else(office, cast, draft):
    one = expert(cast, draft)
    address = page_of("expert", "change", one.pk)
    typed = {"employer": one.employer_id, "specialties": [draft.specialty_id]}

    assert office.get(address).status_code == 200
    office.post(address, {**typed, "user": cast.wang.pk, "committee": cast.committee.pk})
    deleted = office.post(page_of("expert", "delete", one.pk), {"post": "yes"})

    user = one.user
    one.refresh_from_db()
    assert (one.is_active, one.user) == (False, user)
    assert deleted.status_code == 403


def test_assignments_are_shown_only(office, cast, draft):
    given = give(draft, expert(cast, received(draft, cast)), cast)
    address = page_of("assignment", "change", given.pk)

    assert given.number in office.get(page_of("assignment")).content.decode()
    assert office.get(address).status_code == 200
    assert office.post(address, {"number": "X"}).status_code == 403
    assert office.get(page_of("assignment", "add")).status_code == 403


def test_staff_look_and_do_not_enrol(client, cast, draft):
    client.force_login(factories.person("查看员", is_staff=True))

    assert client.get(page_of("expert")).status_code == 200
    assert client.get(page_of("expert", "add")).status_code == 403
