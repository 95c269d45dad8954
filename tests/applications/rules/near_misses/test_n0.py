"""巴州 2024 艺术、图书资料、文物博物、群众文化：each demand on the dossier, missed by one thing."""

from datetime import date

import pytest

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
    types,
    without,
)

MIDDLE = {"rank": "intermediate"}
AIDED = {"declarations": {"identity": "aid", "aid_from": "2023-10-01", "aid_until": "2024-09-30"}}
POSTED = {
    "declarations": {"posting_away": "village", "posting_from": "2023-01", "posting_until": "2023-12"},
    "continuing": {"proof": "waiver", "hours": "", "certificate": ""},  # 2023, the first row
}
FIRST = {"declarations": {"first_time": "yes"}}
NEW = FIRST | {"basic": {"work_started": "2022-03"}, "employment": {"started": "2022-03"}}
BANNED = Ban(date(2021, 9, 11), date(2024, 9, 10), "higher", "art", None)

WHO = [
    *(
        miss(
            "N0-04 N0-03", who, ("一（二）", "declarations", "identity"), types("declarations", identity=who)
        )
        for who in ("retired", "civil_servant", "quasi_civil_servant")
    ),
    miss(
        "N0-05",
        "sanctioned until today",
        ("一（二）", "declarations", "sanction_until"),
        types("declarations", sanction="demerit", sanction_from="2023-09-11", sanction_until="2024-09-10"),
        twin=types(
            "declarations", sanction="demerit", sanction_from="2023-09-10", sanction_until="2024-09-09"
        ),
    ),
    miss(
        "N0-06",
        "sent for a day less than a year",
        ("一（三）", "declarations", "aid_until"),
        types("declarations", aid_until="2024-09-29"),
        typed=AIDED,
    ),
    miss(
        "N0-06",
        "sent until yesterday",
        ("一（三）", "declarations", "aid_until"),
        types("declarations", aid_from="2023-01-01", aid_until="2024-09-09"),
        twin=types("declarations", aid_from="2023-01-01", aid_until="2024-09-10"),
        typed=AIDED,
    ),
    miss(
        "N0-74",
        "on record until today",
        ("八（二）", "basic", ""),
        person(bans=(BANNED,)),
        twin=person(bans=(Ban(date(2021, 9, 10), date(2024, 9, 9), "higher", "art", None),)),
    ),
]
STUDY = [
    *certificates("五、2", "N0-38", {"public": (2023, 2024), "professional": (2023, 2024)}),
    *certificates(
        "五、2", "N0-39", {"public": range(2020, 2025), "professional": range(2022, 2025)}, claim=MIDDLE
    ),
    miss("N0-40", "no form", ("五、2", "continuing", "ce_waiver"), without("ce_waiver"), typed=POSTED),
    miss(
        "N0-40",
        "posted a year earlier",
        ("五、2", "continuing", "proof"),
        types("declarations", posting_from="2022-01", posting_until="2022-12"),
        twin=types("declarations", posting_from="2022-01", posting_until="2023-01"),
        typed=POSTED,
    ),
    miss(
        "N0-25 N0-38",
        "a certificate not uploaded",
        ("五、2", "continuing", "ce_certificate"),
        without("ce_certificate"),
    ),
]
CONDUCT = [
    *(
        miss(
            "N0-41",
            f"no appraisal of {year}",
            ("五、3", "appraisals", "year"),
            drops("appraisals", year=year),
        )
        for year in ("2021", "2022", "2023")
    ),
    *(
        miss(
            "N0-41",
            f"{grade} in {year}",
            ("五、3", "appraisals", "grade"),
            row("appraisals", {"year": year}, grade=grade),
            twin=row("appraisals", {"year": year}, grade="excellent"),
        )
        for year, grade in (("2021", "basic"), ("2023", "failed"))
    ),
    miss(
        "N0-41",
        "no grade yet",
        ("五、3", "appraisals", "grade"),
        row("appraisals", {"year": "2023"}, grade="undetermined"),
        grave="warn",
    ),
    miss("N0-41", "no appraisal form", ("五、3", "appraisals", "appraisal_form"), without("appraisal_form")),
    miss(
        "N0-42",
        "new, and without the one whole year",
        ("五、3", "appraisals", "year"),
        all_of(*(drops("appraisals", year=year) for year in ("2021", "2022", "2023"))),
        twin=all_of(drops("appraisals", year="2021"), drops("appraisals", year="2022")),
        typed=NEW,
        given=(adds("appraisals", year="2020", grade="competent", unit="无"),),
    ),
]
EARLIER = [
    miss(
        "N0-42",
        "new, but not applying for the first time",
        ("五、3", "appraisals", "year"),
        types("declarations", first_time="no"),
        typed=NEW,
        given=(drops("appraisals", year="2021"), drops("appraisals", year="2022")),
    ),
    miss(
        "N0-42",
        "three years at work",
        ("五、3", "appraisals", "year"),
        all_of(types("basic", work_started="2021-09"), types("employment", started="2021-09")),
        twin=all_of(types("basic", work_started="2021-10"), types("employment", started="2021-10")),
        typed=NEW,
        given=(drops("appraisals", year="2021"),),
    ),
]


@pytest.mark.parametrize("wrong", params([*WHO, *STUDY, *CONDUCT, *EARLIER]))
def test_one_thing_wrong_is_found_under_its_own_clause(wrong):
    assert outcome("N0", wrong) == expected(wrong)


@pytest.mark.rule("N0-05")
def test_a_sanction_stops_only_those_of_institutions():
    sanctioned = types(
        "declarations", sanction="demerit", sanction_from="2024-01-01", sanction_until="2024-12-31"
    )

    assert found_with("N0", sanctioned, claim={"nature": "private_enterprise"}) == []
