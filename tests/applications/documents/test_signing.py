"""The notice's own sheets: its words, the person's facts, and blanks where a hand signs."""

import pytest

from applications.documents.catalogue import SHEETS
from applications.models.printout_kinds import TO_BE_SIGNED
from applications.selectors.dossiers import draft_of
from applications.selectors.printouts import templates_for
from tests import factories
from tests.applications.documents.papers import SCHOOL, opened, paper, words, write
from tests.notices import real_notice

WAIVED = {"year": "2023", "subject": "public", "proof": "waiver"}
BLANK = "　　　年　　月　　日"


def under(name, cast, *, region="652829"):
    """A draft under one of the notices."""
    opens = real_notice(name)["timetable"]["filing"]["opens"]
    when = factories.at(f"{str(opens)[:10]} 23:00")
    cast.employer.region = region
    cast.employer.save()
    notice = factories.notice(real_notice(name), loaded=when)
    return factories.draft(notice, cast.applicant, cast.employer, when=when)


@pytest.mark.rule("N0-76")
def test_the_guarantee_has_two_parties_and_stays_unsigned(dossier):
    page = words("guarantee", dossier)

    assert "本人申报图书资料系列（专业）中级职称，所提供的个人信息和证明材料真实准确" in page
    assert "三年内不得申报相应职称评审并承担一切责任。" in page
    assert "兹保证阿依古丽·买买提同志确系本单位职工" in page
    assert "注：签名必须手写，不得打印。" in page
    assert page.count(BLANK) == 2
    assert "<p>申报人（签名）：</p>" in page and "<p>单位负责人（签名）：</p>" in page


@pytest.mark.rule("N0-75")
def test_the_opinion_of_the_superior_names_the_claim(dossier):
    page = words("superior_opinion", dossier)

    assert "<h1>关于阿依古丽·买买提同志申报图书资料系列（专业）中级职称的推荐意见</h1>" in page
    assert "上级主管单位人事（职称）部门（盖章）" in page


@pytest.mark.rule("N2-50")
@pytest.mark.rule("N4-33")
@pytest.mark.parametrize(
    ("notice", "region", "said", "not_said"),
    [
        ("N2", "652829", ("内容一致。", "下一年起3年内", "签字：（承诺人）"), "内容完全一致"),
        ("N4", "652901", ("内容完全一致。", "下一年度起3年内", "承诺人：（手写签名）"), "下一年起"),
    ],
)
def test_each_notice_has_its_own_promise(cast, notice, region, said, not_said):
    page = words("promise", under(notice, cast, region=region))

    assert all(words in page for words in said)
    assert not_said not in page


@pytest.mark.rule("N0-77")
def test_the_waiver_is_filled_in_and_leaves_the_opinion_blank(dossier):
    write(dossier, "education", SCHOOL)
    write(dossier, "continuing", WAIVED)
    posted = {"posting_away": "village", "posting_from": "2023-01", "posting_until": ""}
    write(dossier, "declarations", {**posted, "identity": "staff"})

    page = words("waiver", dossier)

    assert dossier.applicant.id_number in page
    assert "2010年7月，新疆大学，图书馆学" in page
    assert "2023年1月至今参加“访惠聚”驻村工作，申请免除2023年公需课继续教育学习。" in page
    assert "<th>审核意见</th>" in page
    assert "已返回人员，由原派驻单位所属的" in page


@pytest.mark.rule("N4-36")
def test_the_waiver_keeps_the_words_of_its_notice(cast):
    page = words("waiver", under("N4", cast, region="652901"))

    assert "<th>审查意见</th>" in page
    assert "已退回人员，由派驻单位所属的" in page
    assert "已返回人员" not in page


def test_a_reason_that_is_not_known_is_left_to_the_hand(dossier):
    assert paper("waiver", dossier).content["reason"] == ""


@pytest.mark.parametrize("kind", ["waiver", "guarantee", "superior_opinion"])
def test_a_sheet_to_be_signed_is_one_page_without_a_watermark(dossier, kind):
    write(dossier, "continuing", WAIVED)

    made, pages = paper(kind, dossier, accepted=False).made("ABCDEFGH")

    assert pages == 1
    with opened(made) as document:
        assert "/Watermark" not in document.pages[0].Resources.get("/XObject", {})


def test_the_applicant_is_offered_what_the_dossier_asks_to_sign(dossier):
    assert [line.kind for line in templates_for(dossier, draft_of(dossier))] == ["guarantee"]

    write(dossier, "continuing", WAIVED)

    assert [line.kind for line in templates_for(dossier, draft_of(dossier))] == ["guarantee", "waiver"]


def test_nothing_is_left_to_sign_once_it_is_submitted(dossier):
    factories.submit(factories.fill(dossier))

    assert templates_for(dossier, draft_of(dossier)) == []


def test_a_notice_without_templates_offers_none(draft):
    assert templates_for(draft, draft_of(draft)) == []


def test_every_kind_of_template_can_be_printed():
    assert set(SHEETS) >= TO_BE_SIGNED
