"""The reviewer's desk for programs: the pages' answers, in JSON."""

import pytest
from django.test import Client

from applications.models import Application
from tests import factories

pytestmark = pytest.mark.django_db
WHOLE = [{"reason": "缺学信网报告"}]
OPINION = "材料真实准确，同意推荐"


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def filed(draft):
    """Submitted, and on the employer's desk."""
    return factories.submit(draft)


@pytest.fixture
def wang(client, cast):
    """A browser in which 王主任 of the employer is signed in."""
    client.force_login(cast.wang)
    return client


def address(application, *rest):
    return "/".join([f"/api/review/{application.pk}", *rest]) + "/"


def decide(client, application, name, **body):
    return client.post(address(application, "moves", name), body, content_type="application/json")


def test_the_queue_holds_what_waits_at_one_s_desk(wang, filed, cast):
    [row] = wang.get("/api/desk/").json()["results"]
    wang.force_login(cast.li)

    assert (row["id"], row["applicant"], row["desk"]) == (str(filed.pk), cast.applicant.name, "博湖县图书馆")
    assert (row["state"], row["submissions"], row["revision"]) == ("in_review", 1, 1)
    assert wang.get("/api/desk/").json()["results"] == []


def test_the_queue_is_searched_like_its_page(wang, filed):
    assert wang.get("/api/desk/", {"q": filed.number}).json()["count"] == 1
    assert wang.get("/api/desk/", {"q": "别人"}).json()["count"] == 0
    assert wang.get("/api/desk/", {"again": "yes"}).json()["count"] == 0


def test_a_dossier_is_given_as_it_was_frozen_without_any_number_of_identity(wang, filed, cast):
    answer = wang.get(address(filed))
    said = answer.json()

    assert said["submission"] == 1
    assert [part["code"] for part in said["sections"]] == ["basic", "education", "employment", "summary"]
    assert [step["status"] for step in said["route"]] == ["now", "todo", "todo"]
    assert [step["what"] for step in said["history"]] == ["提交"]
    assert cast.applicant.id_number not in answer.content.decode()
    assert cast.applicant.id_digest not in answer.content.decode()


def test_reading_a_dossier_opens_it(wang, filed):
    wang.get(address(filed))

    assert Application.objects.get(pk=filed.pk).opened_at == factories.NOON


@pytest.mark.parametrize("who", ["applicant", "li", "outsider"])
def test_a_dossier_is_absent_for_whom_it_has_not_reached(client, filed, cast, who):
    client.force_login(getattr(cast, who))

    assert client.get(address(filed)).status_code == 404
    assert client.get(address(filed, "offers")).status_code == 404
    assert decide(client, filed, "send_back", revision=1, note="退").status_code == 404
    assert Application.objects.get(pk=filed.pk).revision == 1


def test_the_offers_say_what_waits_for_the_publicity(wang, filed):
    said = {offer["name"]: offer for offer in wang.get(address(filed, "offers")).json()}

    assert (said["forward"]["open"], said["forward"]["reasons"]) == (False, ["还没有公示。"])
    assert said["send_back"]["open"]
    assert "receive" not in said


def test_a_return_starts_the_clock(wang, filed):
    said = decide(wang, filed, "send_back", revision=1, note="缺学信网报告", marks=WHOLE).json()

    assert (said["state"], said["due_at"]) == ("returned", "2024-09-11T12:00:00+08:00")
    assert said["history"][0]["note"] == "缺学信网报告"


def test_a_return_without_marks_is_refused_and_what_is_not_there_is_absent(wang, filed):
    bare = decide(wang, filed, "send_back", revision=1, note="缺报告")
    nowhere = [{"section": "nowhere", "reason": "缺报告"}]

    assert bare.status_code == 422
    assert bare.json()["reasons"] == ["退回须逐项写明：请先标记要修改的栏目、行或图片。"]
    assert decide(wang, filed, "send_back", revision=1, note="缺报告", marks=nowhere).status_code == 404
    assert not filed.marks.exists()


def test_a_return_says_thing_by_thing_what_must_be_changed(wang, filed):
    scan = filed.attachments.get(material="degree")
    marks = [
        {"section": "education", "row": "r1", "reason": "专业不一致"},
        {"section": "education", "attachment": str(scan.pk), "reason": "图片不清晰"},
    ]

    decide(wang, filed, "send_back", revision=1, note="学历", marks=marks)

    found = [(mark.row, mark.material, mark.attachment_id) for mark in filed.marks.all()]
    assert found == [("r1", "", None), ("", "degree", scan.pk)]


def test_the_same_decision_twice_is_made_once(wang, filed):
    answers = [decide(wang, filed, "send_back", revision=1, note="缺报告", marks=WHOLE) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert filed.journal.filter(move="send_back").count() == 1


def test_a_refused_decision_gives_its_reasons(wang, filed):
    answer = decide(wang, filed, "forward", revision=1, note=OPINION)

    assert (answer.status_code, answer.json()) == (422, {"reasons": ["还没有公示。"]})
    assert Application.objects.get(pk=filed.pk).revision == 1


def test_a_stale_decision_says_who_acted(wang, filed, cast):
    colleague = factories.officer(cast.employer, "刘干事")
    factories.decide(filed, "send_back", by=colleague, note="缺报告")

    answer = decide(wang, filed, "refuse", revision=1, note="不符合", ground="not_eligible")

    assert answer.status_code == 409
    assert answer.json()["who"] == "博湖县图书馆 刘干事"


@pytest.mark.parametrize(
    ("name", "body", "fields"),
    [
        ("send_back", {"revision": 1}, ["note"]),
        ("send_back", {"note": "退"}, ["revision"]),
        ("refuse", {"revision": 1, "note": "不符合"}, ["ground"]),
        ("refuse", {"revision": 1, "note": "不符合", "ground": "whim"}, ["ground"]),
        ("forward", {"revision": 1}, ["note"]),
    ],
)
def test_a_body_that_cannot_be_read_is_named_by_its_fields(wang, filed, name, body, fields):
    answer = decide(wang, filed, name, **body)

    assert (answer.status_code, list(answer.json())) == (400, fields)
    assert Application.objects.get(pk=filed.pk).revision == 1


@pytest.mark.parametrize("name", ["submit", "recall", "withdraw", "lapse", "nothing"])
def test_a_move_that_is_not_a_reviewer_s_does_not_exist_here(wang, filed, name):
    assert decide(wang, filed, name, revision=1).status_code == 404


def test_a_decision_needs_the_token_against_forgery(filed, cast):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast.wang)

    assert decide(careful, filed, "send_back", revision=1, note="退").status_code == 403
    assert Application.objects.get(pk=filed.pk).state == "in_review"


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_three_statements_however_long(wang, cast, notice, django_assert_num_queries, count):
    for n in range(count):
        person = factories.person(f"申报人{n}")
        factories.submit(factories.fill(factories.draft(notice, person, cast.employer)))
    wang.get("/api/desk/")

    with django_assert_num_queries(3):  # the person, how many, and those
        assert wang.get("/api/desk/").json()["count"] == count
