"""审核台：one dossier and the decision on it."""

import pytest
from django.urls import reverse

from applications.models import Application, Attachment, Notice
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import SENTENCE, at_county, at_office, many_at_employer, move, published, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.NOON, tick=False)
    return time_machine


def page_of(client, application: Application, **query: str) -> str:
    return client.get(reverse("review", args=[application.pk]), query).content.decode()


def rewrite(application: Application, text: str) -> None:
    """Another summary in the draft."""
    summary = application.drafts.filter(section="summary")
    summary.update(rows=[{"id": "r1", "values": {"text": text}}])


def test_the_page_shows_what_was_submitted(client, cast: Cast, draft: Application):
    factories.submit(draft)
    rewrite(draft, "后来改的")
    sign_in(client, cast.wang)

    page = page_of(client, draft)

    for words in (
        "阿依古丽·买买提",
        draft.number,
        "认真履行岗位职责。",
        "学历、学位证书",
        "待我办理",
    ):
        assert words in page, words
    assert "后来改的" not in page


def test_identity_and_mobile_numbers_are_masked(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)

    page = page_of(client, draft)

    assert cast.applicant.id_number not in page
    assert cast.applicant.mobile not in page
    assert cast.applicant.masked_id_number in page


def test_every_image_is_a_link_that_works_without_javascript(client, cast: Cast, draft: Application):
    scan = Attachment.objects.get(application=draft)
    factories.submit(draft)
    sign_in(client, cast.wang)

    page = page_of(client, draft)

    assert f'href="{reverse("attachment", args=[scan.pk])}"' in page
    assert f'src="{reverse("attachment_thumbnail", args=[scan.pk])}"' in page


def test_opening_it_marks_it_opened_once_and_only_at_its_desk(client, cast: Cast, draft: Application, clock):
    at_county(draft, cast)
    sign_in(client, cast.wang)
    page_of(client, draft)
    draft.refresh_from_db()
    before = draft.opened_at

    sign_in(client, cast.li)
    page_of(client, draft)
    clock.shift(60)
    page_of(client, draft)

    draft.refresh_from_db()
    assert (before, draft.opened_at) == (None, factories.NOON)


def test_strangers_and_higher_desks_not_yet_reached_find_nothing(client, cast: Cast, draft: Application):
    factories.submit(draft)

    answers = {}
    for person in (cast.outsider, cast.li, cast.applicant):
        sign_in(client, person)
        address = reverse("review", args=[draft.pk])
        answers[person.name] = (client.get(address).status_code, move(client, draft, "forward").status_code)

    assert set(answers.values()) == {(404, 404)}


def test_a_desk_it_has_left_reads_it_and_decides_nothing(client, cast: Cast, draft: Application):
    at_county(draft, cast)
    sign_in(client, cast.wang)

    draft.refresh_from_db()
    page = page_of(client, draft)

    assert "只能查看" in page
    assert f"/review/{draft.pk}/moves/" not in page
    assert move(client, draft, "send_back", note="晚了").status_code == 404


def test_moves_are_posted(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)

    assert client.get(reverse("review_move", args=[draft.pk, "forward"])).status_code == 405
    assert client.post(reverse("review", args=[draft.pk])).status_code == 405
    assert move(client, draft, "lapse").status_code == 404
    assert (
        client.post(reverse("review_move", args=[draft.pk, "forward"]), {"revision": "x"}).status_code == 404
    )


def test_the_prescribed_opinion_stands_in_the_form(client, cast: Cast, draft: Application):
    published(draft, cast)
    sign_in(client, cast.wang)

    assert f'value="{SENTENCE}"' in page_of(client, draft)


def test_a_shut_button_says_why(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)

    page = page_of(client, draft)

    assert "还没有公示。" in page
    assert reverse("review_move", args=[draft.pk, "forward"]) not in page


def test_only_the_moves_of_this_place_in_the_chain_are_shown(client, cast: Cast, draft: Application):
    at_office(draft, cast)
    sign_in(client, cast.office)

    page = page_of(client, draft)

    assert "接收材料" in page
    assert "审核通过并上报</summary>" not in page
    assert "审核确认" not in page


def test_what_changed_since_the_last_submission_is_marked(client, cast: Cast, draft: Application):
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="总结太短")
    rewrite(draft, "编目三千种。")
    factories.submit(draft)
    sign_in(client, cast.wang)

    now, then = page_of(client, draft), page_of(client, draft, submission="1")

    assert '<span class="changed">编目三千种。</span> <del>认真履行岗位职责。</del>' in now
    assert "编目三千种。" not in then
    assert "这是较早的一次提交" in then


@pytest.mark.parametrize("count", [1, 3])
def test_the_dossier_takes_the_same_few_statements_however_much_is_in_it(
    client, cast: Cast, notice: Notice, draft: Application, count, django_assert_num_queries
):
    for _ in range(count):
        factories.attachment(draft, "education", "degree")
    published(draft, cast)
    many_at_employer(cast, notice, count)
    sign_in(client, cast.wang)
    page_of(client, draft, n="0")

    with django_assert_num_queries(DOSSIER_STATEMENTS):
        page_of(client, draft, n="0")


DOSSIER_STATEMENTS = 13
