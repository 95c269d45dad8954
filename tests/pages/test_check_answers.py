"""提交前核对 and 提交."""

import re

import pytest
from django.urls import reverse

from applications.models import Application, Attachment, SectionDraft, Submission
from tests import factories
from tests.cast import Cast
from tests.notices import small_notice
from tests.pages.applying import address, scan, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


def page_of(application: Application) -> str:
    return signed_in(application.applicant).get(address("check_answers", application)).content.decode()


def test_everything_is_shown_as_it_will_be_submitted(draft: Application):
    page = page_of(draft)

    for words in (
        "阿依古丽·买买提",
        "助理馆员（初级）",
        "认真履行岗位职责。",
        "2010年7月",
        "学历、学位证书",
        "汉族",
    ):
        assert words in page, words
    assert f'name="revision" value="{draft.revision}"' in page
    assert address("section", draft, "summary") in page


def test_what_is_missing_stands_on_top_with_its_clause_and_leads_there(draft: Application):
    draft.attachments.update(removed_at=factories.NOON)
    rows = draft.drafts.get(section="basic").rows
    rows[0]["values"]["health"] = ""
    draft.drafts.filter(section="basic").update(rows=rows)

    page = page_of(draft)

    assert "学历学位：缺“学历、学位证书”。" in page
    assert "通知五、4" in page
    assert f'href="{address("section", draft, "education")}#material-degree"' in page
    assert f'href="{address("section", draft, "basic")}#field-health"' in page
    assert "还有 2 处需要填写或修改。" in page
    assert address("submit", draft) not in page


FULL_TIME = {
    "kind": "answers",
    "section": "education",
    "field": "study_mode",
    "forbidden": ["full_time"],
    "clause": "一（三）",
}


def test_what_is_found_stands_in_three_groups_and_is_counted_by_section(cast: Cast):
    rules = [
        {**FULL_TIME, "code": "warned", "severity": "warn", "sentence": "请核对学习形式。"},
        {**FULL_TIME, "code": "judged", "severity": "judge", "sentence": "学习形式由审核部门判断。"},
    ]
    draft = factories.draft(factories.notice(small_notice(rules=rules)), cast.applicant, cast.employer)
    factories.fill(draft)
    health(draft, "")

    page = page_of(draft)
    block, warn, judge = page.split('<section class="card precheck"')[1:]

    assert "基本信息：请填写身体状况" in block
    assert "请核对学习形式。" in warn
    assert "学习形式由审核部门判断。" in judge
    assert "通知一（三）" in judge
    row = SectionDraft.objects.get(section="education").rows[0]["id"]
    assert f'href="{address("section_row", draft, "education", row)}#field-study_mode"' in judge
    for words in ("必须修改 1", "请注意 1", "由审核部门判断 1", "其余栏目没有发现问题。"):
        assert words in page, words
    there = signed_in(draft.applicant).get(address("section_row", draft, "education", row))
    assert "请核对学习形式。（通知一（三））" in there.content.decode()


def test_a_dossier_in_order_is_told_so(draft: Application):
    page = page_of(draft)

    assert "检查通过" in page
    assert "必须修改" not in page


def test_a_wrong_row_leads_to_that_row(draft: Application):
    part = draft.drafts.get(section="education")
    part.rows[0]["values"]["graduated"] = "2000-07"
    part.save()

    page = page_of(draft)
    assert f'href="{address("section_row", draft, "education", "r1")}#field-graduated"' in page
    assert "学历学位 第 1 条：结束时间早于开始时间。" in page


@pytest.mark.rule("N0-27")
def test_the_notice_says_whose_the_consequences_are(cast: Cast):
    words = "漏传、错传、不上传者一律视为无相关材料"
    asks = [
        {"topic": "material", "text": words, "clause": "四（二）"},
        {"topic": "material", "text": "上传学历证书", "clause": "五、4"},
    ]
    notice = factories.notice(small_notice(asks=asks))
    draft = factories.draft(notice, cast.applicant, cast.employer)
    factories.fill(draft)

    page = page_of(draft)

    assert words in page
    assert "上传学历证书" not in page


def test_checking_spends_no_submission(draft: Application):
    page_of(draft)

    draft.refresh_from_db()
    assert (draft.submissions, draft.revision) == (0, 0)


def test_submitting_leads_to_the_receipt(draft: Application):
    answer = signed_in(draft.applicant).post(address("submit", draft), {"revision": "0"})

    sent = Submission.objects.get()
    draft.refresh_from_db()
    assert answer.url == address("receipt", draft, sent.receipt)
    assert (draft.state, draft.desk.name) == ("in_review", "博湖县图书馆")


