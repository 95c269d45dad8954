"""继续教育、年度考核、普通话：year by year, with what a notice waives, and against the post."""

from dataclasses import replace
from datetime import date

import pytest

from applications.rules.notices.terms import Nature
from tests.applications.rules.judged import CLAIM, findings_of, places, said

PUBLIC = {"kind": "continuing", "subject": "public", "first": -1, "hours": 30}
ANY = {"kind": "continuing", "first": -1, "hours": 90}
SOURCE = {"kind": "study_source", "subject": "public", "since": 2023}
GRADED = {"kind": "appraisal", "first": -3}
SPOKEN = {
    "kind": "putonghua",
    "posts": [
        {"posts": ["general", "teacher", "chinese_teacher"], "least": "3a"},
        {"posts": ["chinese_teacher"], "least": "2a"},
    ],
}
AWAY = {"posting_away": "village", "posting_from": "2021-05", "posting_until": "2023-02"}


def studied(year: str, hours: str = "30", proof: str = "certificate", subject: str = "public"):
    return {"year": year, "hours": hours, "proof": proof, "subject": subject}


@pytest.mark.rule("N0-38", "N0-39", "N2-27")
@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ([studied("2023"), studied("2024")], []),
        ([studied("2023"), studied("2024年度")], []),
        ([studied("2023"), studied("2024", "29.5")], ["2024年的公需课须满 30 学时，现有 29.5 学时。"]),
        ([studied("2023"), studied("2024", "10"), studied("2024", "20")], []),  # several rows of one year
        ([studied("2024")], ["缺 2023年的公需课。"]),
        ([studied("2022"), studied("2025")], ["缺 2023年、2024年的公需课。"]),
        ([studied("2023"), studied("2024", subject="professional")], ["缺 2024年的公需课。"]),
        ([studied("2023"), studied("2024", "很多")], ["2024年的公需课须满 30 学时，现有 0 学时。"]),
        ([studied("2023"), studied("去年")], ["缺 2024年的公需课。"]),
        ([], ["缺 2023年、2024年的公需课。"]),
    ],
)
def test_each_year_of_a_subject(rows, sentences):
    assert said(PUBLIC, continuing=rows) == sentences


@pytest.mark.rule("N4-22")
def test_any_subject_adds_up():
    rows = [studied("2023", "30"), studied("2023", "60", subject="professional"), studied("2024", "89")]

    assert said(ANY, continuing=rows) == ["2024年的继续教育须满 90 学时，现有 89 学时。"]
    assert places(ANY, continuing=rows) == [("block", "continuing-3", "hours")]


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ("2022-12", [("block", "缺 2023年、2024年的公需课。")]),
        ("2023-12", [("block", "缺 2023年、2024年的公需课。")]),
        ("2024-01", [("block", "缺 2024年的公需课。"), ("warn", "缺 2023年的公需课。")]),
        ("", [("block", "缺 2023年、2024年的公需课。")]),
    ],
)
def test_years_before_the_first_work_are_only_mentioned(since, found):
    findings = findings_of(PUBLIC, qualification={"profession_since": since})

    assert [(f.severity, f.message) for f in findings] == found


@pytest.mark.rule("N0-40", "N1-16", "N2-30", "N4-22")
@pytest.mark.parametrize(
    ("year", "away", "sentences"),
    [
        ("2020", AWAY, ["2020年不在填写的驻村等工作期间内，不能免除继续教育。"]),
        ("2021", AWAY, []),
        ("2022", AWAY, []),  # a year between
        ("2023", AWAY, []),
        ("2024", AWAY, ["2024年不在填写的驻村等工作期间内，不能免除继续教育。"]),
        ("2024", AWAY | {"posting_until": ""}, []),  # there still
        ("2022", AWAY | {"posting_from": ""}, ["2022年不在填写的驻村等工作期间内，不能免除继续教育。"]),
        ("2022", AWAY | {"posting_away": "none"}, ["2022年不在填写的驻村等工作期间内，不能免除继续教育。"]),
        ("2022", {}, ["2022年不在填写的驻村等工作期间内，不能免除继续教育。"]),
    ],
)
def test_a_waiver_holds_for_the_years_away(year, away, sentences):
    rule = PUBLIC | {"first": int(year) - 2024, "last": int(year) - 2024}

    assert said(rule, declarations=away, continuing=studied(year, "", "waiver")) == sentences


@pytest.mark.rule("N3-18")
@pytest.mark.parametrize(
    ("waivable", "year", "sentences"),
    [
        ("current", "2024", []),
        ("current", "2023", ["只免除 2024年当年的继续教育。"]),
        ("no", "2024", ["本通知没有免除继续教育学习的规定。"]),
    ],
)
def test_a_notice_may_waive_less(waivable, year, sentences):
    rows = [studied(y, "", "waiver") if y == year else studied(y) for y in ("2023", "2024")]

    assert said(PUBLIC | {"waivable": waivable}, declarations=AWAY, continuing=rows) == sentences
    if sentences:
        (place,) = places(PUBLIC | {"waivable": waivable}, declarations=AWAY, continuing=rows)
        assert place == ("block", f"continuing-{rows.index(studied(year, '', 'waiver')) + 1}", "proof")


