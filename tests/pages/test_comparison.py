"""两次提交的对照：for the reviewer and for the applicant."""

import pytest
from django.urls import reverse

from applications.models import Application, Attachment
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


def rewrite(application: Application, text: str) -> None:
    application.drafts.filter(section="summary").update(rows=[{"id": "r1", "values": {"text": text}}])


@pytest.fixture
def thrice(cast: Cast, draft: Application) -> Application:
    """Sent three times: another summary, then another scan."""
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="总结太短")
    rewrite(draft, "编目三千种。")
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="证书不清晰")
    scan = Attachment.objects.filter(application=draft, material="degree").latest("order")
    Attachment.objects.filter(pk=scan.pk).update(removed_at=factories.NOON)
    factories.attachment(draft, "education", "degree", title="学位证书（新）", row=scan.row)
    return factories.submit(draft)


def page_of(client, name: str, application: Application, **query: str):
    return client.get(reverse(name, args=[application.pk]), query)


@pytest.mark.parametrize("name", ["review_compare", "compare"])
def test_any_two_are_compared_field_by_field_and_file_by_file(client, cast: Cast, thrice, name):
    sign_in(client, cast.applicant if name == "compare" else cast.wang)

    words = page_of(client, name, thrice, **{"from": "1", "to": "2"}).content.decode()
    files = page_of(client, name, thrice, **{"from": "2", "to": "3"}).content.decode()
    both = page_of(client, name, thrice, **{"from": "3", "to": "1"}).content.decode()

    assert "<del>认真履行岗位职责。</del>" in words
    assert '<span class="changed">编目三千种。</span>' in words
    assert "共 1 处不同" in words
    assert "共 1 处不同" in files
    assert ("替换" in files, "学位证书（新）" in files) == (True, True)
    assert ("共 2 处不同" in both, "第 1 次与第 3 次" in both) == (True, True)


def test_what_is_the_same_is_folded_and_still_there(client, cast: Cast, thrice):
    sign_in(client, cast.wang)

    page = page_of(client, "review_compare", thrice).content.decode()

    assert "<summary>基本信息</summary>" in page
    assert "第 2 次与第 3 次" in page


def test_strangers_find_nothing_and_one_submission_is_not_compared(client, cast: Cast, draft, notice):
    factories.submit(draft)
    for person, name in ((cast.wang, "review_compare"), (cast.applicant, "compare")):
        sign_in(client, person)
        assert page_of(client, name, draft).status_code == 404
    factories.decide(draft, "send_back", by=cast.wang, note="总结太短")
    factories.submit(draft)
    for person in (cast.outsider, cast.li):
        sign_in(client, person)
        assert [page_of(client, name, draft).status_code for name in ("review_compare", "compare")] == [
            404,
            404,
        ]
    sign_in(client, cast.wang)
    assert "内容完全相同" in page_of(client, "review_compare", draft).content.decode()


def test_reviewers_never_see_what_was_recalled_and_its_applicant_does(client, cast: Cast, draft):
    from applications.services import filing

    factories.submit(draft)
    filing.recall(draft, by=cast.applicant, at=factories.NOON, revision=draft.revision)
    rewrite(draft, "编目三千种。")
    factories.submit(draft)
    sign_in(client, cast.wang)
    reviewer = page_of(client, "review_compare", draft)
    sign_in(client, cast.applicant)
    applicant = page_of(client, "compare", draft)

    assert reviewer.status_code == 404
    assert "编目三千种。" in applicant.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_few_statements(client, cast: Cast, draft, count, django_assert_num_queries):
    for _ in range(count):
        factories.attachment(draft, "education", "degree")
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="总结太短")
    rewrite(draft, "编目三千种。")
    factories.submit(draft)
    sign_in(client, cast.wang)
    page_of(client, "review_compare", draft)

    with django_assert_num_queries(6):
        page_of(client, "review_compare", draft)
