"""学历与资历：how long, how unbroken, how recent; the boundary on both its sides."""

from dataclasses import replace

import pytest

from applications.rules.notices.terms import Rank
from tests.applications.rules.judged import CLAIM, places, said

MODE = {"kind": "study_mode"}
UNBROKEN = {"kind": "continuous"}
RISING = {"kind": "ascending"}
VALID = {"kind": "unexpired", "section": "education", "field": "proof_until"}
RECENT = {"kind": "dated_after", "sections": ["achievements", "awards", "publications", "property"]}
WORKS = {
    "kind": "count", "section": "publications", "field": "category", "any_of": ["paper", "book"],
    "at_least": 2, "what": "代表作品",
}  # fmt: skip


def study(level: str, graduated: str = "2015-07", **more: str) -> dict[str, str]:
    return {"level": level, "graduated": graduated, **more}


def job(started: str, ended: str = "") -> dict[str, str]:
    return {"started": started, "ended": ended}


@pytest.mark.rule("N1-04")
def test_one_study_in_the_wanted_way_is_enough():
    part, full = {"study_mode": "part_time"}, {"study_mode": "full_time"}

    assert said(MODE, education=[part, part]) == ["须有全日制学历，填写的学历都不是。"]
    assert places(MODE, education=[part, part]) == [("block", "education-2", "study_mode")]
    assert said(MODE, education=[part, full]) == []
    assert said(MODE) == []  # an empty section is told once


@pytest.mark.rule("N1-04")
@pytest.mark.parametrize(
    ("rows", "fits"),
    [
        ([("41", "full_time"), ("31", "part_time")], True),
        ([("61", "full_time"), ("31", "part_time")], False),  # 全日制, but not one that is meant
        ([("", "full_time")], False),
    ],
)
def test_only_the_studies_that_are_meant_count(rows, fits):
    meant = MODE | {"levels": ["41", "31", "21"]}
    sentence = "须有全日制学历（中等专科、大学专科、大学本科），填写的学历都不是。"

    found = said(meant, education=[{"level": level, "study_mode": mode} for level, mode in rows])

    assert found == ([] if fits else [sentence])


@pytest.mark.rule("N0-50")
@pytest.mark.parametrize(
    ("jobs", "sentences"),
    [
        ([job("2010-07")], []),
        ([job("2010-08")], []),  # the month after is no gap
        ([job("2010-09")], ["参加工作时间是2010年7月，工作经历从2010年9月才开始，请补齐。"]),
        ([job("2010-07", "2015-06"), job("2015-07")], []),
        ([job("2010-07", "2015-06"), job("2015-06")], []),
        (
            [job("2010-07", "2015-06"), job("2015-08")],
            ["2015年6月到2015年8月之间没有填写，工作经历须前后衔接。"],
        ),
        ([job("2015-07"), job("2010-07", "2015-06")], []),  # in any order
        ([job("2010-07"), job("2015-01", "2015-12")], []),  # 借调 in the middle of a job that goes on
        ([job("2010-07", "2020-12"), job("2012-01", "2013-12"), job("2021-01")], []),
        ([job("2010-07", "2015-06"), job("2010-07", "2015-06"), job("2015-07")], []),
        ([job("2010-07", "2024-08")], []),
        ([job("2010-07", "2024-07")], ["工作经历到2024年7月为止，请填写到现在。"]),
        ([job("2010-07", "2026-12")], []),
        ([job("2010-07", "去年")], []),
        ([job("", "")], []),
        ([], []),
    ],
)
def test_work_runs_without_a_gap(jobs, sentences):
    assert said(UNBROKEN, basic={"work_started": "2010-07"}, employment=jobs) == sentences


def test_a_gap_is_shown_at_the_row_after_it_and_an_end_at_the_last_job():
    jobs = [job("2010-07", "2024-01"), job("2012-01", "2013-12")]

    assert places(UNBROKEN, employment=jobs) == [("block", "employment-1", "ended")]
    assert places(UNBROKEN, employment=[job("2018-01"), job("2010-07", "2015-06")]) == [
        ("block", "employment-1", "started")
    ]


def test_a_notice_may_bear_a_longer_gap():
    jobs = [job("2010-07", "2015-06"), job("2015-09")]

    assert said(UNBROKEN | {"gap": 3}, employment=jobs) == []
    assert len(said(UNBROKEN | {"gap": 2}, employment=jobs)) == 1


