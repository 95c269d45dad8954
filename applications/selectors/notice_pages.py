"""通知页：a notice as the words of the page that shows it. Made once a version, for everybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from applications.rules.notices.chain import Level
from applications.rules.notices.conditions import desk_words, routes, when_words
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.parts import Channel
from applications.rules.notices.sentences import (
    ROUTES_AGAIN,
    cap_sentence,
    correction_sentence,
    masking_sentences,
    payment_sentences,
    publicity_sentence,
)
from applications.rules.notices.terms import Rank, Topic
from applications.selectors.notice_sections import Line, SectionLine, general_rules, section_lines

FORMS = {
    "evaluation_form": "《专业技术职务任职资格评审表》",
    "initial_form": "《初次确定专业技术职务呈报表》",
}

# The parts of the page in their order: anchor, heading, and the topics that are quoted there.
PARTS: tuple[tuple[str, str, tuple[Topic, ...]], ...] = (
    ("time", "时间安排", (Topic.TIME,)),
    ("who", "谁可以申报", (Topic.SCOPE, Topic.ELIGIBILITY)),
    ("titles", "可以申报的职称", ()),
    ("how", "怎样申报", (Topic.FILING, Topic.CONDUCT)),
    ("chain", "逐级审核", (Topic.REVIEW,)),
    ("publicity", "公示", (Topic.PUBLICITY,)),
    ("correction", "退回修改", ()),
    (
        "materials",
        "填报内容和材料",
        (Topic.MATERIAL, Topic.EDUCATION, Topic.CONTINUING, Topic.APPRAISAL, Topic.PUTONGHUA),
    ),
    ("masking", "信息遮盖", (Topic.MASKING,)),
    ("fees", "评审费用", (Topic.FEE,)),
    ("paper", "纸质材料", (Topic.PAPER,)),
    ("defence", "答辩", (Topic.DEFENCE,)),
    ("penalty", "责任追究", (Topic.PENALTY,)),
    ("contact", "受理单位", ()),
    ("text", "通知全文", ()),
)
ONLY_QUOTES = frozenset({"who", "defence", "penalty"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, with what the notice itself demands there, topic by topic."""

    anchor: str
    heading: str
    only_quotes: bool
    quotes: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """申报方式 with the natures it is open to."""

    channel: Channel
    natures: str


