"""What the tests of batches begin with: people who are received, papers that cost nothing, and the tasks."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from applications.documents.catalogue import Printable
from applications.models import Application, Batch, Notice
from applications.models.batch import BatchKind, Packing, Sides
from applications.rules import naming
from applications.selectors.batches import Wish, candidates, digest_of
from applications.services import batches, outbox
from applications.tasks import HANDLERS
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import received

NOON = factories.NOON


def sheets(words: str, pages: int = 2) -> bytes:
    """A PDF whose pages say `words` in their content."""
    with pikepdf.new() as document:
        for number in range(pages):
            page = document.add_blank_page(page_size=(595, 842))
            page.contents_add(f"% {words} {number + 1}".encode())
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def quick(patch: pytest.MonkeyPatch, pages: int = 2) -> list[str]:
    """Papers that are not laid out nor sealed; returns the numbers of those that were made, as they come."""
    made: list[str] = []

    def at_once(self: Printable, code: str, **_: Any) -> tuple[bytes, int]:
        made.append(self.content["number"])
        return sheets(f"{self.content['number']}", pages), pages

    patch.setattr(Printable, "made", at_once)
    patch.setattr("applications.services.printing.sealed", lambda content: content)
    return made


def people(cast: Cast, notice: Notice, count: int) -> list[Application]:
    """So many people of the employer, all received, by number."""
    persons = [factories.person(f"申报人{place:02}") for place in range(1, count + 1)]
    drafts = [factories.draft(notice, person, cast.employer) for person in persons]
    found = [received(factories.fill(draft), cast) for draft in drafts]
    return sorted(found, key=lambda one: one.number)


def wish(cast: Cast, notice: Notice, **facts: Any) -> Wish:
    """The office wants the forms of everybody, as one PDF, unless told otherwise."""
    kept: dict[str, Any] = {
        "organisation": cast.committee,
        "notice": notice,
        "specialty": None,
        "employer": None,
        "kind": BatchKind.FORM,
        "packing": Packing.PDF,
        "sides": Sides.DUPLEX,
        "copies": 1,
        "naming": naming.DEFAULT if facts.get("packing") == Packing.ZIP else "",
    }
    return Wish(**{**kept, **facts})


def seen(wanted: Wish, by: Any) -> str:
    """What the preview sends back."""
    return digest_of(wanted, [one for one in candidates(wanted, by=by) if one.ready])


def asked(cast: Cast, notice: Notice, *, at: datetime = NOON, by: Any = None, **facts: Any) -> Batch:
    """A batch that the office has just asked for."""
    wanted, by = wish(cast, notice, **facts), by or cast.office
    return batches.request(wanted, by=by, at=at, seen=seen(wanted, by))


def work(at: datetime = NOON) -> int:
    """Everything that is owed until nothing is; returns how many errands of batches were done."""
    done = 0
    while count := outbox.drain({"batch": HANDLERS["batch"]}, at=at):
        done += count
    return done


def finished(batch: Batch, at: datetime = NOON) -> Batch:
    """The batch after the tasks have been by."""
    work(at)
    batch.refresh_from_db()
    return batch


def places(batch: Batch) -> list[tuple[int, str, str]]:
    """Everybody in a batch, in order: the place, the number, and why there is no paper."""
    items = batch.items.select_related("application", "printout").order_by("place")
    return [(one.place, one.application.number, one.failed) for one in items]
