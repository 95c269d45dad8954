"""附件栏：which slots must be filled, by whom, with which pages, and what may stand in."""

from typing import Any

import pytest

from applications.rules.checking import check
from applications.rules.dossier import Dossier, Row, Scan, SectionContent
from applications.rules.findings import Finding
from applications.rules.notices.loading import parse
from tests.applications.rules.judged import CLAIM, ON
from tests.notices import small_notice

PROVED = [
    {"code": "diploma", "title": "学历证书", "per_row": True, "clause": "五、4"},
    {
        "code": "degree",
        "title": "学位证书",
        "per_row": True,
        "of_rows": {"field": "degree", "any_of": ["bachelor"]},
        "clause": "五、4",
    },
]
BOOK = {"code": "book", "title": "著作", "required": False, "parts": ["封面", "目录"], "clause": "五、9"}
TITLES = [
    {"code": code, "title": title, "required": False, "clause": "五、5"}
    for code, title in (("document", "文件"), ("certificate", "证书"), ("form", "评审表"))
]


def with_materials(*materials: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """The education section of a small notice that asks for these."""
    section = {"code": "education", "kind": "education", "title": "学历学位", "clause": "五、4", **parts}
    return section | {"materials": list(materials)}


def of_slots(
    section: dict[str, Any], *scans: Scan, rows: tuple[dict[str, str], ...] = ({},), **notice: Any
) -> list[Finding]:
    """What is found about slots when the section has these rows and pages."""
    document = parse(small_notice(sections=[section], **notice))
    content = SectionContent(tuple(Row(f"r{n}", values) for n, values in enumerate(rows, 1)))
    found = check(document, CLAIM, Dossier({"education": content}, scans), ON)
    codes = {material["code"] for material in section["materials"]}
    return [finding for finding in found if finding.field in codes]


def test_each_row_has_its_own_proof():
    rows = ({"degree": "none"}, {"degree": "bachelor"})
    whole = Scan("a", "diploma", "毕业证"), Scan("b", "diploma", "毕业证", row="r1")
    section = with_materials(*PROVED)

    assert [(f.row, f.message) for f in of_slots(section, *whole, rows=rows)] == [
        ("r2", "第 2 条缺“学历证书”。"),
        ("r2", "第 2 条缺“学位证书”。"),
    ]
    mine = Scan("c", "diploma", "毕业证", row="r2"), Scan("d", "degree", "学位证", row="r2")
    assert of_slots(section, *whole, *mine, rows=rows) == []
    assert of_slots(section, rows=()) == []  # no row, no proof of it


def test_one_slot_may_be_wanted_only_where_some_row_says_so():
    once = PROVED[1] | {"per_row": False}

    assert of_slots(with_materials(once), rows=({"degree": "none"},)) == []
    (missing,) = of_slots(with_materials(once), rows=({"degree": "none"}, {"degree": "bachelor"}))
    assert (missing.row, missing.message) == ("", "缺“学位证书”。")


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, True),
        ({"required": False}, False),
        ({"provider": "employer"}, False),
        ({"when": {"ranks": ["junior"]}}, False),
        ({"required_when": {"ranks": ["junior"]}}, False),
        ({"required_when": {"ranks": ["intermediate"]}}, True),
    ],
)
def test_a_slot_is_demanded_of_those_whom_it_means(facts, missing):
    slot = {"code": "slot", "title": "材料", "clause": "五", **facts}

    assert bool(of_slots(with_materials(slot))) == missing


def test_an_answer_in_the_dossier_may_demand_a_slot():
    asked = {"answers": [{"section": "education", "field": "highest", "any_of": ["21"]}]}
    slot = {"code": "slot", "title": "材料", "when": asked, "clause": "五"}

    assert of_slots(with_materials(slot), rows=({"level": "31"},)) == []
    assert len(of_slots(with_materials(slot), rows=({"level": "31"}, {"level": "21"}))) == 1


