"""开始申报：the unit, the title, and then a draft."""

import pytest
from django.urls import reverse

from applications.models import Application
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.applying import signed_in

pytestmark = pytest.mark.django_db

CLAIM = {
    "employer": "county-library",
    "claim": "library|intermediate|馆员",
    "mode": "review",
    "channel": "general",
}


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def start(notice) -> str:
    return reverse("start", args=[notice.code])


def test_a_unit_is_found_by_a_part_of_its_name(cast: Cast, start):
    page = signed_in(cast.applicant).get(start, {"q": " 图书 馆 "}).content.decode()

    assert "博湖县图书馆" in page
    assert "巴音郭楞蒙古自治州博湖县" in page
    assert "?employer=county-library" in page
    assert "别处单位" not in page


def test_a_unit_is_found_by_another_name_of_its(cast: Cast, start):
    cast.employer.aliases = ["县图"]
    cast.employer.save()

    assert "博湖县图书馆" in signed_in(cast.applicant).get(start, {"q": "县图"}).content.decode()


def test_bureaus_committees_and_closed_units_are_not_employers(cast: Cast, start):
    factories.organisation("closed", "已撤销图书馆", is_active=False)

    page = signed_in(cast.applicant).get(start, {"q": "图书"}).content.decode()

    assert "某州图书资料系列评委会办公室" not in page
    assert "已撤销图书馆" not in page


def test_finding_nothing_says_whom_to_ask(cast: Cast, start):
    page = signed_in(cast.applicant).get(start, {"q": "没有的单位"}).content.decode()

    assert "没有找到“没有的单位”" in page
    assert "0996-0000000" in page


def test_the_titles_of_the_notice_can_be_chosen(cast: Cast, start):
    page = signed_in(cast.applicant).get(start, {"employer": "county-library"}).content.decode()

    for words in ("图书资料 · 初级", "library|intermediate|馆员", "初次确定（初级）", "职称申报"):
        assert words in page


def test_a_draft_begins(cast: Cast, start):
    answer = signed_in(cast.applicant).post(start, CLAIM)

    application = Application.objects.get()
    assert answer.url == reverse("application", args=[application.pk])
    assert (application.title, application.rank, application.mode) == ("馆员", "intermediate", "review")
    assert application.employer == cast.employer


def test_beginning_twice_leads_to_the_same_draft(cast: Cast, start):
    browser = signed_in(cast.applicant)

    assert browser.post(start, CLAIM).url == browser.post(start, CLAIM).url
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words", "place"),
    [
        ({"claim": ""}, "请选择本通知列出的专业", "#claim"),
        ({"claim": "library|senior|研究馆员"}, "没有开放这一级别", "#claim"),
        ({"claim": "library|intermediate|院士"}, "请选择拟申报的职称", "#claim"),
        ({"mode": ""}, "请选择申报类型", "#mode"),
        ({"mode": "initial"}, "初次确定不适用于这一级别", "#mode"),
        ({"channel": "none"}, "请选择申报方式", "#channel"),
    ],
)
def test_what_will_not_do_is_said_at_its_question(cast: Cast, start, change, words, place):
    answer = signed_in(cast.applicant).post(start, CLAIM | change)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(words) == 2
    assert f'href="{place}"' in page
    assert not Application.objects.exists()
    if "claim" not in change:
        assert 'value="library|intermediate|馆员" checked' in page


def test_a_second_way_to_the_same_rank_is_refused(cast: Cast, notice, start):
    factories.draft(notice, cast.applicant, cast.employer, rank="intermediate", title="馆员", mode="review")
    other = factories.notice(small_notice(code="second-2024"))

    answer = signed_in(cast.applicant).post(reverse("start", args=[other.code]), CLAIM)

    assert answer.status_code == 422
    assert "只能选择一种方式申报一次" in answer.content.decode()


def test_outside_the_window_nothing_begins(cast: Cast, start, time_machine):
    time_machine.move_to(factories.at("2024-09-30 18:00:01"), tick=False)
    browser = signed_in(cast.applicant)

    assert "不在申报时间内" in browser.get(start).content.decode()
    answer = browser.post(start, CLAIM)

    assert answer.status_code == 422
    assert "不在申报时间内" in answer.content.decode()
    assert not Application.objects.exists()


def test_a_notice_or_a_unit_that_is_not_there_is_not_found(cast: Cast, start):
    browser = signed_in(cast.applicant)

    assert browser.get(reverse("start", args=["none"])).status_code == 404
    assert browser.post(start, CLAIM | {"employer": "bohu-hr"}).status_code == 404
    assert browser.post(start, {}).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client, start):
    assert client.get(start).url.startswith(reverse("login"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_search_costs_the_same_whatever_it_finds(cast: Cast, start, count, django_assert_num_queries):
    superior = factories.organisation("bureau", "文旅局", kind="department")
    for n in range(count):
        factories.organisation(f"unit{n}", f"文化馆{n}", superior=superior)
    browser = signed_in(cast.applicant)
    browser.get(start)

    with django_assert_num_queries(5):
        page = browser.get(start, {"q": "文化馆"}).content.decode()

    assert page.count("选这个单位") == count
