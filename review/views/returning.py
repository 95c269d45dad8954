"""What the bench shows of returns: what was corrected, what is marked, what would be left unsaid."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from django.urls import reverse

from applications.models import Application, Mark
from applications.services.offers import Offer
from applications.workflow import SEND_BACK
from review.forms.marks import MarkForm
from review.forms.place import Place
from review.selectors.changes import Corrections, Line, corrections
from review.selectors.marks import (
    Marking,
    composed,
    lateness_of,
    markings,
    marks_on,
    own_phrases,
    sent_with,
    shown,
    unsaid,
    unsent,
)
from review.selectors.reading import Reading

REFUSED = "没有标记成。"


def returning(
    application: Application,
    reading: Reading | None,
    offers: Iterable[Offer],
    desks: Collection[int],
    place: Place,
    typed: MarkForm | None,
) -> dict[str, Any]:
    """The reading with its forms for marks, and the panels about returns."""
    can = any(offer.move == SEND_BACK and offer.open for offer in offers)
    markable = reading is not None and reading.is_latest and can
    facts: dict[str, Any] = {"reading": reading, "corrected": None, "marking": None}
    if reading is None or not (markable or reading.previous):
        return facts
    marks = marks_on(application)
    found = corrections(application, reading.before, reading.dossier, sent_with(marks, reading.previous))
    facts["corrected"] = _corrected(found, reading) if found else None
    if markable:
        facts |= _marking(application, reading, marks, desks, typed) | _addresses(application, place)
    return facts


def _marking(
    application: Application,
    reading: Reading,
    marks: list[Mark],
    desks: Collection[int],
    typed: MarkForm | None,
) -> dict[str, Any]:
    document, dossier, desk_id = application.rules, reading.dossier, application.desk_id
    lateness = lateness_of(application, reading.submission, desk_id, marks)
    mine = shown(unsent(marks, reading.submission, desk_id), document, dossier, lateness)
    by_section = markings(application, dossier, mine, own_phrases(desks))
    if typed is not None and typed.section in by_section:
        by_section[typed.section] = _again(by_section[typed.section], typed)
    return {
        "reading": replace(
            reading, parts=tuple(replace(part, marking=by_section.get(part.code)) for part in reading.parts)
        ),
        "marking": by_section[""],
        "marks": mine,
        "late": sum(mark.late for mark in mine),
        "unsaid": unsaid(application, dossier, mine, reading.findings),
        "composed": composed(mine),
    }


def _again(marking: Marking, typed: MarkForm) -> Marking:
    """The form that was refused, as it was typed."""
    data = typed.typed
    return replace(
        marking,
        problem=typed.problem or REFUSED,
        target=data["target"],
        phrase=data["phrase"],
        reason=data["reason"],
    )


def _addresses(application: Application, place: Place) -> dict[str, str]:
    here = place.at(place.number)
    return {
        "mark_action": reverse("review_mark", args=[application.pk]) + here,
        "unmark_action": reverse("review_unmark", args=[application.pk]) + here,
    }


def _corrected(found: Corrections, reading: Reading) -> dict[str, Any]:
    """With the address of every image, taken from one address (see bench._images)."""
    nobody = "00000000-0000-0000-0000-000000000000"
    address = reverse("attachment", args=[nobody]).split(nobody)
    places = {page["id"]: page["index"] for page in reading.pages}
    return {
        "answers": [
            asdict(answer) | {"lines": _lines(answer.lines, address, places)} for answer in found.answers
        ],
        "others": _lines(found.others, address, places),
        "ignored": found.ignored,
    }


def _lines(lines: Iterable[Line], address: list[str], places: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        asdict(line)
        | {
            "old_url": line.old_scan.join(address) if line.old_scan else "",
            "new_url": line.new_scan.join(address) if line.new_scan else "",
            "show": places.get(line.new_scan, ""),
        }
        for line in lines
    ]