def test_a_double_click_and_the_back_button_give_the_same_receipt(draft: Application):
    browser = signed_in(draft.applicant)

    answers = [browser.post(address("submit", draft), {"revision": "0"}) for _ in range(3)]

    assert len({answer.url for answer in answers}) == 1
    assert Submission.objects.count() == 1


def test_a_refused_submission_gives_its_reasons_and_changes_nothing(draft: Application):
    draft.attachments.update(removed_at=factories.NOON)

    answer = signed_in(draft.applicant).post(address("submit", draft), {"revision": "0"})

    page = answer.content.decode()
    draft.refresh_from_db()
    assert answer.status_code == 422
    assert "没有提交成功" in page
    assert "还有 1 处需要填写或修改。" in page
    assert (draft.state, Submission.objects.count()) == ("draft", 0)


def fingerprint_on(page: str) -> str:
    found = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert found
    return found[1]


def health(application: Application, words: str) -> None:
    part = application.drafts.get(section="basic")
    part.rows[0]["values"]["health"] = words
    part.save()


def test_what_another_window_changed_is_checked_again(draft: Application):
    seen = {"revision": "0", "fingerprint": fingerprint_on(page_of(draft))}
    health(draft, "另一个窗口")
    browser = signed_in(draft.applicant)

    answer = browser.post(address("submit", draft), seen)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "内容在另一个窗口里改过，请再核对一次。" in page
    assert "另一个窗口</dd>" in page
    assert not Submission.objects.exists()

    again = browser.post(address("submit", draft), seen | {"fingerprint": fingerprint_on(page)})
    assert again.status_code == 302


@pytest.mark.parametrize("change", [{"title": "换了名"}, {"order": 99}, {"removed_at": factories.NOON}])
def test_so_is_a_file_that_another_window_touched(draft: Application, change):
    file = factories.attachment(draft, "education", "degree")
    seen = {"revision": "0", "fingerprint": fingerprint_on(page_of(draft))}
    Attachment.objects.filter(pk=file.pk).update(**change)

    answer = signed_in(draft.applicant).post(address("submit", draft), seen)

    assert "内容在另一个窗口里改过" in answer.content.decode()


def test_preparing_a_scan_is_no_change_and_changing_back_neither(draft: Application):
    browser = signed_in(draft.applicant)
    browser.post(address("attachment_add", draft, "education", "degree"), {"files": [scan()]})
    before = draft.drafts.get(section="basic").rows[0]["values"]["health"]
    seen = {"revision": "0", "fingerprint": fingerprint_on(page_of(draft))}
    health(draft, "另一个窗口")
    health(draft, before)

    assert browser.post(address("submit", draft), seen).status_code == 302


def test_a_step_too_old_is_answered_with_what_happened(draft: Application, cast: Cast):
    factories.submit(draft)
    factories.decide(draft, "send_back", by=cast.wang, note="请补充")

    answer = signed_in(draft.applicant).post(address("submit", draft), {"revision": "1"})

    assert answer.status_code == 409
    assert "博湖县图书馆 审核人" in answer.content.decode()
    assert Submission.objects.count() == 1


@pytest.mark.rule("N0-20")
def test_after_the_last_submission_there_is_no_more(draft: Application, cast: Cast):
    Application.objects.filter(pk=draft.pk).update(submissions=3)
    draft.refresh_from_db()

    answer = signed_in(draft.applicant).post(address("submit", draft), {"revision": "0"})

    assert answer.status_code == 422
    assert "提交次数不得超过 3 次（四（三））" in answer.content.decode()


@pytest.mark.parametrize(("moment", "status"), [("18:00:00", 302), ("18:00:01", 422)])
def test_the_closing_second_still_counts(draft: Application, time_machine, moment, status):
    time_machine.move_to(factories.at(f"2024-09-30 {moment}"), tick=False)
    browser = signed_in(draft.applicant)

    assert browser.post(address("submit", draft), {"revision": "0"}).status_code == status


def test_nobody_else_finds_it(draft: Application, cast: Cast):
    for person in (cast.wang, cast.outsider):
        assert signed_in(person).get(address("check_answers", draft)).status_code == 404


def test_submitting_takes_a_post(draft: Application):
    assert signed_in(draft.applicant).get(address("submit", draft)).status_code == 405


def test_who_is_not_signed_in_is_asked_to(client, draft: Application):
    assert client.get(address("check_answers", draft)).url.startswith(reverse("login"))


@pytest.mark.parametrize("files", [1, 3])
def test_the_page_costs_the_same_however_full_it_is(draft: Application, files, django_assert_num_queries):
    for _ in range(files):
        factories.attachment(draft, "education", "degree")
    browser = signed_in(draft.applicant)
    browser.get(address("check_answers", draft))

    with django_assert_num_queries(7):
        browser.get(address("check_answers", draft))
