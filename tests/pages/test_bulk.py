"""批量上报：tick, preview, confirm."""

import pytest
from django.urls import reverse

from applications.models import Application, Entry, Notice
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import SENTENCE, at_county, many_at_employer, published, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def two(cast: Cast, notice: Notice, draft: Application) -> list[Application]:
    """One that may go, one that has not been published."""
    return [published(draft, cast), *many_at_employer(cast, notice, 1)]


def preview(client, applications, **wishes):
    return client.get(reverse("bulk_preview"), {"pick": [one.pk for one in applications], **wishes})


def go(client, applications, **typed):
    chosen = [f"{one.pk}:{one.revision}" for one in applications]
    return client.post(reverse("bulk_forward"), {"go": chosen, **typed}, follow=True)


def test_the_queue_has_a_box_for_each_and_leads_to_the_preview(client, cast: Cast, two):
    sign_in(client, cast.wang)

    page = client.get(reverse("desk"), {"sort": "name"}).content.decode()

    assert page.count('name="pick"') == 2
    assert f'action="{reverse("bulk_preview")}"' in page
    assert '<input type="hidden" name="sort" value="name">' in page


def test_the_preview_shows_what_would_happen_and_changes_nothing(client, cast: Cast, two):
    sign_in(client, cast.wang)

    page = preview(client, two).content.decode()

    for words in ("可以上报（1）", "不能上报（1）", "还没有公示。", SENTENCE, "博湖县人社局"):
        assert words in page, words
    assert not Entry.objects.filter(move="forward").exists()


def test_confirmed_those_go_that_can_and_the_rest_say_why(client, cast: Cast, two):
    sign_in(client, cast.wang)

    page = go(client, two).content.decode()

    assert "已审核通过并上报 1 份：阿依古丽·买买提。" in page
    assert "申报人00 没有上报：还没有公示。" in page
    assert Entry.objects.filter(move="forward").count() == 1


def test_what_is_stale_is_reported(client, cast: Cast, two):
    sign_in(client, cast.wang)
    factories.decide(two[0], "send_back", by=factories.officer(cast.employer, "赵经办"), note="总结太短")
    two[0].revision -= 1

    page = go(client, two[:1]).content.decode()

    assert "赵经办 已经退回修改，没有再上报。" in page


def test_an_opinion_is_asked_for_where_none_is_prescribed(client, cast: Cast, draft: Application):
    at_county(draft, cast)
    sign_in(client, cast.li)

    shown = preview(client, [draft]).content.decode()
    draft.refresh_from_db()
    refused = go(client, [draft], note="长" * 2001)
    go(client, [draft], note="符合条件")

    assert 'name="note"' in shown
    assert (refused.status_code, "长" * 2001 in refused.content.decode()) == (422, True)
    assert list(Entry.objects.filter(level=1).values_list("note", flat=True)) == ["符合条件"]


def test_nothing_chosen_leads_back_with_a_word(client, cast: Cast, two):
    sign_in(client, cast.wang)

    for answer in (preview(client, []), client.post(reverse("bulk_forward"))):
        assert answer.headers["Location"] == reverse("desk")
    assert "请先勾选要上报的申报。" in client.get(reverse("desk")).content.decode()


def test_strangers_and_other_desks_see_and_move_nothing(client, cast: Cast, two):
    sign_in(client, cast.applicant)
    assert (preview(client, two).status_code, go(client, two).status_code) == (404, 404)
    for person in (cast.outsider, cast.li):
        sign_in(client, person)
        assert preview(client, two).status_code == 302
        go(client, two)
    assert client.get(reverse("bulk_forward")).status_code == 405
    assert client.post(reverse("bulk_preview")).status_code == 405
    assert not Entry.objects.filter(move="forward").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_asks_the_database_once_more_for_each_and_no_oftener(
    client, cast: Cast, notice: Notice, count, django_assert_num_queries
):
    found = many_at_employer(cast, notice, count)
    sign_in(client, cast.wang)
    preview(client, found)

    # the guards are those of one decision: they look for each one's files that no scanner has cleared
    with django_assert_num_queries(6 + count):
        preview(client, found)
