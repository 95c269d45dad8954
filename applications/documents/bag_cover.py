"""《职称评审材料袋》封面：whose bag it is and what the notice wants in it."""

from typing import Any

from applications.documents.sources import Source
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Case
from applications.rules.regions import is_county, prefecture_of, regions
from applications.rules.sections.fields import NONE_WORD


def content(source: Source, *, accepted_on: str) -> dict[str, Any]:
    """The cover with the notice's paper list; what does not concern the case is marked 无."""
    application = source.application
    offering = application.rules.offering(application.specialty_id)
    return {
        "heading": "职称评审材料袋",
        "number": application.number,
        "year": application.year,
        "specialty": offering.specialty.name if offering else NONE_WORD,
        "prefecture": regions().get(prefecture_of(source.region), ""),
        "county": regions().get(source.region, "") if is_county(source.region) else "",
        "unit": source.employer,
        "name": source.name,
        "sex": source.sex,
        "people": source.one("basic", "people"),
        "born": source.born_month,
        "education": source.highest_education.get("level") or NONE_WORD,
        "years": source.years_of_profession,
        "current_title": source.one("qualification", "current_title"),
        "title": application.title,
        "office_phone": source.one("basic", "office_phone"),
        "mobile": application.applicant.mobile or NONE_WORD,
        "papers": _papers(application.rules, source.case),
    }


def _papers(notice: NoticeDocument, case: Case) -> list[dict[str, str]]:
    listed = [
        {
            "style": "" if applies else "none",
            "place": str(place),
            "what": paper.title,
            "copies": str(paper.copies) if applies else "—",
            "note": "" if applies else NONE_WORD,
        }
        for place, (paper, applies) in enumerate(notice.papers_for(case), start=1)
    ]
    nothing = {"style": "", "place": "1", "what": NONE_WORD, "copies": NONE_WORD, "note": ""}
    return listed or [nothing]