@pytest.mark.rule("N1-12")
@pytest.mark.parametrize(
    ("levels", "row"),
    [
        (["41", "31", "21"], ""),
        (["31", "31"], ""),
        (["31", "21", "31"], "education-3"),
        (["21", "61"], "education-2"),
        (["31", "", "21"], ""),
        (["21", "什么", "21"], ""),
        ([], ""),
    ],
)
def test_studies_rise(levels, row):
    found = places(RISING, education=[study(level) for level in levels])

    assert found == ([("block", row, "level")] if row else [])


@pytest.mark.rule("N4-16")
@pytest.mark.parametrize(
    ("until", "expired"),
    [("2024-09-09", False), ("2024-09-08", True), ("", False), ("下个月", False)],
)
def test_a_report_is_valid_through_its_last_day(until, expired):
    rows = [{"proof": "report", "proof_until": until}]

    assert bool(said(VALID, education=rows)) == expired
    assert said(VALID, education=[rows[0] | {"proof": "archive"}]) == []  # nobody asks for the day


def test_a_month_is_valid_to_its_end():
    rule = VALID | {"section": "insurance", "field": "ended"}

    assert said(rule, insurance={"ended": "2024-09"}) == []
    assert said(rule, insurance={"ended": "2024-08"}) == [
        "有效期到2024年8月31日，已经过期，请重新查询后更换。"
    ]


@pytest.mark.parametrize(
    ("ended", "old"),
    [("2024-09", False), ("2024-06", False), ("2024-05", True), ("", False), ("近来", False)],
)
def test_what_ended_long_ago_shows_nothing_of_today(ended, old):
    rule = {"kind": "recent", "section": "insurance", "field": "ended", "months": 3, "what": "社保缴费"}
    sentence = "社保缴费应在近 3 个月内，填写的是2024年5月。"

    assert said(rule, insurance={"ended": ended}) == ([sentence] if old else [])


@pytest.mark.rule("N0-36")
@pytest.mark.parametrize(
    ("section", "row", "field"),
    [
        ("awards", {"awarded": "2018-12"}, ""),  # the month of the title itself
        ("awards", {"awarded": "2018-11"}, "awarded"),
        ("publications", {"published": "2018-11"}, "published"),
        ("property", {"granted": "2018-11"}, "granted"),
        ("achievements", {"started": "2017-01", "ended": "2018-12"}, ""),
        ("achievements", {"started": "2017-01", "ended": "2018-11"}, "ended"),
        ("achievements", {"started": "2017-01", "ended": ""}, ""),  # it goes on still
        ("achievements", {"started": "2017-01", "ended": "以后"}, "started"),
        ("achievements", {"started": "", "ended": ""}, ""),
        ("awards", {"awarded": "那年"}, ""),
    ],
)
def test_what_is_older_than_the_title_does_not_count(section, row, field):
    title = {"current_title": "助理馆员", "title_obtained": "2018-12", "profession_since": "2010-01"}

    found = places(RECENT, qualification=title, **{section: row})

    assert found == ([("block", f"{section}-1", field)] if field else [])


def test_without_a_title_the_first_professional_work_counts():
    first = {"current_title": "无", "profession_since": "2020-01"}

    assert said(RECENT, qualification=first, awards={"awarded": "2019-12"}) == [
        "2019年12月在从事专业技术工作（2020年1月）之前，不能作为申报材料。"
    ]
    assert said(RECENT, qualification=first, awards={"awarded": "2020-01"}) == []
    assert said(RECENT, awards={"awarded": "1999-12"}) == []


@pytest.mark.rule("N3-11")
@pytest.mark.parametrize(
    ("categories", "have"), [(["paper"], 1), (["paper", "piece"], 1), ([], 0), (["paper", "book"], None)]
)
def test_so_many_of_some_categories(categories, have):
    found = said(WORKS, publications=[{"category": category} for category in categories])

    assert found == ([] if have is None else [f"代表作品须有 2 项以上，现有 {have} 项。"])


def test_what_the_section_does_not_ask_for_is_not_counted():
    sections = [
        {"code": "publications", "kind": "publications", "title": "著作", "fields": ["name"], "clause": "五"}
    ]
    hidden = [sections[0] | {"fields": [], "when": {"ranks": ["junior"]}}, sections[0] | {"code": "other"}]

    assert said(WORKS, sections=sections) == []
    assert said(WORKS, sections=hidden) == []
    assert len(said(WORKS, sections=hidden, claim=replace(CLAIM, rank=Rank.JUNIOR))) == 1
