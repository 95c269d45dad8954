"""公示 and 公示结果：the notice's own words, filled in for one person or for several."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from applications.documents.sources import Source, chinese_number, day_of, day_words, posted, source_at
from applications.models import Publicity, PublicityListing
from applications.models.publicity import CLEARED, PublicityResult, PublicityRound
from applications.rules.identity import mask_identity_number
from applications.rules.notices.parts import Wording
from applications.rules.notices.terms import BasicFact, Mode, Rank
from applications.rules.notices.wording import fill, tokens_in

TO_FILL_IN = "＿＿＿＿＿＿＿＿＿＿"
SEVERAL = {"首名", "人数"}  # a text with one of these speaks of everybody at once


def publicity(publicity: Publicity, listings: Sequence[PublicityListing]) -> dict[str, Any]:
    """公示：one letter for all where the notice's words allow it, else one for each person."""
    words = wording_of(listings)
    together = bool(SEVERAL & tokens_in(words.opening))
    letters = []
    for group in _groups(listings, together):
        people = _fields(publicity, group)
        letters.append(
            {
                "title": words.title,
                "opening": [fill(words.opening, people[0])],
                "people": [{"items": [fill(item, person) for item in words.items]} for person in people],
                "closing": [fill(words.closing, people[0])],
                "signature": list(words.signature),
                "dated": day_words(publicity.starts_on),
            }
        )
    return {"heading": words.title, "letters": letters}


def result(publicity: Publicity, listings: Sequence[PublicityListing]) -> dict[str, Any]:
    """公示结果：drawn up once every result is recorded."""
    words = wording_of(listings)
    together = bool(SEVERAL & tokens_in(words.result)) or "姓名" not in tokens_in(words.result)
    letters = []
    for group in _groups(listings, together):
        recorded = max(listing.result_at for listing in group if listing.result_at)
        values = _fields(publicity, group)[0]
        letters.append(
            {
                "title": words.result_title,
                "opening": [fill(words.result, values)],
                "people": [],
                "closing": [],
                "signature": [fill(line, values) for line in words.result_signature],
                "dated": day_of(recorded),
            }
        )
    return {"heading": words.result_title, "letters": letters}


def report(publicity: Publicity, listings: Sequence[PublicityListing], *, recommended: int) -> dict[str, Any]:
    """公示情况报告 of those who passed, with their list by specialty and unit (N1 附件4)."""
    words = wording_of(listings)
    sources = [source_at(publicity, listing.application) for listing in listings]
    ranks = Counter(Rank(source.application.rank) for source in sources)
    counts = {
        "推荐人数": str(recommended),
        "通过人数": str(len(sources)),
        "级别人数": "、".join(f"{rank.label}{ranks[rank]}人" for rank in Rank if ranks[rank]),
    }
    values = _fields(publicity, listings)[0] | counts
    recorded = max(listing.result_at for listing in listings if listing.result_at)
    letter = {
        "title": words.report_title,
        "opening": [fill(paragraph, values) for paragraph in words.report],
        "people": [],
        "closing": [],
        "signature": [fill(line, values) for line in words.report_signature],
        "dated": day_of(recorded),
        "annex": {"title": fill(words.report_list, values), "groups": _by_specialty(sources)},
    }
    return {"heading": words.report_title, "letters": [letter]}


