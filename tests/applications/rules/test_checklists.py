"""核对项：every requirement that a person must look at is an item of its notice."""

from dataclasses import replace

import pytest

from applications.rules.notices.loading import NotANotice, parse
from applications.rules.notices.terms import Affiliation, Case, Mode, Nature, Rank
from tests.notices import real_notice, small_notice

ANY = ""
ITEM = {"code": "truthful", "text": "材料真实、完整", "levels": ["employer"], "clause": "四（一）"}
REQUIREMENTS = {
    "N0": {
        "N0-02": "conduct", "N0-03": "on_staff", "N0-04": "not_excluded", "N0-05": "sanction", "N0-06": "aid",
        "N0-07": "conditions", "N0-15": "truthful", "N0-18": "procedure", "N0-23": "plain_words",
        "N0-31": "after_title", "N0-34": "upright", "N0-35": "legible", "N0-36": "own_unit",
        "N0-40": "ce_waiver", "N0-50": "concise", "N0-51": "awards", "N0-53": "summary",
        "N0-57": "publicity_signed", "N0-61": "masked", "N0-66": "paper_recommended",
        "N0-67": "paper_submitted", "N0-68": "paper_promised", "N0-69": "paper_complete",
        "N0-71": "no_defence", "N0-77": "ce_waiver_approved",
    },
    "N1": {"N1-24": "certificates_signed", "N1-28": "paper_by_department"},
    "N2": {
        "N2-02": "not_excluded", "N2-11": "legible", "N2-16": "insurance", "N2-17": "education",
        "N2-21": "conditions", "N2-22": "awards", "N2-24": "publications", "N2-26": "appraisals",
        "N2-29": "southern", "N2-32": "promise", "N2-38": "paper_promised", "N2-39": "paper_correct",
        "N2-41": "paper_complete", "N2-43": "no_defence",
    },
    "N3": {
        "N3-15": "no_defence", "N3-18": "ce_waiver", "N3-22": "truthful", "N3-31": "paper_originals",
    },
    "N4": {
        "N4-03": "not_barred", "N4-13": "upright", "N4-18": "declassified", "N4-25": "focus_examination",
        "N4-31": "paper_publicity", "N4-33": "paper_promise",
    },
}  # fmt: skip
IDS = [requirement for items in REQUIREMENTS.values() for requirement in items]


@pytest.mark.rule(*IDS)
@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_for_a_person_is_an_item_of_its_notice(name):
    document = parse(real_notice(name))
    items = {item.code: item for item in document.checklist}

    assert [code for code in REQUIREMENTS[name].values() if code not in items] == []
    assert [item.code for item in document.checklist if not item.clause] == []


@pytest.mark.rule("N4-25")
def test_the_nine_things_that_units_and_departments_look_at_first():
    focus = [item for item in parse(real_notice("N4")).checklist if item.code.startswith("focus_")]

    assert [item.text.removeprefix("重点审核：") for item in focus] == [
        "基本信息", "学历", "专业工作年限", "聘任年限", "实践能力（经历）",
        "工作业绩", "科研成果", "继续教育", "业务考试",
    ]  # fmt: skip
    assert {item.levels for item in focus} == {("employer", "superior")}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_everybody_on_the_chain_has_something_to_look_at(name):
    document = parse(real_notice(name))
    named = {level for item in document.checklist for level in item.levels or (ANY,)}

    assert [level.code for level in document.chain if not {ANY, level.code} & named] == []


def test_a_list_names_sections_and_levels_that_exist():
    wrong = [{**ITEM, "section": "nowhere", "levels": ["nobody"]}, ITEM]

    with pytest.raises(NotANotice) as problem:
        parse(small_notice(checklist=wrong))

    text = str(problem.value)
    assert "checklist: 'truthful'；代码重复" in text
    assert "checklist.truthful.section: 'nowhere'；栏目中没有" in text
    assert "checklist.truthful.levels: 'nobody'；层级中没有" in text


def test_an_item_is_for_its_levels_its_cases_its_stage_and_the_sections_there_are():
    items = [
        ITEM,
        {"code": "anybody", "text": "图片清晰", "section": "education", "clause": "五"},
        {**ITEM, "code": "promotion", "when": {"ranks": ["intermediate"]}},
        {**ITEM, "code": "paper", "stage": "paper"},
    ]
    document = parse(small_notice(checklist=items))
    junior = Case(Mode.REVIEW, Rank.JUNIOR, "general", "library", Affiliation.COUNTY, Nature.INSTITUTION)

    def asked(level: str, claim: Case, stage: str = "review") -> list[str]:
        return [item.code for item in document.checks_for(claim, level, stage)]

    assert asked("employer", junior) == ["truthful", "anybody"]
    assert asked("employer", replace(junior, rank=Rank.INTERMEDIATE)) == ["truthful", "anybody", "promotion"]
    assert asked("county", junior) == ["anybody"]
    assert asked("employer", junior, "paper") == ["paper"]
