"""调整检查规则：a switch publishes a version, reaches who is filling in, and nobody else."""

import pytest

from applications.models import Message, NoticeVersion
from applications.models.notice import document_of
from applications.selectors.dossiers import findings_of
from applications.selectors.switches import switchable_rules
from applications.services import notices
from applications.services.moves import MoveRefused, NotAllowed
from applications.services.switching import CannotSwitch, switch_rule
from tests import factories
from tests.factories import at
from tests.notices import small_notice

pytestmark = pytest.mark.django_db
LATER = at("2024-09-10 12:00")
VAGUE = {"code": "vague", "kind": "plain_words", "words": ["大概"], "clause": "四（二）"}


@pytest.fixture
def root(db):
    return factories.person("管理员", is_superuser=True)


@pytest.fixture
def switch(notice, root):
    def to(severity, rule="material:degree", **facts):
        return switch_rule(
            notice, rule, severity, **{"reason": "学校补办证书", "by": root, "at": LATER} | facts
        )

    return to


@pytest.fixture
def without_degree(draft):
    """阿依古丽's draft, in order but for one scan."""
    draft.attachments.filter(material="degree").update(removed_at=factories.NOON)
    return draft


def test_who_was_blocked_by_the_rule_can_submit_after_it(without_degree, switch):
    with pytest.raises(MoveRefused, match="还有 1 处"):
        factories.submit(without_degree, when=LATER)

    switch("warn")

    assert factories.submit(without_degree, when=LATER).state == "in_review"


def test_another_rule_blocks_still_and_the_switched_one_warns(without_degree, switch):
    without_degree.drafts.get(section="summary").delete()
    switch("warn")
    without_degree.refresh_from_db()

    found = findings_of(without_degree, LATER)

    assert [(f.severity, f.section, f.field) for f in found] == [
        ("warn", "education", "degree"),
        ("block", "summary", ""),
    ]
    with pytest.raises(MoveRefused, match="还有 1 处"):
        factories.submit(without_degree, when=LATER)


def test_it_blocks_again_when_it_is_switched_back(without_degree, switch, notice):
    first = NoticeVersion.objects.get()
    switch("warn")
    last = switch("block", reason="补办结束")

    assert last.number == 3
    assert last.content == first.content
    with pytest.raises(MoveRefused, match="还有 1 处"):
        factories.submit(without_degree, when=LATER)


def test_the_version_says_who_and_why_and_the_old_one_stays(notice, switch, root):
    old = NoticeVersion.objects.get()

    new = switch("warn")

    notice.refresh_from_db()
    assert notice.latest == new
    assert (new.number, new.reason, new.by, new.loaded_at) == (2, "学校补办证书", root, LATER)
    assert document_of(new.pk).switches[0].rule == "material:degree"
    kept = NoticeVersion.objects.get(pk=old.pk)
    assert (kept.content, kept.digest, kept.reason) == (old.content, old.digest, "")
    assert document_of(old.pk).switches == ()


def test_whoever_fills_in_is_told_once(draft, switch):
    version = switch("warn")

    message = Message.objects.get(user=draft.applicant)
    draft.refresh_from_db()
    assert draft.notice_version == version
    assert message.text == (
        f"申报书 {draft.number}：“学历学位”须上传“学历、学位证书”。"
        "这条检查规则改为只作提醒，不影响提交。原因：学校补办证书"
    )
    assert draft.journal.count() == 0


def test_what_is_in_review_stays_until_it_is_returned(draft, switch, cast):
    factories.submit(draft)
    before = draft.notice_version_id

    switch("warn")

    draft.refresh_from_db()
    assert draft.notice_version_id == before
    assert not Message.objects.filter(key__startswith="switched").exists()
    factories.decide(draft, "send_back", by=cast.wang, when=LATER, note="请修改")
    version = switch("block", reason="恢复")
    draft.refresh_from_db()
    assert draft.notice_version == version.notice.versions.get(number=3)


