"""新建批量打印：a true preview of who is in it and who is not, and nothing begins by looking."""

from html import unescape
from urllib.parse import urlencode

import pytest
import time_machine

from applications.models import Batch
from applications.rules import naming
from applications.services import batches
from tests.batching import NOON, people, quick, seen, wish
from tests.pages.applying import signed_in
from tests.pages.reviewing import at_county

pytestmark = pytest.mark.django_db

NEW = "/desk/batches/new/"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def two(cast, notice, monkeypatch):
    """Two people who are received."""
    quick(monkeypatch)
    return people(cast, notice, 2)


def typed(organisation, notice, **facts: str) -> dict[str, str]:
    """The form as a browser sends it."""
    kept = {
        "desk": f"{organisation.pk}:{notice.pk}",
        "specialty": "",
        "employer": "",
        "kind": "form",
        "packing": "pdf",
        "copies": "2",
        "sides": "duplex",
        "naming": naming.DEFAULT,
    }
    return {**kept, **facts}


def preview(person, form: dict[str, str]):
    return signed_in(person).get(f"{NEW}?{urlencode(form)}")


def test_the_form_asks_without_beginning(cast, notice, two):
    shown = signed_in(cast.office).get(NEW)

    assert shown.status_code == 200
    assert "预览名单" in shown.content.decode() and notice.title in shown.content.decode()
    assert "可以打印（" not in shown.content.decode()


def test_the_preview_shows_who_is_in_it_and_who_is_not_and_why(cast, notice, two, draft):
    at_county(draft, cast)
    shown = preview(cast.li, typed(cast.county, notice)).content.decode()

    assert "可以打印（2）" in shown and "不在其中（1）" in shown
    assert draft.applicant.name in shown.split("不在其中")[1]
    assert "显示“已接收材料”后方可打印正式件" in shown.split("不在其中")[1]
    assert all(one.applicant.name in shown.split("不在其中")[0] for one in two)
    assert "开始生成 2 人的文件" in shown and "一式 2 份" in shown
    assert not Batch.objects.exists()


def test_a_preview_of_nobody_cannot_be_begun(cast, notice, draft):
    at_county(draft, cast)

    shown = preview(cast.li, typed(cast.county, notice)).content.decode()

    assert "这个范围内现在没有正式件。" in shown
    assert "开始生成" not in shown


def test_names_are_shown_before_they_are_given(cast, notice, two):
    shown = preview(cast.office, typed(cast.committee, notice, packing="zip", naming="{单位}/{序号}-{姓名}"))

    assert f"博湖县图书馆/1-{two[0].applicant.name}.pdf" in shown.content.decode()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"packing": "zip", "naming": "{电话}"}, "没有{电话}这一项。可以用的有：{序号}、{编号}"),
        ({"packing": "zip", "naming": ""}, "请填写命名规则。"),
        ({"copies": "10"}, "份数为 1 至 9。"),
        ({"copies": "many"}, "份数为 1 至 9。"),
        ({"desk": "1:1"}, "没有这一项，请重新选择。"),
        ({"specialty": "nonsense"}, "没有这一项，请重新选择。"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast, notice, two, facts, sentence):
    answer = preview(cast.office, typed(cast.committee, notice, **facts))
    shown = unescape(answer.content.decode())

    assert answer.status_code == 422
    assert sentence in shown and "开始生成" not in shown
    if name := facts.get("naming"):
        assert f'value="{name}"' in shown


def test_a_scheme_that_is_not_used_is_not_looked_at(cast, notice, two):
    assert preview(cast.office, typed(cast.committee, notice, naming="{电话}")).status_code == 200


def begin(cast, notice, **facts: str):
    wanted = wish(cast, notice, copies=2)
    form = typed(cast.committee, notice, seen=seen(wanted, cast.office))
    return signed_in(cast.office).post(NEW, {**form, **facts})


def test_what_the_preview_sends_begins_it(cast, notice, two):
    shown = preview(cast.office, typed(cast.committee, notice)).content.decode()
    wanted = wish(cast, notice, copies=2)
    assert f'name="seen" value="{seen(wanted, cast.office)}"' in shown

    answer = begin(cast, notice)
    batch = Batch.objects.get()

    assert answer.url == f"/desk/batches/{batch.pk}/"
    assert (batch.copies, batch.packing, batch.naming, batch.left_out) == (2, "pdf", "", 0)
    assert batch.items.count() == 2
    assert begin(cast, notice).url == answer.url  # a second click is the same batch


def test_a_list_that_changed_is_shown_again_with_what_was_typed(cast, notice, two):
    answer = begin(cast, notice, seen="of another time")

    assert answer.status_code == 422
    assert batches.CHANGED in answer.content.decode()
    assert "开始生成 2 人的文件" in answer.content.decode()
    assert not Batch.objects.exists()


def test_nobody_begins_one_for_another_desk(cast, notice, two):
    form = typed(cast.committee, notice, seen="x")

    assert signed_in(cast.li).post(NEW, form).status_code == 422  # not among what can be chosen
    assert signed_in(cast.applicant).post(NEW, form).status_code == 404
    assert not Batch.objects.exists()


def test_who_has_no_desk_has_no_such_page(cast, notice, two):
    assert signed_in(cast.applicant).get(NEW).status_code == 404
    assert signed_in(two[0].applicant).get(NEW).status_code == 404


def test_a_desk_that_nothing_has_reached_is_told_so(cast, notice):
    assert "没有可以打印的" in signed_in(cast.outsider).get(NEW).content.decode()


def test_the_preview_costs_the_same_with_two_and_with_four(cast, notice, two, django_assert_max_num_queries):
    client, address = signed_in(cast.office), f"{NEW}?{urlencode(typed(cast.committee, notice))}"
    client.get(address)
    with django_assert_max_num_queries(11) as before:
        client.get(address)
    people(cast, notice, 2)
    with django_assert_max_num_queries(len(before)):
        client.get(address)
