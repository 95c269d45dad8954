"""审核台的办理：what a decision on the dossier page answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.models import Application, Entry, Notice
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import SENTENCE, many_at_employer, move, published, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.NOON, tick=False)
    return time_machine


def page_of(client, application: Application) -> str:
    return client.get(reverse("review", args=[application.pk])).content.decode()


def test_forwarding_leads_to_the_next_dossier_of_the_queue(
    client, cast: Cast, notice: Notice, draft: Application
):
    published(draft, cast)
    (following,) = many_at_employer(cast, notice, 1)
    sign_in(client, cast.wang)

    answer = move(client, draft, "forward", place="?sort=arrived&n=0", note=SENTENCE)

    draft.refresh_from_db()
    assert draft.desk == cast.county
    assert answer["Location"] == reverse("review", args=[following.pk]) + "?sort=arrived&n=0"
    shown = client.get(answer["Location"]).content.decode()
    assert "阿依古丽·买买提：已审核通过并上报。下一份：申报人00。" in shown


def test_after_the_last_one_the_list_comes_back(client, cast: Cast, draft: Application):
    published(draft, cast)
    sign_in(client, cast.wang)

    answer = client.post(
        reverse("review_move", args=[draft.pk, "forward"]),
        {"revision": draft.revision, "note": SENTENCE},
        follow=True,
    )

    assert answer.redirect_chain == [(reverse("desk"), 302)]
    assert "待办已经办完" in answer.content.decode()


def test_a_wrong_opinion_is_refused_and_what_was_typed_is_kept(client, cast: Cast, draft: Application):
    published(draft, cast)
    sign_in(client, cast.wang)

    answer = move(client, draft, "forward", note="同意")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"审核意见应为：“{SENTENCE}”（五、11）。" in page
    assert 'value="同意"' in page
    assert Entry.objects.filter(move="forward").count() == 0


def test_a_return_without_reasons_is_refused_at_the_field(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)

    answer = move(client, draft, "send_back", note="  ")

    assert answer.status_code == 422
    assert 'href="#send_back-note"' in answer.content.decode()
    assert "请填写退回原因。" in answer.content.decode()


def test_the_page_says_when_a_return_would_have_to_be_back(client, cast: Cast, draft: Application, clock):
    factories.submit(draft)
    sign_in(client, cast.wang)
    full = page_of(client, draft)

    clock.move_to(factories.at("2024-10-30 12:00"), tick=False)
    client.force_login(cast.wang)
    short = page_of(client, draft)

    assert "2024年9月11日 12:00" in full
    assert "得不到通知规定的全部修改时间" not in full
    assert "2024年10月31日 23:59" in short
    assert "得不到通知规定的全部修改时间" in short


def test_a_return_stores_its_deadline(client, cast: Cast, draft: Application):
    factories.marked(factories.submit(draft), by=cast.wang)
    sign_in(client, cast.wang)

    move(client, draft, "send_back", note="缺毕业证书")

    draft.refresh_from_db()
    assert (draft.state, draft.due_at) == ("returned", factories.NOON + timedelta(hours=48))


def test_a_refusal_is_asked_about_before_it_is_made(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)
    typed = {"ground": "not_eligible", "note": "不在评审范围内"}

    asked = move(client, draft, "refuse", **typed)
    draft.refresh_from_db()
    untouched = draft.state
    made = move(client, draft, "refuse", sure="yes", **typed)

    draft.refresh_from_db()
    assert (asked.status_code, untouched) == (200, "in_review")
    assert "不符合申报条件" in asked.content.decode() and "不在评审范围内" in asked.content.decode()
    assert (made.status_code, draft.state) == (302, "refused")
    assert Entry.objects.get(move="refuse").ground == "not_eligible"


def test_from_the_question_one_may_go_back_and_keeps_what_was_typed(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)

    answer = move(client, draft, "refuse", ground="not_eligible", note="写了很久", sure="yes", again="yes")

    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (200, "in_review")
    assert "写了很久" in answer.content.decode()


def test_a_ground_that_does_not_hold_is_refused_first(client, cast: Cast, draft: Application):
    factories.submit(draft)
    sign_in(client, cast.wang)

    answer = move(client, draft, "refuse", ground="last_submission", note="第三次")

    assert answer.status_code == 422
    assert "还可以退回修改，不能以此不予受理。" in answer.content.decode()
    assert "第三次" in answer.content.decode()


def test_a_stale_page_says_who_acted_and_when(client, cast: Cast, draft: Application):
    colleague = factories.officer(cast.employer, "赵经办")
    factories.submit(draft)
    shown = draft.revision
    factories.decide(draft, "send_back", by=colleague, note="缺毕业证书")
    sign_in(client, cast.wang)

    answer = client.post(
        reverse("review_move", args=[draft.pk, "send_back"]), {"revision": shown, "note": "缺证书"}
    )

    assert answer.status_code == 409
    assert "赵经办" in answer.content.decode()
    assert Entry.objects.filter(move="send_back").count() == 1


def test_the_same_page_sent_twice_is_one_decision(client, cast: Cast, draft: Application):
    published(draft, cast)
    sign_in(client, cast.wang)

    answers = [move(client, draft, "forward", note=SENTENCE).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Entry.objects.filter(move="forward").count() == 1
