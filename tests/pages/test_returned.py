"""退回后申报人看到的：what is asked, why, where, what is done of it, and what is locked."""

import pytest

from applications.models import Application, SectionDraft
from applications.rules.unlocking import WHOLE, Spot
from review.services.marks import Wanted
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.pages.applying import address, scan, signed_in, typed

pytestmark = pytest.mark.django_db
ROW = Spot("education", "r1")
SLOT = Spot("education", "", "degree")
LOCKED = "退回时没有要求修改这一项。"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)


def returned(draft: Application, cast: Cast, *spots: Spot) -> Application:
    factories.submit(draft)
    wanted = [Wanted(spot, "请改好这里。") for spot in spots]
    factories.decide(draft, "send_back", by=cast.wang, note="请修改", marks=wanted)
    draft.refresh_from_db()
    return draft


def page(draft: Application, name: str, *parts: str) -> str:
    return signed_in(draft.applicant).get(address(name, draft, *parts)).content.decode()


@pytest.mark.rule("N0-19")
def test_the_page_lists_what_is_asked_with_reason_unit_and_way(draft, cast):
    returned(draft, cast, ROW, SLOT)

    shown = page(draft, "application")

    assert "需要修改的 2 项" in shown
    assert shown.count("退回原因：请改好这里。") == 2
    assert "博湖县图书馆" in shown
    assert address("section_row", draft, "education", "r1") in shown
    assert address("section", draft, "education") + "#material-degree" in shown
    assert shown.count("还没有修改") == 2


def test_what_is_done_is_said_so(draft, cast):
    returned(draft, cast, Spot("summary"))
    SectionDraft.objects.filter(application=draft, section="summary").update(
        rows=[{"id": "r1", "values": {"text": "另写的总结。"}}]
    )

    shown = page(draft, "application")

    assert "还没有修改" not in shown
    assert "已修改" in shown


def test_sections_that_nobody_asked_for_are_named_so(draft, cast):
    returned(draft, cast, Spot("summary"))

    assert page(draft, "application").count("无须修改") == 3


def test_the_whole_dossier_opens_every_section(draft, cast):
    returned(draft, cast, WHOLE)

    assert "整份申报书" in page(draft, "application")
    assert "无须修改" not in page(draft, "application")
    assert LOCKED not in page(draft, "section", "summary")


def test_a_section_shows_its_reason_and_its_form(draft, cast):
    returned(draft, cast, Spot("summary"))

    shown = page(draft, "section", "summary")

    assert "退回原因：请改好这里。" in shown
    assert "<textarea" in shown
    assert LOCKED not in shown


def test_a_locked_section_is_read_only_and_says_why(draft, cast):
    returned(draft, cast, Spot("summary"))

    shown = page(draft, "section", "basic")

    assert LOCKED in shown
    assert "保存</button>" not in shown
    assert "退回原因" not in shown


def test_a_section_with_a_marked_row_opens_that_row_alone(draft, cast):
    returned(draft, cast, ROW)

    shown = page(draft, "section", "education")

    assert "退回时只要求修改这一栏的一部分" in shown
    assert f'href="{address("section_row", draft, "education", "r1")}">修改' in shown
    assert address("section_row_new", draft, "education") not in shown
    assert 'type="file"' not in shown
    assert "保存</button>" in page(draft, "section_row", "education", "r1")


def test_a_marked_slot_can_be_filled_while_its_section_is_locked(draft, cast):
    returned(draft, cast, SLOT)

    shown = page(draft, "section", "education")

    assert 'type="file"' in shown
    assert shown.count("退回原因：") == 1
    assert "保存</button>" not in page(draft, "section_row", "education", "r1")


def test_what_is_sent_to_a_locked_section_is_refused_and_kept_on_the_page(draft, cast):
    returned(draft, cast, SLOT)
    browser = signed_in(draft.applicant)

    answer = browser.post(address("section", draft, "summary"), typed({"text": "偷偷改的总结"}))

    assert answer.status_code == 422
    assert LOCKED in answer.content.decode()
    assert (
        SectionDraft.objects.get(application=draft, section="summary").rows[0]["values"]["text"]
        != "偷偷改的总结"
    )


def test_a_file_for_a_locked_slot_is_refused(draft, cast):
    returned(draft, cast, Spot("summary"))
    there = address("attachment_add", draft, "education", "degree")

    answer = signed_in(draft.applicant).post(there, {"files": [scan()]})

    assert answer.status_code == 422
    assert LOCKED in answer.content.decode()
    assert draft.attachments.count() == 1


@pytest.mark.rule("N0-30")
def test_the_check_warns_of_what_is_not_done_and_lets_it_be_submitted(draft, cast):
    returned(draft, cast, Spot("summary"), ROW)

    shown = page(draft, "check_answers")

    assert "退回时要求修改、还没有改动的 2 项（不影响提交）" in shown
    assert "修改后再次提交</button>" in shown


def test_strangers_see_nothing_of_a_return(draft, cast):
    returned(draft, cast, ROW)

    for person in (cast.outsider, cast.wang):
        assert signed_in(person).get(address("application", draft)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_is_asked(draft, cast, count, django_assert_max_num_queries):
    returned(draft, cast, *(ROW, SLOT, Spot("summary"))[:count])
    browser = signed_in(draft.applicant)
    browser.get(address("application", draft))

    with django_assert_max_num_queries(16):
        browser.get(address("application", draft))
