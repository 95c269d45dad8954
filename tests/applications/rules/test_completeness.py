"""填报要求：blank, unreadable, backwards, unproved — each told at its place, with its clause."""

from dataclasses import replace

import pytest

from applications.rules.checking import check
from applications.rules.dossier import Dossier, Row, SectionContent
from applications.rules.findings import Finding
from applications.rules.notices.loading import parse
from applications.rules.notices.terms import Rank
from tests.applications.rules.judged import CLAIM, ON
from tests.notices import small_notice
from tests.orderly import orderly

SMALL = parse(small_notice())
WHOLE = parse(small_notice(sections=[s | {"required": True} for s in small_notice()["sections"]]))


def with_row(section: str, **typed: str) -> Dossier:
    """The orderly small dossier with some fields of one row typed differently."""
    dossier = orderly(SMALL, CLAIM, ON)
    full = orderly(WHOLE, CLAIM, ON).sections[section].rows[0]
    content = SectionContent((replace(full, values={**full.values, **typed}),))
    return replace(dossier, sections={**dossier.sections, section: content})


def findings(dossier: Dossier) -> list[tuple[str, str, str]]:
    """What the check says, as severity, place and sentence."""
    found = check(SMALL, CLAIM, dossier, ON)
    return [(f.severity, f"{f.section}.{f.field}".rstrip("."), f.message) for f in found]


def test_an_empty_dossier_is_told_everything_with_its_clause():
    assert check(SMALL, CLAIM, Dossier(), ON) == [
        Finding("block", "basic", "“基本信息”还没有填写。", "五、1"),
        Finding("block", "education", "“学历学位”还没有填写。", "五、4"),
        Finding(
            "block", "education", "缺“学历、学位证书”。", "五、4", field="degree", rule="material:degree"
        ),
        Finding("block", "employment", "“工作经历”没有内容的，请注明“无”。", "五、6"),
        Finding("block", "summary", "“个人工作总结”还没有填写。", "五、10"),
    ]


def test_who_is_in_order_hears_nothing():
    assert check(SMALL, CLAIM, orderly(SMALL, CLAIM, ON), ON) == []


@pytest.mark.rule("N0-24", "N2-10", "N3-28")
def test_a_blank_is_refused_and_the_word_none_is_not():
    blank = ("block", "basic.former_name", "请填写曾用名；没有内容的填“无”。")

    assert findings(with_row("basic", former_name=" ")) == [blank]
    assert findings(with_row("basic", former_name="无")) == []


@pytest.mark.rule("N0-24")
def test_a_whole_section_may_be_declared_empty_where_the_notice_lets_it():
    def declared(section: str) -> list[tuple[str, str, str]]:
        dossier = orderly(SMALL, CLAIM, ON)
        nothing = SectionContent(nothing=True)
        return findings(replace(dossier, sections={**dossier.sections, section: nothing}))

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


@pytest.mark.parametrize(
    ("choice", "start", "end"),
    [
        (("sanction", "demerit"), "sanction_from", "sanction_until"),
        (("identity", "aid"), "aid_from", "aid_until"),
    ],
)
def test_a_sanction_that_ends_before_it_begins_is_a_slip_and_no_way_out(choice, start, end):
    section = {"code": "declarations", "kind": "declarations", "title": "情况", "clause": "一"}
    document = parse(small_notice(sections=[section]))

    def wrong(first: str, last: str) -> bool:
        row = Row("r1", {choice[0]: choice[1], start: first, end: last})
        found = check(document, CLAIM, Dossier({"declarations": SectionContent((row,))}), ON)
        return ("结束时间早于开始时间。", end) in [(f.message, f.field) for f in found]

    assert wrong("2025-01-01", "2024-01-01")
    assert not wrong("2024-01-01", "2024-01-01")


def test_every_row_is_looked_at():
    dossier = orderly(SMALL, CLAIM, ON)
    (good,) = dossier.sections["education"].rows
    bad = Row("r2", {**good.values, "school": ""})
    both = replace(dossier, sections={**dossier.sections, "education": SectionContent((good, bad))})

    assert [(f.row, f.field) for f in check(SMALL, CLAIM, both, ON)] == [("r2", "school")]


def test_what_is_asked_of_others_is_not_checked():
    junior = replace(CLAIM, rank=Rank.JUNIOR)
    sections = [
        small_notice()["sections"][0] | {"when": {"ranks": ["junior"]}},
        small_notice()["sections"][3],
    ]
    document = parse(small_notice(sections=sections))

    assert [f.section for f in check(document, CLAIM, Dossier(), ON)] == ["summary"]
    assert [f.section for f in check(document, junior, Dossier(), ON)] == ["basic", "summary"]
