"""The page on which an applicant opens an account."""

from datetime import date

import pytest
from django.urls import reverse

from applications.models import User
from applications.rules.identity import check_character
from applications.services.people import CANNOT_OPEN_ACCOUNT
from tests.factories import identity_number

pytestmark = pytest.mark.django_db

NUMBER = identity_number(7, born=date(1990, 1, 31))
ANSWERS = {
    "name": "阿依古丽·买买提",
    "id_number": NUMBER,
    "born": "1990-01-31",
    "sex": "female",
    "mobile": "13800007777",
    "password": "Kaidu-River-9",
    "repeat": "Kaidu-River-9",
}


def send(client, **changed):
    return client.post(reverse("register"), {**ANSWERS, **changed})


def errors_at(response, field):
    """What stands at one question."""
    return next(question["errors"] for question in response.context["questions"] if question["name"] == field)


def test_the_page_asks_every_question(client):
    response = client.get(reverse("register"))

    assert [question["name"] for question in response.context["questions"]] == list(ANSWERS)
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_registering_signs_in_with_a_new_session_and_goes_home(client):
    client.get(reverse("notice_list"))
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key

    response = send(client)

    assert (response.status_code, response.url) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)
    assert client.session.session_key != before


def test_what_was_typed_is_kept_in_one_form(client):
    send(
        client,
        name="阿依古丽 •买买提",
        id_number=f" {NUMBER[:6]} {NUMBER[6:].lower()}",
        mobile="138 0000 7777",
    )

    person = User.objects.get()
    assert (person.name, person.id_number, person.mobile) == ("阿依古丽·买买提", NUMBER, "13800007777")
    assert (person.born, person.sex) == (date(1990, 1, 31), "female")


@pytest.mark.parametrize("dot", "•・．‧∙⋅")
def test_every_kind_of_dot_becomes_the_one_on_the_card(client, dot):
    send(client, name=f"阿依古丽{dot}买买提")

    assert User.objects.get().name == "阿依古丽·买买提"


WRONG = [
    ("name", "", "请填写姓名。"),
    ("name", "王", "姓名应为"),
    ("name", "Aygul", "姓名应为"),
    ("name", "·买买提", "姓名应为"),
    ("id_number", "", "请填写身份证号码。"),
    ("id_number", NUMBER[:17], "现在是 17 位"),
    ("id_number", NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2"), "校验位"),
    ("id_number", NUMBER[:10] + "1332" + NUMBER[14:], "不是一个有效的出生日期"),
    ("id_number", identity_number(7, born=date(2190, 1, 31)), "不在合理范围内"),
    ("born", "", "请填写出生日期。"),
    ("born", "1990-02-30", "请填写一个存在的日期"),
    ("born", "1990-01-30", "身份证号码第 7—14 位是 1990年1月31日"),
    ("sex", "", "请选择性别。"),
    ("sex", "male", "身份证号码第 17 位表示女性"),
    ("mobile", "", "请填写手机号码。"),
    ("mobile", "1380000777", "手机号码应为 11 位数字"),
    ("mobile", "23800007777", "手机号码应为 11 位数字"),
    ("password", "", "请设置密码。"),
    ("password", "Kaidu-9", "至少 10 位"),
    ("password", "8274650193746", "不能全是数字"),
    ("password", f"x{NUMBER}", "不能有本人的身份证号码"),
    ("repeat", "Kaidu-River-8", "两次输入的密码不一样。"),
]


@pytest.mark.parametrize(("field", "typed", "sentence"), WRONG)
def test_a_near_miss_is_said_at_its_field_and_keeps_what_was_typed(client, field, typed, sentence):
    response = send(client, **{field: typed})

    assert response.status_code == 422
    assert sentence in "".join(errors_at(response, field))
    assert f"#id_{field}" in [mistake["href"] for mistake in response.context["mistakes"]]
    assert User.objects.count() == 0
    for question in response.context["questions"]:
        assert question["value"] == (typed if question["name"] == field else ANSWERS[question["name"]])


def test_passwords_are_not_sent_back(client):
    response = send(client, mobile="1")

    assert ANSWERS["password"] not in response.content.decode()


def test_everything_wrong_is_said_at_once_in_the_order_of_the_page(client):
    response = send(client, name="王", sex="male", mobile="1", repeat="other")

    hrefs = [mistake["href"] for mistake in response.context["mistakes"]]
    assert hrefs == ["#id_name", "#id_sex", "#id_mobile", "#id_repeat"]


def test_the_county_code_is_no_reason_to_refuse(client):
    abolished = "659999" + NUMBER[6:17]
    response = send(client, id_number=abolished + check_character(abolished))

    assert response.status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"mobile": "13800008888"},
        {"id_number": identity_number(8, born=date(1990, 1, 31))},
        {},
    ],
    ids=["number known", "mobile known", "both known"],
)
def test_a_known_number_gets_one_neutral_sentence_whichever_it_was(client, changed):
    send(client)
    client.logout()

    response = send(client, **changed)

    assert response.status_code == 422
    mistakes = [(mistake["message"], mistake["href"]) for mistake in response.context["mistakes"]]
    assert mistakes == [(CANNOT_OPEN_ACCOUNT, "")]
    assert [question["errors"] for question in response.context["questions"]] == [[]] * 7
    assert User.objects.count() == 1
    assert "_auth_user_id" not in client.session


def test_the_same_page_sent_twice_makes_one_account(client):
    first, second = send(client), send(client)

    assert (first.status_code, second.status_code) == (302, 302)
    assert User.objects.count() == 1


def test_who_is_signed_in_has_nothing_to_register(client, cast):
    client.force_login(cast.applicant)

    assert client.get(reverse("register")).url == reverse("home")


def test_no_number_reaches_the_log_or_the_address(client, caplog):
    response = send(client, repeat="other")

    assert NUMBER not in caplog.text
    assert NUMBER not in response.request["PATH_INFO"] + response.request["QUERY_STRING"]
