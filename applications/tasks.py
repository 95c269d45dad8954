"""What is done without anybody waiting for it. Late, dead or doubled, it changes no outcome."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from celery import shared_task
from django.utils import timezone

from applications.models import Attachment, Batch, BlindCopy, Entry, Printout
from applications.selectors.applications import overdue
from applications.selectors.attachments import pages_of_upload
from applications.services import (
    batches,
    blinding,
    clearing,
    filing,
    messages,
    orphans,
    outbox,
    printing,
    scans,
    sightings,
)

log = logging.getLogger(__name__)

ERRANDS_AT_ONCE = 50  # a round stays well inside the lease and the task's time limit
PAGES_AT_ONCE = 20
LAPSES_AT_ONCE = 1000


def _tell(payload: Mapping[str, Any], at: datetime) -> None:
    entry = Entry.objects.select_related("application", "organisation").get(pk=payload["entry"])
    messages.tell(entry, at=at)


def _print(payload: Mapping[str, Any], at: datetime) -> None:
    """A preview that was replaced before it was made is nobody's any more."""
    printout = (
        Printout.objects.filter(pk=payload["printout"])
        .select_related(
            "application__applicant", "application__employer", "publicity__organisation", "publicity__notice"
        )
        .first()
    )
    if printout:
        printing.make(printout, at=at)


def _batch(payload: Mapping[str, Any], at: datetime) -> None:
    """The next few papers of a batch, or all of them as one file."""
    batch = Batch.objects.filter(pk=payload["batch"]).select_related("requested_by").first()
    if batch:
        batches.step(batch, at=at)


def _prepare(payload: Mapping[str, Any], at: datetime) -> None:
    """Whoever prepared or removed it first: what came in is gone after this at the latest."""
    attachment = Attachment.objects.filter(pk=payload["attachment"]).select_related("application").first()
    if attachment:
        scans.prepare(attachment, at=at)
        for page in pages_of_upload(attachment):
            sightings.order(page, at=at)
    scans.forget(payload["incoming"])


def _blind(payload: Mapping[str, Any], at: datetime) -> None:
    """Answered for once more, replaced or removed meanwhile: then there is nothing to do."""
    attachment = Attachment.objects.filter(pk=payload["attachment"]).select_related("application").first()
    copy = blinding.make(attachment, at=at) if attachment else None
    if copy:
        sightings.order_again(copy, at=at)


def _read(payload: Mapping[str, Any], at: datetime) -> None:
    attachment = Attachment.objects.filter(pk=payload["attachment"]).select_related("application").first()
    if attachment:
        sightings.read(attachment, at=at)


def _read_copy(payload: Mapping[str, Any], at: datetime) -> None:
    """Other boxes have made another copy meanwhile: that one is read instead."""
    copy = BlindCopy.objects.filter(pk=payload["copy"]).select_related("attachment__application").first()
    if copy:
        sightings.read_copy(copy, at=at)


HANDLERS: Mapping[str, outbox.Handler] = {
    "moved": _tell,
    "print": _print,
    "batch": _batch,
    "scan": _prepare,
    "blind": _blind,
}
READERS: Mapping[str, outbox.Handler] = {"read": _read, "read_copy": _read_copy}


@shared_task(name=outbox.DRAIN_TASK)
def drain_outbox() -> None:
    """Do what is owed; if there may be more, come back at once."""
    if outbox.drain(HANDLERS, at=timezone.now(), limit=ERRANDS_AT_ONCE) == ERRANDS_AT_ONCE:
        outbox.ring()


@shared_task(name=outbox.READ_TASK)
def read_pages() -> None:
    """What the machine is to read; one that gets stuck keeps no message and no document waiting."""
    if outbox.drain(READERS, at=timezone.now(), limit=PAGES_AT_ONCE) == PAGES_AT_ONCE:
        outbox.ring(outbox.READ_TASK)


@shared_task(name="applications.tasks.lapse_overdue")
def lapse_overdue() -> None:
    """视为放弃：tidy up what the clock has decided. One that fails does not keep the others waiting."""
    at = timezone.now()
    for application in overdue(at).order_by("due_at")[:LAPSES_AT_ONCE]:
        try:
            filing.lapse(application, at=at)
        except Exception:
            log.exception("application %s could not lapse", application.pk)


@shared_task(name="applications.tasks.clear_waiting")
def clear_waiting() -> None:
    """病毒查杀：ask again about what the scanner has not cleared."""
    clearing.clear_waiting(at=timezone.now())


@shared_task(name="applications.tasks.sweep_orphans", time_limit=6 * 3600)
def sweep_orphans() -> None:
    """Batches whose time is over, and stored files that nothing points at, once they are old enough."""
    at = timezone.now()
    batches.expire(at=at)
    orphans.sweep(at=at)
