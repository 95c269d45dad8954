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
AYGUL = Person(
    name="阿依古丽·买买提",
    employer="博湖县图书馆",
    employer_aliases=("博图", "馆"),
    id_number="65280119900512002X",
    mobile="13800001234",
)
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
    ("text", "told"),
    [
        ("本人阿依古丽·买买提，任职以来", "姓名（本人【阿依古丽·买买提】，任职以来）"),
        ("任现职以来本人阿依古丽 买买提", "姓名（…现职以来本人【阿依古丽 买买提】）"),
        ("在博湖县 图书馆工作", "工作单位（在【博湖县 图书馆】工作）"),
        ("在博图工作", "工作单位（在【博图】工作）"),
        ("曾用名古丽娜尔，\n后来改了", "曾用名（曾用名【古丽娜尔】， 后来改了）"),
        # Nothing in the text may turn the message round.
        ("\u2067身份证65280119900512002X", "身份证号码（身份证【652…2X】）"),
        ("电话138 0000 1234，请联系", "电话（电话【138…34】，请联系）"),
        ("在某图书馆工作", ""),
        ("本人古丽", ""),
    ],
)
def test_neither_name_nor_unit_where_the_notice_forbids_it(text, told):
    sentence = f"出现了{told}，本栏不允许出现本人姓名及工作单位。"
    basic = {"health": text, "former_name": "古丽娜尔"}

    assert said(UNNAMED, person=AYGUL, basic=basic, summary={"text": text}) == ([sentence] if told else [])
    assert said(UNNAMED, person=AYGUL, basic=basic) == []


def test_both_are_named_in_one_finding_and_a_name_of_dots_matches_nothing():
    text = {"text": "阿依古丽·买买提在博湖县图书馆工作"}

    assert said(UNNAMED, person=AYGUL, summary=text) == [
        "出现了姓名（【阿依古丽·买买提】在博湖县图书…），工作单位（…丽·买买提在【博湖县图书馆】工作），"
        "本栏不允许出现本人姓名及工作单位。"
    ]
    assert said(UNNAMED, person=Person(name="··", employer=" ."), summary=text) == []


def test_a_name_all_over_the_text_is_told_by_its_first_places():
    (message,) = said(UNNAMED, person=Person(name="王芳"), summary={"text": "，王芳" * 7})

    assert message.count("【王芳】") == 5
    assert message.endswith("）等 7 处，本栏不允许出现本人姓名及工作单位。")


def test_what_may_be_an_ordinary_word_is_only_pointed_at():
    given = {"person": Person(name="高洁"), "summary": {"text": "提高洁净度。本人高洁"}}

    assert [(f.severity, f.message) for f in findings_of(UNNAMED, **given)] == [
        ("block", "出现了姓名（…洁净度。本人【高洁】），本栏不允许出现本人姓名及工作单位。"),
        ("warn", "可能出现了姓名（提【高洁】净度。本人高…）。是的请删改，只是字面相同的不必改。"),
    ]


@pytest.mark.rule("N2-33", "N4-17")
@pytest.mark.parametrize(
    ("masking", "found"),
    [
        ({"targets": ["name"]}, {"text": "姓名"}),
        ({"targets": ["unit", "photo"]}, {"text": "工作单位"}),
        ({"targets": ["name", "photo", "unit"]}, {"text": "姓名及工作单位"}),
        # Where typed text is masked, whatever experts read of the other sections is looked through as well.
        ({"targets": ["name"], "typed_text": True}, {"text": "姓名", "profession": "姓名", "work": "姓名"}),
    ],
)
def test_the_masking_of_the_notice_says_what_may_not_stand_where(masking, found):
    document = notice_with(UNNAMED, masking={"clause": "五"} | masking)
    named = "阿依古丽在博湖县图书馆"
    dossier = dossier_of(
        person=AYGUL,
        summary={"text": named},
        basic={"profession": named, "administrative_post": named},
        employment=[{"work": named, "unit": named}],
    )

    told = [f for f in check(document, CLAIM, dossier, ON) if f.rule == "rule:asked"]

    assert {f.field: f.message.partition("不允许出现本人")[2].rstrip("。") for f in told} == found


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


@pytest.mark.rule("N0-59", "N2-33", "N4-17")
def test_what_is_still_read_after_covering_is_named_until_it_is_explained():
    covered = {"masking": "covered", "boxes": ((0, 0, 10, 10),)}
    scans = (
        Scan("a", "open", "获奖证书", **covered, legible=True),
        Scan("b", "open", "证书二", **covered),
        Scan("c", "open", "证书三", masking="clear", legible=True, fault="打不开。"),
        Scan("d", "secret", "身份证", masking="clear", legible=True),  # no expert sees it
    )

    findings = findings_of(MASKED, sections=SLOTS, scans=scans)

    assert [(f.field, f.message) for f in findings] == [
        ("open", "“获奖证书”遮盖后仍能读出须遮盖的信息，请再遮盖，或说明理由。")
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
