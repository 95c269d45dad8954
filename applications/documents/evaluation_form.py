"""《专业技术职务任职资格评审表》：the national form, table by table."""

from collections.abc import Iterable
from typing import Any

from applications.documents.sources import Source, joined, period, posted
from applications.rules.sections.fields import NONE_WORD

BLANK_DATE = "　　　年　　月　　日"


def content(source: Source, *, accepted_on: str) -> dict[str, Any]:
    """Everything that the form shows. What the dossier does not hold prints 无."""
    application = source.application
    return {
        "heading": "专业技术职务任职资格评审表",
        "number": application.number,
        "year": application.year,
        "filled_on": accepted_on or BLANK_DATE,
        "cover": cover_lines(source),
        "offering": offering_words(source),
        "basic": basic(source),
        "education": education_rows(source),
        "employment": employment_rows(source),
        "summary_title": source.title_of("summary") or "个人工作总结",
        "summary": paragraphs(source),
    }


def cover_lines(source: Source) -> dict[str, str]:
    """封面."""
    return {
        "unit": source.employer,
        "name": source.name,
        "current_title": source.one("basic", "current_title"),
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
        "post": joined(word("current_title"), word("appointed")),
        "profession": word("profession"),
        "qualification": joined(word("current_title"), word("title_obtained"), word("title_authority")),
        "administrative_post": word("administrative_post"),
        "party_joined": word("party_joined"),
        "democratic_party": word("democratic_party"),
        "societies": word("societies"),
        "foreign_language": word("foreign_language"),
    }


def education_rows(source: Source) -> list[list[str]]:
    """表二 学习培训经历：起止时间, 专业或主要内容, 学习地点, 证明人."""
    return [
        [
            period(row, "graduated"),
            joined(row["major"], row["level"], row["degree"]),
            row["school"] or NONE_WORD,
            row["witness"] or NONE_WORD,
        ]
        for row in source.rows("education")
    ] or nothing(4)


def employment_rows(source: Source) -> list[list[str]]:
    """表三 工作经历：起止时间, 单位, 从事何专业技术工作, 职务; a posting is said beside the unit."""
    return [
        [
            period(row, "ended", still="至今"),
            row["unit"] + posted(row),
            row["work"] or NONE_WORD,
            row["post"] or NONE_WORD,
        ]
        for row in source.rows("employment")
    ] or nothing(4)


def nothing(columns: int) -> list[list[str]]:
    """A table without rows says so in every cell (无填写内容的应注明“无”，不得留有空格)."""
    return [[NONE_WORD] * columns]


def paragraphs(source: Source) -> list[str]:
    """个人工作总结, one entry a paragraph."""
    texts: Iterable[str] = (row["text"] for row in source.rows("summary"))
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return [line for line in lines if line] or [NONE_WORD]
