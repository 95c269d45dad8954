"""The words of the five notices: quoted as they stand, years filled in, nobody named."""

import re

import pytest

from applications.rules.identity import MOBILE
from tests.applications.rules.test_notices import NOTICES, plain, whole

ALL = pytest.mark.parametrize("document", NOTICES.values(), ids=NOTICES)


@ALL
def test_every_demand_is_quoted_from_the_text(document):
    text = whole(document)

    assert [ask.clause for ask in document.asks if plain(ask.text) not in text] == []


@ALL
def test_no_official_is_named(document):
    text = whole(document)

    assert "联系人" not in text
    assert MOBILE.search(text) is None


@ALL
def test_every_opinion_sentence_stands_in_the_text(document):
    sentences = [level.opinion.sentence for level in document.chain if level.opinion]

    assert [sentence for sentence in sentences if plain(sentence) not in whole(document)] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("N0", "为做好2024年度自治州艺术、图书资料"),
        ("N0", "网上申报材料及审核时间：2024年8月30日—9月30日。"),
        ("N0", "答辩时间：拟定于2024年10月14日—10月20日，地点另行通知。"),
        ("N0", "初级：提供2023-2024年度公需课、专业课培训合格证书"),
        ("N0", "中级：专业科目提供2022-2024年度培训合格证书，公需科目提供2020-2024年度培训合格证书"),
        ("N0", "上传近三年（2021年至2023年）年度考核"),
        ("N1", "申报时间：2024年9月25日10:00—10月30日18:00"),
        ("N1", "2024年起，事业单位专业技术人员"),
        ("N2", "2019-2023年的公需课，2021-2023年的专业课"),
        ("N3", "网上申报系统于2021年9月1日开放申报，关闭时间为9月25日。"),
        ("N3", "纸质材料报送时间为2021年10月11日至10月15日。"),
        ("N3", "2015-2021年度公需科目继续教育合格证"),
        ("N3", "2018年至2020年度专业技术人员年度考核表"),
        ("N4", "申报时间：2024年7月22日—2024年8月30日18:00，截止8月30日18:00，未将申请书提交至"),
        ("N4", "需上传近4年（2021-2024年）继续教育公需课及专业课培训合格证书"),
        ("N4", "评审资历计算时间截止2024年12月31日。"),
    ],
)
def test_years_and_times_read_as_in_the_original(name, words):
    assert words in whole(NOTICES[name])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("N0", "有异议，请电话或书面形式反映至"),
        ("N1", "有疑异，请电话或书面形式反映至"),
        ("N2", "有疑异，请电话或书面形式反映至"),
        ("N4", "有疑异，请电话或书面形式反映至"),
    ],
)
def test_the_annexes_keep_their_own_slips(name, words):
    wording = NOTICES[name].wording

    assert wording is not None
    assert words in wording.closing


@pytest.mark.rule("N0-02", "N0-04", "N2-02", "N3-04", "N4-02", "N1-02")
@ALL
def test_every_notice_states_the_demands_that_all_of_them_have(document):
    topics = {str(ask.topic) for ask in document.asks}

    assert {"scope", "eligibility", "education", "continuing", "publicity", "paper"} <= topics


@ALL
def test_materials_full_of_names_are_kept_from_experts(document):
    personal = re.compile("身份证|照片|公示|承诺|保证书|推荐|免学|免除|免试|社保|思想政治")
    seen = [
        material.title
        for section in document.sections
        for material in section.materials
        if personal.search(material.title) and material.experts != "hidden"
    ]

    assert seen == []


@ALL
def test_what_the_unit_provides_is_not_asked_of_the_applicant(document):
    providers = {m.code: m.provider for section in document.sections for m in section.materials}

    assert (providers["publicity"], providers["publicity_result"]) == ("employer", "employer")
    assert providers.get("superior_opinion", "superior") == "superior"
    assert providers.get("employer_opinion", "employer") == "employer"
