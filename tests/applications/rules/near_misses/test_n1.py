"""博湖 2024 初次确定：each demand on the dossier, missed by one thing."""

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
    types,
    without,
)

COLLEGE = {"education": {"level": "31", "degree": "none"}}
SECONDARY = {"education": {"level": "41", "degree": "none"}}
TEACHER = {"declarations": {"teaches": "yes"}}
SCHOOL = {"specialty": "kindergarten_teacher"}
POSTED = {
    "declarations": {"posting_away": "village", "posting_from": "2024-01", "posting_until": ""},
}
WAIVED = row("continuing", {"year": "2024", "subject": "public"}, proof="waiver", hours="", certificate="")
BANNED = Ban(date(2021, 10, 10), date(2024, 10, 9), "any")

WHO = [
    miss(
        "N1-02",
        "not full-time",
        ("一", "education", "study_mode"),
        types("education", study_mode="part_time"),
        twin=types("education", study_mode="full_time"),
    ),
    miss(
        "N1-02",
        "of a secondary school only",
        ("一", "education", "study_mode"),
        types("education", level="61"),
        given=(types("education", degree="none"),),
    ),
    miss(
        "N1-03",
        "college, a month less than a year",
        ("一", "qualification", "profession_since"),
        types("qualification", profession_since="2023-11"),
        twin=types("qualification", profession_since="2023-10"),
        typed=COLLEGE,
    ),
    miss(
        "N1-03",
        "secondary, a month less than two years",
        ("一", "qualification", "profession_since"),
        types("qualification", profession_since="2022-11"),
        twin=types("qualification", profession_since="2022-10"),
        typed=SECONDARY,
    ),
    miss(
        "N1-03",
        "college, the year before graduation does not count",
        ("一", "qualification", "profession_since"),
        types("education", graduated="2023-11"),
        twin=types("education", graduated="2023-10"),
        typed=COLLEGE,
    ),
    miss(
        "N1-03",
        "a part-time 本科 does not shorten the college years",
        ("一", "qualification", "profession_since"),
        types("qualification", profession_since="2023-11"),
        twin=types("qualification", profession_since="2023-10"),
        typed=COLLEGE,
        given=(
            adds(
                "education",
                started="2010-09", graduated="2013-07", school="某大学", major="某专业", level="21",
                degree="bachelor", study_mode="part_time", years="3", witness="某人", proof="record",
            ),
        ),
    ),
    miss(
        "N1-30",
        "on record until today",
        ("六（二）", "basic", ""),
        person(bans=(BANNED,)),
        twin=person(bans=(Ban(date(2021, 10, 9), date(2024, 10, 8), "any"),)),
    ),
]  # fmt: skip
CONDUCT = [
    *(
        miss(
            "N1-04 N1-20",
            f"{what} of {year} {typed.get('education', {}).get('level', '')}",
            ("一；五（一）4", "appraisals", field),
            change,
            typed=typed,
        )
        for typed, years in (({}, ("2024",)), (COLLEGE, ("2023",)), (SECONDARY, ("2022", "2023")))
        for year in years
        for what, field, change in (
            ("none", "year", drops("appraisals", year=year)),
            ("基本合格", "grade", row("appraisals", {"year": year}, grade="basic")),
        )
    ),
    miss(
        "N1-20",
        "no appraisal form",
        ("五（一）4", "appraisals", "appraisal_form"),
        without("appraisal_form"),
    ),
]
STUDY = [
    *certificates("五（一）2", "N1-14", {"public": (2024,), "professional": (2024,)}),
    *certificates(
        "五（一）2", "N1-14", {"public": (2023, 2024), "professional": (2023, 2024)},
        typed=COLLEGE,
    ),
    *certificates(
        "五（一）2", "N1-14", {"public": (2022, 2023, 2024), "professional": (2022, 2023, 2024)},
        typed=SECONDARY,
    ),
    miss(
        "N1-16",
        "no form",
        ("五（一）2", "continuing", "ce_waiver"),
        without("ce_waiver"),
        typed=POSTED,
        given=(WAIVED,),
    ),
    miss(
        "N1-16",
        "back a month before the year",
        ("五（一）2", "continuing", "proof"),
        types("declarations", posting_from="2023-01", posting_until="2023-12"),
        twin=types("declarations", posting_from="2023-01", posting_until="2024-01"),
        typed=POSTED,
        given=(WAIVED,),
    ),
]  # fmt: skip
SOURCES = [
    miss(
        "N1-15",
        f"a {subject} certificate of {since} by hand",
        ("五（一）2", "continuing", "proof"),
        row("continuing", {"certificate": "又一号"}, year=str(since)),
        given=(
            adds(
                "continuing",
                year=str(since - 1), subject=subject, proof="certificate", hours="60", certificate="又一号",
            ),
        ),
    )
    for subject, since in (("professional", 2021), ("public", 2022))
]  # fmt: skip
LEVELS = [
    miss(
        ids,
        f"{post} with {less}",
        ("五（一）3", "putonghua", "level"),
        types("putonghua", post=post, level=less),
        twin=types("putonghua", post=post, level=least),
    )
    for ids, post, least, less in (
        ("N1-17", "general", "3b", "none"),
        ("N1-18", "host", "2b", "3a"),
        ("N1-18", "han_host", "1b", "2a"),
        ("N1-19", "teacher", "2b", "3a"),
        ("N1-19", "chinese_teacher", "2a", "2b"),
    )
]
SLOTS = [
    *(
        miss("N1-13", f"no {slot}", ("五（一）1", "education", slot), without(slot))
        for slot in ("diploma", "degree", "chsi_report")
    ),
    miss(
        "N1-13",
        "neither report nor papers",
        ("五（一）1", "education", "education_archive"),
        without("education_archive"),
        typed={"education": {"proof": "archive"}},
    ),
    miss(
        "N1-17 N1-23",
        "no certificate of it",
        ("五（一）3；五（一）5", "other", "putonghua"),
        without("putonghua"),
    ),
    miss("N1-23", "no promise", ("五（一）5", "other", "promise"), without("promise")),
    miss(
        "N1-23",
        "a teacher without the certificate",
        ("五（一）5", "other", "teacher_certificate"),
        without("teacher_certificate"),
        claim=SCHOOL,
        typed=TEACHER,
    ),
    miss(
        "N1-13",
        "a page that cannot be used",
        ("五（一）1", "education", "diploma"),
        page("diploma", fault="不是 JPG 图片。"),
    ),
]


@pytest.mark.parametrize("wrong", params([*WHO, *CONDUCT, *STUDY, *SOURCES, *LEVELS, *SLOTS]))
def test_one_thing_wrong_is_found_under_its_own_clause(wrong):
    assert outcome("N1", wrong) == expected(wrong)


@pytest.mark.rule("N1-03", "N1-14", "N1-20")
def test_a_graduate_of_a_university_needs_this_year_alone():
    began = types("qualification", profession_since="2024-09")

    assert found_with("N1", began, typed={"education": {"graduated": "2024-07"}}) == []


@pytest.mark.rule("N1-17")
def test_enterprises_are_not_asked_for_putonghua():
    assert found_with("N1", without("putonghua"), claim={"nature": "state_enterprise"}) == []


@pytest.mark.rule("N1-23")
@pytest.mark.parametrize("claim", [SCHOOL, {"specialty": "technical_school_teacher"}])
def test_a_certificate_is_asked_only_of_those_who_teach_where_it_is_held(claim):
    typed = TEACHER if claim != SCHOOL else {}

    assert found_with("N1", without("teacher_certificate"), claim=claim, typed=typed) == []
