"""盲评 for an expert: a list of numbers, the dossier with the opinion beside it, handing in, recusal."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from review.models import Assignment, Opinion
from tests import factories
from tests.evaluating import expert, give, received
from tests.pages.reviewing import sign_in

pytestmark = pytest.mark.django_db
NOON = factories.NOON
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def given(cast, draft):
    return give(draft, expert(cast, received(draft, cast)), cast)


@pytest.fixture
def reader(client, given):
    sign_in(client, given.expert.user)
    return client


def page_of(given, name="expert_dossier"):
    return reverse(name, args=[given.pk])


def save(client, given, text, version=0, **more):
    accept = more.pop("accept", {})
    return client.post(page_of(given), {"field-text": text, "version": version, **more}, **accept)


def words(answer):
    return answer.content.decode()


def test_the_list_says_a_number_and_never_who(reader, cast, given):
    application = given.application

    page = words(reader.get(reverse("expert_list")))

    assert given.number in page and page_of(given) in page
    assert f"{application.specialty.name} · {application.title}" in page
    assert "2024年9月9日" in page and "未写" in page
    secrets = [cast.applicant.name, cast.employer.name, application.number, str(application.pk), "12:00"]
    assert [secret for secret in secrets if secret in page] == []
    assert 'aria-current="page">盲评' in page
    assert 'type="search"' not in page and 'name="q"' not in page


def test_whatever_is_asked_of_the_list_the_answer_is_the_same(reader, cast, given):
    def said(**asked):
        page = words(reader.get(reverse("expert_list"), asked))
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    for name in ("q", "notice", "sort", "page", "employer"):
        assert said(**{name: cast.applicant.name}) == said()


def test_lists_of_two_experts_have_numbers_and_orders_of_their_own(client, cast, notice, draft):
    first = received(draft, cast)
    people = [factories.person(f"申报人{number}") for number in range(7)]
    claims = [first] + [
        received(factories.fill(factories.draft(notice, person, cast.employer)), cast) for person in people
    ]
    readers = [expert(cast, first, f"专家{letter}") for letter in "甲乙"]
    for one in readers:
        for claim in claims:
            give(claim, one, cast)

    orders = []
    for one in readers:
        sign_in(client, one.user)
        page = words(client.get(reverse("expert_list")))
        rows = sorted(one.assignments.all(), key=lambda given: page.index(given.number))
        assert [row.number for row in rows] == sorted(row.number for row in rows)
        orders.append([row.application_id for row in rows])

    numbers = Assignment.objects.values_list("number", flat=True)
    assert len(set(numbers)) == 16
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]  # alike once in 40,320


def test_who_is_no_expert_has_no_such_list(client, cast, given):
    for person in (cast.applicant, cast.wang, cast.office, cast.outsider):
        sign_in(client, person)
        answer = client.get(reverse("expert_list"))
        assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-store")
        assert client.get(reverse("expert_recused")).status_code == 404
        assert client.get(page_of(given)).status_code == 404


def test_strangers_sign_in_first_and_nothing_is_kept_by_anybody(client, given):
    for address in (reverse("expert_list"), page_of(given), page_of(given, "expert_recuse")):
        answer = client.get(address)
        assert answer.status_code == 302 and reverse("login") in answer["Location"]
        assert answer["Cache-Control"] == "private, no-store"


def test_every_answer_is_private(reader, given):
    names = ("expert_dossier", "expert_version", "expert_recuse")
    answers = [reader.get(page_of(given, name)) for name in names]
    answers += [reader.get(reverse("expert_list")), reader.get(reverse("expert_recused"))]
    answers += [
        reader.delete(page_of(given)),
        save(reader, given, "好"),
        save(reader, given, "好", accept=JSON),
    ]

    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_the_opinion_is_kept_by_the_button_and_by_the_script(reader, given):
    by_button = save(reader, given, "第一稿")
    by_script = save(reader, given, "第二稿", 1, accept=JSON)

    assert by_button["Location"] == f"{page_of(given)}#opinion"
    assert by_script.json() == {"version": 2, "saved_at": "12:00"}
    assert "第二稿" in words(reader.get(page_of(given)))
    assert "已保存" in words(reader.get(reverse("expert_list")))
    told = reader.get(page_of(given, "expert_version")).json()
    assert (told["row"], told["saved_at"], bool(told["token"])) == (2, "12:00", True)


def test_an_older_window_is_told_and_keeps_its_words(reader, given):
    save(reader, given, "新窗口")

    page, data = save(reader, given, "旧窗口"), save(reader, given, "旧窗口", accept=JSON)

    assert (page.status_code, data.status_code) == (409, 409)
    assert "旧窗口" in words(page) and "新窗口" in words(page)
    assert "data-autosave" not in words(page)
    assert '<input type="hidden" name="version" value="1">' in words(page)
    assert data.json() == {"errors": ["您在另一个窗口里保存过意见。"]}
    assert Opinion.objects.get().text == "新窗口"


def test_too_long_is_refused_and_stays_on_the_page(reader, given):
    long = "字" * 2001

    page, data = save(reader, given, long), save(reader, given, long, accept=JSON)

    assert (page.status_code, data.status_code) == (422, 422)
    assert long in words(page) and "意见最多 2000 字，现在是 2001 字。" in words(page)


def test_handing_in_is_asked_about_once_and_stands(reader, given):
    asked = save(reader, given, "同意推荐", hand_in="yes")
    sure = reader.get(asked["Location"])
    done = reader.post(page_of(given, "expert_hand_in"), {"version": 1})
    after = words(reader.get(page_of(given)))

    assert asked["Location"] == f"{page_of(given, 'expert_hand_in')}#row-{given.pk}"
    assert "提交以后不能再改。" in words(sure) and "同意推荐" in words(sure)
    assert done["Location"] == page_of(given)
    assert "同意推荐" in after and "<textarea" not in after
    assert "已提交" in words(reader.get(reverse("expert_list")))
    refused = save(reader, given, "改主意", 1)
    assert refused.status_code == 422
    assert Opinion.objects.get().text == "同意推荐"


def test_what_changed_meanwhile_is_not_handed_in(reader, given):
    save(reader, given, "第一稿")
    save(reader, given, "第二稿", 1)

    stale = reader.post(page_of(given, "expert_hand_in"), {"version": 1})

    assert stale.status_code == 409 and "第二稿" in words(stale)
    assert Opinion.objects.get().handed_in_at is None


def test_nothing_written_is_not_handed_in(reader, given):
    for answer in (
        reader.get(page_of(given, "expert_hand_in")),
        reader.post(page_of(given, "expert_hand_in"), {"version": 0}),
    ):
        assert answer["Location"] == page_of(given)
    assert "还没有写意见，不能提交。" in words(reader.get(page_of(given)))
    assert reader.post(page_of(given, "expert_hand_in"), {"version": "x"}).status_code == 404


def test_who_declines_is_told_so_and_finds_nothing_more(reader, given):
    address = page_of(given, "expert_recuse")

    shown, empty = reader.get(address), reader.post(address, {"reason": " "})
    done = reader.post(address, {"reason": "是我的学生"}, follow=True)

    assert shown.status_code == 200
    assert (empty.status_code, "请写明回避的原因。" in words(empty)) == (422, True)
    assert done.redirect_chain == [(reverse("expert_recused"), 302)]
    assert "这份材料已经关闭" in words(done) and given.number not in words(done)
    assert reader.get(address).status_code == 404
    assert given.number not in words(reader.get(reverse("expert_list")))


def test_what_is_sent_after_the_session_ended_comes_back(client, given):
    sent = save(client, given, "过期以后写的")
    data = save(client, given, "过期以后写的", accept=JSON)
    assert (sent.status_code, data.status_code) == (302, 401)
    sign_in(client, given.expert.user)

    page = words(client.get(page_of(given)))

    assert "过期以后写的" in page and "已恢复未保存的内容" in page
    assert not Opinion.objects.exists()


def test_as_many_statements_for_three_as_for_one(reader, cast, notice, given):
    reader.get(reverse("expert_list"))
    with CaptureQueriesContext(connection) as one:
        reader.get(reverse("expert_list"))
    for number in range(2):
        person = factories.person(f"申报人{number}")
        claim = received(factories.fill(factories.draft(notice, person, cast.employer)), cast)
        Opinion.objects.create(assignment=give(claim, given.expert, cast), text="好", saved_at=NOON)

    with CaptureQueriesContext(connection) as three:
        reader.get(reverse("expert_list"))

    assert len(one) == len(three)
