"""Each kind of rule as a sentence, and the section under which it is told."""

import pytest

from applications.rules.notices.references import severity_of, switchable
from applications.rules.notices.rule_sentences import (
    SENTENCES,
    group_sentence,
    rule_sentence,
    section_of,
    spared_words,
)
from applications.rules.notices.rule_words import words_of
from applications.rules.notices.rules import Judged, Switch
from tests.applications.rules.judged import notice_with, of_every_kind
from tests.applications.rules.test_notices import NOTICES

FIRST_TIME = {"answers": [{"section": "declarations", "field": "first_time", "any_of": ["yes"]}]}
WAIVED = "驻村等工作期间可以免除，须附免学申请表（审批表）。"


def told(rule, **parts):
    """The sentence of one rule, and where it stands."""
    notice = notice_with(rule, **parts)
    return rule_sentence(notice.rules[0], notice), section_of(notice.rules[0], notice)


@pytest.mark.parametrize(
    ("rule", "sentence", "section"),
    [
        (
            {
                "kind": "answers",
                "section": "declarations",
                "field": "identity",
                "forbidden": ["retired", "civil_servant"],
            },
            "身份类别为“离退休人员”“公务员”的，不能申报。",
            "declarations",
        ),
        (
            {"kind": "sanction", "levels": ["warning", "demerit"]},
            "受警告、记过以上处分的，在处分期间不能申报。",
            "declarations",
        ),
        (
            {
                "kind": "duration",
                "section": "declarations",
                "starts": "aid_from",
                "months": 12,
                "running": True,
                "what": "援派期",
            },
            "援派期须满 1 年，并且正在进行。",
            "declarations",
        ),
        (
            {
                "kind": "duration",
                "section": "insurance",
                "starts": "started",
                "ends": "ended",
                "months": 6,
                "what": "缴费",
            },
            "缴费须满 6 个月。",
            "insurance",
        ),
        ({"kind": "study_mode"}, "须有全日制学历。", "education"),
        (
            {"kind": "study_mode", "levels": ["21", "31"]},
            "须有全日制学历（大学本科、大学专科）。",
            "education",
        ),
        (
            {"kind": "retirement_age", "male": 60, "female": 55},
            "男满 60 周岁、女满 55 周岁的，核对是否已达到法定退休年龄；达到的不能申报。",
            "basic",
        ),
        ({"kind": "integrity"}, "有弄虚作假等诚信记录的，在记录期内不能申报。", "basic"),
        (
            {"kind": "continuing", "subject": "public", "first": -4},
            f"2020—2024年每年公需课有合格证书。{WAIVED}",
            "continuing",
        ),
        (
            {"kind": "continuing", "subject": "professional", "first": 0, "hours": 60, "waivable": "no"},
            "2024年专业课不少于 60 学时。",
            "continuing",
        ),
        (
            {"kind": "continuing", "first": -1, "hours": 90, "waivable": "current"},
            "2023—2024年每年公需课和专业课合计不少于 90 学时。"
            "参加驻村等工作的可以免除当年，须附免学申请表（审批表）。",
            "continuing",
        ),
        (
            {"kind": "study_source", "subject": "public", "since": 2022},
            "2022年及以后的公需课须从系统获取，不能手动上传。",
            "continuing",
        ),
        (
            {"kind": "appraisal", "first": -3, "newcomers": True},
            "2021—2023年每年有年度考核结果，等次为优秀、合格。"
            "新入职不满 3 年且首次申报的，提供入职以后各年的。",
            "appraisal",
        ),
        (
            {"kind": "appraisal", "first": -1, "grades": ["excellent", "competent", "basic", "failed"]},
            "2023年有年度考核结果。",
            "appraisal",
        ),
        (
            {"kind": "putonghua", "posts": [{"least": "3b"}, {"posts": ["chinese_teacher"], "least": "2a"}]},
            "普通话等级：各岗位不低于三级乙等；语文学科教师不低于二级甲等。",
            "putonghua",
        ),
        (
            {"kind": "dated_after", "sections": ["awards", "publications"]},
            "“《awards》”“《publications》”须是取得现任职称之后的；尚无职称的，须是从事专业技术工作之后的。",
            "awards",
        ),
        ({"kind": "continuous"}, "从参加工作起填写到现在，时间前后衔接，可以重叠。", "employment"),
        ({"kind": "ascending"}, "学历从低到高依次填写。", "education"),
        (
            {"kind": "unexpired", "section": "education", "field": "proof_until"},
            "验证报告有效期不能早于提交当天。",
            "education",
        ),
        (
            {"kind": "recent", "section": "insurance", "field": "ended", "months": 3, "what": "截止月"},
            "截止月应在近 3 个月内。",
            "insurance",
        ),
        (
            {
                "kind": "count",
                "section": "publications",
                "field": "category",
                "any_of": ["piece"],
                "at_least": 2,
                "what": "代表作品",
            },
            "代表作品须有 2 项以上。",
            "publications",
        ),
        ({"kind": "plain_words", "words": ["大概", "可能"]}, "不使用含糊的词语，如“大概”“可能”。", ""),
        ({"kind": "file_names"}, "图片名称说明附件的内容。", ""),
        ({"kind": "legible"}, "图片正向、清晰。", ""),
        (
            {"kind": "unnamed", "sections": ["summary"]},
            "“《summary》”中不得出现本人姓名和工作单位。",
            "summary",
        ),
        ({"kind": "masking_answered"}, "给专家看的图片，每张都要检查是否需要遮盖。", ""),
    ],
)
def test_a_rule_is_one_sentence_under_its_section(rule, sentence, section):
    assert told(rule) == (sentence, section)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({}, "年限自从事专业技术工作算到检查当天，是否符合评审条件由审核部门核定。"),
        (
            {"counted_from": "title", "counted_to": "12-31", "delays": {"basic": 1}},
            "年限自取得现任职称算到2024年12月31日，是否符合评审条件由审核部门核定。"
            "年度考核每出现 1 次基本合格，顺延 1 年。",
        ),
        (
            {
                "after_graduation": True,
                "full_time": True,
                "table": [{"education": ["21"], "years": 0}, {"education": ["31", "41"], "years": 2}],
            },
            "按最高全日制学历，年限自毕业后从事专业技术工作算到检查当天："
            "大学本科当年；大学专科、中等专科满 2 年。",
        ),
        (
            {"shorter": [{"when": FIRST_TIME, "years": 1, "clause": "五"}]},
            "年限自从事专业技术工作算到检查当天，是否符合评审条件由审核部门核定。"
            "首次参加职称评审的，可提前 1 年。",
        ),
    ],
)
def test_seniority_says_from_when_to_when_and_how_many_years(rule, sentence):
    assert told({"kind": "seniority", **rule}) == (sentence, "qualification")


