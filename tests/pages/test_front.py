"""首页：what is open, what comes, and where to begin."""

import pytest
from django.urls import reverse

from tests import factories
from tests.notices import small_notice

pytestmark = pytest.mark.django_db
FRONT = "/"


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


def filed(code, opens, closes):
    """The small notice under another code and window."""
    timetable = {"filing": {"opens": opens, "closes": closes, "clause": "三"}}
    return factories.notice(small_notice(code=code, timetable=timetable))


def codes(cards):
    return [card.code for card in cards]


def test_open_notices_come_in_the_order_of_their_deadlines_and_coming_ones_apart(client):
    filed("later", "2024-09-01", "2024-09-30")
    filed("sooner", "2024-09-01", "2024-09-10")
    filed("coming", "2024-09-10", "2024-09-30")
    filed("past", "2024-08-01", "2024-09-08")

    facts = client.get(FRONT).context

    assert (codes(facts["open"]), codes(facts["coming"])) == (["sooner", "later"], ["coming"])


def test_an_open_notice_shows_its_title_series_window_and_what_is_left(client, notice):
    text = client.get(FRONT).content.decode()

    assert "2024 年度图书资料系列职称评审通知" in text
    assert "2024年8月30日—9月30日 18:00" in text
    assert "剩 21 天 6 小时" in text
    assert reverse("notice", args=[notice.code]) in text


def test_with_nothing_open_the_page_says_so(client):
    assert "现在没有正在申报的通知。" in client.get(FRONT).content.decode()


def test_a_stranger_may_sign_in_or_register_and_a_person_goes_home(client, cast):
    stranger = client.get(FRONT).content.decode()
    client.force_login(cast.applicant)
    person = client.get(FRONT).content.decode()

    assert "实名注册" in stranger
    assert "实名注册" not in person
    assert f'href="{reverse("home")}">我的申报</a>' in person


def test_only_what_is_the_same_for_everybody_may_be_kept(client, cast):
    stranger = client.get(FRONT)
    client.force_login(cast.applicant)
    person = client.get(FRONT)

    assert stranger["Cache-Control"] == "public, max-age=1"
    assert not person.has_header("Cache-Control")
    assert "Cookie" in stranger["Vary"]


def test_the_front_page_is_only_read(client):
    assert client.post(FRONT).status_code == 405
    assert client.head(FRONT).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_takes_two_statements_however_many_notices(client, django_assert_num_queries, count):
    for n in range(count):
        filed(f"notice-{n}", "2024-09-01", "2024-09-30")
    client.get(FRONT)

    with django_assert_num_queries(2):
        client.get(FRONT)
