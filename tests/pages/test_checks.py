"""审核台的核对和内部备注：ticked and noted from the page, and read by nobody who should not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application, Attachment, Note, Notice, Resemblance, Tick, User
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.reviewing import SENTENCE, at_county, at_office, sign_in
from tests.review.services.test_checklists import ITEMS, chain, sent

pytestmark = pytest.mark.django_db
SECRET = "申报人与我单位有纠纷，电话核实"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def listed(cast: Cast) -> Application:
    notice = factories.notice(small_notice(checklist=ITEMS, publicity=None, wording=None, chain=chain()))
    return factories.submit(factories.fill(factories.draft(notice, cast.applicant, cast.employer)))


def page_of(client: Client, application: Application) -> str:
    return client.get(reverse("review", args=[application.pk])).content.decode()


def save(client: Client, application: Application, **typed):
    facts = {"submission": str(sent(application).pk), **typed}
    return client.post(reverse("review_checks", args=[application.pk]), facts)


def note(client: Client, application: Application, text: str = SECRET):
    return client.post(reverse("review_note", args=[application.pk]), {"text": text})


def test_the_boxes_stand_beside_their_sections_and_belong_to_one_form(client, cast: Cast, listed):
    sign_in(client, cast.wang)

    page = page_of(client, listed)

    assert page.count('form="checks-form"') == 2
    beside = page.split('id="section-education"')[1].split("</section>")[0]
    assert "图片清晰" in beside
    assert "材料真实、完整" not in beside
    assert page.count("还有 2 项没有核对") >= 1
    assert "评审表已签字" not in page


def test_what_is_ticked_is_stored_and_shown_with_name_and_time(client, cast: Cast, listed):
    sign_in(client, cast.wang)

    answer = save(client, listed, item=["truthful"])

    assert answer.headers["Location"] == reverse("review", args=[listed.pk]) + "#checks"
    page = page_of(client, listed)
    assert "用人单位 王主任 2024年9月9日 12:00" in page
    assert "还有 1 项没有核对" in page


def test_a_tick_is_taken_back_and_what_a_colleague_ticked_meanwhile_stays(client, cast: Cast, listed):
    sign_in(client, cast.wang)
    save(client, listed, item=["truthful"])
    save(client, listed, item=["clear"])  # sent from a page that did not know of the first

    save(client, listed, was=["truthful"])

    assert list(Tick.objects.values_list("item", flat=True)) == ["clear"]


def test_a_script_is_told_what_is_left(client, cast: Cast, listed):
    sign_in(client, cast.wang)
    facts = {"submission": str(sent(listed).pk), "item": "clear"}

    address = reverse("review_checks", args=[listed.pk])
    told = client.post(address, facts, headers={"Accept": "application/json"}).json()

    assert told["left"] == 1
    assert told["lines"]["clear"] == {"ticked": True, "stamps": ["用人单位 王主任 2024年9月9日 12:00"]}


def test_strangers_other_desks_and_readers_tick_nothing(client, cast: Cast, listed):
    for person in (cast.outsider, cast.li, cast.applicant):
        sign_in(client, person)
        assert save(client, listed, item=["clear"]).status_code == 404
    sign_in(client, cast.wang)
    assert save(client, listed, item=["signed"]).status_code == 404
    assert save(client, listed, item=["clear"], submission="other").status_code == 409
    assert client.get(reverse("review_checks", args=[listed.pk])).status_code == 405
    assert not Tick.objects.exists()


def test_the_next_level_reads_the_ticks_and_makes_its_own(client, cast: Cast, listed):
    sign_in(client, cast.wang)
    save(client, listed, item=["truthful", "clear"])
    factories.decide(listed, "forward", by=cast.wang, note=SENTENCE)
    sign_in(client, cast.li)

    page = page_of(client, listed)

    assert page.count("用人单位 王主任 2024年9月9日 12:00") == 2
    assert page.count('type="checkbox" name="item"') == 1


def test_colleagues_read_a_note_and_nobody_else_does(client, cast: Cast, draft: Application):
    at_county(draft, cast)
    sign_in(client, cast.li)
    note(client, draft)
    colleague = factories.officer(cast.county, "赵经办")
    admin = User.objects.create_superuser("root", name="管理员")
    factories.decide(draft, "forward", by=cast.li, note="符合条件")

    seen = {}
    for person in (colleague, cast.li, cast.wang, cast.office, cast.applicant, admin):
        sign_in(client, person)
        seen[person.name] = any(SECRET in read(client, address) for address in pages_about(draft))

    assert {name for name, found in seen.items() if found} == {"赵经办", "李科长"}


def read(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def pages_about(application: Application) -> list[str]:
    """Everywhere that the application is shown or exported."""
    pk = application.pk
    return [
        reverse("review", args=[pk]),
        reverse("application", args=[pk]),
        reverse("history", args=[pk]),
        reverse("desk"),
        reverse("done"),
        reverse("api_review", args=[pk]),
        reverse("api_desk"),
        reverse("api_application", args=[pk]),
        reverse("admin:applications_application_change", args=[pk]),
        reverse("admin:applications_application_changelist"),
    ]


def test_a_note_is_refused_where_it_may_not_be_written_and_kept_where_it_is_too_long(
    client, cast: Cast, draft: Application
):
    factories.submit(draft)
    for person in (cast.outsider, cast.li, cast.applicant):
        sign_in(client, person)
        assert note(client, draft).status_code == 404
    sign_in(client, cast.wang)

    answer = note(client, draft, "长" * 1001)

    assert (answer.status_code, Note.objects.count()) == (422, 0)
    assert "长" * 1001 in answer.content.decode()
    assert "最多 1000 字" in answer.content.decode()
    assert client.get(reverse("review_note", args=[draft.pk])).status_code == 405


def test_the_committees_office_alone_is_shown_pictures_that_others_have_too(
    client, cast: Cast, notice: Notice, draft: Application
):
    other = factories.fill(factories.draft(notice, factories.person("巴哈尔"), cast.employer))
    pair = [Attachment.objects.filter(application=one).first() for one in (draft, other)]
    Attachment.objects.update(uploaded_at=factories.NOON - timedelta(days=8))  # before they were submitted
    Resemblance.objects.create(attachment=pair[0], other=pair[1], exact=True, found_at=factories.NOON)
    at_office(draft, cast)
    at_office(other, cast)

    seen = {}
    for person in (cast.office, cast.li, cast.wang):
        sign_in(client, person)
        seen[person.name] = "雷同图片" in page_of(client, draft)

    assert seen == {"周办事": True, "李科长": False, "王主任": False}
    sign_in(client, cast.office)
    assert "巴哈尔</a> 的" in page_of(client, draft)
