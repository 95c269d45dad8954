"""附件模板：the notice's own sheets with the person's facts in them, left blank where a hand signs."""

from typing import Any

from applications.documents.sources import BLANK_DATE, Source, joined
from applications.models.printout_kinds import PrintoutKind
from applications.rules.notices.templates import Letter, WaiverForm
from applications.rules.notices.terms import Rank
from applications.rules.notices.wording import fill
from applications.rules.sections.fields import NONE_WORD


def letter(template: Letter, source: Source) -> dict[str, Any]:
    """承诺书、保证书、推荐意见. Signatures and dates are handwritten (签名必须手写，不得打印)."""
    values = _fields(source)
    title = fill(template.title, values)
    return {
        "heading": PrintoutKind(template.kind).label,  # the title may name the person
        "title": title,
        "parts": [
            {
                "text": [fill(line, values) for line in part.text],
                "signature": [fill(line, values) for line in part.signature],
                "dated": BLANK_DATE,
            }
            for part in template.parts
        ],
        "notes": list(template.notes),
    }


def waiver(template: WaiverForm, source: Source) -> dict[str, Any]:
    """免除继续教育学习申请表：the years that are claimed stand in the reason; why is written by hand."""
    school = source.highest_education
    return {
        "heading": template.title.replace("\n", ""),
        "title": template.title,
        "person": {
            "name": source.name,
            "sex": source.sex,
            "born": source.born_month,
            "id_number": source.application.applicant.id_number or NONE_WORD,
            "level": school.get("level") or NONE_WORD,
            "degree": school.get("degree") or NONE_WORD,
            "graduation": joined(
                school.get("graduated", ""), school.get("school", ""), school.get("major", "")
            ),
            "unit": source.employer,
            "work_started": source.one("basic", "work_started"),
            "current_title": source.one("qualification", "current_title"),
            "title": source.application.title,
        },
        "reason": _claimed(source),
        "opinion": template.opinion,
        "notes": list(template.notes),
    }


def _claimed(source: Source) -> str:
    """What is to be waived, as far as it has been filled in."""
    waived = [row for row in source.rows("continuing") if row.get("_proof") == "waiver"]
    years = "、".join(
        dict.fromkeys(f"{row.get('year', '')}{row.get('subject', '')}" for row in waived if row.get("year"))
    )
    away = _posting(source)
    return "".join(part for part in (away, f"申请免除{years}继续教育学习。" if years else "") if part)


def _posting(source: Source) -> str:
    """参加驻村等工作, and when."""
    if source.one("declarations", "_posting_away") in (NONE_WORD, "none"):
        return ""
    work = source.one("declarations", "posting_away")
    since, until = (source.one("declarations", f"posting_{end}") for end in ("from", "until"))
    span = f"{since}至{'今' if until == NONE_WORD else until}" if since != NONE_WORD else ""
    return f"{span}参加{work}工作，"


def _fields(source: Source) -> dict[str, str]:
    application = source.application
    offering = application.rules.offering(application.specialty_id)
    return {
        "姓名": source.name,
        "单位": source.employer,
        "系列": offering.series.name if offering else "",
        "专业": offering.specialty.name if offering else "",
        "级别": Rank(application.rank).label,
        "拟申报职称": application.title,
        "年度": str(application.year),
    }
