"""批量打印：the list, the page of one, its file; strangers find nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client

from applications.models import Batch, BatchDownload, Errand, Seat
from applications.models.batch import Packing
from applications.services import batches, outbox
from tests.batching import NOON, asked, finished, people, quick
from tests.pages.applying import signed_in

pytestmark = pytest.mark.django_db

LIST = "/desk/batches/"
NOWHERE = "5b1f7f0e-0000-4000-8000-000000000000"
PARTS = ("", "file/", "retry/")


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def begun(cast, notice, monkeypatch) -> Batch:
    """The office has asked for two people's forms; nothing is made yet."""
    quick(monkeypatch)
    people(cast, notice, 2)
    return asked(cast, notice)


def page(person, path: str = LIST):
    return signed_in(person).get(path)


def test_the_list_shows_what_ones_desk_has_asked_for(cast, begun):
    shown = page(cast.office).content.decode()

    assert f'href="{LIST}{begun.pk}/"' in shown
    assert begun.notice.title in shown
    assert "正在生成 0 / 2" in shown and "周办事" in shown
    finished(begun)
    assert "可下载" in page(cast.office).content.decode()
    assert "还没有批量打印过。" in page(cast.li).content.decode()


def test_it_costs_the_same_with_one_and_with_three(cast, begun, django_assert_max_num_queries, notice):
    client = signed_in(cast.office)
    with django_assert_max_num_queries(6) as one:
        client.get(LIST)
    for copies in (2, 3):
        asked(cast, notice, copies=copies)
    with django_assert_max_num_queries(len(one)):
        client.get(LIST)


def test_while_it_is_made_the_page_looks_again_by_itself(cast, begun):
    before = page(cast.office, f"{LIST}{begun.pk}/")
    batches.step(begun, at=NOON)
    during = page(cast.office, f"{LIST}{begun.pk}/").content.decode()
    finished(begun)
    after = page(cast.office, f"{LIST}{begun.pk}/")

    assert before["Refresh"] == "3" and "已完成 0 / 2" in before.content.decode()
    assert "已完成 2 / 2" in during
    assert "Refresh" not in after and f"{LIST}{begun.pk}/file/" in after.content.decode()
    assert "no-store" in after["Cache-Control"]


def test_each_person_is_on_it_with_a_link_to_the_paper(cast, begun):
    batch = finished(begun)
    shown = page(cast.office, f"{LIST}{batch.pk}/").content.decode()

    for item in batch.items.select_related("application__applicant", "printout"):
        assert item.application.applicant.name in shown
        assert f'href="/printouts/{item.printout_id}/"' in shown
        assert page(cast.office, f"/printouts/{item.printout_id}/").status_code == 200
    assert "重试" not in shown


def test_it_costs_the_same_with_two_people_and_with_five(cast, begun, notice, django_assert_max_num_queries):
    client = signed_in(cast.office)
    finished(begun)
    with django_assert_max_num_queries(9) as two:
        client.get(f"{LIST}{begun.pk}/")
    people(cast, notice, 3)
    more = finished(asked(cast, notice))
    with django_assert_max_num_queries(len(two)):
        client.get(f"{LIST}{more.pk}/")


def failing(batch: Batch) -> Batch:
    """The first paper fails."""
    batch.items.filter(place=1).update(failed=batches.BROKEN)
    return finished(batch)


def test_what_failed_is_shown_and_can_be_tried_again(cast, begun):
    batch = failing(begun)
    client, address = signed_in(cast.office), f"{LIST}{batch.pk}/"

    shown = client.get(address).content.decode()
    assert "已生成，缺 1 份" in shown and batches.BROKEN in shown
    assert client.post(f"{address}retry/").url == address
    assert "已生成，缺" not in client.get(address).content.decode()
    assert finished(batch).pages == 4


def test_a_batch_that_has_stopped_says_so(cast, begun):
    Errand.objects.filter(kind="batch").update(attempts=outbox.MAX_ATTEMPTS)

    shown = page(cast.office, f"{LIST}{begun.pk}/")

    assert "已停下" in shown.content.decode() and "重试没有生成的" in shown.content.decode()
    assert "Refresh" not in shown


