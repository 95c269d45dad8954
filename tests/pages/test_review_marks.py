"""审核台：marking what must be changed, sending it back, and seeing what was done about it."""

import pytest
from django.urls import reverse

from applications.models import Application, Mark, Notice, Phrase
from applications.rules.unlocking import WHOLE, Spot
from review.services.marks import Wanted
from tests import factories
from tests.cast import Cast
from tests.factories import NOON, marked
from tests.pages.reviewing import move, sign_in

pytestmark = pytest.mark.django_db
ROW = Spot("education", "r1")


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def filed(draft: Application) -> Application:
    return factories.submit(draft)


@pytest.fixture
def wang(client, cast: Cast):
    sign_in(client, cast.wang)
    return client


def page_of(client, application: Application, **query: str) -> str:
    return client.get(reverse("review", args=[application.pk]), query).content.decode()


def mark(client, application: Application, target: str, **typed: str):
    return client.post(reverse("review_mark", args=[application.pk]), {"target": target, **typed})


def returned_and_submitted_again(application: Application, cast: Cast, *spots: Spot) -> None:
    wanted = [Wanted(spot, "请修改这里。") for spot in spots]
    factories.decide(application, "send_back", by=cast.wang, note="请修改", marks=wanted)
    application.drafts.filter(section="summary").update(
        rows=[{"id": "r1", "values": {"text": "编目三千种。"}}]
    )
    factories.submit(application)


def test_every_section_has_a_form_with_its_rows_slots_files_and_phrases(wang, filed, cast):
    Phrase.objects.create(organisation=cast.employer, text="请用本单位的表述。")
    Phrase.objects.create(organisation=cast.county, text="别处的常用语。")
    scan = filed.attachments.get(material="degree")

    page = page_of(wang, filed)

    for target in (
        "|||",
        "summary|||",
        "education|r1||",
        "education||degree|",
        f"education||degree|{scan.pk}",
    ):
        assert f'value="{target}"' in page, target
    assert "请用本单位的表述。" in page
    assert "须从最低学历起依次填写。" in page
    assert "别处的常用语。" not in page


def test_a_mark_is_made_and_leads_back_to_its_section(wang, filed):
    answer = mark(wang, filed, "education|r1||", phrase="缺页，请补齐。", reason="第二页")

    assert answer.url == reverse("review", args=[filed.pk]) + "#section-education"
    assert Mark.objects.get().reason == "缺页，请补齐。 第二页"
    assert page_of(wang, filed).count("缺页，请补齐。 第二页") == 3


def test_a_mark_without_a_reason_is_refused_at_the_field(wang, filed):
    answer = mark(wang, filed, "education|r1||", reason=" ")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#mark-education-reason"' in page
    assert '<option value="education|r1||" selected>' in page
    assert not Mark.objects.exists()


def test_what_was_typed_is_kept_when_it_is_too_long(wang, filed):
    answer = mark(wang, filed, "summary|||", reason="长" * 501)

    assert answer.status_code == 422
    assert "长" * 501 in answer.content.decode()


@pytest.mark.parametrize("target", ["nowhere|||", "education|r9||", "education", "", "a|b|c|d|e"])
def test_what_is_not_there_is_not_found(wang, filed, target):
    assert mark(wang, filed, target, reason="请修改").status_code == 404
    assert not Mark.objects.exists()


def test_a_mark_is_taken_back(wang, filed, cast):
    mine = marked(filed, ROW, by=cast.wang)
    address = reverse("review_unmark", args=[filed.pk])

    answer = wang.post(address, {"mark": str(mine.pk), "section": "education"})

    assert answer.url.endswith("#section-education")
    assert not Mark.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "li", "applicant"])
def test_strangers_mark_nothing_and_find_nothing(client, filed, cast, who):
    mine = marked(filed, ROW, by=cast.wang)
    sign_in(client, getattr(cast, who))

    assert mark(client, filed, "summary|||", reason="请修改").status_code == 404
    unmark = client.post(reverse("review_unmark", args=[filed.pk]), {"mark": str(mine.pk)})
    assert unmark.status_code == 404
    assert Mark.objects.count() == 1


def test_marks_are_posted(wang, filed):
    for name in ("review_mark", "review_unmark"):
        assert wang.get(reverse(name, args=[filed.pk])).status_code == 405


