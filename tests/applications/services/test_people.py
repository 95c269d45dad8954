"""People come in by their real names, once."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError

from applications.models import User
from applications.rules.registration import RealName
from applications.services import people
from applications.services.people import ALREADY_KEPT, CANNOT_OPEN_ACCOUNT, CannotRegister
from tests.factories import identity_number

pytestmark = pytest.mark.django_db

TODAY = date(2024, 9, 9)
AYGUL = RealName(
    name="阿依古丽·买买提",
    id_number=identity_number(7, born=date(1990, 1, 31)),
    born=date(1990, 1, 31),
    sex="female",
    mobile="13800007777",
)
PASSWORD = "Kaidu-River-9"


def register(**changed):
    return people.register(replace(AYGUL, **changed), PASSWORD, today=TODAY)


def test_an_account_is_opened_for_a_real_name():
    user = register()

    user.refresh_from_db()
    assert (user.name, user.id_number, user.mobile) == (AYGUL.name, AYGUL.id_number, AYGUL.mobile)
    assert user.check_password(PASSWORD)
    assert not user.is_staff


@pytest.mark.parametrize("missing", ["id_number", "mobile", "sex"])
def test_nothing_may_be_missing(missing):
    with pytest.raises(CannotRegister) as refusal:
        register(**{missing: ""})

    assert refusal.value.problems == {missing: people.REQUIRED[missing]}
    assert User.objects.count() == 0


def test_every_problem_is_named_at_once():
    with pytest.raises(CannotRegister) as refusal:
        people.register(replace(AYGUL, name="王", sex="male", born=date(1990, 1, 30)), "short", today=TODAY)

    assert set(refusal.value.problems) == {"name", "sex", "born", "password"}


def test_somebody_born_tomorrow_has_no_number_yet():
    tomorrow = date(2024, 9, 10)
    number = identity_number(7, born=tomorrow)
    with pytest.raises(CannotRegister):
        register(id_number=number, born=tomorrow)

    today = identity_number(7, born=TODAY)
    assert register(id_number=today, born=TODAY).born == TODAY


@pytest.mark.parametrize(
    "changed",
    [{"mobile": "13800008888"}, {"id_number": identity_number(8, born=date(1990, 1, 31))}, {}],
    ids=["number known", "mobile known", "both known"],
)
def test_a_known_number_is_refused_without_saying_which(changed):
    register()

    with pytest.raises(CannotRegister) as refusal:
        register(**changed)

    assert refusal.value.problems == {"": CANNOT_OPEN_ACCOUNT}


def test_a_number_in_another_writing_is_the_same_number():
    number = next(n for n in map(identity_number, range(200)) if n.endswith("X"))
    facts = {"id_number": number, "born": date(1990, 1, 1)}
    register(**facts)

    with pytest.raises(CannotRegister):
        register(**facts | {"id_number": f"{number[:6]} {number[6:17]}ｘ"}, mobile="13800008888")


def test_two_at_the_same_instant_are_told_apart_by_the_database(monkeypatch):
    register()
    monkeypatch.setattr(people, "is_taken", lambda *_, **__: False)  # both looked before either wrote

    with pytest.raises(CannotRegister) as refusal:
        register(mobile="13800008888")

    assert refusal.value.problems == {"": CANNOT_OPEN_ACCOUNT}
    assert User.objects.count() == 1  # and the transaction around it still works


def test_the_database_refuses_even_where_nobody_looked():
    register()
    twin = User(name="双胞胎")
    twin.set_identity(id_number=AYGUL.id_number, mobile="13800008888")

    with pytest.raises(IntegrityError):
        twin.save()


def test_an_administrator_may_enter_a_person_without_numbers():
    first = people.enrol(User(username="li"), RealName(name="李国强"), PASSWORD, today=TODAY)
    second = people.enrol(User(username="wang"), RealName(name="王建设"), PASSWORD, today=TODAY)

    assert (first.id_digest, second.mobile_digest) == ("", "")


def test_what_the_number_says_need_not_be_typed():
    user = people.enrol(
        User(username="aygul"), RealName(AYGUL.name, id_number=AYGUL.id_number), PASSWORD, today=TODAY
    )

    assert (user.born, user.sex) == (date(1990, 1, 31), "female")


def test_a_correction_keeps_what_is_not_corrected():
    user = register()

    people.correct(user, RealName("阿依古丽·买买提江", mobile="13800008888"), today=TODAY)

    user.refresh_from_db()
    assert (user.name, user.id_number, user.mobile) == ("阿依古丽·买买提江", AYGUL.id_number, "13800008888")
    assert user.check_password(PASSWORD)


def test_a_correction_cannot_take_somebody_elses_number():
    register()
    other = people.enrol(User(username="li"), RealName("李国强", mobile="13800008888"), PASSWORD, today=TODAY)

    with pytest.raises(CannotRegister) as refusal:
        people.correct(other, RealName("李国强", mobile=AYGUL.mobile), today=TODAY)

    assert refusal.value.problems == {"": ALREADY_KEPT}
    other.refresh_from_db()
    assert other.mobile == "13800008888"


@pytest.mark.parametrize("password", [f"a{AYGUL.id_number}", f"{AYGUL.mobile}-abc"])
def test_a_password_may_not_contain_the_own_numbers(password):
    assert people.password_problems(AYGUL, password) == {
        "password": "密码中不能有本人的身份证号码或手机号码。"
    }
    assert people.password_problems(replace(AYGUL, id_number="", mobile=""), password) == {}
