"""Notices for programs."""

import pytest

from applications.rules.notices.document import NoticeDocument
from tests import factories
from tests.notices import REAL, real_notice, small_notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


def test_a_stranger_reads_the_list_with_where_each_notice_stands(client, cast):
    factories.notice()
    filing = {"opens": "2024-01-01", "closes": "2024-02-01", "clause": "三"}
    factories.notice(small_notice(code="past", timetable={"filing": filing}))

    said = client.get("/api/notices/").json()

    assert [(row["code"], row["standing"]) for row in said["results"]] == [
        ("small-2024", "open"),
        ("past", "past"),
    ]
    assert said["results"][0] == {
        "code": "small-2024",
        "year": 2024,
        "title": "2024 年度图书资料系列职称评审通知",
        "number": "",
        "issuer": "某州文旅局",
        "series": "图书资料系列",
        "opens_at": "2024-08-30T00:00:00+08:00",
        "closes_at": "2024-09-30T18:00:00+08:00",
        "standing": "open",
        "standing_label": "正在申报",
    }


@pytest.mark.parametrize("name", REAL)
def test_a_notice_is_given_whole_and_can_be_read_back(client, name):
    notice = factories.notice(real_notice(name))

    said = client.get(f"/api/notices/{notice.code}/").json()

    assert NoticeDocument.model_validate(said) == factories.desk_document(notice)


def test_an_unknown_notice_is_not_found(client, notice):
    assert client.get("/api/notices/none/").status_code == 404
    assert client.get(f"/api/notices/{notice.code}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_two_statements_however_many_notices(client, django_assert_num_queries, count):
    for n in range(count):
        factories.notice(small_notice(code=f"notice-{n}"))
    client.get("/api/notices/")

    with django_assert_num_queries(2):
        client.get("/api/notices/")


def test_the_list_is_given_in_bounds(client, notice):
    assert client.get("/api/notices/", {"limit": 100000}).json()["count"] == 1
    assert client.get("/api/notices/", {"offset": 1}).json()["results"] == []
