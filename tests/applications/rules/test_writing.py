"""写法与图片：vague words, names out of place, pictures that nobody looked at."""

import pytest

from applications.rules.checking import check
from applications.rules.dossier import Person, Scan
from tests.applications.rules.judged import (
    CLAIM,
    ON,
    dossier_of,
    findings_of,
    notice_with,
    of_every_kind,
    places,
    said,
)

PLAIN = {"kind": "plain_words", "words": ["大概", "左右"]}
NAMES = {"kind": "file_names"}
SHARP = {"kind": "legible"}
UNNAMED = {"kind": "unnamed", "sections": ["summary"]}
MASKED = {"kind": "masking_answered"}
AYGUL = Person(name="阿依古丽·买买提", employer="博湖县图书馆", employer_aliases=("博图", "馆"))
SLOTS = of_every_kind(
    summary={
        "materials": [
            {"code": "open", "title": "印证材料", "clause": "五"},
            {"code": "secret", "title": "身份证", "experts": "hidden", "clause": "五"},
            {
                "code": "elsewhere",
                "title": "别人的材料",
                "when": {"ranks": ["junior"]},
                "clause": "五",
            },
        ]
    },
    awards={"materials": [{"code": "award", "title": "获奖证书", "per_row": True, "clause": "五、8"}]},
)


@pytest.mark.rule("N0-22", "N0-37")
def test_vague_words_are_pointed_at_wherever_they_stand():
    given = {"summary": {"text": "完成大概十项左右。"}, "basic": {"health": "大概健康", "former_name": "无"}}

    assert places(PLAIN, **given) == [("warn", "basic-1", "health"), ("warn", "summary-1", "text")]
    assert said(PLAIN, **given)[1] == "“大概”“左右”含义不明确，请写具体。"
    assert said(PLAIN, summary={"text": "完成十项。"}) == []
    assert said(PLAIN, employment=[{"unit": "大" * 200}]) == []  # unreadable: told at its field


@pytest.mark.rule("N0-60")
@pytest.mark.parametrize(
    ("text", "said_"),
    [
        ("本人阿依古丽·买买提，任职以来", "阿依古丽·买买提"),
        ("本人阿依古丽 买买提，任职以来", "阿依古丽·买买提"),  # another way to write the dot
        ("本人阿依古丽买买提，任职以来", "阿依古丽·买买提"),
        ("在博湖县 图书馆工作", "博湖县图书馆"),
        ("在博图工作", "博图"),
        ("在某图书馆工作", ""),  # one character says nothing
        ("阿依古丽", ""),
    ],
)
def test_neither_name_nor_unit_where_the_notice_forbids_it(text, said_):
    sentence = f"出现了“{said_}”，本栏不允许出现本人姓名及工作单位。"

    assert said(UNNAMED, person=AYGUL, summary={"text": text}) == ([sentence] if said_ else [])
    assert said(UNNAMED, person=AYGUL, basic={"health": text}) == []


def test_both_are_named_in_one_finding_and_a_name_of_dots_matches_nothing():
    text = {"text": "阿依古丽·买买提在博湖县图书馆工作"}

    assert said(UNNAMED, person=AYGUL, summary=text) == [
        "出现了“阿依古丽·买买提”“博湖县图书馆”，本栏不允许出现本人姓名及工作单位。"
    ]
    assert said(UNNAMED, person=Person(name="··", employer=" ."), summary=text) == []


@pytest.mark.rule("N0-33")
@pytest.mark.parametrize(
    ("title", "empty"),
    [
        ("IMG_0412", True),
        ("微信图片_20240901", True),
        ("扫描 3", True),
        ("12", True),
        ("diploma", True),
        ("学历证书", False),
        ("学历证书 2", False),
        ("扫描的学历证书", False),
    ],
)
def test_a_camera_names_nothing(title, empty):
    found = findings_of(NAMES, sections=SLOTS, scans=(Scan("a", "open", title),), summary={"text": "无"})

    assert [(f.severity, f.section, f.field, f.message) for f in found] == (
        [("warn", "summary", "open", f"图片名称“{title}”没有说明附件的内容，请改名。")] if empty else []
    )


@pytest.mark.rule("N0-35")
def test_what_the_picture_check_remarked_is_passed_on():
    scans = (
        Scan("a", "open", "证书", remarks=("图片较模糊。", "图片较小。")),
        Scan("b", "award", "奖状", row="awards-1", remarks=("图片较暗。",)),
    )

    found = findings_of(SHARP, sections=SLOTS, scans=scans, awards=[{"name": "奖"}])

    assert [(f.severity, f.row or f.section, f.message) for f in found] == [
        ("warn", "awards-1", "“奖状”：图片较暗。"),
        ("warn", "summary", "“证书”：图片较模糊。"),
        ("warn", "summary", "“证书”：图片较小。"),
    ]


@pytest.mark.rule("N0-59", "N2-33", "N4-17")
@pytest.mark.parametrize(
    ("scans", "found"),
    [
        ((Scan("a", "open", "证书"), Scan("b", "open", "证书二")), [("summary", "open", 2)]),
        ((Scan("a", "open", "证书", masking="clear"), Scan("b", "open", "二", masking="covered")), []),
        ((Scan("a", "open", "证书", masking="clear"), Scan("b", "open", "二")), [("summary", "open", 1)]),
        ((Scan("a", "secret", "身份证"),), []),  # no expert sees it
        ((Scan("a", "open", "证书", fault="打不开。"),), []),  # it has its own finding
        ((Scan("a", "award", "奖状", row="awards-2"),), [("awards-2", "award", 1)]),
        ((Scan("a", "award", "奖状", row="removed"),), []),  # nobody can see it any more
        ((Scan("a", "elsewhere", "材料"),), []),  # nor a slot that is for others
        ((Scan("a", "nowhere", "材料"),), []),
        ((), []),
    ],
)
def test_every_picture_that_experts_see_must_be_answered_for(scans, found):
    findings = findings_of(MASKED, sections=SLOTS, scans=scans, awards=[{}, {}])

    assert [(f.row or f.section, f.field, f.message) for f in findings] == [
        (place, slot, f"还有 {count} 张图片没有检查是否需要遮盖。") for place, slot, count in found
    ]


def test_a_rule_is_as_grave_as_it_was_switched_and_what_is_milder_stays_mild():
    early = {"kind": "continuing", "subject": "public", "first": -1}
    dossier = dossier_of(qualification={"profession_since": "2024-01"}, summary={"text": "大概"})

    def severities(rule, severity=None):
        switches = [{"rule": "rule:asked", "severity": severity}] if severity else []
        found = check(notice_with(rule, switches=switches), CLAIM, dossier, ON)
        return [f.severity for f in found if f.rule == "rule:asked"]

    assert [severities(early, s) for s in (None, "warn", "block")] == [
        ["block", "warn"],
        ["warn", "warn"],
        ["block", "warn"],
    ]
    assert [severities(PLAIN, s) for s in (None, "warn", "block")] == [["warn"], ["warn"], ["block"]]
