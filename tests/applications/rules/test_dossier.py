"""提交前检查：what is missing, what is blank, what runs backwards, and for whom a material is meant."""

from dataclasses import replace
from typing import Any

import pytest

from applications.rules.dossier import (
    Dossier,
    Finding,
    Row,
    Scan,
    SectionContent,
    check,
    fields_of,
    materials_for,
    read_row,
)
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse
from applications.rules.notices.terms import Case
from applications.rules.sections.fields import Field
from tests.applications.rules.test_notices import NOTICES, case
from tests.notices import small_notice

SMALL = parse(small_notice())


def value(field: Field) -> str:
    """Something that the field takes."""
    samples = {"text": "无", "long": "无", "date": "2015-07-01", "month": "2015-07", "integer": "4"}
    return field.choices[0][0] if field.kind == "choice" else samples[field.kind]


def complete(document: NoticeDocument, claim: Case) -> Dossier:
    """Every section of the claim filled once, every demanded slot with one well-named page."""
    sections = document.sections_for(claim)
    rows = {s.code: Row("r1", {f.key: value(f) for f in fields_of(s)}) for s in sections if fields_of(s)}
    return Dossier(
        sections={code: SectionContent((row,)) for code, row in rows.items()},
        scans=[
            Scan(material.code, material.code, material.title + "".join(material.parts))
            for section in sections
            for material in section.materials
            if material.is_demanded(claim)
        ],
    )


def demanded(document: NoticeDocument, claim: Case) -> set[str]:
    """The slots that an empty dossier is told to fill."""
    return {f.field for f in check(document, claim, Dossier()) if f.field}


def with_row(section: str, **typed: str) -> Dossier:
    """The complete small dossier with some fields of one row typed differently."""
    dossier = complete(SMALL, case(SMALL))
    row = dossier.sections[section].rows[0]
    changed = SectionContent((replace(row, values={**row.values, **typed}),))
    return replace(dossier, sections={**dossier.sections, section: changed})


def findings(dossier: Dossier, document: NoticeDocument = SMALL) -> list[tuple[str, str, str]]:
    """What the check says, as severity, place and sentence."""
    found = check(document, case(document), dossier)
    return [(f.severity, f"{f.section}.{f.field}".rstrip("."), f.message) for f in found]


@pytest.mark.parametrize("document", NOTICES.values(), ids=NOTICES)
def test_a_complete_dossier_of_every_notice_may_be_submitted(document):
    for offer in document.modes:
        for rank in offer.ranks:
            claim = case(document, mode=offer.code, rank=rank)

            assert check(document, claim, complete(document, claim)) == []


def test_an_empty_dossier_is_told_everything_with_its_clause():
    assert check(SMALL, case(SMALL), Dossier()) == [
        Finding("block", "basic", "“基本信息”还没有填写。", "五、1"),
        Finding("block", "education", "“学历学位”还没有填写。", "五、4"),
        Finding("block", "education", "缺“学历、学位证书”。", "五、4", field="degree"),
        Finding("block", "employment", "“工作经历”没有内容的，请注明“无”。", "五、6"),
        Finding("block", "summary", "“个人工作总结”还没有填写。", "五、10"),
    ]


@pytest.mark.rule("N0-24", "N2-10", "N3-28")
def test_a_blank_is_refused_and_the_word_none_is_not():
    blank = ("block", "basic.former_name", "请填写曾用名；没有内容的填“无”。")

    assert findings(with_row("basic", former_name=" ")) == [blank]
    assert findings(with_row("basic", former_name="无")) == []


@pytest.mark.rule("N0-24")
def test_a_whole_section_may_be_declared_empty_where_the_notice_lets_it():
    def declared(section: str) -> list[tuple[str, str, str]]:
        dossier = complete(SMALL, case(SMALL))
        return findings(
            replace(dossier, sections={**dossier.sections, section: SectionContent(nothing=True)})
        )

    assert declared("employment") == []
    assert declared("summary") == [("block", "summary", "“个人工作总结”还没有填写。")]


@pytest.mark.parametrize(
    ("section", "dates", "field"),
    [
        ("education", {"started": "2015-09", "graduated": "2015-07"}, "graduated"),
        ("employment", {"started": "2019-07", "ended": "2018-12"}, "ended"),
    ],
)
def test_rows_run_forward(section, dates, field):
    assert findings(with_row(section, **dates)) == [("block", f"{section}.{field}", "结束时间早于开始时间。")]


@pytest.mark.parametrize(
    ("section", "dates"),
    [
        ("education", {"started": "2015-07", "graduated": "2015-07"}),
        ("employment", {"started": "2019-07", "ended": ""}),  # still there
    ],
)
def test_a_month_may_begin_and_end_something(section, dates):
    assert findings(with_row(section, **dates)) == []


def test_every_row_is_looked_at():
    good = complete(SMALL, case(SMALL)).sections["education"].rows[0]
    bad = Row("r2", {**good.values, "school": ""})
    dossier = complete(SMALL, case(SMALL))
    both = replace(dossier, sections={**dossier.sections, "education": SectionContent((good, bad))})

    assert [(f.row, f.field) for f in check(SMALL, case(SMALL), both)] == [("r2", "school")]


