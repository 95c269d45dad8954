"""申报通知：the list, and the page of each notice."""

import re

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import at
from tests.notices import REAL, real_notice, small_notice

pytestmark = pytest.mark.django_db
LIST = "/notices/"
APPLY = "立即申报"


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def small(db):
    """The small notice, without the cast."""
    return factories.notice()


def page(client, code, **query):
    return client.get(reverse("notice", args=[code]), query)


def text_of(answer):
    return answer.content.decode()


# --- the list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "heading"),
    [("2024-08-29 12:00", "即将开始"), ("2024-09-09 12:00", "正在申报"), ("2024-10-01 12:00", "已截止")],
)
def test_a_notice_stands_under_the_heading_of_the_day(client, small, time_machine, moment, heading):
    time_machine.move_to(at(moment), tick=False)

    text = text_of(client.get(LIST))
    before_title = text.partition("2024 年度图书资料系列职称评审通知")[0]

    assert re.findall(r"<h2 [^>]*>(.*?)</h2>", before_title)[-1] == heading


def test_past_notices_are_paged_and_open_ones_stand_on_the_first_page_only(client, small):
    for n in range(21):
        filing = {"opens": "2024-01-01", "closes": "2024-02-01", "clause": "三"}
        factories.notice(small_notice(code=f"past-{n}", timetable={"filing": filing}))

    first, second = client.get(LIST), client.get(LIST, {"page": 2})

    assert [len(answer.context["past"]) for answer in (first, second)] == [20, 1]
    assert "正在申报" in text_of(first)
    assert "正在申报" not in text_of(second)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_four_statements_however_many_notices(client, django_assert_num_queries, count):
    for n in range(count):
        factories.notice(small_notice(code=f"notice-{n}"))
    client.get(LIST)

    with django_assert_num_queries(3):  # open, coming, and how many are past
        client.get(LIST)


# --- one notice ---------------------------------------------------------------------------------


def test_a_stranger_reads_the_whole_notice(client, small):
    text = text_of(page(client, small.code))

    for words in (
        "某州文旅局 · 2024年8月29日",
        "2024 年度图书资料系列初、中级职称评审。",
        "助理馆员",
        "审核意见须写：“材料真实准确，同意推荐”",
        "用人单位内部公示不少于 5 个工作日",
        "退回后 48小时内修改并再次提交",
        "每人最多提交 3 次",
        "学历、学位证书",
        "380 元",
        "《专业技术职务任职资格评审表》",
        "0996-0000000",
    ):
        assert words in text


def test_every_entry_of_the_contents_leads_to_a_part(client, small):
    text = text_of(page(client, small.code))
    contents = text.partition('class="card toc"')[2].partition("</nav>")[0]

    anchors = re.findall(r'href="#([a-z]+)"', contents)

    assert len(anchors) == 10
    assert all(f'<section class="card long" id="{anchor}"' in text for anchor in anchors)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024-08-29 23:59:59", "距网上申报开始"),
        ("2024-08-30 00:00:00", APPLY),
        ("2024-09-30 18:00:00", APPLY),
        ("2024-09-30 18:00:01", "网上申报已经截止"),
    ],
)
def test_one_may_apply_exactly_while_filing_is_open(client, small, time_machine, moment, words):
    time_machine.move_to(at(moment), tick=False)

    text = text_of(page(client, small.code))

    assert words in text
    assert (APPLY in text) == (words == APPLY)


def test_an_older_version_is_read_but_not_applied_under(client, small):
    factories.notice(small_notice(summary="改过的摘要。"))

    now, before = page(client, small.code), page(client, small.code, version=1)

    assert "改过的摘要。" in text_of(now)
    assert "改过的摘要。" not in text_of(before)
    assert APPLY in text_of(now)
    assert APPLY not in text_of(before)
    assert "这是第 1 版，只供查阅" in text_of(before)
    assert "看现行的第 2 版" in text_of(before)


def test_a_new_version_is_on_the_page_at_once(client, small):
    page(client, small.code)

    factories.notice(small_notice(summary="改过的摘要。"))

    assert "改过的摘要。" in text_of(page(client, small.code))


@pytest.mark.parametrize(
    "query", [{"version": "2"}, {"version": "0"}, {"version": "x"}, {"version": "9" * 30}]
)
def test_a_version_that_never_was_is_not_found(client, small, query):
    assert page(client, small.code, **query).status_code == 404
    assert page(client, small.code, version="1").status_code == 200


def test_an_unknown_notice_is_not_found(client, small):
    assert page(client, "small-2023").status_code == 404


def test_a_notice_is_only_read(client, small):
    assert client.post(reverse("notice", args=[small.code])).status_code == 405


@pytest.mark.parametrize("name", REAL)
def test_the_real_notices_have_their_pages_with_no_style_or_script_in_line(client, name):
    notice = factories.notice(real_notice(name))

    text = text_of(page(client, notice.code))

    assert notice.title in text
    assert not re.search(r'<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+="', text)


def test_what_a_notice_says_is_text_and_never_markup(client, db):
    raw = small_notice(summary="<script>alert(1)</script>", text=[{"heading": "<b>一", "body": "<i>二"}])
    notice = factories.notice(raw)

    text = text_of(page(client, notice.code))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert "<b>一" not in text


@pytest.mark.parametrize("name", ["N1", "N0"])
def test_a_notice_takes_four_statements_at_first_and_one_within_the_second(
    client, django_assert_num_queries, name
):
    notice = factories.notice(real_notice(name))

    with django_assert_num_queries(4):  # the version, its document, the holidays
        page(client, notice.code)
    with django_assert_num_queries(1):
        page(client, notice.code)


def test_a_person_s_page_costs_at_most_four_statements_and_is_never_kept(
    client, cast, notice, django_assert_max_num_queries
):
    client.force_login(cast.applicant)
    page(client, notice.code)

    with django_assert_max_num_queries(4):  # the person, seats for the navigation, version, holidays
        answer = page(client, notice.code)

    assert cast.applicant.name in text_of(answer)
    assert not answer.has_header("Cache-Control")


def test_a_person_s_page_is_not_what_the_next_stranger_sees(client, cast, notice, django_user_model):
    client.force_login(cast.applicant)
    page(client, notice.code)
    client.logout()
    client.cookies.clear()

    stranger = page(client, notice.code)

    assert cast.applicant.name not in text_of(stranger)
    assert stranger["Cache-Control"] == "public, max-age=1"
    assert "Cookie" in stranger["Vary"]
