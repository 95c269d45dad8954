"""通知列表：what a list shows of a notice, and the version behind an address."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from applications.models import Notice, NoticeVersion
from applications.models.notice import document_of
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Term

SERIES_SHOWN = 4
NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class Standing(Term):
    """申报进度：where a notice's filing stands at a moment."""

    OPEN = "open", "正在申报"
    COMING = "coming", "即将开始"
    PAST = "past", "已截止"


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A notice in a list."""

    code: str
    year: int
    title: str
    number: str
    issuer: str
    series: str
    words: str
    opens: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class FoundVersion:
    """A version of a notice, beside the one in force."""

    pk: uuid.UUID
    code: str
    number: int
    loaded_at: datetime
    latest: uuid.UUID
    latest_number: int

    @property
    def in_force(self) -> bool:
        return self.pk == self.latest


def standing(notice: NoticeDocument, at: datetime) -> Standing:
    """Whether filing is open, to come or over."""
    filing = notice.timetable.filing
    if filing.is_before(at):
        return Standing.COMING
    return Standing.PAST if filing.is_after(at) else Standing.OPEN


def lean(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Without the documents, which are long and kept by `document_of`."""
    return notices.select_related(None)


def cards(notices: Iterable[Notice]) -> list[NoticeCard]:
    """Notices as a list shows them; their documents are read once a process."""
    return [card_of(notice) for notice in notices]


def card_of(notice: Notice) -> NoticeCard:
    """One notice as a list shows it."""
    assert notice.latest_id is not None
    document = document_of(notice.latest_id)
    names = list(dict.fromkeys(offering.series.name for offering in document.offerings))
    more = f"等 {len(names)} 个系列" if len(names) > SERIES_SHOWN else ""
    return NoticeCard(
        code=notice.code,
        year=document.year,
        title=document.title,
        number=document.number,
        issuer=document.issuer,
        series="、".join(names[:SERIES_SHOWN]) + more,
        words=document.timetable.filing.words,
        opens=notice.opens_at,
        due=notice.closes_at,
    )


def version_in_force(code: str) -> uuid.UUID | None:
    """Which version a notice's page shows now; the least that must be asked before a kept page is sent."""
    return Notice.objects.filter(code=code).order_by().values_list("latest_id", flat=True).first()


def find_version(code: str, number: str = "") -> FoundVersion | None:
    """The version in force of a notice, or the one of that number; None where there is none such."""
    versions = NoticeVersion.objects.filter(notice__code=code)
    if not number:
        versions = versions.filter(notice__latest=F("pk"))
    elif NUMBER.fullmatch(number):
        versions = versions.filter(number=int(number))
    else:
        return None
    row = versions.values_list(
        "pk", "notice__code", "number", "loaded_at", "notice__latest", "notice__latest__number"
    )[:1]
    return next((FoundVersion(*facts) for facts in row), None)
