"""《初次确定专业技术职务呈报表》：one sheet, printed on both sides (双面带水印)."""

from typing import Any

from applications.documents import tables
from applications.documents.evaluation_form import promise_of
from applications.documents.sources import BLANK_DATE, Source, joined
from applications.rules.notices.terms import Rank
from applications.rules.sections.fields import NONE_WORD

PROMISE = (
    "以上填报的内容和提交的材料完全真实有效，网上填报与送审报表内容一致。如有弄虚作假，按照有关规定处理。"
)


def content(source: Source, *, accepted_on: str) -> dict[str, Any]:
    """Everything that the form shows."""
    application = source.application
    return {
        "heading": "初次确定专业技术职务呈报表",
        "number": application.number,
        "year": application.year,
        "filled_on": accepted_on or BLANK_DATE,
        "unit": source.employer,
        "person": _person(source),
        "claim": _claim(source),
        "education": tables.laid_out(tables.education_rows(source)),
        "employment": tables.laid_out(tables.employment_rows(source)),
        "continuing": tables.laid_out(tables.continuing_rows(source)),
        "appraisals": tables.appraisals(source),
        "spoken": tables.spoken_level(source),
        "summary": tables.paragraphs(source),
        "promise": promise_of(application.rules) or PROMISE,
        "ground": _ground(source),
    }


def _person(source: Source) -> dict[str, str]:
    school = source.highest_education
    years = school.get("years", "")
    return {
        "name": source.name,
        "sex": source.sex,
        "people": source.one("basic", "people"),
        "born": source.born_month,
        "id_number": source.application.applicant.id_number or NONE_WORD,
        "political_status": source.one("basic", "political_status"),
        "work_started": source.one("basic", "work_started"),
        "level": school.get("level") or NONE_WORD,
        "degree": school.get("degree") or NONE_WORD,
        "years": joined(f"{years}年" if years else "", school.get("study_mode", "")),
        "school": school.get("school") or NONE_WORD,
        "major": school.get("major") or NONE_WORD,
        "graduated": school.get("graduated") or NONE_WORD,
    }


def _claim(source: Source) -> dict[str, str]:
    application = source.application
    offering = application.rules.offering(application.specialty_id)
    return {
        "profession": source.one("basic", "profession"),
        "since": source.one("qualification", "profession_since"),
        "years": source.years_of_profession,
        "specialty": offering.specialty.name if offering else NONE_WORD,
        "title": application.title,
        "rank": Rank(application.rank).label,
    }


def _ground(source: Source) -> str:
    """备注：what the determination rests on."""
    school = source.highest_education
    if not school:
        return ""
    attained = joined(school.get("study_mode", ""), school.get("level", ""), school.get("degree", ""))
    return f"初定依据：{attained}，{school.get('graduated', '')}毕业。"