@dataclass(frozen=True, slots=True)
class OfferingLine:
    """The specialties of a series that lead to the same titles: a cell for each rank of the page."""

    series: str
    specialties: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way through the chain: who takes it and the levels it passes."""

    who: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level: who sits there, and whose applications pass it."""

    level: Level
    desk: str
    who: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Everything on the page that does not change with the hour."""

    notice: NoticeDocument
    modes: tuple[Line, ...]
    channels: tuple[ChannelLine, ...]
    ranks: tuple[str, ...]
    offerings: tuple[OfferingLine, ...]
    conditions: tuple[Line, ...]
    ways: tuple[Way, ...]
    levels: tuple[LevelLine, ...]
    publicity: tuple[Line, ...]
    correction: tuple[Line, ...]
    sections: tuple[SectionLine, ...]
    rules: tuple[Line, ...]
    masking: tuple[str, ...]
    fees: tuple[Line, ...]
    payment: tuple[str, ...]
    forms: tuple[Line, ...]
    papers: tuple[Line, ...]
    passages: tuple[tuple[str, tuple[str, ...]], ...]
    parts: tuple[Part, ...]


def page_of(notice: NoticeDocument) -> NoticePage:
    """The notice in words."""
    ranks = tuple(rank for rank in Rank if any(rank in offering.titles for offering in notice.offerings))
    return NoticePage(
        notice=notice,
        modes=tuple(
            Line(
                mode.code.label, mode.clause, "、".join(r.label for r in mode.ranks if r in ranks), mode.note
            )
            for mode in notice.modes
        ),
        channels=tuple(
            ChannelLine(channel, "、".join(nature.label for nature in channel.natures))
            for channel in notice.channels
        ),
        ranks=tuple(rank.label for rank in ranks),
        offerings=tuple(_offerings(notice, ranks)),
        conditions=tuple(_conditions(notice)),
        ways=tuple(
            Way(when_words(when, notice), tuple(level.label for level in levels))
            for when, levels in routes(notice)
        ),
        levels=tuple(
            LevelLine(level, desk_words(level, notice), when_words(level.when, notice))
            for level in notice.chain
        ),
        publicity=tuple(_publicity(notice)),
        correction=tuple(_correction(notice)),
        sections=tuple(section_lines(notice)),
        rules=tuple(general_rules(notice)),
        masking=tuple(masking_sentences(notice)),
        fees=tuple(
            Line(f"{tariff.yuan} 元", tariff.clause, when_words(tariff.when, notice) or "每人")
            for tariff in (notice.fees.tariffs if notice.fees else ())
        ),
        payment=tuple(payment_sentences(notice)),
        forms=tuple(
            Line(FORMS[form.kind], form.clause, when_words(form.when, notice), form.note, form.copies)
            for form in notice.forms
        ),
        papers=tuple(
            Line(paper.title, paper.clause, when_words(paper.when, notice), paper.note, paper.copies)
            for paper in notice.papers
        ),
        passages=tuple((passage.heading, tuple(_paragraphs(passage.body))) for passage in notice.text),
        parts=tuple(_parts(notice)),
    )


def _parts(notice: NoticeDocument) -> Iterator[Part]:
    """The parts that have something to say."""
    says = {
        "publicity": bool(notice.publicity or notice.publicity_after),
        "correction": bool(notice.correction or notice.cap),
        "masking": notice.masking is not None,
        "fees": notice.fees is not None,
        "paper": bool(notice.forms or notice.papers),
        "text": bool(notice.text),
    }
    for anchor, heading, topics in PARTS:
        quotes = _quoted(topics, notice)
        only_quotes = anchor in ONLY_QUOTES
        if quotes or (not only_quotes and says.get(anchor, True)):
            yield Part(anchor, heading, only_quotes, quotes)


def _quoted(topics: Sequence[Topic], notice: NoticeDocument) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The notice's own demands under the names of their topics."""
    asks = sorted(notice.asks_about(*topics), key=lambda ask: topics.index(ask.topic))
    return tuple(
        (topic.label, tuple(Line(ask.text, ask.clause) for ask in group))
        for topic, group in groupby(asks, key=lambda ask: ask.topic)
    )


def _offerings(notice: NoticeDocument, ranks: Sequence[Rank]) -> Iterator[OfferingLine]:
    rows: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for offering in notice.offerings:
        titles = tuple("、".join(offering.titles.get(rank, ())) for rank in ranks)
        rows.setdefault((offering.series.name, titles), []).append(offering.specialty.name)
    for (series, titles), specialties in rows.items():
        yield OfferingLine(series, "、".join(specialties), titles)


def _conditions(notice: NoticeDocument) -> Iterator[Line]:
    """评审条件, each once with the specialties that it is for."""
    rows: dict[str, list[str]] = {}
    for offering in notice.offerings:
        if offering.conditions:
            rows.setdefault(offering.conditions, []).append(offering.specialty.name)
    return (Line(text, who="、".join(names)) for text, names in rows.items())


def _publicity(notice: NoticeDocument) -> Iterator[Line]:
    if notice.publicity:
        words = publicity_sentence(notice.publicity, "用人单位内部公示")
        yield Line(words, notice.publicity.clause)
    if notice.publicity_after:
        words = publicity_sentence(notice.publicity_after, "审核确认后公示")
        yield Line(words, notice.publicity_after.clause)


def _correction(notice: NoticeDocument) -> Iterator[Line]:
    if notice.correction:
        yield Line(correction_sentence(notice.correction), notice.correction.clause)
    if notice.cap:
        yield Line(cap_sentence(notice.cap), notice.cap.clause)
    yield Line(ROUTES_AGAIN[notice.resubmit_route])


def _paragraphs(body: str) -> Iterator[str]:
    return (line.strip() for line in body.splitlines() if line.strip())
