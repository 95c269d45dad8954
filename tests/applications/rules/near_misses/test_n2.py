"""巴州 2023 工程系列：each demand on the dossier, missed by one thing."""

from dataclasses import replace
from datetime import date

import pytest

from applications.rules.checking import check
from applications.rules.dossier import Ban
from tests.applications.rules.near_misses.misses import (
    adds,
    all_of,
    certificates,
    drops,
    expected,
    found_with,
    miss,
    outcome,
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

MIDDLE = {"rank": "intermediate"}
COMPANY = {"nature": "private_enterprise"}
POSTED = {
    "declarations": {"posting_away": "temple", "posting_from": "2022-01", "posting_until": "2022-12"},
    "continuing": {"proof": "waiver", "hours": "", "certificate": ""},  # 2022, the first row
}
PATENT = adds(
    "intellectual_property", category="invention", granted="2018-12", name="某专利", number="某号", rank="1"
)
AWARD = adds("awards", awarded="2020-05", name="某奖", level="county", rank="1", authority="某局")
PAPER = adds(
    "publications",
    category="paper", published="2019-06", name="论文", outlet="某刊", authorship="first", abstract="摘要",
)  # fmt: skip
BANNED = Ban(date(2020, 9, 6), date(2023, 9, 5), "any")

WHO = [
    *(
        miss("N2-02", who, ("一", "declarations", "identity"), types("declarations", identity=who))
        for who in ("retired", "civil_servant", "quasi_civil_servant")
    ),
    miss(
        "N2-46",
        "on record until today",
        ("八（二）", "basic", ""),
        person(bans=(BANNED,)),
        twin=person(bans=(replace(BANNED, until=date(2023, 9, 4)),)),
    ),
    miss(
        "N2-16",
        "insured for five months",
        ("五（一）2", "insurance", "ended"),
        types("insurance", started="2023-04", ended="2023-08"),
        twin=types("insurance", started="2023-03", ended="2023-08"),
        claim=COMPANY,
    ),
    miss(
        "N2-16",
        "insured long ago",
        ("五（一）2", "insurance", "ended"),
        types("insurance", started="2022-01", ended="2023-05"),
        twin=types("insurance", started="2022-01", ended="2023-06"),
        claim=COMPANY,
    ),
    miss(
        "N2-16",
        "a state enterprise without the statement",
        ("五（一）2", "insurance", "social_insurance"),
        without("social_insurance"),
        claim={"nature": "state_enterprise"},
    ),
]
WORK = [
    miss(
        "N2-20",
        "a month nobody accounts for",
        ("五（一）5", "employment", "started"),
        types("employment", 2, started="2015-08"),
        twin=types("employment", 2, started="2015-01"),  # 借调等可另起一行: rows may overlap
        typed={"employment": {"ended": "2015-06"}},
        given=(
            adds(
                "employment",
                started="2015-06", ended="", unit="某厂", work="检验", post="无", posting="secondment",
                witness="某人",
            ),
        ),
        grave="warn",
    ),
    miss("N2-21", "评审 without achievements", ("五（一）6", "achievements", ""), says_none("achievements")),
    miss(
        "N2-21",
        "an achievement without evidence",
        ("四（二）；五（一）6", "achievements", "achievement"),
        without("achievement"),
    ),
    miss("N2-22", "an award not shown", ("五（一）7", "awards", "award"), without("award"), given=(AWARD,)),
    miss(
        "N2-23",
        "a patent not shown",
        ("五（一）8", "intellectual_property", "intellectual_property"),
        without("intellectual_property"),
        given=(PATENT,),
    ),
    miss(
        "N2-23",
        "a patent before the title",
        ("五（一）8", "intellectual_property", "granted"),
        types("intellectual_property", granted="2018-11"),
        twin=types("intellectual_property", granted="2018-12"),
        given=(PATENT,),
    ),
    miss(
        "N2-24", "a paper not shown", ("五（一）9", "publications", "publication"), without("publication"),
        given=(PAPER,),
    ),
    miss("N2-27", "no summary", ("五（一）11", "summary", "text"), types("summary", text="")),
]  # fmt: skip
CONDUCT = [
    *(
        miss(
            "N2-25",
            f"no appraisal of {year}",
            ("五（一）10", "appraisals", "year"),
            drops("appraisals", year=year),
        )
        for year in ("2020", "2021", "2022")
    ),
    *(
        miss(
            "N2-25",
            f"no {side}",
            ("五（一）10", "appraisals", "appraisal_form"),
            without("appraisal_form", side),
        )
        for side in ("正面", "反面")
    ),
    *certificates("五（一）12", "N2-28", {"public": (2022, 2023), "professional": (2022, 2023)}),
    *certificates(
        "五（一）12", "N2-28", {"public": range(2019, 2024), "professional": range(2021, 2024)}, claim=MIDDLE
    ),
    *(
        miss(
            "N2-28",
            f"{hours - 1} hours of {subject}",
            ("五（一）12", "continuing", "hours"),
            row("continuing", {"year": "2023", "subject": subject}, hours=str(hours - 1)),
            twin=row("continuing", {"year": "2023", "subject": subject}, hours=str(hours)),
        )
        for subject, hours in (("public", 30), ("professional", 60))
    ),
    miss("N2-30", "no form", ("五（一）12", "continuing", "ce_waiver"), without("ce_waiver"), typed=POSTED),
    miss(
        "N2-30",
        "not posted in that year",
        ("五（一）12", "continuing", "proof"),
        types("declarations", posting_from="2021-01", posting_until="2021-12"),
        twin=types("declarations", posting_from="2021-01", posting_until="2022-01"),
        typed=POSTED,
    ),
]


@pytest.mark.parametrize("wrong", params([*WHO, *WORK, *CONDUCT]))
def test_one_thing_wrong_is_found_under_its_own_clause(wrong):
    assert outcome("N2", wrong) == expected(wrong)


@pytest.mark.rule("N2-16")
def test_institutions_are_not_asked_for_insurance():
    assert found_with("N2", all_of(), claim={"nature": "institution"}) == []


@pytest.mark.rule("N2-21")
@pytest.mark.parametrize("mode", ["initial", "award"])
def test_only_评审_needs_achievements(mode):
    assert found_with("N2", says_none("achievements"), claim={"mode": mode, "rank": "intermediate"}) == []


def for_reviewers(**typed: dict[str, str]) -> list[tuple[str, str, str]]:
    """What is said of the years to those who decide about them, with the clause."""
    document, claim, on = NOTICES["N2"], case(NOTICES["N2"]), DAYS["N2"]
    found = check(document, claim, orderly(document, claim, on, **typed), on)
    return [(f.severity, f.clause, f.message.split("；", 1)[1]) for f in found]


@pytest.mark.rule("N2-26")
@pytest.mark.parametrize(("grade", "years"), [("basic", 1), ("failed", 2)])
def test_a_weak_appraisal_puts_the_claim_off_and_bars_nobody(grade, years):
    assert for_reviewers(appraisals={"grade": grade}) == [
        (
            "judge",
            "五（一）10；五（一）12",
            f"因年度考核等次顺延 {years} 年。年限是否符合评审条件由审核部门核定。",
        )
    ]
    assert for_reviewers(appraisals={"grade": "excellent"}) == []


@pytest.mark.rule("N2-29")
def test_graduates_who_came_to_the_south_may_apply_a_year_sooner_the_first_time():
    came = {"southern": "yes", "first_time": "yes"}

    assert for_reviewers(declarations=came) == [
        ("judge", "五（一）10；五（一）12", "可提前 1 年。年限是否符合评审条件由审核部门核定。")
    ]
    assert for_reviewers(declarations=came | {"first_time": "no"}) == []
    assert for_reviewers(declarations=came | {"southern": "no"}) == []
