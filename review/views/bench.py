"""What stands on the reviewer's bench: the dossier, its images, the way it came, the decision."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from applications.forms.questions import mistakes, questions
from applications.models import Application
from applications.models.publicity import PublicityRound
from applications.rules.calendar import WorkingCalendar
from applications.rules.notices.chain import Level
from applications.selectors.applications import state_at
from applications.selectors.printouts import ACCEPTED, PrintoutLine, printouts_for, slip_lines
from applications.selectors.resemblances import resemblances_of
from applications.services.offers import Offer
from applications.views.answers import PersonRequest
from applications.workflow import SEND_BACK, State
from review.forms.decisions import ASKED_TWICE, DecisionForm, decision_form
from review.forms.marks import MarkForm
from review.forms.phrases import NoteForm
from review.forms.place import Place
from review.forms.provided import is_printing, paper_cards
from review.selectors.checklists import checklist_of
from review.selectors.desk import narrowed, queue_of
from review.selectors.dossier import history_of, neighbours, route_steps
from review.selectors.history import state_label, whereabouts
from review.selectors.notes import at_office, notes_for, own_desk
from review.selectors.provided import Paper, papers_of
from review.selectors.publicities import current_listing, publicity_lines
from review.selectors.reading import Reading, caption_of, reading_of
from review.selectors.rows import MODES, claim_words, latest_safe, of_cap
from review.selectors.words import clock
from review.services import desk
from review.views.returning import returning

NOBODY = str(UUID(int=0))


def bench(
    request: PersonRequest,
    application: Application,
    desks: Collection[int],
    *,
    typed: DecisionForm | None = None,
    reasons: Sequence[str] = (),
    noted: NoteForm | None = None,
    marking: MarkForm | None = None,
) -> dict[str, Any]:
    """Everything that review/dossier.html shows.

    `typed`, `noted` or `marking` is the form that was refused, `reasons` why.
    """
    at, place = timezone.now(), Place.from_query(request.GET)
    calendar = desk.calendar_for(application, at)
    whole = queue_of(request.user, at=at, desks=desks)
    level = desk.declared_level(application)
    papers = papers_of(application, desks, at)
    offers = desk.offers_for(application, request.user, at)
    reading = _reading(request, application, papers)
    images = _images(reading, papers)
    cards = paper_cards(papers, places={image["id"]: str(place) for place, image in enumerate(images)})
    is_office = at_office(application, desks)
    returns = returning(application, reading, offers, desks, place, marking)
    said = returns.get("composed", "")
    return {
        "stamp": str(int(at.timestamp())),
        "application": application,
        "level": level if offers else None,
        "decisions": _leading(
            [_decision(offer, application, level, typed, place, (at, calendar), said) for offer in offers]
        ),
        "images": images,
        "papers": cards,
        "printing": is_printing(cards),
        "listing": current_listing(application, PublicityRound.BEFORE),
        "here": place.at(place.number),
        "history": history_of(application, request.user),
        "steps": route_steps(application),
        "publicities": publicity_lines(application, at, calendar),
        "errors": marking.mistakes(reasons) if marking else _errors(typed or noted, reasons),
        **returns,
        **_beside(application, reading, desks, noted),
        "resemblances": resemblances_of(application, request.user) if is_office else [],
        "masking_check": is_office and application.rules.masking is not None,
        "printouts": _printouts(request, application, at),
        **_heading(application, at),
        **_queue(request, application, place, narrowed(whole, place.wishes)),
    }


def _printouts(request: PersonRequest, application: Application, at: datetime) -> list[PrintoutLine]:
    """The forms from the acceptance on; before, what was asked of the applicant."""
    if application.state in ACCEPTED:
        return printouts_for(application, request.user, at)
    return slip_lines(application, request.user)


def _beside(
    application: Application, reading: Reading | None, desks: Collection[int], noted: NoteForm | None
) -> dict[str, Any]:
    """What desks note down: the checklist of the submission shown, and the organisation's own notes."""
    writes, checklist = own_desk(application, desks), None
    if reading:
        read = reading.submission, desks
        checklist = checklist_of(application, *read, latest=reading.is_latest, dossier=reading.dossier)
    return {
        "checklist": checklist,
        "notes": notes_for(application, desks),
        "noting": questions(noted or NoteForm(auto_id="note-%s"))[0] if writes else None,
    }


