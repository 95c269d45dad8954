"""栏目种类：what each kind of section holds. A notice picks, orders, renames and conditions them."""

from applications.rules.sections import codes
from applications.rules.sections.kinds import Kind
from applications.rules.sections.person import (
    BASIC,
    DECLARATIONS,
    EDUCATION,
    EMPLOYMENT,
    INSURANCE,
    QUALIFICATION,
)
from applications.rules.sections.record import APPRAISAL, CONTINUING, PUTONGHUA
from applications.rules.sections.work import ACHIEVEMENTS, AWARDS, PROPERTY, PUBLICATIONS, SUMMARY

FILES = Kind("files", ())

KINDS = {
    kind.code: kind
    for kind in (
        BASIC,
        DECLARATIONS,
        INSURANCE,
        EDUCATION,
        QUALIFICATION,
        EMPLOYMENT,
        CONTINUING,
        APPRAISAL,
        PUTONGHUA,
        ACHIEVEMENTS,
        AWARDS,
        PROPERTY,
        PUBLICATIONS,
        SUMMARY,
        FILES,
    )
}
FIELDS_OF = {code: frozenset(field.key for field in kind.fields) for code, kind in KINDS.items()}

# What is not asked but follows from what was: the highest 学历, of all and of 全日制, and whether there is
# a title at all.
DERIVED: dict[str, dict[str, codes.Choices]] = {
    "education": {"highest": codes.EDUCATION_LEVELS, "highest_full_time": codes.EDUCATION_LEVELS},
    "qualification": {"has_title": codes.YES_NO},
}

__all__ = ["DERIVED", "FIELDS_OF", "KINDS", "Kind"]
