"""A notice in the words of its page, from the small notice and from the five real ones."""

import pytest

from applications.rules.notices.loading import parse
from applications.selectors.notice_pages import page_of
from tests.notices import REAL, real_notice, small_notice


def page(**changes):
    return page_of(parse(small_notice(**changes)))


def anchors(page):
    return [part.anchor for part in page.parts]


def materials(**facts):
    """The words of one material in the small notice's second section."""
    sections = [dict(section) for section in small_notice()["sections"]]
    first = {"code": "degree", "title": "学历证书", "clause": "五"}
    sections[1]["materials"] = [first, {"code": "asked", "title": "材料", "clause": "五", **facts}]
    return page(sections=sections).sections[1].materials[1]


def test_parts_that_have_nothing_to_say_are_left_out():
    assert anchors(page()) == [
        "time", "titles", "how", "chain", "publicity", "correction", "materials", "fees", "paper", "contact",
    ]  # fmt: skip


def test_a_demand_of_the_notice_brings_its_part():
    asked = page(asks=[{"topic": "defence", "text": "申报初级的免于答辩。", "clause": "六"}])

    defence = next(part for part in asked.parts if part.anchor == "defence")
    [(topic, [line])] = defence.quotes

    assert (topic, line.text, line.clause) == ("答辩", "申报初级的免于答辩。", "六")


def test_demands_stand_under_their_topics_in_the_page_s_order():
    asks = [
        {"topic": topic, "text": topic, "clause": "五"} for topic in ("education", "material", "education")
    ]

    part = next(part for part in page(asks=asks).parts if part.anchor == "materials")

    assert [(topic, len(lines)) for topic, lines in part.quotes] == [("申报材料", 1), ("学历学位", 2)]


def test_specialties_with_the_same_titles_share_a_row():
    def offering(code, titles):
        return {
            "series": {"code": "engineering", "name": "工程"},
            "specialty": {"code": code, "name": code},
            "titles": titles,
            "conditions": "评审条件",
        }

    junior = {"junior": ["助理工程师"]}
    told = page(
        offerings=[
            offering("oil", junior),
            offering("power", {**junior, "intermediate": ["工程师"]}),
            offering("wool", junior),
        ]
    )

    assert [(row.specialties, row.titles) for row in told.offerings] == [
        ("oil、wool", ("助理工程师", "")),
        ("power", ("助理工程师", "工程师")),
    ]
    assert [(line.who, line.text) for line in told.conditions] == [("oil、power、wool", "评审条件")]


def test_a_mode_names_only_ranks_that_are_offered():
    assert [(line.text, line.who) for line in page().modes] == [("初次确定", "初级"), ("评审", "初级、中级")]


@pytest.mark.parametrize(
    ("facts", "need", "must"),
    [
        ({}, "必传", True),
        ({"required": False}, "有则上传", False),
        ({"required_when": {"ranks": ["intermediate"]}}, "部分必传", True),
        ({"required_when": {"ranks": ["junior"]}, "when": {"ranks": ["junior"]}}, "必传", True),
        ({"per_row": True}, "必传", True),
        ({"per_row": True, "of_rows": {"field": "degree", "any_of": ["doctor"]}}, "符合的必传", True),
        (
            {"when": {"answers": [{"section": "education", "field": "highest", "any_of": ["11"]}]}},
            "符合的必传",
            True,
        ),
        ({"provider": "employer"}, "由用人单位提供", False),
        ({"provider": "superior"}, "由上级主管单位提供", False),
    ],
)
def test_a_material_says_how_it_is_needed(facts, need, must):
    line = materials(**facts)

    assert (line.need, line.must) == (need, must)


def test_a_material_says_what_belongs_into_it_and_what_it_stands_for():
    line = materials(max=5, parts=["封面", "目录"], instead_of=["degree"], when={"ranks": ["junior"]})

    assert line.details == ("最多 5 张", "包含封面、目录", "可以代替“学历证书”")
    assert line.who == "初级"


def test_a_material_that_some_must_give_says_who():
    line = materials(required_when={"ranks": ["intermediate"]})

    assert line.details == ("必传的是中级", "最多 10 张")


