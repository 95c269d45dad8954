"""阿克苏 2024 档案系列：each demand on the dossier, missed by one thing."""

from dataclasses import replace
from datetime import date

import pytest

from applications.rules.checking import check
from applications.rules.dossier import Ban
from tests.applications.rules.near_misses.misses import (
    drops,
    expected,
    found_with,
    miss,
    outcome,
    page,
    params,
    person,
    row,
    says_none,
    types,
    without,
)
from tests.applications.rules.test_notices import NOTICES, case
from tests.applications.rules.test_orderly import DAYS
from tests.orderly import orderly

YEARS = (2021, 2022, 2023, 2024)
MIDDLE = {"rank": "intermediate"}
FIRST = {"declarations": {"first_time": "yes"}}
PRIVATE = {"channel": "private", "nature": "private_enterprise"}
FREELANCE = {"channel": "private", "nature": "personnel_agency"}
SENT = {"ground": {"ground": "seconded", "ground_from": "2023-08-05"}}
POSTED = {"declarations": {"posting_away": "preschool", "posting_from": "2024-03"}}
WAIVED = row("continuing", {"year": "2024"}, proof="waiver", hours="", certificate="")
BANNED = Ban(date(2021, 8, 6), date(2024, 8, 5), "any")

WHO = [
    miss(
        "N4-02",
        "sent a day less than a year ago",
        ("一（二）", "ground", "ground_from"),
        types("ground", ground_from="2023-08-06"),
        claim=PRIVATE,
        typed=SENT,
    ),
    miss(
        "N4-02",
        "no ground",
        ("一（二）", "ground", "ground"),
        types("ground", ground=""),
        twin=types("ground", ground="archived"),
        claim=PRIVATE,
    ),
    miss(
        "N4-18",
        "classified still",
        ("四（一）3", "declarations", "classified"),
        types("declarations", classified="uncleared"),
        twin=types("declarations", classified="cleared"),
    ),
    miss(
        "N4-35",
        "on record until today",
        ("附件3", "basic", ""),
        person(bans=(BANNED,)),
        twin=person(bans=(replace(BANNED, until=date(2024, 8, 4)),)),
    ),
    miss(
        "N4-34",
        "straight to 中级 without the years certified",
        ("四（五）5", "employment", "years_certificate"),
        without("years_certificate"),
        claim=MIDDLE,
        typed=FIRST,
    ),
]
SCHOOL = [
    *(
        miss("N4-16", f"no {slot}", ("四（一）2", "education", slot), without(slot))
        for slot in ("diploma", "degree", "chsi_report")
    ),
    miss(
        "N4-16",
        "neither report nor papers",
        ("四（一）2", "education", "education_archive"),
        without("education_archive"),
        typed={"education": {"proof": "archive"}},
    ),
]
STUDY = [
    *(
        miss(
            "N4-19",
            f"no {subject} certificate of {year}",
            ("四（一）4", "continuing", "year"),
            drops("continuing", year=str(year), subject=subject),
        )
        for year in YEARS
        for subject in ("public", "professional")
    ),
    miss(
        "N4-19",
        "59 hours of 专业课",
        ("四（一）4", "continuing", "hours"),
        row("continuing", {"year": "2022", "subject": "professional"}, hours="59"),
        twin=row("continuing", {"year": "2022", "subject": "professional"}, hours="60"),
    ),
    miss(
        "N4-19",
        "89 hours in all",
        ("四（一）4", "continuing", "hours"),
        row("continuing", {"year": "2023", "subject": "public"}, hours="29"),
        twin=row("continuing", {"year": "2023", "subject": "public"}, hours="30"),
        given=(row("continuing", {"year": "2023", "subject": "professional"}, hours="60"),),
    ),
    *(
        miss(
            "N4-20",
            f"a {subject} certificate of {since} by hand",
            ("四（一）4", "continuing", "proof"),
            row("continuing", {"year": str(since), "subject": subject}, proof="certificate"),
            twin=row("continuing", {"year": str(since), "subject": subject}, proof="system"),
        )
        for subject, since in (("professional", 2021), ("public", 2022))
    ),
    miss(
        "N4-21",
        "a private enterprise, not for the first time",
        ("四（一）4", "continuing", "year"),
        drops("continuing", year="2024", subject="public"),
        claim=PRIVATE,
    ),
    miss(
        "N4-21",
        "for the first time, but of an institution",
        ("四（一）4", "continuing", "year"),
        drops("continuing", year="2024", subject="public"),
        typed=FIRST,
    ),
    miss(
        "N4-22",
        "no form",
        ("四（一）4", "continuing", "ce_waiver"),
        without("ce_waiver"),
        typed=POSTED,
        given=(WAIVED,),
    ),
    miss(
        "N4-22",
        "not sent before the year after",
        ("四（一）4", "continuing", "proof"),
        types("declarations", posting_from="2023-01", posting_until="2023-12"),
        twin=types("declarations", posting_from="2023-01", posting_until="2024-01"),
        typed=POSTED,
        given=(WAIVED,),
    ),
    miss(
        "N4-23",
        "未取得普通话等级",
        ("四（一）5", "putonghua", "level"),
        types("putonghua", level="none"),
        twin=types("putonghua", level="3b"),
    ),
    miss(
        "N4-23 N4-24",
        "no certificate of it",
        ("四（一）5；四（一）6", "other", "putonghua"),
        without("putonghua"),
    ),
]
FORM = [
    miss("N4-24", "no promise", ("四（一）6；四（五）4", "other", "promise"), without("promise")),
    miss(
        "N4-13",
        "an achievement without evidence",
        ("四（一）1", "achievements", "achievement"),
        without("achievement"),
    ),
    miss(
        "N4-13",
        "a page on its side",
        ("四（一）1", "achievements", "achievement"),
        page("achievement", remarks=("图片可能没有正向。",)),
        grave="warn",
    ),
    miss(
        "N4-17",
        "a page nobody looked at",
        ("四（一）3", "achievements", "achievement"),
        page("achievement", masking=""),
        twin=page("achievement", masking="covered"),
    ),
    *(
        miss(
            "N4-17",
            f"{name} in what is typed",
            ("四（一）3", "achievements", "content"),
            types("achievements", content=f"{name}的档案整理。"),
            twin=types("achievements", content="本单位的档案整理。"),
        )
        for name in ("阿依古丽·买买提", "博湖县图书馆")
    ),
]


