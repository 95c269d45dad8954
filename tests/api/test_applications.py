"""One's own applications for programs: the pages' answers, in JSON."""

import pytest
from django.test import Client

from applications.models import Application, Submission
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def mine(client, draft):
    """阿依古丽's complete draft, and she is signed in."""
    client.force_login(draft.applicant)
    return draft


def address(application, *rest):
    return "/".join([f"/api/applications/{application.pk}", *rest]) + "/"


def move(client, application, name, **body):
    return client.post(address(application, "moves", name), body, content_type="application/json")


def test_one_reads_where_one_s_application_stands(client, mine):
    said = client.get(address(mine)).json()

    assert (said["state"], said["state_label"], said["revision"]) == ("draft", "填报中", 0)
    assert (said["submissions_used"], said["submissions_left"]) == (0, 3)
    assert said["due_at"] == "2024-09-30T18:00:00+08:00"
    assert [step["label"] for step in said["way"]] == [
        "填报", "用人单位", "县（市）人社局", "评审委员会", "已接收材料",
    ]  # fmt: skip
    assert [part["status_label"] for part in said["sections"]] == ["已完成", "已完成", "已注明“无”", "已完成"]
    assert said["findings"] == []


def test_what_is_missing_is_said_with_its_clause(client, mine):
    mine.attachments.update(removed_at=factories.NOON)

    [finding] = client.get(address(mine)).json()["findings"]

    assert (finding["section"], finding["message"], finding["clause"]) == (
        "education",
        "缺“学历、学位证书”。",
        "五、4",
    )


def test_what_was_changed_after_it_was_read_is_not_submitted(client, mine):
    read = client.get(address(mine)).json()["fingerprint"]
    mine.attachments.update(title="换了名")

    refused = move(client, mine, "submit", revision=0, fingerprint=read)
    assert refused.status_code == 422
    assert refused.json()["reasons"] == ["内容在另一个窗口里改过，请再核对一次。"]

    read = client.get(address(mine)).json()["fingerprint"]
    assert move(client, mine, "submit", revision=0, fingerprint=read).status_code == 200


def test_the_list_holds_one_s_own_and_nobody_else_s(client, mine, cast):
    other = factories.person("旁人")
    factories.draft(mine.notice_version.notice, other, cast.employer)

    said = client.get("/api/applications/").json()

    assert [row["id"] for row in said["results"]] == [str(mine.pk)]


@pytest.mark.parametrize("rest", [(), ("offers",)])
def test_a_foreign_application_is_as_absent_as_none(client, mine, cast, rest):
    own = client.get(address(mine, *rest))
    client.force_login(cast.wang)
    foreign = client.get(address(mine, *rest))
    mine.pk = "00000000-0000-0000-0000-000000000000"
    missing = client.get(address(mine, *rest))

    assert own.status_code == 200
    assert (foreign.status_code, foreign.json()) == (404, missing.json())


def test_an_offer_is_open_or_says_why_not(client, mine):
    ready = client.get(address(mine, "offers")).json()
    mine.attachments.update(removed_at=factories.NOON)
    lacking = client.get(address(mine, "offers")).json()

    assert [(offer["name"], offer["open"]) for offer in ready] == [("submit", True), ("withdraw", True)]
    assert [(offer["name"], offer["reasons"]) for offer in lacking] == [
        ("submit", ["还有 1 处需要填写或修改。"]),
        ("withdraw", []),
    ]


def test_submitting_twice_is_one_submission(client, mine):
    first, second = (move(client, mine, "submit", revision=0) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json()["state"] == "in_review"
    assert Submission.objects.filter(application=mine).count() == 1


def test_one_takes_back_and_gives_up_as_on_the_pages(client, mine):
    move(client, mine, "submit", revision=0)

    back = move(client, mine, "recall", revision=1).json()
    over = move(client, mine, "withdraw", revision=2, note="改报来年").json()

    assert (back["state"], over["state"]) == ("draft", "withdrawn")
    assert mine.journal.get(move="withdraw").note == "改报来年"


def test_a_stale_move_says_who_acted_and_when(client, mine, cast):
    move(client, mine, "submit", revision=0)
    factories.decide(mine, "send_back", by=cast.wang, note="缺学信网报告")

    answer = move(client, mine, "withdraw", revision=1)

    assert answer.status_code == 409
    assert answer.json()["who"].startswith("博湖县图书馆")
    assert answer.json()["at"] == "2024-09-09T12:00:00+08:00"
    assert Application.objects.get(pk=mine.pk).state == "returned"


def test_a_refused_move_gives_its_reasons_and_changes_nothing(client, mine, time_machine):
    time_machine.move_to(factories.at("2024-09-30 18:00:01"), tick=False)
    client.force_login(mine.applicant)

    answer = move(client, mine, "submit", revision=0)

    assert (answer.status_code, answer.json()) == (422, {"reasons": ["已超过最迟时间，视为放弃申报。"]})
    assert Application.objects.get(pk=mine.pk).revision == 0


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("submit", {}, "revision"),
        ("submit", {"revision": -1}, "revision"),
        ("submit", {"revision": "x"}, "revision"),
        ("submit", {"revision": 10**30}, "revision"),
        ("withdraw", {"revision": 0, "note": "长" * 301}, "note"),
        ("withdraw", {"revision": 0, "note": "\x00"}, "note"),
    ],
)
def test_a_body_that_cannot_be_read_is_named_by_its_field(client, mine, name, body, field):
    answer = move(client, mine, name, **body)

    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert Application.objects.get(pk=mine.pk).revision == 0


@pytest.mark.parametrize("name", ["lapse", "forward", "receive", "grant", "nothing"])
def test_a_move_that_is_not_the_applicant_s_does_not_exist_here(client, mine, name):
    assert move(client, mine, name, revision=0).status_code == 404
    assert move(client, mine, "submit", revision=0).status_code == 200


def test_nobody_moves_a_foreign_application(client, mine, cast):
    client.force_login(cast.outsider)

    assert move(client, mine, "withdraw", revision=0).status_code == 404
    assert Application.objects.get(pk=mine.pk).state == "draft"


def test_a_move_needs_the_token_against_forgery(mine):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(mine.applicant)

    assert move(careful, mine, "submit", revision=0).status_code == 403
    assert Application.objects.get(pk=mine.pk).state == "draft"


def test_a_move_is_never_made_by_reading(client, mine):
    assert client.get(address(mine, "moves", "submit")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_three_statements_however_many(client, mine, cast, django_assert_num_queries, count):
    for n in range(1, count):
        Application.objects.filter(applicant=mine.applicant, year=2024).update(year=2024 - n)
        factories.draft(mine.notice_version.notice, mine.applicant, cast.employer)
    client.get("/api/applications/")

    with django_assert_num_queries(3):  # the person, how many, and those
        assert client.get("/api/applications/").json()["count"] == count
