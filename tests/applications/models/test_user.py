"""People at rest: numbers encrypted, found without being read, shown masked, unique."""

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth import authenticate
from django.db import IntegrityError, connection, transaction

from applications.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def columns_of(person):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id_number, id_digest, mobile, mobile_digest FROM applications_user WHERE id = %s",
            [person.pk],
        )
        return cursor.fetchone()


def test_the_database_never_sees_a_number():
    person = factories.person()

    stored = "".join(columns_of(person))

    assert person.id_number not in stored
    assert person.mobile not in stored


def test_a_number_comes_back_as_it_was_kept():
    person = factories.person()

    again = User.objects.get(pk=person.pk)

    assert (again.id_number, again.mobile) == (person.id_number, person.mobile)


def test_a_new_writing_key_reads_the_old_numbers_and_finds_them(settings):
    person = factories.person()
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]

    again = User.objects.get(pk=person.pk)

    assert again.id_number == person.id_number
    again.set_password("Kaidu-River-9")
    again.save()
    assert authenticate(username=person.id_number, password="Kaidu-River-9") == person


def test_a_number_is_shown_masked():
    person = User(id_number="65282919900101002X", mobile="13800001234")

    assert person.masked_id_number == "652829********002X"
    assert person.masked_mobile == "138****1234"


@pytest.mark.parametrize(
    ("field", "constraint"),
    [("id_number", "user_one_account_per_identity_number"), ("mobile", "user_one_account_per_mobile")],
)
def test_a_number_belongs_to_one_person(field, constraint):
    first = factories.person()
    second = User(username="second", name="李国强")
    numbers = {"id_number": factories.identity_number(400), "mobile": "13800009999"}
    second.set_identity(**numbers | {field: getattr(first, field)})

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()

    assert constraint in {rule.name for rule in User._meta.constraints}


def test_people_without_numbers_do_not_collide():
    for username in ("first", "second"):
        person = User(username=username, name="李国强")
        person.set_identity(id_number="", mobile="")
        person.save()

    assert User.objects.filter(id_digest="", mobile_digest="").count() == 2


def test_nobody_signs_in_with_an_empty_name():
    User.objects.create_user("", "Kaidu-River-9", name="李国强")

    assert authenticate(username="", password="Kaidu-River-9") is None


def test_a_made_up_user_name_says_nothing():
    person = User.objects.create_user(name="李国强")

    assert person.username.startswith("u")
    assert len(person.username) == 17
