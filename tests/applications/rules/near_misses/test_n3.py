"""巴州 2021 新闻系列：each demand on the dossier, missed by one thing."""

from dataclasses import replace
from datetime import date

import pytest

from applications.rules.dossier import Ban
from tests.applications.rules.near_misses.misses import (
    adds,
    certificates,
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

MIDDLE = {"mode": "review", "rank": "intermediate"}
DIRECT = {"mode": "direct", "rank": "intermediate"}
COUNTY = {"declarations": {"grassroots": "yes"}}
POSTED = {"declarations": {"posting_away": "village", "posting_from": "2021-02"}}
SERVED = {"declarations": {"posting_from": "2018-09", "posting_until": "2021-08"}}
PAPER = adds(
    "publications",
    category="paper", published="2019-06", name="论文", outlet="某刊", authorship="first", abstract="摘要",
)  # fmt: skip
PIECES = tuple(
    adds(
        "publications",
        category="piece", published="2020-06", name=name, outlet="某报", authorship="alone", abstract="摘要",
    )
    for name in ("某村通讯", "某河述评")
)  # fmt: skip
AWARD = adds("awards", awarded="2020-05", name="某奖", level="county", rank="1", authority="某局")
BANNED = Ban(date(2016, 9, 11), date(2021, 9, 10), "any")
WAIVED = row("continuing", {"year": "2021", "subject": "public"}, proof="waiver", hours="", certificate="")

WHO = [
    *(
        miss("N3-04", who, ("二", "declarations", "identity"), types("declarations", identity=who))
        for who in ("retired", "civil_servant", "quasi_civil_servant")
    ),
    *(
        miss(
            "N3-04",
            f"sanctioned until today, {nature}",
            ("二", "declarations", "sanction_until"),
            types(
                "declarations", sanction="demerit", sanction_from="2021-01-01", sanction_until="2021-09-10"
            ),
            twin=types(
                "declarations", sanction="warning", sanction_from="2021-01-01", sanction_until="2021-09-10"
            ),
            claim={"nature": nature},
        )
        for nature in ("institution", "state_enterprise")
    ),
    *(
        miss(
            "N3-04",
            f"{age} today, {sex}",
            ("二", "basic", ""),
            person(sex=sex, born=date(2021 - age, 9, 10)),
            twin=person(sex=sex, born=date(2021 - age, 9, 11)),
            grave="warn",
        )
        for sex, age in (("male", 60), ("female", 55))
    ),
    miss(
        "N3-21",
        "on record until today",
        ("七（三）", "basic", ""),
        person(bans=(BANNED,)),
        twin=person(bans=(replace(BANNED, until=date(2021, 9, 9)),)),
    ),
]
SLOTS = [
    miss("N3-06", "no report", ("五（一）1", "education", "chsi_report"), without("chsi_report")),
    miss(
        "N3-06",
        "neither report nor diploma",
        ("五（一）1", "education", "diploma"),
        without("diploma"),
        typed={"education": {"proof": "archive"}},
    ),
    miss(
        "N3-07",
        "a title without its certificate",
        ("五（一）2", "qualification", "title_certificate"),
        without("title_certificate"),
    ),
    miss("N3-07", "an award not shown", ("五（一）3", "awards", "award"), without("award"), given=(AWARD,)),
    *(
        miss(
            "N3-08",
            f"no {part}",
            ("五（一）4", "publications", "publication"),
            without("publication", part),
            given=(PAPER,),
        )
        for part in ("封面", "目录", "文章内容")
    ),
    miss(
        "N3-09",
        "one representative work",
        ("五（一）4", "publications", ""),
        drops("publications", name="某河述评"),
        claim=MIDDLE,
        typed=COUNTY,
        given=PIECES,
    ),
    miss(
        "N3-09",
        "representative works not shown",
        ("五（一）4", "publications", "representative_work"),
        without("representative_work"),
        claim=MIDDLE,
        typed=COUNTY,
        given=PIECES,
    ),
    miss(
        "N3-13",
        "no political certificate",
        ("五（一）8", "other", "political_certificate"),
        without("political_certificate"),
    ),
    miss(
        "N3-27",
        "a page that cannot be used",
        ("五（一）8", "other", "political_certificate"),
        page("political_certificate", fault="不是 JPG 图片。"),
    ),
]
STUDY = [
    *certificates(
        "五（一）5；七（二）", "N3-10", {"public": range(2015, 2022), "professional": range(2015, 2022)},
    ),
    *certificates(
        "五（一）5；七（二）", "N3-10", {"public": (2015, 2021), "professional": (2015, 2021)}, claim=MIDDLE
    ),
    *(
        miss(
            "N3-20",
            f"{hours - 1} hours of {subject}",
            ("五（一）5；七（二）", "continuing", "hours"),
            row("continuing", {"year": "2018", "subject": subject}, hours=str(hours - 1)),
            twin=row("continuing", {"year": "2018", "subject": subject}, hours=str(hours)),
        )
        for subject, hours in (("public", 30), ("professional", 60))
    ),
    miss(
        "N3-18",
        "a waiver of last year",
        ("五（一）5；七（二）", "continuing", "proof"),
        row("continuing", {"proof": "waiver"}, year="2020"),
        typed=POSTED,
        given=(
            WAIVED,
            adds("continuing", year="2021", subject="public", proof="certificate", hours="30",
                certificate="无"),
        ),
    ),
    miss(
        "N3-18",
        "a waiver of somebody who was not sent",
        ("五（一）5；七（二）", "continuing", "proof"),
        types("declarations", posting_away="none", posting_from=""),
        typed=POSTED,
        given=(WAIVED,),
    ),
    miss(
        "N3-18",
        "no form",
        ("七（一）", "continuing", "ce_waiver"),
        without("ce_waiver"),
        typed=POSTED,
        given=(WAIVED,),
    ),
]  # fmt: skip
CONDUCT = [
    *(
        miss(
            "N3-12",
            f"no appraisal of {year}",
            ("五（一）7", "appraisals", "year"),
            drops("appraisals", year=year),
        )
        for year in ("2018", "2019", "2020")
    ),
    miss(
        "N3-12", "no appraisal form", ("五（一）7", "appraisals", "appraisal_form"), without("appraisal_form")
    ),
    miss(
        "N3-19",
        "two excellent years",
        ("七（一）", "appraisals", "grade"),
        row("appraisals", {"year": "2019"}, grade="competent"),
        claim=DIRECT,
    ),
    miss(
        "N3-19",
        "a month less than three years of service",
        ("七（一）", "declarations", "posting_until"),
        types("declarations", posting_until="2021-07"),
        claim=DIRECT,
        typed=SERVED,
    ),
    miss(
        "N3-19",
        "no service",
        ("七（一）", "declarations", "posting_away"),
        types("declarations", posting_away="none", posting_from="", posting_until=""),
        claim=DIRECT,
    ),
    miss(
        "N3-28",
        "a blank",
        ("四", "basic", "societies"),
        types("basic", societies=""),
        twin=types("basic", societies="无"),
    ),
    miss(
        "N3-28",
        "评审 without experience",
        ("八（二）", "achievements", ""),
        says_none("achievements"),
    ),
    miss(
        "N3-28",
        "no evidence",
        ("八（二）", "achievements", "achievement"),
        without("achievement"),
    ),
]


@pytest.mark.parametrize("wrong", params([*WHO, *SLOTS, *STUDY, *CONDUCT]))
def test_one_thing_wrong_is_found_under_its_own_clause(wrong):
    assert outcome("N3", wrong) == expected(wrong)


@pytest.mark.rule("N3-09")
@pytest.mark.parametrize(
    ("claim", "typed"),
    [({"mode": "review", "rank": "junior"}, COUNTY), (MIDDLE, {"declarations": {"grassroots": "no"}})],
)
def test_representative_works_are_asked_of_the_county_and_中级_alone(claim, typed):
    assert found_with("N3", says_none("publications"), claim=claim, typed=typed) == []


@pytest.mark.rule("N3-12")
def test_no_grade_is_asked_for_评审():
    assert found_with("N3", row("appraisals", {"year": "2019"}, grade="basic")) == []


@pytest.mark.rule("N3-07")
def test_whoever_has_no_title_needs_no_certificate_of_one():
    nobody = {"current_title": "无", "title_obtained": "", "title_place": "", "title_authority": "无"}

    assert found_with("N3", without("title_certificate"), typed={"qualification": nobody}) == []