def test_an_older_version_in_use_gets_the_switch_and_nothing_else(draft, notice, switch):
    old = draft.notice_version
    notices.load(small_notice(summary="改过的摘要。"), at=LATER)

    latest = switch("warn")

    draft.refresh_from_db()
    assert latest.number == 4
    assert draft.notice_version.number == 3
    assert draft.notice_version.content == {
        **old.content,
        "switches": [{"rule": "material:degree", "severity": "warn"}],
    }
    assert latest.content["summary"] == "改过的摘要。"


def test_who_starts_afterwards_starts_under_the_new_version(notice, cast, switch):
    version = switch("warn")

    assert factories.draft(notice, cast.applicant, cast.employer).notice_version == version


def test_another_notice_is_not_touched(draft, switch, cast):
    other = factories.notice(small_notice(code="other-2024"))
    theirs = factories.draft(other, factories.person("别人"), cast.employer)

    switch("warn")

    theirs.refresh_from_db()
    assert theirs.notice_version.notice == other
    assert other.versions.count() == 1


@pytest.mark.parametrize("who", ["applicant", "wang", "office", "outsider"])
def test_a_stranger_cannot(draft, switch, cast, who):
    with pytest.raises(NotAllowed):
        switch("warn", by=getattr(cast, who))

    assert NoticeVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"rule": "rule:nothing"}, "该通知没有可以调整的规则“rule:nothing”。"),
        ({"severity": "judge"}, "只能改为 block（必须符合）或 warn（只作提醒）。"),
        ({"severity": "block"}, "这条规则现在就是这样，没有改变。"),
        ({"reason": " "}, "请写明调整的原因，最多 200 字。"),
        ({"reason": "因" * 201}, "请写明调整的原因，最多 200 字。"),
    ],
)
def test_what_cannot_be_switched_is_said_and_nothing_is_published(switch, facts, sentence):
    with pytest.raises(CannotSwitch) as refusal:
        switch(**{"severity": "warn", **facts})

    assert refusal.value.reason == sentence
    assert NoticeVersion.objects.count() == 1


def test_a_rule_that_warns_can_be_made_to_block(cast, root):
    notice = factories.notice(small_notice(rules=[VAGUE]))
    application = factories.fill(
        factories.draft(notice, cast.applicant, cast.employer), summary={"text": "大概完成。"}
    )
    switch_rule(notice, "rule:vague", "block", reason="从严", by=root, at=LATER)

    with pytest.raises(MoveRefused, match="还有 1 处"):
        factories.submit(application, when=LATER)
    switch_rule(notice, "rule:vague", "warn", reason="从宽", by=root, at=LATER)
    assert factories.submit(application, when=LATER).state == "in_review"


def test_what_was_switched_stays_when_the_same_file_is_loaded_again(notice, switch):
    version = switch("warn")

    same, created = notices.load(small_notice(), at=LATER)
    changed, _ = notices.load(small_notice(summary="改过。"), at=LATER)
    own, _ = notices.load(small_notice(summary="改过。", switches=[]), at=LATER)

    assert (same, created) == (version, False)
    assert document_of(changed.pk).switches == document_of(version.pk).switches
    assert document_of(own.pk).switches == ()


def test_a_rule_that_is_gone_takes_its_switch_along(notice, switch):
    switch("warn")
    raw = small_notice()
    raw["sections"][1]["materials"] = []

    loaded, _ = notices.load(raw, at=LATER)

    assert document_of(loaded.pk).switches == ()


def test_the_list_says_how_each_rule_stands(notice, switch):
    def stands():
        notice.refresh_from_db()
        return [(r.code, r.severity, r.declared, r.other, r.is_switched) for r in switchable_rules(notice)]

    assert stands() == [("material:degree", "block", "block", "warn", False)]
    switch("warn")
    assert stands() == [("material:degree", "warn", "block", "block", True)]
    notice.latest = None
    assert switchable_rules(notice) == []
    notice.save()
    with pytest.raises(CannotSwitch, match="尚未发布"):
        switch("block")