def _by_specialty(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """一、某专业（2人）： and under it each unit with its people, in the order in which they were listed."""
    groups: dict[str, dict[str, list[str]]] = {}
    for source in sources:
        offering = source.application.rules.offering(source.application.specialty_id)
        specialty = offering.specialty.name if offering else ""
        groups.setdefault(specialty, {}).setdefault(source.employer, []).append(source.name)
    return [
        {
            "heading": f"{chinese_number(place)}、{specialty}专业（{sum(map(len, units.values()))}人）：",
            "lines": [f"{unit}：{'、'.join(names)}" for unit, names in units.items()],
        }
        for place, (specialty, units) in enumerate(groups.items(), start=1)
    ]


def wording_of(listings: Sequence[PublicityListing]) -> Wording:
    """The words of the notice under which the people applied."""
    words = listings[0].application.rules.wording
    if words is None:
        raise LookupError("the notice has no words for a publicity")
    return words


def came_of_it(listings: Sequence[PublicityListing]) -> str:
    """异议情况, as it is said in a sentence."""
    objected = [listing for listing in listings if listing.result != PublicityResult.NO_OBJECTION]
    if not objected:
        return "无异议"
    told = "；".join(
        f"收到对{listing.application.applicant.name}同志的异议，经核实"
        + ("不成立" if listing.result in CLEARED else "属实")
        for listing in objected
    )
    return told if len(objected) == len(listings) else f"{told}；对其余人员无异议"


def _groups(listings: Sequence[PublicityListing], together: bool) -> list[list[PublicityListing]]:
    return [list(listings)] if together else [[listing] for listing in listings]


def _fields(publicity: Publicity, group: Sequence[PublicityListing]) -> list[dict[str, str]]:
    """What stands in the braces, for each person of a letter."""
    sources = [source_at(publicity, listing.application) for listing in group]
    common = {
        "首名": sources[0].name,
        "人数": str(len(group)),
        "单位": publicity.organisation.name,
        "起": day_words(publicity.starts_on),
        "止": day_words(publicity.ends_on),
        "天数": str(publicity.working_days),
        "监督电话": publicity.phone,
        "受理部门": publicity.office,
        "异议情况": came_of_it(group) if all(listing.result for listing in group) else "",
    }
    return [
        common | _person(publicity, listing, source) for listing, source in zip(group, sources, strict=True)
    ]


def _person(publicity: Publicity, listing: PublicityListing, source: Source) -> dict[str, str]:
    application = source.application
    offering = application.rules.offering(application.specialty_id)
    return {
        "姓名": source.name,
        "通知标题": application.rules.title,
        "系列": offering.series.name if offering else "",
        "专业": offering.specialty.name if offering else "",
        "级别": Rank(application.rank).label,
        "类型": Mode(application.mode).label,
        "拟申报职称": application.title,
        "基本信息": _basic_facts(publicity, source),
        "工作经历": _career(source),
        "思想政治": listing.conduct or TO_FILL_IN,
        "业绩成果": listing.achievements or TO_FILL_IN,
    }


def _basic_facts(publicity: Publicity, source: Source) -> str:
    """基本信息：the facts that the notice lists, each with its name."""
    words = source.application.rules.wording
    facts = words.basic_facts if words else ()
    told = ((fact, _fact(fact, publicity, source)) for fact in facts)
    return "；".join(f"{fact.label}：{value}" for fact, value in told if value)


def _fact(fact: BasicFact, publicity: Publicity, source: Source) -> str:
    match fact:
        case BasicFact.SEX:
            return source.sex
        case BasicFact.ID_NUMBER:
            return _id_number(publicity, source)
        case BasicFact.EDUCATION:
            return source.highest_education.get("level", "")
        case BasicFact.UNIT:
            return source.employer
        case BasicFact.CURRENT_TITLE | BasicFact.APPOINTED:
            return source.one("qualification", fact.value)
    return source.one("basic", fact.value)


def _id_number(publicity: Publicity, source: Source) -> str:
    """As much of the number as the notice publishes; by default not the whole (个人信息保护法 第六条)."""
    notice = source.application.rules
    rule = notice.publicity if publicity.round == PublicityRound.BEFORE else notice.publicity_after
    number = source.application.applicant.id_number
    shown = rule.id_number if rule else "hidden"
    return {"full": number, "partial": mask_identity_number(number), "hidden": ""}[shown]


def _career(source: Source) -> str:
    """2015年7月至今在某单位工作；…"""
    return "；".join(
        f"{row['started']}至{row['ended'] or '今'}在{row['unit']}工作{posted(row)}"
        for row in source.rows("employment")
    )