def test_what_experts_may_not_see_is_said_only_where_experts_read():
    hidden = {"experts": "hidden"}
    masking = {"targets": ["name"], "clause": "五"}
    sections = [dict(section) for section in small_notice()["sections"]]
    sections[1]["materials"] = [{"code": "degree", "title": "学历证书", "clause": "五", **hidden}]

    assert not page(sections=sections).sections[1].materials[0].hidden
    assert page(sections=sections, masking=masking).sections[1].materials[0].hidden


def test_the_route_after_a_correction_is_told():
    assert page().correction[-1].text == "修改后再次提交的，从第一级起重新逐级审核。"
    assert (
        page(resubmit_route="to_returner").correction[-1].text == "修改后再次提交的，直接回到退回的那一级。"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "N0",
            [
                ("县（市）属单位", 4),
                ("州（地区）直单位", 3),
                ("自治区属单位", 4),
            ],
        ),
        ("N1", [("", 2)]),
        ("N4", [("地区“定向评价”评审", 3), ("民营企业专项评审", 4)]),
    ],
)
def test_the_real_chains_are_told_way_by_way(name, told):
    ways = page_of(parse(real_notice(name))).ways

    assert [(way.who, len(way.labels)) for way in ways] == told


@pytest.mark.parametrize("name", REAL)
def test_every_demand_and_passage_of_a_real_notice_reaches_the_page(name):
    notice = parse(real_notice(name))

    told = page_of(notice)
    quoted = [line.text for part in told.parts for _, lines in part.quotes for line in lines]

    assert sorted(quoted) == sorted(ask.text for ask in notice.asks)
    assert len(told.passages) == len(notice.text)


def lines_of(told):
    return [(line.who, line.text, line.note, line.clause) for line in told]


def test_the_rules_of_the_dossier_stand_under_their_sections():
    first_time = {"section": "declarations", "field": "first_time", "any_of": ["yes"]}
    told = page(
        sections=[
            *small_notice()["sections"],
            {"code": "declarations", "kind": "declarations", "title": "情况", "clause": "一"},
        ],
        rules=[
            {"code": "order", "kind": "ascending", "when": {"ranks": ["junior"]}, "clause": "五、4"},
            {"code": "gaps", "kind": "continuous", "unless": [{"answers": [first_time]}], "clause": "五、6"},
            {"code": "clear", "kind": "legible", "clause": "五"},
        ],
    )

    assert {row.section.code: lines_of(row.rules) for row in told.sections if row.rules} == {
        "education": [("初级", "学历从低到高依次填写。", "", "五、4")],
        "employment": [
            (
                "",
                "从参加工作起填写到现在，时间前后衔接，可以重叠。",
                "不作要求的：首次参加职称评审的。",
                "五、6",
            )
        ],
    }
    assert lines_of(told.rules) == [("", "图片正向、清晰。", "只提醒，不影响提交。", "五")]


def test_a_rule_that_an_administrator_has_made_milder_says_so():
    rules = [{"code": "order", "kind": "ascending", "clause": "五、4"}]
    switches = [{"rule": "rule:order", "severity": "warn"}]

    mild, strict = (page(rules=rules, switches=how).sections[1].rules[0].note for how in (switches, []))

    assert (mild, strict) == ("只提醒，不影响提交。", "")


def test_a_slot_of_each_row_says_of_which_and_in_what_format():
    proof = {"field": "proof", "any_of": ["archive"]}

    assert materials(per_row=True).details[0] == "每条都要上传"
    assert materials(per_row=True, of_rows=proof).details[0].startswith("每条学历验证方式为“学信网查询不到")
    assert materials(accept=["pdf"]).details[0] == "PDF 文件"


@pytest.mark.rule("N0-45", "N0-46", "N2-18")
@pytest.mark.parametrize(("name", "least"), [("N0", 1), ("N2", 2)])
def test_how_many_of_three_prove_a_title_is_told(name, least):
    row = next(
        row for row in page_of(parse(real_notice(name))).sections if row.section.code == "qualification"
    )
    titles = "“任职资格文件”“职称证书”“专业技术职务任职资格评审表”"

    assert [(line.who, line.text) for line in row.rules[:2]] == [
        ("已有职称的 · 现任职称在新疆取得的", f"{titles}须上传其中的 {least} 项。"),
        ("已有职称的 · 现任职称在其他省区市取得的", f"{titles}都要上传。"),
    ]
