"""A page that was left open: who saved since, who is signed in; and what was typed when nobody was."""

import pytest
from django.test import Client

from applications.models import Application, SectionDraft
from tests import factories
from tests.cast import Cast
from tests.pages.applying import address, signed_in, typed

pytestmark = pytest.mark.django_db

DATA = {"headers": {"accept": "application/json"}}


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def empty(cast: Cast, notice) -> Application:
    """A draft in which nothing has been typed."""
    return factories.draft(notice, cast.applicant, cast.employer)


def sign_in(browser: Client, application: Application) -> None:
    """As the page for signing in does it: the anonymous session goes on."""
    user = application.applicant
    user.set_password("invented-2024")
    user.save()
    number = user.id_number
    assert browser.post("/login/", {"username": number, "password": "invented-2024"}).status_code == 302


def test_an_open_page_asks_who_saved_last(empty):
    browser = signed_in(empty.applicant)
    there = address("section_version", empty, "basic")
    assert browser.get(there).json()["row"] == 0

    browser.post(address("section", empty, "basic"), typed({"health": "好"}))

    told = browser.get(there).json()
    assert (told["row"], told["saved_at"]) == (1, "12:00")
    assert len(told["token"]) == 64


def test_it_asks_about_its_own_row_only(empty):
    browser = signed_in(empty.applicant)
    for name in ("r1", "r2"):
        there = address("section_row", empty, "education", name)
        browser.post(there, typed({"school": name}, fresh="1"))

    there = address("section_version", empty, "education")

    assert [browser.get(f"{there}?row={name}").json()["row"] for name in ("r1", "r2", "r3")] == [1, 2, 0]


def test_the_script_of_a_page_learns_that_nobody_is_signed_in(empty):
    browser = Client()

    asked = browser.get(address("section_version", empty, "basic"), **DATA)
    saved = browser.post(address("section", empty, "basic"), typed({"health": "好"}), **DATA)

    assert (asked.status_code, saved.status_code) == (401, 401)
    assert saved.json() == {"errors": ["登录已过期，请重新登录。"]}
    assert not SectionDraft.objects.exists()


def test_nobody_else_may_ask(draft: Application, cast: Cast):
    factories.submit(draft)

    for person in (cast.wang, cast.outsider):
        assert signed_in(person).get(address("section_version", draft, "basic")).status_code == 404


def test_what_was_sent_signed_out_is_there_after_signing_in(empty):
    browser = Client()
    there = address("section", empty, "basic")

    answer = browser.post(there, typed({"health": "良好<b>", "salary": "五千"}))
    assert answer.url == f"/login/?next={there}"
    assert not SectionDraft.objects.exists()
    sign_in(browser, empty)
    page = browser.get(there).content.decode()

    assert "已恢复未保存的内容" in page
    assert 'value="良好&lt;b&gt;"' in page
    browser.post(there, typed({"health": "良好", "salary": "五千"}))
    assert SectionDraft.objects.get().rows[0]["values"]["salary"] == "五千"
    assert "已恢复未保存的内容" not in browser.get(there).content.decode()


def test_a_new_row_sent_signed_out_is_not_lost_either(empty):
    browser = Client()
    there = address("section_row", empty, "education", "r1")

    browser.post(there, typed({"school": "新疆大学"}, fresh="1"))
    sign_in(browser, empty)
    page = browser.get(there).content.decode()

    assert 'value="新疆大学"' in page
    assert 'name="fresh"' in page


def test_it_can_be_thrown_away(empty):
    browser = Client()
    there = address("section", empty, "basic")
    browser.post(there, typed({"health": "别的"}))
    sign_in(browser, empty)

    browser.post(there, {"discard": "yes"})

    page = browser.get(there).content.decode()
    assert "别的" not in page
    assert "已恢复未保存的内容" not in page
    assert not SectionDraft.objects.exists()


def test_it_is_shown_to_its_owner_on_its_own_page_only(empty, cast: Cast):
    browser = Client()
    browser.post(address("section", empty, "basic"), typed({"health": "别的"}))
    sign_in(browser, empty)
    assert "别的" not in browser.get(address("section", empty, "summary")).content.decode()

    browser.force_login(cast.outsider)

    assert browser.get(address("section", empty, "basic")).status_code == 404
    browser.force_login(empty.applicant)
    assert "别的" not in browser.get(address("section", empty, "basic")).content.decode()


def test_signing_out_forgets_it(empty):
    browser = Client()
    browser.post(address("section", empty, "basic"), typed({"health": "别的"}))
    sign_in(browser, empty)
    browser.post("/logout/")
    sign_in(browser, empty)

    assert "别的" not in browser.get(address("section", empty, "basic")).content.decode()


@pytest.mark.parametrize(("length", "kept"), [(59_000, True), (61_000, False)])
def test_a_stranger_cannot_fill_the_store(empty, length, kept):
    browser = Client()

    browser.post(address("section", empty, "summary"), typed({"text": "字" * length}))

    assert ("typed_before_signing_in" in browser.session) is kept
