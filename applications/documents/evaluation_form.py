"""《专业技术职务任职资格评审表》：the national form, table by table."""

from typing import Any

from applications.documents import tables
from applications.documents.sources import BLANK_DATE, Source, joined
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.templates import Letter
from applications.rules.sections.fields import NONE_WORD

PROMISE = (
    "本人承诺：以上填报的内容和提交的材料完全真实有效，网上填报与送审报表内容完全一致。"
    "如有弄虚作假，按照职称评审管理有关规定处理，并承担相应责任。"
)


def content(source: Source, *, accepted_on: str) -> dict[str, Any]:
    """Everything that the form shows. What the dossier does not hold prints 无."""
    application = source.application
    before, since = tables.work_rows(source)
    return {
        "heading": "专业技术职务任职资格评审表",
        "number": application.number,
        "year": application.year,
        "filled_on": accepted_on or BLANK_DATE,
        "cover": cover_lines(source),
        "offering": offering_words(source),
        "basic": basic(source),
        "training": tables.laid_out(tables.training_rows(source)),
        "employment": tables.laid_out(tables.employment_rows(source)),
        "works_before": tables.laid_out(before),
        "works_since": tables.laid_out(since),
        "publications": tables.laid_out(tables.publication_rows(source)),
        "summary_title": source.title_of("summary") or "个人工作总结",
        "summary": tables.paragraphs(source),
        "exams": tables.laid_out(tables.exam_rows(source)),
        "appraisals": tables.appraisals(source),
        "promise": promise_of(application.rules) or PROMISE,
        "opinion": opinion_of(application.rules),
    }


def promise_of(notice: NoticeDocument) -> str:
    """本人承诺, in the words of the notice's own sheet; empty where it has none."""
    template = notice.template("promise")
    return "\n".join(template.parts[0].text) if isinstance(template, Letter) else ""


def opinion_of(notice: NoticeDocument) -> str:
    """What the unit writes by hand, where the notice prescribes it."""
    return next((level.opinion.sentence for level in notice.chain if level.opinion), "")


def cover_lines(source: Source) -> dict[str, str]:
    """封面."""
    return {
        "unit": source.employer,
        "name": source.name,
        "current_title": source.one("qualification", "current_title"),
        "title": source.application.title,
    }


def offering_words(source: Source) -> str:
    """系列　专业　级别."""
    application = source.application
    offering = application.rules.offering(application.specialty_id)
    names = [offering.series.name, offering.specialty.name] if offering else []
    return "　".join([*dict.fromkeys(names), application.case.rank.label])


def basic(source: Source) -> dict[str, str]:
    """表一 基本情况, rows 1–13."""

    def word(key: str) -> str:
        return source.one("basic", key)

    def title(key: str) -> str:
        return source.one("qualification", key)

    school = source.highest_education
    years = school.get("years", "")
    return {
        "name": source.name,
        "former_name": word("former_name"),
        "sex": source.sex,
        "people": word("people"),
        "born": source.born_month,
        "birthplace": word("birthplace"),
        "salary": word("salary"),
        "work_started": word("work_started"),
        "health": word("health"),
        "graduated": school.get("graduated") or NONE_WORD,
        "school": school.get("school") or NONE_WORD,
        "major": school.get("major") or NONE_WORD,
        "years": joined(f"{years}年" if years else "", school.get("study_mode", "")),
        "degree": joined(school.get("level", ""), school.get("degree", "")),
        "post": title("current_title"),
        "appointed": title("appointed"),
        "profession": word("profession"),
        "qualification": joined(
            title("current_title"),
            title("title_obtained"),
            title("title_place"),
            title("title_authority"),
        ),
        "administrative_post": word("administrative_post"),
        "party_joined": word("party_joined"),
        "democratic_party": word("democratic_party"),
        "societies": word("societies"),
        "foreign_language": word("foreign_language"),
    }
