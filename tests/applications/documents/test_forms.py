"""The forms: what they show."""

import pytest

from applications.documents.sources import source_for
from tests.applications.documents.papers import POST, SCHOOL, opened, paper, words, write

KINDS_OF_FORM = ("evaluation_form", "initial_form", "bag_cover")


def test_the_evaluation_form_shows_the_dossier(draft):
    write(draft, "education", SCHOOL, {**SCHOOL, "level": "31", "major": "文秘", "graduated": "2018-07"})
    write(draft, "employment", POST, {**POST, "ended": "2015-06", "posting": "secondment"})
    write(draft, "summary", {"text": "第一段。\n\n第二段。"})

    page = words("evaluation_form", draft)

    assert "2006年9月—2010年7月" in page
    assert "图书馆学，大学本科，学士" in page
    assert "2010年9月—至今" in page
    assert "博湖县图书馆，借调" in page
    assert "<p>第一段。</p>" in page and "<p>第二段。</p>" in page
    assert "填表时间：2024年10月9日" in page
    assert draft.title in page and draft.applicant.name in page


@pytest.mark.rule("N0-24")
def test_what_is_empty_prints_none_and_what_is_signed_stays_blank(draft):
    write(draft, "employment", nothing=True)

    parts = paper("evaluation_form", draft).filled()
    page = parts.own + parts.fixed

    assert "<td>无</td><td>无</td><td>无</td><td>无</td>" in page
    assert page.count("负责人：　") == 5
    assert "承诺人（手写签名）：　" in page


def test_the_highest_education_counts_and_not_the_latest(draft):
    write(draft, "education", SCHOOL, {**SCHOOL, "level": "31", "degree": "none", "graduated": "2018-07"})

    assert source_for(draft, draft=True).highest_education["level"] == "大学本科"


def test_the_basic_cells_read_the_title_where_it_is_held(dossier):
    held = {"current_title": "助理馆员", "title_obtained": "2018-12", "appointed": "2019-01"}
    write(dossier, "qualification", {**held, "title_place": "xinjiang", "title_authority": "巴州人社局"})

    page = words("evaluation_form", dossier)

    assert "<td>助理馆员<br>2019年1月</td>" in page
    assert "助理馆员，2018年12月，在新疆取得，巴州人社局" in page
    assert '<td class="fill">助理馆员</td>' in page  # on the cover too


def test_whoever_has_no_title_says_so(dossier):
    write(dossier, "qualification", {"current_title": "无", "title_authority": "无"})

    shown = paper("evaluation_form", dossier).content["basic"]

    assert (shown["post"], shown["appointed"], shown["qualification"]) == ("无", "无", "无")


def test_a_draft_that_cannot_be_read_yet_is_shown_as_typed(draft):
    write(draft, "education", {**SCHOOL, "graduated": "明年夏天", "school": "新" * 500})

    page = words("evaluation_form", draft)

    assert "2006年9月—明年夏天" in page
    assert "新" * 60 in page
    assert "新" * 61 not in page


def test_the_initial_form_carries_the_whole_number_and_the_ground(draft):
    write(draft, "education", SCHOOL)

    page = words("initial_form", draft)

    assert draft.applicant.id_number in page
    assert "初定依据：全日制，大学本科，学士，2010年7月毕业。" in page


@pytest.mark.rule("N1-27")
def test_the_initial_form_tells_study_appraisals_speech_and_years(dossier):
    write(dossier, "qualification", {"profession_since": "2010-08", "profession_until": "2012-07"})
    studied = {"year": "2023", "proof": "certificate", "hours": "30", "certificate": "证1号"}
    write(dossier, "continuing", {**studied, "subject": "public"}, {**studied, "subject": "professional"})
    write(dossier, "appraisals", {"year": "2023", "grade": "competent", "unit": "无"})

    page = words("initial_form", dossier)

    assert "<td>2010年8月</td><th>年　限</th><td>1年</td>" in page
    assert "<td>2023年</td><td>30学时</td><td>30学时</td><td>证1号</td>" in page
    assert "2023年 合格" in page
    assert '<th>普通话水平</th><td class="text">无</td>' in page


@pytest.mark.rule("N0-63")
def test_the_bag_cover_says_whose_bag_it_is(dossier):
    write(dossier, "qualification", {"current_title": "助理馆员", "profession_since": "2010-08"})

    page = words("bag_cover", dossier)

    assert (
        '<td class="fill">巴音郭楞蒙古自治州</td><td></td><td>县（市）</td><td class="fill">博湖县</td>'
        in page
    )
    assert '从事本专业年限</td><td class="fill">14年</td>' in page
    assert '现 取 得 职 称</td><td class="fill">助理馆员</td>' in page


@pytest.mark.rule("N0-69")
@pytest.mark.parametrize(("proof", "applies"), [("waiver", True), ("certificate", False)])
def test_the_bag_cover_strikes_out_the_waiver_that_nobody_claims(dossier, proof, applies):
    write(dossier, "continuing", {"year": "2023", "subject": "public", "proof": proof})

    page = words("bag_cover", dossier)

    what = "《自治区“访惠聚”驻村等专业技术人员职称评审免除继续教育学习申请表》"
    struck = f'<tr class="none"><td>5</td><td class="text what">{what}</td><td>—</td><td>无</td></tr>'
    listed = f'<tr class=""><td>5</td><td class="text what">{what}</td><td>1</td><td></td></tr>'
    assert (listed in page, struck in page) == (applies, not applies)


@pytest.mark.rule("N0-65")
@pytest.mark.rule("N1-27")
@pytest.mark.parametrize("kind", KINDS_OF_FORM)
@pytest.mark.parametrize("accepted", [True, False])
def test_the_watermark_lies_under_every_page(draft, kind, accepted):
    made, pages = paper(kind, draft, accepted=accepted).made("ABCDEFGH")

    assert made.startswith(b"%PDF")
    with opened(made) as document:
        assert len(document.pages) == pages
        for page in document.pages:
            assert "/Watermark" in page.Resources.XObject
            page.contents_coalesce()
            under, _, _ = page.Contents.read_bytes().partition(b"EMC")
            assert under.startswith(b"/Artifact") and b"/Watermark Do" in under
    if kind != "bag_cover":  # pasted on the bag: it has no back
        assert pages % 2 == 0


def test_nothing_about_the_person_stands_in_the_file_itself(draft):
    made, _ = paper("initial_form", draft).made("ABCDEFGH")

    with opened(made) as document:
        facts = {name: str(value) for name, value in document.docinfo.items()}
        assert facts["/Title"] == f"初次确定专业技术职务呈报表 {draft.number}"
        assert facts["/Author"] == "职称申报与评审系统"
        assert document.Root.Lang == "zh-CN"
    assert not any(
        word in text for text in facts.values() for word in ("阿依古丽", draft.applicant.id_number)
    )
