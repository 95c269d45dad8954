"""提交回执."""

import pytest
from django.urls import reverse

from applications.models import Application
from tests import factories
from tests.cast import Cast
from tests.pages.applying import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.at("2024-09-09 12:00:07"), tick=False)


@pytest.fixture
def receipt(draft: Application) -> str:
    """The address of a receipt."""
    factories.submit(draft, when=factories.at("2024-09-09 12:00:07"))
    return address("receipt", draft, draft.frozen.get().receipt)


def test_it_has_the_number_the_second_and_the_next_desk(draft: Application, receipt):
    page = signed_in(draft.applicant).get(receipt).content.decode()

    for words in (draft.frozen.get().receipt, "2024年9月9日 12:00:07", "博湖县图书馆", draft.number):
        assert words in page, words


def test_it_stays_when_the_application_has_moved_on(draft: Application, cast: Cast, receipt):
    factories.decide(draft, "send_back", by=cast.wang, note="请补充")

    page = signed_in(draft.applicant).get(receipt).content.decode()

    assert "这份申报书现在是“退回修改”" in page


def test_a_submission_taken_back_says_so(draft: Application, receipt):
    browser = signed_in(draft.applicant)
    assert "取回" not in browser.get(receipt).content.decode()
    browser.post(address("recall", draft), {"revision": draft.revision})

    assert "这一次提交已于 2024年9月9日 12:00 取回" in browser.get(receipt).content.decode()


def test_nobody_else_finds_it(cast: Cast, receipt):
    assert signed_in(cast.applicant).get(receipt).status_code == 200
    for person in (cast.wang, cast.outsider):
        assert signed_in(person).get(receipt).status_code == 404


def test_a_receipt_of_another_application_is_not_found(draft: Application, notice, cast: Cast, receipt):
    other = factories.draft(notice, cast.applicant, cast.employer, rank="intermediate", title="馆员")

    answer = signed_in(cast.applicant).get(address("receipt", other, draft.frozen.get().receipt))

    assert answer.status_code == 404


def test_it_cannot_be_posted_to(cast: Cast, receipt):
    assert signed_in(cast.applicant).post(receipt).status_code == 405


def test_who_is_not_signed_in_is_asked_to(client, receipt):
    assert client.get(receipt).url.startswith(reverse("login"))