def test_a_desk_that_may_not_return_it_is_shown_no_form(client, filed, cast):
    factories.decide(filed, "send_back", by=cast.wang, note="请修改")
    sign_in(client, cast.wang)

    assert "data-mark" not in page_of(client, filed)


@pytest.mark.rule("N0-19")
def test_a_return_without_marks_says_what_is_missing_and_keeps_what_was_typed(wang, filed):
    answer = move(wang, filed, "send_back", note="学历不符")

    assert answer.status_code == 422
    assert "退回须逐项写明" in answer.content.decode()
    assert "学历不符" in answer.content.decode()


@pytest.mark.rule("N0-19")
def test_the_marks_stand_in_the_opinion_to_be_edited(wang, filed, cast):
    marked(filed, Spot("summary"), by=cast.wang, reason="过于笼统。")
    marked(filed, WHOLE, by=cast.wang, reason="请统一日期写法。")

    page = page_of(wang, filed)

    assert "1. 个人工作总结：过于笼统。\n2. 整份申报书：请统一日期写法。</textarea>" in page
    assert "将退回修改以下 <b>2</b> 项" in page


def test_findings_that_nobody_marked_are_listed_before_the_return(wang, draft, cast):
    filed = factories.submit(draft)
    frozen = filed.frozen.get()
    frozen.snapshot["findings"] = [["warn", "education", "缺“学历、学位证书”。", "五、4", "", "degree", ""]]
    frozen.save(update_fields=["snapshot"])

    before = page_of(wang, filed)
    marked(filed, Spot("education"), by=cast.wang)
    after = page_of(wang, filed)

    assert "检查发现而没有标记的" in before
    assert "缺“学历、学位证书”" in before
    assert "检查发现而没有标记的" not in after


@pytest.mark.rule("N0-19")
def test_what_was_passed_over_at_the_last_return_is_said_before_the_next(wang, filed, cast):
    returned_and_submitted_again(filed, cast, Spot("summary"))
    marked(filed, ROW, by=cast.wang, reason="专业不一致")

    assert "这 1 项上次退回时已有而未提出" in page_of(wang, filed)


def test_what_was_asked_for_and_what_was_done_stand_first(wang, filed, cast):
    returned_and_submitted_again(filed, cast, Spot("summary"), ROW)

    page = page_of(wang, filed)
    panel = page[page.index('id="corrected"') : page.index('id="section-basic"')]

    assert "上次退回要求修改 2 项，其中 <b>1</b> 项没有改动" in panel
    assert panel.index("已改动") < panel.index("没有改动</span>")
    assert "<del>" in panel
    assert "编目三千种。" in panel
    assert "除此之外没有其他改动" in panel


def test_other_changes_stand_after_what_was_asked_for(wang, filed, cast):
    returned_and_submitted_again(filed, cast, WHOLE)
    filed.marks.update(section="education")

    page = page_of(wang, filed)

    assert page.index("没有改动</span>") < page.index("其他改动") < page.index('id="section-basic"')


def test_a_replaced_image_leads_to_the_old_and_the_new_one(wang, filed, cast):
    old = filed.attachments.get(material="degree")
    factories.decide(filed, "send_back", by=cast.wang, note="请修改")
    filed.attachments.filter(pk=old.pk).update(removed_at=NOON)
    new = factories.attachment(filed, "education", "degree", title="学历证书新扫描", masking=old.masking)
    factories.submit(filed)

    page = page_of(wang, filed)
    panel = page[page.index('id="corrected"') : page.index('id="section-basic"')]

    assert reverse("attachment", args=[old.pk]) in panel
    assert f'<a href="{reverse("attachment", args=[new.pk])}" data-show="' in panel
    assert "替换" in panel


def test_a_first_submission_has_nothing_corrected(wang, filed):
    assert "本次修改" not in page_of(wang, filed)


@pytest.mark.parametrize("count", [1, 3])
def test_marks_cost_the_same_however_many(
    wang, filed, cast: Cast, notice: Notice, count, django_assert_max_num_queries
):
    for spot in (ROW, Spot("summary"), Spot("basic"))[:count]:
        marked(filed, spot, by=cast.wang)
    page_of(wang, filed)

    with django_assert_max_num_queries(15):
        page_of(wang, filed)
