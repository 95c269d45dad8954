"""One-click sign-in as any of the invented people, in demo mode only."""

import json

import pytest
from django.urls import reverse

from applications.models import Seat, User
from applications.selectors import people
from tests import factories

pytestmark = pytest.mark.django_db


def invented(name, *organisations, **facts):
    username = f"demo-{name}"
    person = factories.person(name, **facts)
    User.objects.filter(pk=person.pk).update(username=username)
    for organisation in organisations:
        Seat.objects.create(user=person, organisation=organisation)
    return username


def test_people_are_grouped_by_what_they_do(client, cast):
    invented("巴图")
    invented("王建设", cast.employer, cast.county)
    invented("管事", is_staff=True)

    groups = client.get(reverse("demo")).context["groups"]

    assert [(group.role, [person.name for person in group.people]) for group in groups] == [
        ("申报人", ["巴图"]),
        ("用人单位", ["王建设"]),
        ("管理员", ["管事"]),
    ]
    assert groups[1].people[0].seats == ("博湖县图书馆·经办", "博湖县人社局·经办")


def test_the_cast_says_who_can_show_what(client, cast, settings, tmp_path, monkeypatch):
    file = tmp_path / "cast.json"
    told = {"demo-巴图": {"role": "申报人（中级）", "line": "第二次退回后正在修改"}}
    file.write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(people, "CAST", file)
    invented("巴图")

    response = client.get(reverse("demo"))

    assert response.context["groups"][0].role == "申报人（中级）"
    assert "第二次退回后正在修改" in response.content.decode()


def test_only_invented_people_are_shown(client, cast):
    invented("巴图")

    page = client.get(reverse("demo")).content.decode()

    assert "巴图" in page
    assert cast.applicant.name not in page


def test_one_click_signs_in(client, cast):
    response = client.post(reverse("demo"), {"username": invented("王建设", cast.employer)}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("desk")
    assert client.session["_auth_user_id"] == str(User.objects.get(username="demo-王建设").pk)


def test_looking_at_the_page_signs_nobody_in(client, cast):
    client.get(reverse("demo"), {"username": invented("巴图")})

    assert "_auth_user_id" not in client.session


def test_nobody_real_can_be_signed_in_as(client, cast):
    for username in (cast.applicant.username, "", "demo-"):
        assert client.post(reverse("demo"), {"username": username}).status_code == 404

    assert "_auth_user_id" not in client.session


def test_without_demo_mode_there_is_no_such_page(client, cast, settings):
    username = invented("巴图")
    settings.DEMO = False

    assert client.get(reverse("demo")).status_code == 404
    assert client.post(reverse("demo"), {"username": username}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_page_costs_the_same_for_one_and_for_three(client, cast, django_assert_num_queries):
    invented("巴图", cast.employer)
    with django_assert_num_queries(2):
        client.get(reverse("demo"))

    invented("王建设", cast.employer, cast.county)
    invented("李国强", cast.county)
    with django_assert_num_queries(2):
        client.get(reverse("demo"))
