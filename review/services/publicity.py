"""公示：starting one, and recording what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from applications.models import Application, Notice, Organisation, Publicity, PublicityListing, User
from applications.models.publicity import CLEARED, PublicityResult
from applications.rules.deadlines import BEIJING
from applications.selectors.applications import organisations_of, state_at, with_names
from applications.selectors.calendar import working_calendar
from applications.services.moves import NotAllowed
from review.selectors.publicities import published_in, rule_for, shortest_end

CONCLUDED = CLEARED | {PublicityResult.UPHELD}


class PublicityRefused(Exception):
    """Carries field → sentence."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Listed:
    """One person in a publicity, with what is said of them."""

    application: Application
    conduct: str = ""
    achievements: str = ""


@transaction.atomic
def start(
    organisation: Organisation,
    listed: Sequence[Listed],
    *,
    round_: str,
    starts_on: date,
    ends_on: date | None,
    place: str,
    office: str,
    phone: str,
    by: User,
    at: datetime,
) -> Publicity:
    """Publish one or several of the unit's people under one notice, both days included.

    Without `ends_on` the shortest lawful end is taken. Raises NotAllowed or PublicityRefused.
    """
    if not organisations_of(by).filter(pk=organisation.pk).exists():
        raise NotAllowed("publicity")
    listed = _as_they_stand(listed)
    problems = _by_field(_problems(organisation, listed, round_, starts_on, ends_on, by, at))
    problems |= {
        name: f"请填写{label}。"
        for name, label, text in (
            ("place", "公示地点", place),
            ("office", "受理部门", office),
            ("phone", "监督电话", phone),
        )
        if not text.strip()
    }
    if problems:
        raise PublicityRefused(problems)
    first = listed[0].application
    shortest, known = shortest_end(first, round_, starts_on)
    last = ends_on or shortest
    publicity = Publicity.objects.create(
        organisation=organisation,
        notice=first.notice_version.notice,
        round=round_,
        starts_on=starts_on,
        ends_on=last,
        working_days=working_calendar(starts_on).count(starts_on, last),
        calendar_known=known,
        place=place.strip(),
        office=office.strip(),
        phone=phone.strip(),
        started_by=by,
        started_at=at,
    )
    _list(publicity, listed, at)
    return publicity


def _as_they_stand(listed: Sequence[Listed]) -> list[Listed]:
    """Locked and read again: the page may be older than a step made meanwhile."""
    locked = with_names(Application.objects.select_for_update(of=("self",)))
    now = locked.in_bulk([item.application.pk for item in listed])
    return [replace(item, application=now[item.application.pk]) for item in listed]


def _list(publicity: Publicity, listed: Sequence[Listed], at: datetime) -> None:
    applications = [item.application.pk for item in listed]
    again = PublicityListing.objects.filter(
        application__in=applications, round=publicity.round, superseded_at__isnull=True
    )
    again.filter(result=PublicityResult.UPHELD).update(superseded_at=at)
    try:
        with transaction.atomic():
            PublicityListing.objects.bulk_create(
                PublicityListing(
                    publicity=publicity,
                    application=item.application,
                    round=publicity.round,
                    conduct=item.conduct.strip(),
                    achievements=item.achievements.strip(),
                )
                for item in listed
            )
    except IntegrityError:
        raise PublicityRefused({"people": "所选人员中有人已在公示或已公示完毕。"}) from None


