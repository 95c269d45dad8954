"""巴州 2023 工程系列：the materials about the person, missed by one thing."""

import pytest

from tests.applications.rules.near_misses.misses import (
    adds,
    expected,
    miss,
    outcome,
    page,
    params,
    turns,
    types,
    without,
)

ELSEWHERE = {"qualification": {"title_place": "elsewhere"}}
MOVED = {"declarations": {"agency_transfer": "yes"}}
COLLEGE = adds(
    "education",
    started="2003-09", graduated="2006-07", school="某学院", major="某专业", level="31", degree="none",
    study_mode="full_time", years="3", witness="某人", proof="record", proof_until="2024-12-31",
)  # fmt: skip

SCHOOL = [
    *(
        miss("N2-17", f"no {slot}", (clause, "education", slot), without(slot))
        for slot, clause in (
            ("diploma", "五（一）3"),
            ("degree", "五（一）3；五（四）"),
            ("chsi_report", "五（一）3"),
        )
    ),
    miss(
        "N2-17",
        "neither report nor file",
        ("五（一）3", "education", "education_archive"),
        without("education_archive"),
        typed={"education": {"proof": "archive", "proof_until": ""}},
    ),
    miss(
        "N2-17",
        "a report that ended yesterday",
        ("五（一）3", "education", "proof_until"),
        types("education", proof_until="2023-09-04"),
        twin=types("education", proof_until="2023-09-05"),
    ),
    miss(
        "N2-17",
        "from high to low",
        ("五（一）3", "education", "level"),
        turns("education"),
        given=(COLLEGE, turns("education")),
    ),
]
TITLE = [
    *(
        miss(
            "N2-18",
            f"one of three, no {slot}",
            ("五（一）4", "qualification", "title_document"),
            without(slot),
        )
        for slot in ("title_document", "title_certificate")
    ),
    *(
        miss(
            "N2-18",
            f"two of three from elsewhere, no {slot}",
            ("五（一）4", "qualification", "title_document"),
            without(slot),
            typed=ELSEWHERE,
        )
        for slot in ("title_document", "title_certificate", "title_form")
    ),
    *(
        miss("N2-19", f"no {slot}", ("五（一）4", "qualification", slot), without(slot), typed=MOVED)
        for slot in ("agency_appointment", "cadre_approval")
    ),
]
FORM = [
    miss(
        "N2-10",
        "a blank",
        ("五（一）1", "basic", "birthplace"),
        types("basic", birthplace=""),
        twin=types("basic", birthplace="无"),
    ),
    *(
        miss("N2-15", f"no {slot}", ("五（一）1", "basic", slot), without(slot))
        for slot in ("id_card_front", "id_card_back", "photo")
    ),
    miss(
        "N2-45 N2-15",
        "a page that cannot be used",
        ("五（一）1", "basic", "photo"),
        page("photo", fault="不是 JPG 图片。"),
    ),
    miss(
        "N2-11",
        "a page on its side",
        ("四（二）；八（一）", "education", "diploma"),
        page("diploma", remarks=("图片可能没有正向。",)),
        grave="warn",
    ),
    miss(
        "N2-10",
        "a vague word",
        ("四（二）；八（一）", "achievements", "result"),
        types("achievements", result="节约成本大约三成。"),
        twin=types("achievements", result="节约成本 30%。"),
        grave="warn",
    ),
    miss("N2-32", "no promise", ("五（一）14；附件3", "promise", "promise"), without("promise")),
    miss(
        "N2-33",
        "a page nobody looked at",
        ("五（一）15", "appraisals", "appraisal_form"),
        page("appraisal_form", masking=""),
        twin=page("appraisal_form", masking="clear"),
    ),
]


@pytest.mark.parametrize("wrong", params([*SCHOOL, *TITLE, *FORM]))
def test_one_thing_wrong_is_found_under_its_own_clause(wrong):
    assert outcome("N2", wrong) == expected(wrong)
