"""A notice, its people and their papers, with something hostile in every text that can be typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from applications.documents.composing import Order
from applications.models import (
    Application,
    Notice,
    Organisation,
    Payment,
    Phrase,
    Publicity,
    Roster,
    SectionDraft,
)
from applications.models.printout_kinds import TO_BE_SIGNED, PrintoutKind
from applications.models.publicity import PublicityResult
from applications.rules.dossier import fields_of
from applications.rules.sections import KINDS
from applications.rules.unlocking import WHOLE, Spot
from applications.selectors.rosters import rosters_of
from applications.services import printing
from review.services import payments, publicity
from review.services.marks import Wanted
from tests import factories, orderly
from tests.applications.documents.vectors import SEVERAL, SHORT, Turns, Vectors
from tests.cast import Cast
from tests.notices import SMALL, small_notice

PERSON, UNIT = 30, 80  # the longest names
ROOM = {"clause": 80, "name": 40, "junior": 40, "intermediate": 40, "label": 40} | dict.fromkeys(
    [
        "title",
        "issuer",
        "office",
        "phone",
        "address",
        "sentence",
        "text",
        "signature",
        "note",
        "notes",
        "opening",
        "items",
        "closing",
        "result",
        "result_title",
        "result_signature",
        "report",
        "report_title",
        "report_signature",
        "report_list",
        "summary",
    ],
    190,
)  # what texts of a notice are called, and how long they may be
FORMS = (PrintoutKind.EVALUATION_FORM, PrintoutKind.INITIAL_FORM, PrintoutKind.BAG_COVER)
BEGUN = factories.NOON - timedelta(days=7)
PAID_AT = factories.at("2024-10-09 10:00")
Typed = Callable[[int], str]


@dataclass(frozen=True)
class World:
    """What there is to print of."""

    received: Application
    returned: Application
    draft: Application
    publicity: Publicity
    roster: Roster
    payment: Payment
    reversal: Payment

    def orders(self) -> Iterator[Order]:
        """Every kind of document, and every way in which one is filled."""
        for kind in (*FORMS, *sorted(TO_BE_SIGNED)):
            yield Order(kind, self.received, valid=kind in FORMS)
            yield Order(kind, self.draft, valid=False, for_applicant=True)
        for kind in (
            PrintoutKind.PUBLICITY,
            PrintoutKind.PUBLICITY_RESULT,
            PrintoutKind.PUBLICITY_REPORT,
        ):
            yield Order(kind, self.publicity)
        for kind in (PrintoutKind.ROSTER, PrintoutKind.FEE_LIST, PrintoutKind.HAND_OVER):
            yield Order(kind, self.roster)
        yield from (Order(PrintoutKind.RECEIPT, paid) for paid in (self.payment, self.reversal))
        yield from (Order(PrintoutKind.MISSING_ITEMS, one) for one in (self.received, self.returned))


def world(cast: Cast, vectors: Vectors) -> World:
    """Everybody and everything renamed, and one application at each place where something is printed."""
    text = Turns(vectors.all(), SHORT).text
    rename(cast, text)
    notice = factories.notice(hostile_notice(vectors.without_braces().text))
    first, second, third = (factories.person(text(PERSON)) for _ in range(3))
    received, returned = (typed_in(_draft(notice, one, cast), text) for one in (first, second))
    draft = typed_in(_draft(notice, third, cast), text, everywhere=True)
    shown = _received(received, cast, text)
    _returned(returned, cast, text)
    [line] = rosters_of(cast.office)
    payment = payments.record(
        received,
        fen=22000,
        voucher=text(40),
        payer=text(UNIT),
        paid_on=date(2024, 10, 8),
        by=cast.office,
        at=PAID_AT,
    )
    reversal = payments.reverse(payment, voucher=text(40), by=cast.office, at=PAID_AT)
    received, returned, draft = (Application.objects.get(pk=one.pk) for one in (received, returned, draft))
    return World(received, returned, draft, shown, printing.open_roster(line), payment, reversal)


def rename(cast: Cast, text: Typed) -> None:
    """Units as an administrator or an import may have named them."""
    for one in (cast.employer, cast.county, cast.committee):
        Organisation.objects.filter(pk=one.pk).update(name=text(UNIT), aliases=[text(UNIT)])
        one.refresh_from_db()


def hostile_notice(text: Typed) -> dict[str, Any]:
    """Every section, every sheet and every list, in words of an administrator."""
    return {key: _spoiled(key, value, text) for key, value in everything().items()}


def everything() -> dict[str, Any]:
    """A notice that prints all there is to print."""
    clause, sheets = {"clause": ""}, sorted(TO_BE_SIGNED)
    slots = [{"code": kind, "title": "", "required": False, **clause} for kind in sheets]
    parts = [{"text": ["{姓名}", ""], "signature": ["{单位}", ""]}] * 2
    sections = [{"code": kind, "kind": kind, "title": "", **clause} for kind in KINDS]
    templates = [
        {"kind": kind, "material": kind, "title": "", "notes": ["", ""], **clause}
        | ({} if kind == PrintoutKind.WAIVER else {"parts": parts})
        for kind in sheets
    ]
    paper = {"opens": "2024-10-08", "closes": "2024-10-12", **clause}
    return small_notice(
        timetable={**SMALL["timetable"], "paper": paper},
        publicity={"min_days": 5, "batch": True, **clause},
        wording={
            "title": "",
            "opening": "现对{首名}等{人数}名同志",
            "items": ["{姓名}{基本信息}{工作经历}", "{思想政治}", "{业绩成果}"],
            "closing": "{起}{止}{受理部门}{监督电话}",
            "signature": ["", ""],
            "result_title": "",
            "result": "{首名}等{人数}名{异议情况}",
            "result_signature": ["{单位}"],
            "report_title": "",
            "report": ["{通知标题}{单位}{级别人数}", ""],
            "report_signature": ["{单位}"],
            "report_list": "{单位}",
            "basic_facts": ["sex", "people", "unit", "current_title"],
        },
        fees={"tariffs": [{"yuan": 220, **clause}], "note": "", **clause},
        papers=[{"title": "", "note": "", **clause}] * 3,
        checklist=[
            {"code": f"paper{n}", "text": "", "stage": "paper", "levels": ["committee"], **clause}
            for n in range(3)
        ],
        templates=templates,
        sections=[*sections[:-1], {**sections[-1], "required": False, "materials": slots}],
    )


def _spoiled(key: str, value: Any, text: Typed) -> Any:
    """The same with more behind every text, as far as there is room."""
    if isinstance(value, dict):
        return {inner: _spoiled(inner, one, text) for inner, one in value.items()}
    if isinstance(value, list):
        return [_spoiled(key, one, text) for one in value]
    if key not in ROOM:
        return value
    return value + text(ROOM[key] - len(value))


def typed_in(application: Application, text: Typed, *, everywhere: bool = False) -> Application:
    """Something hostile in each text of the dossier; `everywhere`: also where a date or a choice belongs."""
    sections = {section.code: section for section in application.rules.sections}
    for written in SectionDraft.objects.filter(application=application):
        fields = fields_of(sections[written.section])
        if fields and not written.rows:
            written.rows = [{"id": "r1", "values": {field.key: orderly.sample(field) for field in fields}}]
        for row in written.rows:
            free = (field for field in fields if everywhere or field.kind in ("text", "long"))
            row["values"] |= {field.key: text(field.max_length) for field in free}
        written.nothing = False
        written.save()
    return application


def _draft(notice: Notice, person: Any, cast: Cast) -> Application:
    return factories.fill(factories.draft(notice, person, cast.employer, mode="review"), when=BEGUN)


def _received(application: Application, cast: Cast, text: Typed) -> Publicity:
    """Through all levels, after a publicity with an objection that came to nothing."""
    factories.submit(application, when=BEGUN)
    shown = publicity.start(
        cast.employer,
        [publicity.Listed(application, text(SEVERAL), text(SEVERAL))],
        round_="before",
        starts_on=BEGUN.date(),
        ends_on=None,
        place=text(UNIT),
        office=text(40),
        phone=text(20),
        by=cast.wang,
        at=BEGUN,
    )
    for result in (PublicityResult.OBJECTION, PublicityResult.DISMISSED):
        publicity.record_result(
            shown.listings.get(), result=result, note=text(SEVERAL), by=cast.wang, at=factories.NOON
        )
    opinion = application.rules.chain[0].opinion
    assert opinion is not None
    factories.decide(application, "forward", by=cast.wang, note=opinion.sentence)
    factories.decide(application, "forward", by=cast.li, note=text(SEVERAL))
    factories.decide(application, "receive", by=cast.office, note=text(SEVERAL))
    return shown


def _returned(application: Application, cast: Cast, text: Typed) -> None:
    """Sent back with a mark for the whole, for sections, rows and slots, in a phrase that the desk keeps."""
    factories.submit(application)
    spots = (WHOLE, Spot("basic"), Spot("education", "r1"), Spot("files", "", "waiver"))
    phrases = [Phrase.objects.create(organisation=cast.employer, text=text(200)) for _ in spots]
    marks = [Wanted(spot, phrase.text) for spot, phrase in zip(spots, phrases, strict=True)]
    factories.decide(
        application, "send_back", by=cast.wang, marks=marks, note=f"{text(SEVERAL)}\n{text(SEVERAL)}"
    )
