"""诚信记录：registering what was found, with the term that the notice sets, and lifting it again."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from applications.models import IntegrityRecord, Notice, User
from applications.models.notice import document_of
from applications.permissions import keeps_integrity_of
from applications.rules.judging.finding import day_words
from applications.rules.notices.document import NoticeDocument
from applications.rules.penalties import term_of
from applications.selectors.dossiers import on_day
from applications.services.moves import NotAllowed

LONGEST = 500
LONGEST_REASON = 200


class CannotRecord(Exception):
    """Nothing is registered or lifted; carries field → sentence."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = problems


@transaction.atomic
def record(
    person: User,
    notice: Notice,
    *,
    series: str,
    rank: str,
    found_on: date,
    facts: str,
    by: User,
    at: datetime,
) -> IntegrityRecord:
    """Register a breach; the notice says for how long it bars, and from what. The same twice is once.

    Raises NotAllowed for whoever does not keep the records of this notice, CannotRecord with sentences.
    """
    if not keeps_integrity_of(by, notice):
        raise NotAllowed("integrity")
    if problems := problems_with(notice, series=series, rank=rank, found_on=found_on, facts=facts, at=at):
        raise CannotRecord(problems)
    assert notice.latest_id is not None
    document = document_of(notice.latest_id)
    assert document.penalty is not None
    starts, until = term_of(document.penalty, year=document.year, found_on=found_on)
    User.objects.select_for_update().get(pk=person.pk)  # two clicks at once are one breach
    found, _ = IntegrityRecord.objects.get_or_create(
        person=person,
        notice=notice,
        series_id=series,
        rank=rank,
        found_on=found_on,
        facts=facts.strip(),
        lifted_at=None,
        defaults={"scope": document.penalty.scope, "starts": starts, "until": until, "by": by, "at": at},
    )
    return found


@transaction.atomic
def lift(record: IntegrityRecord, *, reason: str, by: User, at: datetime) -> IntegrityRecord:
    """撤销：it bars nothing any more, and stays to be read. Lifted twice is lifted once.

    Raises NotAllowed, or CannotRecord without a reason.
    """
    locked = IntegrityRecord.objects.select_for_update().get(pk=record.pk)
    if not keeps_integrity_of(by, locked.notice):
        raise NotAllowed("integrity")
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise CannotRecord({"reason": f"请写明撤销原因，最多 {LONGEST_REASON} 字。"})
    if locked.lifted_at is None:
        locked.lifted_at, locked.lifted_by, locked.lift_reason = at, by, reason.strip()
        locked.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    return locked


def problems_with(
    notice: Notice, *, series: str, rank: str, found_on: date, facts: str, at: datetime
) -> dict[str, str]:
    """Why this breach cannot be registered under this notice: field → sentence; empty where it can."""
    document = document_of(notice.latest_id) if notice.latest_id else None
    if document is None or document.penalty is None:
        return {"notice": "该通知没有规定弄虚作假的处理年限，不能登记。"}
    problems = dict(_about_the_claim(document, series, rank))
    _, until = term_of(document.penalty, year=document.year, found_on=found_on)
    if found_on > on_day(at):
        problems["found_on"] = "查实日期不能晚于今天。"
    elif until < found_on:
        problems["found_on"] = f"按该通知的规定，限制期到{day_words(until)}为止，查实时已经过去。"
    if not 0 < len(facts.strip()) <= LONGEST:
        problems["facts"] = f"请写明查实的事实，最多 {LONGEST} 字。"
    return problems


def _about_the_claim(document: NoticeDocument, series: str, rank: str) -> Iterator[tuple[str, str]]:
    ranks = [r for o in document.offerings if o.series.code == series for r in o.titles]
    if not ranks:
        yield "series", "该通知没有这个系列。"
    elif rank not in ranks:
        yield "rank", "该通知的这个系列没有这一级别。"