@pytest.mark.rule("N0-43", "N1-13", "N2-17", "N3-06", "N4-16")
@pytest.mark.parametrize(("of_row", "of_other"), [(False, False), (True, True), (True, False)])
def test_one_slot_may_stand_in_for_another(of_row, of_other):
    report = {"code": "report", "title": "学信网报告", "per_row": of_row, "clause": "五"}
    archive = {
        "code": "archive", "title": "学籍档案", "required": False, "instead_of": ["report"],
        "per_row": of_other, "clause": "五",
    }  # fmt: skip
    section = with_materials(report, archive)
    other = Scan("a", "archive", "学籍材料", row="r1" if of_other else "")

    (missing,) = of_slots(section)
    assert missing.message.endswith("缺“学信网报告”，或以“学籍档案”代替。")
    assert of_slots(section, other) == []


def test_a_page_that_cannot_be_used_fills_no_dossier():
    section = with_materials(PROVED[0])
    page = Scan("a", "diploma", "毕业证", row="r1", fault="不是图片。")

    (fault,) = of_slots(section, page)
    assert (fault.severity, fault.message, fault.rule) == ("block", "“毕业证”不能使用：不是图片。", "")


@pytest.mark.rule("N0-52", "N3-10")
@pytest.mark.parametrize(
    ("titles", "missing"),
    [
        (["著作封面", "著作目录"], ""),
        (["封面和目录"], ""),
        (["著作封面"], "目录"),
        (["内页"], "封面、目录"),
        ([], ""),
    ],
)
def test_a_work_has_all_its_parts(titles, missing):
    scans = [Scan(title, "book", title) for title in titles]

    found = of_slots(with_materials(BOOK), *scans)

    sentence = f"“著作”还缺：{missing}（按图片名称判断）。"
    assert [(f.message, f.rule) for f in found] == ([(sentence, "parts:book")] if missing else [])


@pytest.mark.rule("N0-45", "N4-19")
@pytest.mark.parametrize(
    ("at_least", "filled", "sentence"),
    [
        (1, 0, "“文件”“证书”“评审表”须上传其中的 1 项，现有 0 项。"),
        (1, 1, ""),
        (3, 2, "“文件”“证书”“评审表”须上传3 项材料，现有 2 项。"),
        (3, 3, ""),
    ],
)
def test_so_many_of_several_slots(at_least, filled, sentence):
    group = {
        "code": "titles", "materials": ["document", "certificate", "form"], "at_least": at_least,
        "clause": "五、5",
    }  # fmt: skip
    scans = [Scan(m["code"], m["code"], m["title"]) for m in TITLES[:filled]]

    found = of_slots(with_materials(*TITLES, groups=[group]), *scans)

    assert [(f.message, f.field, f.rule) for f in found] == (
        [(sentence, "document", "group:titles")] if sentence else []
    )


def test_a_group_may_concern_only_some():
    group = {
        "code": "titles", "materials": ["document", "form"], "at_least": 1, "when": {"ranks": ["junior"]},
        "clause": "五、5",
    }  # fmt: skip

    assert of_slots(with_materials(*TITLES, groups=[group])) == []


@pytest.mark.parametrize(
    ("rule", "severities"),
    [
        (None, ["block", "block", "block"]),
        ("material:diploma", ["warn", "block", "block"]),
        ("parts:book", ["block", "warn", "block"]),
        ("group:titles", ["block", "block", "warn"]),
    ],
)
def test_each_demand_can_be_switched_alone(rule, severities):
    group = {"code": "titles", "materials": ["document", "form"], "at_least": 1, "clause": "五、5"}
    section = with_materials(PROVED[0], BOOK, *TITLES, groups=[group])
    switches = [{"rule": rule, "severity": "warn"}] if rule else []

    found = of_slots(section, Scan("b", "book", "封面"), switches=switches)

    assert [finding.severity for finding in found] == severities