def test_who_was_never_away_has_nothing_to_be_waived():
    rule = PUBLIC | {"first": 0, "waivable": "current"}
    waived = studied("2024", "", "waiver")

    assert said(rule, declarations={"posting_away": "none"}, continuing=waived) == [
        "没有填写驻村等工作，不能免除继续教育。"
    ]
    assert said(rule, continuing=waived) == []  # the notice does not ask


@pytest.mark.rule("N4-23")
@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (studied("2022"), False),
        (studied("2023"), True),
        (studied("2024"), True),
        (studied("2023", proof="system"), False),
        (studied("2023", "", "waiver"), False),
        (studied("2023", subject="professional"), False),
        (studied(""), False),
        (studied("不知"), False),
    ],
)
def test_later_certificates_come_from_the_system_alone(row, refused):
    words = "2023年以后的公需课须从系统获取，不能手动上传。"

    assert said(SOURCE, continuing=row) == ([words] if refused else [])


def graded(*years: str, **grades: str) -> list[dict[str, str]]:
    return [{"year": year, "grade": grades.get(f"y{year}", "competent")} for year in years]


@pytest.mark.rule("N0-41", "N2-29", "N4-20")
@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (graded("2021", "2022", "2023"), []),
        (graded("2023", "2021", "2022", y2021="excellent"), []),
        (graded("2022", "2023", "2024"), [("block", "缺 2021年的年度考核结果。")]),
        (
            graded("2021", "2022", "2023", y2022="basic"),
            [("block", "2022年度考核为“基本合格”，须为优秀、合格。")],
        ),
        (
            graded("2021", "2022", "2023", y2021="undetermined"),
            [("warn", "2021年度考核未定等次，请在考核材料中说明原因。")],
        ),
        (graded("2020", "2021", "2022", "2023", y2020="failed"), []),  # a year that nobody asks about
        (graded("2021", "2022", "2023", y2023="最好"), []),  # unreadable: told at its field
        (graded("2021", "2022", "2023", "2023") + graded("2023", y2023="failed"), [("block", None)]),
        ([], [("block", "缺 2021年、2022年、2023年的年度考核结果。")]),
    ],
)
def test_each_year_with_a_grade_that_counts(rows, found):
    findings = findings_of(GRADED, appraisal=rows)

    assert [(f.severity, f.message) for f in findings] == [
        (severity, message or f.message) for (severity, message), f in zip(found, findings, strict=True)
    ]


@pytest.mark.rule("N0-41")
@pytest.mark.parametrize(
    ("started", "first_time", "missing"),
    [
        ("2021-09", "yes", "2021年、2022年、2023年"),  # three years are full on 2024-09-01
        ("2021-10", "yes", "2022年、2023年"),
        ("2022-07", "yes", "2023年"),
        ("2024-07", "yes", ""),
        ("2022-07", "no", "2021年、2022年、2023年"),
        ("2022-07", "", "2021年、2022年、2023年"),
        ("", "yes", "2021年、2022年、2023年"),
    ],
)
def test_newcomers_bring_the_years_that_they_have(started, first_time, missing):
    given = {"basic": {"work_started": started}, "declarations": {"first_time": first_time}}

    found = said(GRADED | {"newcomers": True}, **given)

    assert found == ([f"缺 {missing}的年度考核结果。"] if missing else [])
    assert said(GRADED, **given) == ["缺 2021年、2022年、2023年的年度考核结果。"]


@pytest.mark.rule("N1-17", "N4-21")
@pytest.mark.parametrize(
    ("post", "level", "refused"),
    [
        ("general", "3a", False),  # 不低于 includes the level itself
        ("general", "3b", True),
        ("general", "none", True),
        ("teacher", "2b", False),
        ("chinese_teacher", "2a", False),
        ("chinese_teacher", "2b", True),  # of two lines that fit the more demanding
        ("host", "none", False),  # the notice asks nothing of this post
        ("general", "", False),
        ("", "none", False),
    ],
)
def test_putonghua_by_post(post, level, refused):
    assert bool(said(SPOKEN, putonghua={"post": post, "level": level})) == refused


def test_putonghua_is_said_in_words():
    assert said(SPOKEN, putonghua={"post": "chinese_teacher", "level": "none"}) == [
        "语文学科教师的普通话等级不得低于二级甲等。"
    ]


@pytest.mark.parametrize("rule", [PUBLIC, SOURCE, GRADED, SPOKEN])
def test_a_section_that_is_not_asked_of_the_case_is_not_judged(rule):
    kinds = ("continuing", "appraisal", "putonghua")
    sections = [
        {"code": kind, "kind": kind, "title": kind, "when": {"natures": ["institution"]}, "clause": "五"}
        for kind in kinds
    ]
    company = replace(CLAIM, nature=Nature.PRIVATE_ENTERPRISE)
    rows = {"continuing": studied("2023"), "putonghua": {"post": "general", "level": "none"}}

    assert said(rule, sections=sections, claim=company, **rows) == []
    assert said(rule, sections=sections, **rows) != []


def test_years_are_counted_from_the_notice_not_from_the_day():
    assert said(PUBLIC, on=date(2026, 1, 1)) == ["缺 2023年、2024年的公需课。"]
