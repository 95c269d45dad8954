"""适用条件的说法：conditions in words, and the ways through the chain that follow from them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from applications.rules.notices.answer_words import answer_words
from applications.rules.notices.chain import Level, RegionalDesk
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Affiliation, Case, Mode, Nature, Rank, When

Facts = dict[str, str]  # one value for each question of a condition

# The least telling question first: it is the first to be left unsaid where another says as much.
QUESTIONS = ("natures", "affiliations", "specialties", "ranks", "modes", "channels")
AREAS = {"county": "用人单位所在县（市、区）", "prefecture": "用人单位所在州（地区）"}


def when_words(when: When, document: NoticeDocument) -> str:
    """Whom a condition means, as people say it: “县（市）属单位”. Nothing where it means everyone."""
    specialties = {o.specialty.code: o.specialty.name for o in document.offerings}
    channels = {channel.code: channel.label for channel in document.channels}
    parts = (
        "、".join(channels.get(code, code) for code in when.channels),
        _listed(when.affiliations, len(Affiliation), "单位"),
        _listed(when.natures, len(Nature)),
        "、".join(specialties.get(code, code) for code in when.specialties),
        _listed(when.modes, len(Mode)),
        _listed(when.ranks, len(Rank)),
        *(answer_words(answer, document) for answer in when.answers),
    )
    return " · ".join(part for part in parts if part)


def desk_words(level: Level, document: NoticeDocument) -> str:
    """Who sits at a level, in words."""
    if isinstance(level.desk, RegionalDesk):
        return f"{AREAS[level.desk.region]}的{level.desk.kind.label}"
    committee = document.committee.name if document.committee else ""
    return {
        "employer": "申报人所在的用人单位",
        "superior": "用人单位的上级主管单位",
        "ministry": "用人单位的自治区级主管单位",
        "committee": committee,
    }[level.desk]


def routes(document: NoticeDocument) -> list[tuple[When, tuple[Level, ...]]]:
    """Every way through the chain, in the notice's order, with the condition under which it is taken."""
    asked = [q for q in QUESTIONS if any(getattr(level.when, q) for level in document.chain)]
    possible = list(_possible(document, asked))
    ways: dict[tuple[str, ...], list[Facts]] = {}
    for facts in possible:
        ways.setdefault(tuple(level.code for level in _levels(document, facts)), []).append(facts)
    return [
        (condition, _levels(document, group[0]))
        for group in ways.values()
        for condition in _conditions(group, possible, asked)
    ]


def _listed(terms: Sequence[Affiliation | Nature | Mode | Rank], every: int, noun: str = "") -> str:
    if not terms or len(set(terms)) == every:
        return ""
    return "、".join(term.label for term in terms) + noun


def _possible(document: NoticeDocument, asked: Sequence[str]) -> Iterator[Facts]:
    """Every answer to the questions asked; a channel is closed to natures that it does not name."""
    values: dict[str, Iterable[str]] = {
        "channels": [channel.code for channel in document.channels],
        "modes": [offer.code for offer in document.modes],
        "ranks": list(dict.fromkeys(rank for o in document.offerings for rank in o.titles)),
        "specialties": [offering.specialty.code for offering in document.offerings],
        "affiliations": list(Affiliation),
        "natures": list(Nature),
    }
    for answers in product(*(values[question] for question in reversed(asked))):
        facts = dict(zip(reversed(asked), answers, strict=True))
        channel = document.channel(facts.get("channels", ""))
        natures = channel.natures if channel else ()
        if not natures or facts.get("natures", natures[0]) in natures:
            yield facts


def _levels(document: NoticeDocument, facts: Facts) -> tuple[Level, ...]:
    case = Case(
        mode=Mode(facts.get("modes", Mode.REVIEW)),
        rank=Rank(facts.get("ranks", Rank.JUNIOR)),
        channel=facts.get("channels", ""),
        specialty=facts.get("specialties", ""),
        affiliation=Affiliation(facts.get("affiliations", Affiliation.COUNTY)),
        nature=Nature(facts.get("natures", Nature.INSTITUTION)),
    )
    return document.levels_for(case)


def _conditions(group: list[Facts], possible: list[Facts], asked: Sequence[str]) -> Iterator[When]:
    """The shortest conditions that mean exactly `group` among what is possible."""
    named = {q: list(dict.fromkeys(facts[q] for facts in group)) for q in asked}
    if len(_meant(named, possible)) > len(group):  # says too much: take it apart by the most telling question
        question = next(q for q in reversed(asked) if len(named[q]) > 1)
        for value in named[question]:
            yield from _conditions([facts for facts in group if facts[question] == value], possible, asked)
        return
    for question in asked:
        shorter = {q: values for q, values in named.items() if q != question}
        if len(_meant(shorter, possible)) == len(group):
            named = shorter
    yield When.model_validate(named)


def _meant(named: dict[str, list[str]], possible: list[Facts]) -> list[Facts]:
    return [facts for facts in possible if all(facts[q] in values for q, values in named.items())]
