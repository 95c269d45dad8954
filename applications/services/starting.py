"""开始申报：one live claim for a person, a year, a series and a rank."""

from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction

from applications import workflow
from applications.models import Application, Notice, Organisation, User
from applications.models.notice import document_of
from applications.rules.checking import barred
from applications.rules.dossier import Person
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Affiliation, Case, Mode, Nature, Rank
from applications.rules.regions import region_name, within
from applications.rules.timing import due_in_draft
from applications.selectors.applications import overdue
from applications.selectors.dossiers import bans_of, on_day
from applications.services.filing import lapse
from applications.services.snapshots import random_code


class CannotStart(Exception):
    """No application can be started; carries field → sentence."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = problems


@transaction.atomic
def start(
    notice: Notice,
    applicant: User,
    *,
    employer: Organisation,
    specialty: str,
    rank: str,
    title: str,
    mode: str,
    channel: str,
    at: datetime,
) -> Application:
    """A new draft under the notice's version in force. Raises CannotStart with a sentence per field."""
    # Under the notice's lock: a rule that is switched at this instant is switched for this one too.
    notice = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if notice.latest_id is None:
        raise CannotStart({"": "该通知尚未发布。"})
    document = document_of(notice.latest_id)
    claim = {"specialty": specialty, "rank": rank, "title": title, "mode": mode, "channel": channel}
    if problems := dict(_claim_problems(document, employer, at, **claim)):
        raise CannotStart(problems)
    if reasons := _barred(document, applicant, employer, at, **claim):
        raise CannotStart({"": "；".join(reasons)})
    offering = document.offering(specialty)
    assert offering is not None
    same = {"applicant": applicant, "year": document.year, "series_id": offering.series.code, "rank": rank}
    for old in overdue(at).filter(**same):
        lapse(old, at=at)
    try:
        with transaction.atomic():
            return Application.objects.create(
                number=f"{document.year}-{random_code(10)}",
                employer=employer,
                notice_version_id=notice.latest_id,
                specialty_id=specialty,
                title=title,
                mode=mode,
                channel=channel,
                affiliation=employer.affiliation,
                nature=employer.nature,
                due_at=due_in_draft(document),
                created_at=at,
                **same,
            )
    except IntegrityError:
        if not Application.objects.filter(**same).exclude(state__in=workflow.ENDED).exists():
            raise
        raise CannotStart(
            {"specialty": "您在本年度已申报同一系列、同一级别，只能选择一种方式申报一次。"}
        ) from None


def _barred(
    document: NoticeDocument, applicant: User, employer: Organisation, at: datetime, **claim: str
) -> list[str]:
    """诚信记录 are told before anything is filled; the check asks again at every submission."""
    case = Case(
        mode=Mode(claim["mode"]),
        rank=Rank(claim["rank"]),
        channel=claim["channel"],
        specialty=claim["specialty"],
        affiliation=Affiliation(employer.affiliation),
        nature=Nature(employer.nature),
    )
    return barred(document, case, Person(bans=bans_of(applicant)), on_day(at))


def _claim_problems(
    document: NoticeDocument,
    employer: Organisation,
    at: datetime,
    *,
    specialty: str,
    rank: str,
    title: str,
    mode: str,
    channel: str,
) -> Iterator[tuple[str, str]]:
    if at not in document.timetable.filing.window:
        yield "", f"不在申报时间内（{document.timetable.filing.words}）。"
    offering = document.offering(specialty)
    if offering is None:
        yield "specialty", "请选择本通知列出的专业。"
    elif offering.by_exam:
        yield "specialty", f"{offering.specialty.name}专业实行国家以考代评，不在本通知受理。"
    elif rank not in offering.titles:
        yield "rank", "本专业没有开放这一级别。"
    elif title not in offering.titles[Rank(rank)]:
        yield "title", "请选择拟申报的职称。"
    offer = document.mode(mode)
    if offer is None:
        yield "mode", "请选择申报类型。"
    elif rank not in offer.ranks:
        yield "mode", f"{offer.code.label}不适用于这一级别。"
    way = document.channel(channel)
    if way is None:
        yield "channel", "请选择申报方式。"
    elif way.natures and employer.nature not in way.natures:
        yield "channel", f"您的单位性质不适用“{way.label}”。"
    elif not way.beyond_region and not within(employer.region, document.region):
        yield (
            "employer",
            f"本通知面向{region_name(document.region)}的单位，您选择的单位登记在{region_name(employer.region)}。",
        )
    if not employer.is_active:
        yield "employer", "该单位已停用，请重新选择。"
