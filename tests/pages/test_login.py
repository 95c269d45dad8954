"""Signing in, signing out, a new password."""

import pytest
from django.urls import reverse

from applications.forms.people import WRONG_SIGN_IN
from review.models import Expert
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "Kaidu-River-9"


@pytest.fixture
def person(cast):
    cast.applicant.set_password(PASSWORD)
    cast.applicant.save()
    return cast.applicant


def sign_in(client, name, password=PASSWORD, **more):
    return client.post(reverse("login"), {"username": name, "password": password, **more})


@pytest.mark.parametrize("name", ["username", "id_number", "mobile"])
def test_any_of_the_three_names_signs_in(client, person, name):
    response = sign_in(client, getattr(person, name))

    assert (response.status_code, response.url) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_number_may_be_typed_with_spaces_and_a_small_x(client, person):
    person.set_identity(id_number="65282919900101002X", mobile=person.mobile)
    person.save()

    assert sign_in(client, " 652829 19900101 002x ").status_code == 302


def test_an_officer_starts_at_the_desk_and_an_administrator_in_the_back_office(client, cast):
    cast.wang.set_password(PASSWORD)
    cast.wang.save()
    assert sign_in(client, cast.wang.username).url == reverse("desk")
    client.logout()

    cast.applicant.set_password(PASSWORD)
    cast.applicant.is_staff = True
    cast.applicant.save()
    assert sign_in(client, cast.applicant.username).url == reverse("admin:index")


def test_an_expert_starts_at_what_is_to_be_read_unless_a_desk_waits(client, cast, person):
    facts = {"committee": cast.committee, "employer": factories.organisation("university", "外地大学")}
    Expert.objects.create(user=person, **facts)
    assert sign_in(client, person.username).url == reverse("expert_list")
    client.logout()

    Expert.objects.create(user=cast.wang, **facts)
    cast.wang.set_password(PASSWORD)
    cast.wang.save()
    assert sign_in(client, cast.wang.username).url == reverse("desk")


def test_whatever_was_wrong_the_sentence_is_the_same(client, person, cast):
    cast.li.set_password(PASSWORD)
    cast.li.is_active = False
    cast.li.save()

    answers = [
        sign_in(client, person.id_number, "wrong-password"),
        sign_in(client, "652829199001010000"),
        sign_in(client, "13800009999"),
        sign_in(client, "nobody"),
        sign_in(client, cast.li.username),
        sign_in(client, "x" * 41),
    ]

    assert {answer.status_code for answer in answers} == {422}
    said = {tuple(mistake["message"] for mistake in answer.context["mistakes"]) for answer in answers}
    assert said == {(WRONG_SIGN_IN,)}


def test_what_was_typed_is_kept_but_not_the_password(client, person):
    response = sign_in(client, person.mobile, "wrong-password")

    page = response.content.decode()
    assert person.mobile in page
    assert "wrong-password" not in page
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_empty_fields_are_asked_for(client, db):
    response = sign_in(client, "", "")

    said = [mistake["message"] for mistake in response.context["mistakes"]]
    assert said == ["请填写身份证号码、手机号码或用户名。", "请填写密码。"]


def test_after_signing_in_one_comes_to_where_one_was_going(client, person):
    assert sign_in(client, person.username, next="/notices/").url == "/notices/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_but_never_to_another_site(client, person, elsewhere):
    assert sign_in(client, person.username, next=elsewhere).url == reverse("home")


def test_the_session_is_a_new_one(client, person):
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key

    sign_in(client, person.username)

    assert client.session.session_key != before


def test_no_number_reaches_the_log_or_the_address(client, person, caplog):
    caplog.set_level("DEBUG", logger="django.request")
    answers = [sign_in(client, person.id_number, "wrong"), sign_in(client, person.id_number)]

    assert person.id_number not in caplog.text + answers[1].url


def test_signing_out_is_a_post(client, cast):
    client.force_login(cast.applicant)
    assert client.get(reverse("logout")).status_code == 405
    assert "_auth_user_id" in client.session

    response = client.post(reverse("logout"))

    assert response.url == reverse("front")
    assert "_auth_user_id" not in client.session


NEW = {"old_password": PASSWORD, "new_password1": "Bosten-Lake-8", "new_password2": "Bosten-Lake-8"}


def test_a_password_is_changed_and_one_stays_signed_in(client, person):
    client.force_login(person)

    response = client.post(reverse("password_change"), NEW)

    assert response.url == reverse("home")
    assert "_auth_user_id" in client.session
    person.refresh_from_db()
    assert person.check_password("Bosten-Lake-8")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"old_password": "other"}, "原密码不对。"),
        ({"new_password2": "Bosten-Lake-7"}, "两次输入的密码不一样。"),
        ({"new_password1": "short", "new_password2": "short"}, "密码太短，至少 10 位。"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(client, person, changed, sentence):
    client.force_login(person)

    response = client.post(reverse("password_change"), {**NEW, **changed})

    assert response.status_code == 422
    assert [mistake["message"] for mistake in response.context["mistakes"]] == [sentence]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_stranger_is_sent_to_sign_in_before_changing_a_password(client, db):
    assert client.get(reverse("password_change")).url.startswith(reverse("login"))
