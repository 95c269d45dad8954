"""任职（工作）年限：by 学历, from a day to a day, later by weak appraisals, sooner where a notice says so."""

from datetime import date

import pytest

from applications.rules.checking import check
from tests.applications.rules.judged import CLAIM, ON, dossier_of, findings_of, notice_with, places, said

FOUR_OR_ONE = [{"education": ["21"], "years": 4}, {"education": ["14", "11"], "years": 1}]
YEARS = {"kind": "seniority", "counted_from": "profession", "table": FOUR_OR_ONE}
DELAYED = YEARS | {"delays": {"basic": 1, "failed": 2}}
CUT_OFF = YEARS | {"counted_from": "graduation", "counted_to": "09-30"}


def study(level: str, graduated: str = "2015-07", **more: str) -> dict[str, str]:
    return {"level": level, "graduated": graduated, **more}


@pytest.mark.rule("N1-14")
@pytest.mark.parametrize(
    ("level", "since", "short"),
    [
        ("21", "2020-09", False),  # 2020年9月 to 2024年9月9日
        ("21", "2020-10", True),
        ("14", "2023-09", False),
        ("14", "2023-10", True),
        ("21", "", False),  # the blank is told elsewhere
        ("21", "去年", False),
    ],
)
def test_years_by_degree(level, since, short):
    found = said(YEARS, education=study(level), qualification={"profession_since": since})

    assert bool(found) == short


def test_the_years_are_said_with_their_day():
    given = {"education": study("21"), "qualification": {"profession_since": "2021-01"}}

    assert said(YEARS, **given) == ["须满 4 年；从事专业技术工作到2024年9月9日为 3 年 8 个月。"]
    assert places(YEARS, **given) == [("block", "qualification", "profession_since")]


@pytest.mark.parametrize(("graduated", "short"), [("2020-09", False), ("2020-10", True), ("2025-07", True)])
def test_a_cut_off_day_counts_instead_of_today(graduated, short):
    found = said(CUT_OFF, education=study("21", graduated), on=date(2026, 1, 1))

    assert bool(found) == short


@pytest.mark.parametrize(("year", "start", "short"), [(2024, "2023-02", False), (2025, "2024-03", True)])
def test_the_last_of_february_is_a_cut_off_day_of_every_year(year, start, short):
    rule = {"code": "asked", **CUT_OFF, "counted_to": "02-29", "table": [{"education": ["21"], "years": 1}]}
    document = notice_with(rule).model_copy(update={"year": year})
    found = check(document, CLAIM, dossier_of(education=study("21", start)), ON)

    assert any(finding.rule == "rule:asked" for finding in found) == short


def test_without_a_cut_off_day_today_counts():
    rule = CUT_OFF | {"counted_to": None}

    assert said(rule, education=study("21", "2020-09")) == []
    assert said(rule, education=study("21", "2020-10")) != []


def test_the_highest_study_counts_from_its_first_graduation():
    rows = [study("31", "2010-07"), study("21", "2020-07"), study("21", "2023-07"), study("")]

    assert said(CUT_OFF, education=rows) == []
    assert said(CUT_OFF, education=rows[:1] + rows[2:]) == ["须满 4 年；毕业到2024年9月30日为 1 年 2 个月。"]
    assert said(CUT_OFF, education=[study("", "")]) == []


def test_only_full_time_study_may_count():
    part = study("14", "2010-07", study_mode="part_time")
    full = study("21", "2022-07", study_mode="full_time")
    rule = CUT_OFF | {"full_time": True}

    assert said(CUT_OFF, education=[full, part]) == []
    assert said(rule, education=[full, part]) == ["须满 4 年；毕业到2024年9月30日为 2 年 2 个月。"]
    assert said(rule, education=[part]) == []


@pytest.mark.parametrize(
    ("worked", "graduated", "short"),
    [("2010-01", "2020-09", False), ("2010-01", "2020-10", True), ("2020-10", "2010-07", True)],
)
def test_work_before_graduation_may_not_count(worked, graduated, short):
    given = {"education": study("21", graduated), "qualification": {"profession_since": worked}}

    assert bool(said(YEARS | {"after_graduation": True}, **given)) == short
    assert bool(said(YEARS, **given)) == (worked > "2020-09")


def test_a_study_outside_the_table_is_left_to_the_reviewers():
    found = findings_of(YEARS, education=study("61"), qualification={"profession_since": "2010-01"})

    assert [(f.severity, f.message) for f in found] == [
        (
            "judge",
            "从事专业技术工作到2024年9月9日为 14 年 8 个月。年限是否符合评审条件由审核部门核定。",
        )
    ]
    assert said(YEARS, education=study(""), qualification={"profession_since": "2010-01"}) == []


@pytest.mark.rule("N2-26", "N4-20")
@pytest.mark.parametrize(
    ("appraisals", "since", "short"),
    [
        ([("2022", "competent")], "2020-09", False),
        ([("2022", "basic")], "2020-09", True),
        ([("2022", "basic")], "2019-09", False),
        ([("2021", "basic"), ("2022", "failed")], "2018-09", True),
        ([("2021", "basic"), ("2022", "failed")], "2017-09", False),
        ([("2022", "basic"), ("2022", "basic")], "2019-09", False),  # one year written twice
        ([("2022", "basic"), ("2022", "failed")], "2019-09", True),  # of two grades the weaker
        ([("", "basic"), ("不知", "basic")], "2018-09", False),
        ([("2022", "unknown")], "2020-09", False),
    ],
)
def test_weak_appraisals_delay(appraisals, since, short):
    rows = [{"year": year, "grade": grade} for year, grade in appraisals]
    given = {"education": study("21"), "appraisal": rows, "qualification": {"profession_since": since}}

    assert bool(said(DELAYED, **given)) == short


@pytest.mark.rule("N1-14")
def test_some_may_come_sooner():
    southern = {"answers": [{"section": "declarations", "field": "southern", "any_of": ["yes"]}]}
    rule = DELAYED | {"shorter": [{"when": southern, "years": 1, "clause": "南疆"}]}
    given = {"education": study("21"), "qualification": {"profession_since": "2021-09"}}

    assert said(rule, declarations={"southern": "yes"}, **given) == []
    assert said(rule, declarations={"southern": "no"}, **given) != []
    weak = {"appraisal": {"year": "2022", "grade": "basic"}}
    assert said(rule, declarations={"southern": "yes"}, **weak, **given) == [
        "须满 4 年；从事专业技术工作到2024年9月9日为 3 年；因年度考核等次顺延 1 年；可提前 1 年。"
    ]


def test_without_a_table_the_reviewers_reckon():
    rule = {"kind": "seniority", "counted_from": "title", "delays": {"basic": 1}}
    title = {"current_title": "助理馆员", "title_obtained": "2020-12"}
    weak = {"year": "2022", "grade": "basic"}

    assert [f.severity for f in findings_of(rule, qualification=title, appraisal=weak)] == ["judge"]
    assert said(rule, qualification=title) == []
    assert said(rule, appraisal=weak) == []