def _heading(application: Application, at: datetime) -> dict[str, Any]:
    document = application.rules
    in_review = state_at(application, at) == State.IN_REVIEW
    due = latest_safe(document, application.due_at) if in_review else application.due_at
    return {
        "state": state_at(application, at).value,
        "state_label": state_label(application, at),
        "where": whereabouts(application, at),
        "claim": claim_words(
            application.series.name, application.specialty.name, application.title, application.rank
        ),
        "mode": MODES[application.mode],
        "channel": getattr(document.channel(application.channel), "label", ""),
        "spent": of_cap(document, application.submissions, application.arrivals),
        "due": clock(due, at),
        "asks": document.asks_about("review", "publicity"),
    }


def _queue(
    request: PersonRequest, application: Application, place: Place, queue: QuerySet[Application]
) -> dict[str, Any]:
    """The way back to the list and on to the next, with the list's wishes kept."""
    before, after, here = neighbours(queue, application, place.number)
    line = place.number if here is None else here
    return {
        "place": place,
        "line": None if here is None else here + 1,
        "back": reverse("desk") + place.back,
        "before": reverse("review", args=[before]) + place.at((line or 1) - 1) if before else "",
        "after": reverse("review", args=[after]) + place.at((here + 1) if here is not None else line or 0)
        if after
        else "",
        "rest": place.at(line).removeprefix("?"),
    }


def _reading(request: PersonRequest, application: Application, papers: Iterable[Paper]) -> Reading | None:
    """The submission asked for, without the papers of the desks: they stand by themselves."""
    elsewhere = {paper.material.code for paper in papers}
    return reading_of(application, request.GET.get("submission", ""), elsewhere=elsewhere)


def _images(reading: Reading | None, papers: Iterable[Paper]) -> list[dict[str, str]]:
    """The viewer's images; one address is taken apart, because to reverse a hundred is what costs."""
    full, thumb = (
        reverse(name, args=[NOBODY]).split(NOBODY) for name in ("attachment", "attachment_thumbnail")
    )
    pages = reading.pages if reading else ()
    for page in pages:
        page["url"] = page["id"].join(full)
    shown = [(page["id"], page["caption"]) for page in pages]
    shown += [
        (str(file.pk), caption_of(paper.material, file.title))
        for paper in papers
        for file in paper.files
        if not file.fault
    ]
    return [{"id": pk, "url": pk.join(full), "thumb": pk.join(thumb), "title": title} for pk, title in shown]


def _decision(
    offer: Offer,
    application: Application,
    level: Level | None,
    typed: DecisionForm | None,
    place: Place,
    today: tuple[datetime, WorkingCalendar],
    said: str,
) -> dict[str, Any]:
    """One move with its own form; the refused one stands open. `said` are the marks, to be edited."""
    name = offer.move.name
    mine = typed if typed is not None and typed.move == offer.move else None
    form = mine or decision_form(name, level)
    returning_it = offer.move == SEND_BACK and offer.open
    outlook = desk.correction_outlook(application, *today) if returning_it else None
    asked = questions(form)
    if form.opinion:
        asked[-1] |= {"clause": form.opinion.clause, "kind": "text"}
    if returning_it and mine is None:
        asked[-1]["value"] = said
    return {
        "offer": offer,
        "form": asked,
        "action": reverse("review_move", args=[application.pk, name]) + place.at(place.number),
        "expanded": mine is not None,
        "stop": name in ASKED_TWICE,
        "outlook": outlook,
        "returning": returning_it,
    }


def _leading(decisions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first move that can be made stands open, unless the refused one does."""
    refused = any(decision["expanded"] for decision in decisions)
    first = next((decision for decision in decisions if decision["offer"].open), None)
    return [{**decision, "leading": decision is first and not refused} for decision in decisions]


def _errors(typed: DecisionForm | NoteForm | None, reasons: Sequence[str]) -> list[dict[str, str]]:
    found = [{"message": reason, "href": "", "clause": ""} for reason in reasons]
    return found + (mistakes(typed) if typed is not None else [])
