"""Tasks tidy up: late, twice or side by side, they change no outcome."""

from datetime import timedelta

import pytest
import time_machine
from celery import current_app

from applications.models import Entry, Errand, Message, Printout
from applications.rules.unlocking import WHOLE
from applications.services import filing, outbox
from applications.tasks import drain_outbox, lapse_overdue
from applications.workflow import State
from review.services.marks import Wanted
from tests import factories

DEADLINE = factories.at("2024-09-30 18:00")
TUESDAY = factories.at("2024-09-10 10:00")


def told(application) -> list[str]:
    """What the applicant has been told, in order."""
    return [message.text for message in Message.objects.filter(application=application).order_by("pk")]


def drain(at=TUESDAY):
    with time_machine.travel(at + timedelta(seconds=1), tick=False):
        drain_outbox()


def test_the_web_knows_the_tasks_by_the_names_in_the_timetable(settings):
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in current_app.tasks
    assert outbox.DRAIN_TASK in current_app.tasks


@pytest.mark.parametrize(("late", "state"), [(-1, State.DRAFT), (0, State.DRAFT), (1, State.ABANDONED)])
def test_a_draft_lapses_when_the_closing_second_is_over(draft, late, state):
    with time_machine.travel(DEADLINE + timedelta(seconds=late), tick=False):
        lapse_overdue()

    draft.refresh_from_db()
    assert draft.state == state


def test_the_sweep_run_twice_and_late_makes_one_entry(draft):
    for days in (1, 1, 40):
        with time_machine.travel(DEADLINE + timedelta(days=days), tick=False):
            lapse_overdue()

    assert Entry.objects.filter(move="lapse").count() == 1


def test_one_application_that_cannot_lapse_keeps_nobody_waiting(draft, cast, notice, monkeypatch, caplog):
    other = factories.draft(notice, factories.person("古丽娜尔"), cast.employer)
    lapse = filing.lapse

    def stumbling(application, *, at):
        if application.pk == draft.pk:
            raise RuntimeError("out of order")
        return lapse(application, at=at)

    monkeypatch.setattr(filing, "lapse", stumbling)
    with time_machine.travel(DEADLINE + timedelta(days=1), tick=False):
        lapse_overdue()

    other.refresh_from_db()
    assert other.state == State.ABANDONED
    assert "could not lapse" in caplog.text


def test_the_applicant_is_told_each_step_once(draft, cast):
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, when=TUESDAY, note="缺学信网报告")
    drain()
    Errand.objects.update(done_at=None)  # the process died before it could note the deed
    drain()

    assert told(draft) == [
        f"申报书 {draft.number}：您已于2024年9月9日 12:00提交，现由博湖县图书馆审核。",
        f"申报书 {draft.number}：博湖县图书馆退回修改。"
        "请在2024年9月12日 10:00前修改后再次提交。意见：缺学信网报告",
    ]


def test_each_desk_is_named_on_the_way_up(draft, cast):
    factories.submit(draft)
    listing = factories.publish(draft, by=cast.wang, when=TUESDAY)
    later = factories.at("2024-09-20 10:00")
    factories.clear(listing, by=cast.wang, when=later)
    factories.decide(draft, "forward", by=cast.wang, when=later, note="材料真实准确，同意推荐")
    factories.decide(draft, "forward", by=cast.li, when=later)
    Errand.objects.exclude(kind="moved").delete()
    drain(later)

    assert [text.split("：", 1)[1] for text in told(draft)[1:]] == [
        "博湖县图书馆审核通过，已上报博湖县人社局。",
        "博湖县人社局审核通过，已上报某州图书资料系列评委会办公室。",
    ]


def test_what_one_did_oneself_is_no_news(draft):
    factories.submit(draft)
    draft.refresh_from_db()
    filing.recall(draft, by=draft.applicant, at=TUESDAY, revision=draft.revision)
    draft.refresh_from_db()
    filing.withdraw(draft, by=draft.applicant, at=TUESDAY, note="", revision=draft.revision)
    drain()

    assert told(draft) == [f"申报书 {draft.number}：您已于2024年9月9日 12:00提交，现由审核单位审核。"]


def test_a_long_opinion_is_cut_and_says_so(draft, cast):
    factories.submit(draft)
    asked = [Wanted(WHOLE, "请按意见修改")]
    factories.decide(draft, "send_back", by=cast.wang, when=TUESDAY, note="很长的意见" * 200, marks=asked)
    drain()

    assert told(draft)[-1].endswith("……（全文见申报书）")


def test_an_errand_for_a_preview_that_was_replaced_is_settled(draft):
    outbox.owe("print", "print:gone", {"printout": "5b1f7f0e-0000-4000-8000-000000000000"}, at=TUESDAY)

    drain()

    assert Errand.objects.get().done_at
    assert not Printout.objects.exists()
