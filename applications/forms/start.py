"""开始申报：which title, in which way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from applications.models import Organisation
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.parts import ModeOffer
from applications.rules.notices.terms import Rank

SEPARATOR = "|"
# Where the sentence about a part of the claim stands on the page.
PLACES = {"specialty": "claim", "rank": "claim", "title": "claim", "mode": "mode", "channel": "channel"}


@dataclass(frozen=True, slots=True)
class StartForm:
    """The questions for the page, and the error summary for its top."""

    claim: dict[str, Any]
    mode: dict[str, Any]
    channel: dict[str, Any]
    errors: list[dict[str, str]] = field(default_factory=list)


def start_form(
    document: NoticeDocument, employer: Organisation, typed: Mapping[str, str], problems: Mapping[str, str]
) -> StartForm:
    """What was typed stays; every sentence stands at its question and on top."""
    placed: dict[str, list[str]] = {}
    for name, sentence in problems.items():
        placed.setdefault(PLACES.get(name, ""), []).append(sentence)
    modes = [(mode.code.value, _mode_label(mode)) for mode in document.modes]
    channels = [
        (way.code, way.label)
        for way in document.channels
        if not way.natures or employer.nature in way.natures
    ]
    return StartForm(
        claim=_question("claim", "拟申报的专业、级别和职称", list(claims(document)), typed, placed),
        mode=_question("mode", "申报类型", modes, typed, placed),
        channel=_question("channel", "申报方式", channels, typed, placed)
        | {"none": "" if channels else f"本通知的申报方式都不适用于{employer.get_nature_display()}。"},
        errors=[
            {"message": sentence, "href": f"#{place}" if place else "", "clause": ""}
            for place, sentences in placed.items()
            for sentence in sentences
        ],
    )


def claims(document: NoticeDocument) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every title that may be applied for, under its specialty and rank: (heading, [(value, title)])."""
    for offering in document.offerings:
        for rank, titles in offering.titles.items():
            code = offering.specialty.code
            options = [(SEPARATOR.join((code, rank, title)), title) for title in titles]
            yield f"{offering.specialty.name} · {rank.label}", options


def chosen(typed: Mapping[str, str]) -> dict[str, str]:
    """The claim as the service takes it; what was not chosen is empty and gets its sentence there."""
    specialty, rank, title = (*typed.get("claim", "").split(SEPARATOR, 2), "", "", "")[:3]
    return {
        "specialty": specialty,
        "rank": rank if rank in list(Rank) else "",
        "title": title,
        "mode": typed.get("mode", ""),
        "channel": typed.get("channel", ""),
    }


def _mode_label(mode: ModeOffer) -> str:
    ranks = "" if len(mode.ranks) == len(Rank) else f"（{'、'.join(rank.label for rank in mode.ranks)}）"
    return f"{mode.code.label}{ranks}{f' {mode.note}' if mode.note else ''}"


def _question(
    name: str, label: str, choices: list[Any], typed: Mapping[str, str], placed: Mapping[str, list[str]]
) -> dict[str, Any]:
    """A radio question for components/field.html; a single answer is given already."""
    single = choices[0][0] if len(choices) == 1 and isinstance(choices[0][1], str) else ""
    return {
        "id": name,
        "name": name,
        "label": label,
        "hint": "",
        "value": typed.get(name, single),
        "kind": "radio",
        "choices": choices,
        "required": True,
        "errors": placed.get(name, []),
        "max_length": None,
        "autocomplete": "",
        "clause": "",
    }