@pytest.mark.rule("N2-33", "N4-17")
@pytest.mark.parametrize(
    ("masking", "sentence"),
    [
        ({"targets": ["name"]}, "“《summary》”中不得出现本人姓名。"),
        ({"targets": ["photo", "unit"]}, "“《summary》”中不得出现本人工作单位。"),
        (
            {"targets": ["name", "unit"], "typed_text": True},
            "“《summary》”和给专家看的其他文字中不得出现本人姓名和工作单位。",
        ),
    ],
)
def test_what_may_not_be_named_is_what_the_notice_masks(masking, sentence):
    rule = {"kind": "unnamed", "sections": ["summary"]}

    assert told(rule, masking={"clause": "五"} | masking)[0] == sentence


def test_a_rule_may_put_it_in_its_own_words():
    rule = {"kind": "answers", "section": "declarations", "field": "classified", "forbidden": ["uncleared"]}

    assert told({**rule, "sentence": "涉密材料须脱密。"})[0] == "涉密材料须脱密。"


def test_whom_a_rule_spares():
    private = {"natures": ["private_enterprise"], **FIRST_TIME}
    notice = notice_with(
        {"kind": "legible"}, {"kind": "integrity", "code": "b", "unless": [private, FIRST_TIME]}
    )

    assert [spared_words(rule, notice) for rule in notice.rules] == [
        "",
        "民营企业 · 首次参加职称评审的；首次参加职称评审的",
    ]


def test_of_several_slots_so_many():
    materials = [{"code": code, "title": code, "required": False, "clause": "五"} for code in ("a", "b", "c")]
    groups = [{"code": f"g{n}", "materials": ["a", "b", "c"], "at_least": n, "clause": "五"} for n in (2, 3)]
    notice = notice_with(sections=of_every_kind(qualification={"materials": materials, "groups": groups}))
    section = notice.section("qualification")
    assert section is not None

    assert [group_sentence(group, section) for group in section.groups] == [
        "“a”“b”“c”须上传其中的 2 项。",
        "“a”“b”“c”都要上传。",
    ]


def test_every_kind_of_rule_has_its_sentence():
    assert set(SENTENCES) == set(Judged.__subclasses__())


@pytest.mark.parametrize("name", NOTICES)
def test_whatever_can_be_switched_in_the_five_notices_is_said(name):
    document = NOTICES[name]

    words = {code: words_of(code, document) for code in switchable(document.rules, document.sections)}

    assert {code: said for code, said in words.items() if not said.endswith("。")} == {}


def test_a_switch_says_the_same_and_whom_it_concerns():
    rule = {"kind": "continuing", "subject": "public", "first": 0, "waivable": "no"}
    everybody, some = notice_with(rule), notice_with({**rule, "when": {"ranks": ["intermediate"]}})

    assert words_of("rule:asked", everybody) == rule_sentence(everybody.rules[0], everybody)
    assert words_of("rule:asked", some) == "中级：2024年公需课有合格证书。"


def test_slots_parts_and_groups_are_switched_in_words_too():
    slots = [
        {"code": "book", "title": "著作", "parts": ["封面", "目录"], "clause": "五"},
        {"code": "paper", "title": "论文", "required_when": {"ranks": ["intermediate"]}, "clause": "五"},
    ]
    group = {"code": "works", "materials": ["book", "paper"], "at_least": 1, "clause": "五"}
    document = notice_with(sections=of_every_kind(summary={"materials": slots, "groups": [group]}))

    assert words_of("material:book", document) == "“《summary》”须上传“著作”。"
    assert words_of("material:paper", document) == "中级：“《summary》”须上传“论文”。"
    assert words_of("parts:book", document) == "“著作”须包含封面、目录。"
    assert words_of("group:works", document) == "“著作”“论文”须上传其中的 1 项。"


@pytest.mark.parametrize("code", ["rule:nothing", "material:nothing", "parts:nothing", "group:nothing", "x"])
def test_what_the_notice_does_not_have_keeps_its_code(code):
    assert words_of(code, notice_with({"kind": "legible"})) == code


def test_how_grave_a_rule_is():
    document = notice_with({"kind": "legible"}, {"kind": "integrity", "code": "two"})
    switches = (Switch(rule="rule:two", severity="warn"),)

    assert severity_of("rule:asked", document.rules) == "warn"
    assert severity_of("rule:two", document.rules) == "block"
    assert severity_of("rule:two", document.rules, switches) == "warn"
    assert severity_of("material:degree", document.rules) == "block"
