"""公示：starting one, and recording what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from applications.models import Application, Notice, Organisation, Publicity, PublicityListing, User
from applications.models.publicity import CLEARED, PublicityResult, PublicityRound
from applications.rules.deadlines import BEIJING
from applications.rules.notices.times import PublicityRule
from applications.selectors.applications import organisations_of, state_at
from applications.selectors.calendar import working_calendar
from applications.services.moves import NotAllowed
from applications.workflow import State


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


def rule_for(application: Application, round_: str) -> PublicityRule | None:
    """What the notice says about this publicity."""
    return (
        application.rules.publicity if round_ == PublicityRound.BEFORE else application.rules.publicity_after
    )


def shortest_end(application: Application, round_: str, starts_on: date) -> tuple[date, bool]:
    """The last day of the shortest publicity from `starts_on`, and whether its holidays are published."""
    rule = rule_for(application, round_)
    assert rule is not None
    calendar = working_calendar(starts_on)
    last = rule.last_day(starts_on, calendar)
    return last, calendar.is_known(starts_on, last)


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
    problems = dict(_problems(organisation, listed, round_, starts_on, ends_on, at))
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


def _problems(
    organisation: Organisation,
    listed: Sequence[Listed],
    round_: str,
    starts_on: date,
    ends_on: date | None,
    at: datetime,
) -> Iterator[tuple[str, str]]:
    if not listed:
        yield "people", "请选择要公示的人员。"
        return
    notices = {item.application.notice_version.notice_id for item in listed}
    if len(notices) > 1:
        yield "people", "一次公示只能包含同一通知的人员。"
    for item in listed:
        yield from _person_problems(organisation, item.application, round_, at)
    if starts_on < at.astimezone(BEIJING).date():
        yield "starts_on", "开始日期不能早于今天。"
    elif ends_on and rule_for(listed[0].application, round_):
        shortest, _ = shortest_end(listed[0].application, round_, starts_on)
        if ends_on < shortest:
            yield "ends_on", f"公示期不足，最早 {shortest.year}年{shortest.month}月{shortest.day}日 结束。"


def _person_problems(
    organisation: Organisation, application: Application, round_: str, at: datetime
) -> Iterator[tuple[str, str]]:
    rule = rule_for(application, round_)
    name = application.applicant.name
    if application.employer_id != organisation.pk:
        yield "people", f"{name}不是本单位的申报人。"
    elif rule is None:
        yield "people", "本通知没有这一次公示。"
    elif state_at(application, at) not in _published_in(rule, round_, application):
        yield "people", f"{name}的申报书现在不能公示（{state_at(application, at).label}）。"


def _published_in(rule: PublicityRule, round_: str, application: Application) -> set[State]:
    """In which states a publicity makes sense: before recommending, or after confirmation."""
    if round_ == PublicityRound.AFTER:
        return {State.RESULT_PUBLICITY}
    allowed = {State.IN_REVIEW} if application.level == 0 else set()
    return allowed | ({State.DRAFT, State.RETURNED} if rule.gate == "submit" else set())


@transaction.atomic
def record_result(
    listing: PublicityListing, *, result: str, note: str, by: User, at: datetime
) -> PublicityListing:
    """登记公示结果：no objection only once the last day is over; an objection at any time.

    Raises NotAllowed or PublicityRefused.
    """
    listing = PublicityListing.objects.select_for_update().select_related("publicity").get(pk=listing.pk)
    if not organisations_of(by).filter(pk=listing.publicity.organisation_id).exists():
        raise NotAllowed("publicity result")
    if problems := dict(_result_problems(listing, result, note, at)):
        raise PublicityRefused(problems)
    listing.result, listing.result_note = result, note.strip()
    listing.result_by, listing.result_at = by, at
    listing.save()
    return listing


def _result_problems(
    listing: PublicityListing, result: str, note: str, at: datetime
) -> Iterator[tuple[str, str]]:
    over = at.astimezone(BEIJING).date() > listing.publicity.ends_on
    if result not in PublicityResult.values:
        yield "result", "请选择公示结果。"
    elif listing.superseded_at:
        yield "result", "该人员已重新公示，请在新的公示中登记。"
    elif listing.result in CLEARED and result != listing.result:
        yield "result", "公示结果已登记，不能更改。"
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


__all__ = ["Listed", "Notice", "PublicityRefused", "record_result", "start"]