@pytest.mark.rule("N0-43", "N1-13", "N2-17", "N3-06", "N4-16")
@pytest.mark.parametrize("name", NOTICES)
def test_where_the_report_cannot_be_had_the_archive_stands_in(name):
    document = NOTICES[name]
    claim = case(document)
    dossier = complete(document, claim)
    stand_in = "diploma" if name == "N3" else "education_archive"
    without = [scan for scan in dossier.scans if scan.material != "chsi_report"]

    missing = check(document, claim, replace(dossier, scans=without))
    instead = check(document, claim, replace(dossier, scans=[*without, Scan("a", stand_in, "学籍材料")]))

    assert [(f.severity, f.field) for f in missing] == [("block", "chsi_report")]
    assert "，或以“" in missing[0].message
    assert instead == []


@pytest.mark.rule("N0-40", "N1-16", "N2-30", "N4-22")
@pytest.mark.parametrize("name", ["N0", "N1", "N2", "N4"])
def test_the_waiver_stands_in_for_the_certificates(name):
    document = NOTICES[name]
    claim = case(document)
    dossier = complete(document, claim)
    without = [scan for scan in dossier.scans if not scan.material.startswith("ce_")]
    waived = [*without, Scan("w", "ce_waiver", "免除继续教育学习申请表")]

    assert {f.field for f in check(document, claim, replace(dossier, scans=without))} == {
        "ce_public",
        "ce_professional",
    }
    assert check(document, claim, replace(dossier, scans=waived)) == []


@pytest.mark.rule("N3-18")
def test_a_waiver_of_one_year_does_not_stand_in_for_seven():
    claim = case(NOTICES["N3"])
    dossier = Dossier(scans=[Scan("w", "ce_waiver", "免试审批表")])

    assert {"ce_public", "ce_professional"} <= {f.field for f in check(NOTICES["N3"], claim, dossier)}


@pytest.mark.rule("N1-17", "N1-23", "N2-16", "N3-09", "N4-21", "N4-23")
@pytest.mark.parametrize(
    ("name", "facts", "material", "asked"),
    [
        ("N1", {"nature": "institution"}, "putonghua", True),
        ("N1", {"nature": "private_enterprise"}, "putonghua", False),
        ("N1", {"specialty": "kindergarten_teacher"}, "teacher_certificate", True),
        ("N1", {"specialty": "archives"}, "teacher_certificate", False),
        ("N1", {"specialty": "technical_school_teacher"}, "teacher_certificate", False),
        ("N2", {"nature": "private_enterprise"}, "social_insurance", True),
        ("N2", {"nature": "state_enterprise"}, "social_insurance", True),
        ("N2", {"nature": "institution"}, "social_insurance", False),
        ("N3", {"rank": "intermediate", "affiliation": "county"}, "representative_works", True),
        ("N3", {"rank": "junior", "affiliation": "county"}, "representative_works", False),
        ("N3", {"rank": "intermediate", "affiliation": "prefecture"}, "representative_works", False),
        ("N4", {"channel": "targeted"}, "ce_public", True),
        ("N4", {"channel": "private", "nature": "private_enterprise"}, "ce_public", False),
        ("N4", {"nature": "institution"}, "putonghua", True),
        ("N4", {"nature": "state_enterprise"}, "putonghua", False),
        ("N0", {"mode": "review"}, "achievements", True),
        ("N0", {"mode": "initial"}, "achievements", False),
        ("N0", {}, "publicity", False),  # the unit provides it
    ],
)
def test_a_material_is_asked_of_those_whom_the_notice_means(name, facts, material, asked):
    document = NOTICES[name]

    assert (material in demanded(document, case(document, **facts))) == asked


def test_a_slot_may_be_shown_without_being_demanded():
    document = NOTICES["N1"]
    section = document.section("other")
    assert section is not None

    def shown(specialty: str) -> bool:
        claim = case(document, specialty=specialty)
        return "teacher_certificate" in [m.code for m in materials_for(section, claim)]

    assert (shown("technical_school_teacher"), shown("archives")) == (True, False)


@pytest.mark.rule("N0-52")
def test_a_page_that_no_title_names_is_a_warning():
    claim = case(NOTICES["N0"], rank="intermediate")
    dossier = complete(NOTICES["N0"], claim)
    scans = [*dossier.scans, Scan("p1", "publications", "论文封面"), Scan("p2", "publications", "论文目录")]

    assert [(f.severity, f.message) for f in check(NOTICES["N0"], claim, replace(dossier, scans=scans))] == [
        ("warn", "“著作或论文”的图片名称里没有看到：版权页、正文、封底。")
    ]


@pytest.mark.rule("N0-34")
def test_pages_keep_the_applicants_order():
    (material,) = [m for s in SMALL.sections for m in s.materials]
    pages = [Scan("b", "degree", "学位证", order=2), Scan("a", "degree", "毕业证", order=1)]

    assert [scan.id for scan in Dossier(scans=pages).scans_for(material)] == ["a", "b"]


def test_the_notice_decides_what_is_optional_and_adds_its_own():
    def section(**facts: Any) -> Any:
        raw = small_notice()
        raw["sections"][0].update(facts)
        return parse(raw).sections[0]

    changed = section(
        optional_fields=["salary"],
        extra_fields=[{"key": "village", "label": "驻村地点", "max_length": 5}],
    )
    values, problems = read_row(changed, {"people": "05", "village": "某乡某村某组", "salary": ""})

    assert (values["people"], values["salary"]) == ("05", "")
    assert problems["village"] == "驻村地点最多 5 字，现在是 6 字。"
    assert "salary" not in problems
    assert "health" in problems