@pytest.mark.parametrize("wrong", params([*WHO, *SCHOOL, *STUDY, *FORM]))
def test_one_thing_wrong_is_found_under_its_own_clause(wrong):
    assert outcome("N4", wrong) == expected(wrong)


@pytest.mark.rule("N4-21")
@pytest.mark.parametrize("claim", [PRIVATE, FREELANCE, {"nature": "private_enterprise"}])
def test_private_applicants_need_no_study_the_first_time(claim):
    assert found_with("N4", says_none("continuing"), claim=claim, typed=FIRST) == []


@pytest.mark.rule("N4-20")
def test_the_public_course_of_2021_may_be_uploaded():
    by_hand = row("continuing", {"year": "2021", "subject": "public"}, proof="certificate")

    assert found_with("N4", by_hand) == []


@pytest.mark.rule("N4-23")
def test_enterprises_are_not_asked_for_putonghua():
    assert found_with("N4", without("putonghua"), claim={"nature": "state_enterprise"}) == []


@pytest.mark.rule("N4-27")
@pytest.mark.parametrize(
    ("title", "years"),
    [
        ({"title_obtained": "2020-12"}, "取得现任职称到2024年12月31日为 4 年"),
        ({"title_obtained": "2021-01"}, "取得现任职称到2024年12月31日为 3 年 11 个月"),
        (
            {"current_title": "无", "title_obtained": "", "title_place": "", "profession_since": "2019-12"},
            "从事专业技术工作到2024年12月31日为 5 年",
        ),
    ],
)
def test_years_are_counted_to_the_last_day_of_the_year(title, years):
    document, claim, on = NOTICES["N4"], case(NOTICES["N4"]), DAYS["N4"]

    found = check(document, claim, orderly(document, claim, on, qualification=title), on)

    assert [(f.severity, f.clause, f.message) for f in found] == [
        ("judge", "四（二）", f"{years}。年限是否符合评审条件由审核部门核定。")
    ]