def test_one_without_any_paper_says_why(cast, begun):
    begun.items.update(failed=batches.BROKEN)

    shown = page(cast.office, f"{LIST}{finished(begun).pk}/").content.decode()

    assert batches.NOTHING in shown and "重试没有生成的" in shown


@pytest.mark.parametrize(
    ("packing", "kind"), [(Packing.PDF, "application/pdf"), (Packing.ZIP, "application/zip")]
)
def test_the_file_is_taken_under_a_name_that_says_nothing_of_anybody(
    cast, notice, monkeypatch, packing, kind
):
    quick(monkeypatch)
    [person] = people(cast, notice, 1)
    batch = finished(asked(cast, notice, packing=packing))

    answer = page(cast.office, f"{LIST}{batch.pk}/file/")

    with default_storage.open(batch.file) as file:
        assert b"".join(answer.streaming_content) == file.read()
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert person.number not in answer["Content-Disposition"]
    assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
    assert [one.by for one in BatchDownload.objects.all()] == [cast.office]
    assert "下载记录" in page(cast.office, f"{LIST}{batch.pk}/").content.decode()
    answer.close()  # last, for it closes the connection too


def test_there_is_no_file_before_it_is_made_and_none_afterwards(cast, begun):
    address = f"{LIST}{begun.pk}/file/"
    assert page(cast.office, address).status_code == 404
    batch = finished(begun)

    with time_machine.travel(batch.expires_at - timedelta(seconds=1), tick=False):
        answer = page(cast.office, address)
        assert answer.status_code == 200
    with time_machine.travel(batch.expires_at, tick=False):  # whether or not the sweep has come by
        assert page(cast.office, address).status_code == 404
        shown = page(cast.office, f"{LIST}{batch.pk}/").content.decode()
    assert "已过期" in shown and "再生成一次" in shown
    assert f"/desk/batches/new/?desk={cast.committee.pk}%3A{batch.notice_id}" in shown
    answer.close()


@pytest.mark.parametrize("part", PARTS)
def test_strangers_find_nothing(cast, begun, part):
    finished(begun)
    for person in (cast.li, cast.wang, cast.outsider, cast.applicant):
        client = signed_in(person)
        ask = client.post if part == "retry/" else client.get
        found = [ask(f"{LIST}{key}/{part}").status_code for key in (begun.pk, NOWHERE)]
        assert found == [404, 404]
    assert Client().get(f"{LIST}{begun.pk}/").status_code == 302
    assert page(cast.applicant).status_code == 404


def test_a_lost_seat_shuts_the_door(cast, begun):
    Seat.objects.filter(user=cast.office).update(is_active=False)

    for path in (LIST, f"{LIST}{begun.pk}/", f"{LIST}{begun.pk}/file/", f"{LIST}new/"):
        assert page(cast.office, path).status_code == 404


def test_trying_again_is_not_done_by_looking(cast, begun):
    client = signed_in(cast.office)

    assert client.get(f"{LIST}{begun.pk}/retry/").status_code == 405
    for part in ("", f"{begun.pk}/", f"{begun.pk}/file/"):
        assert client.post(f"{LIST}{part}").status_code == 405


def test_the_lists_of_a_desk_lead_to_it(cast, begun):
    for person, path in (
        (cast.office, "/desk/received/"),
        (cast.li, "/desk/done/"),
        (cast.wang, "/desk/people/"),
    ):
        assert f'href="{LIST}"' in page(person, path).content.decode()


def test_many_people_are_shown_page_by_page(cast, begun, monkeypatch):
    monkeypatch.setattr("review.views.desk.PER_PAGE", 1)

    first, second = (page(cast.office, f"{LIST}{begun.pk}/?page={n}").content.decode() for n in (1, 2))

    assert "申报人01" in first + second and "申报人02" in first + second
    assert ("申报人01" in first) != ("申报人01" in second)