def _by_field(problems: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One text per field; what concerns several people is said of each."""
    found: dict[str, str] = {}
    for name, sentence in problems:
        if sentence not in found.get(name, ""):
            found[name] = found.get(name, "") + sentence
    return found


def _problems(
    organisation: Organisation,
    listed: Sequence[Listed],
    round_: str,
    starts_on: date,
    ends_on: date | None,
    by: User,
    at: datetime,
) -> Iterator[tuple[str, str]]:
    if not listed:
        yield "people", "请选择要公示的人员。"
        return
    rule = rule_for(listed[0].application, round_)
    if len({item.application.notice_version.notice_id for item in listed}) > 1:
        yield "people", "一次公示只能包含同一通知的人员。"
    elif rule and not rule.batch and len(listed) > 1:
        yield "people", f"本通知的公示一人一份（{rule.clause}）。"
    for item in listed:
        yield from _person_problems(organisation, item.application, round_, by, at)
    if starts_on < at.astimezone(BEIJING).date():
        yield "starts_on", "开始日期不能早于今天。"
    elif ends_on and rule_for(listed[0].application, round_):
        shortest, _ = shortest_end(listed[0].application, round_, starts_on)
        if ends_on < shortest:
            yield "ends_on", f"公示期不足，最早 {shortest.year}年{shortest.month}月{shortest.day}日 结束。"


def _person_problems(
    organisation: Organisation, application: Application, round_: str, by: User, at: datetime
) -> Iterator[tuple[str, str]]:
    rule = rule_for(application, round_)
    name = application.applicant.name
    if application.employer_id != organisation.pk:
        yield "people", f"{name}不是本单位的申报人。"
    elif application.applicant_id == by.pk:
        yield "people", "不能办理本人的公示，请由本单位其他经办人办理。"
    elif rule is None:
        yield "people", "本通知没有这一次公示。"
    elif state_at(application, at) not in published_in(rule, round_, application):
        yield "people", f"{name}的申报书现在不能公示（{state_at(application, at).label}）。"


@transaction.atomic
def record_result(
    listing: PublicityListing, *, result: str, note: str, by: User, at: datetime
) -> PublicityListing:
    """登记公示结果：no objection only once the last day is over; an objection at any time.

    Raises NotAllowed or PublicityRefused.
    """
    listing = (
        PublicityListing.objects.select_for_update(of=("self",))
        .select_related("publicity", "application")
        .get(pk=listing.pk)
    )
    own = listing.application.applicant_id == by.pk
    if own or not organisations_of(by).filter(pk=listing.publicity.organisation_id).exists():
        raise NotAllowed("publicity result")
    if problems := _by_field(_result_problems(listing, result, note, at)):
        raise PublicityRefused(problems)
    if result == listing.result:
        return listing  # the same page sent twice
    listing.result, listing.result_note = result, note.strip()
    listing.result_by, listing.result_at = by, at
    listing.save()
    return listing


def _result_problems(
    listing: PublicityListing, result: str, note: str, at: datetime
) -> Iterator[tuple[str, str]]:
    today = at.astimezone(BEIJING).date()
    over = today > listing.publicity.ends_on
    if result not in PublicityResult.values:
        yield "result", "请选择公示结果。"
    elif listing.superseded_at:
        yield "result", "该人员已重新公示，请在新的公示中登记。"
    elif listing.result in CONCLUDED and result != listing.result:
        yield "result", "公示结果已登记，不能更改。"
    elif today < listing.publicity.starts_on:
        yield "result", "公示尚未开始。"
    elif result == PublicityResult.NO_OBJECTION and listing.result == PublicityResult.OBJECTION:
        yield "result", "已登记异议，请登记核实结论（异议不成立或属实）。"
    elif (
        result in (PublicityResult.DISMISSED, PublicityResult.UPHELD)
        and listing.result != PublicityResult.OBJECTION
    ):
        yield "result", "没有登记过异议。"
    elif result in CLEARED and not over:
        last = listing.publicity.ends_on
        yield "result", f"公示到 {last.year}年{last.month}月{last.day}日 结束，期满后方可登记。"
    if (
        result in (PublicityResult.OBJECTION, PublicityResult.DISMISSED, PublicityResult.UPHELD)
        and not note.strip()
    ):
        yield "note", "请写明异议内容或核实情况。"


def start_each(
    organisation: Organisation, listed: Sequence[Listed], *, round_: str, **facts: Any
) -> list[Publicity]:
    """One publicity for all where the notice lets people be published together, else one for each.

    All of them or none. Raises NotAllowed or PublicityRefused.
    """
    rule = rule_for(listed[0].application, round_) if listed else None
    together = rule is None or rule.batch
    batches = [listed] if together else [[item] for item in listed]
    with transaction.atomic():
        return [start(organisation, batch, round_=round_, **facts) for batch in batches]


__all__ = [
    "Listed",
    "Notice",
    "PublicityRefused",
    "record_result",
    "rule_for",
    "shortest_end",
    "start",
    "start_each",
]
