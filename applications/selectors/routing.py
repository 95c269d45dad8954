"""由谁审核：from the notice's chain and the employer to the desks of one application."""

from collections.abc import Iterator
from dataclasses import dataclass

from applications.models import Notice, Organisation
from applications.rules.notices.chain import Level, RegionalDesk
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Affiliation, Case, OrganisationKind
from applications.rules.regions import prefecture_of, within


class RouteIncomplete(Exception):
    """A level has no organisation; carries the sentence for the applicant."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One level of the chain with the organisation that sits there."""

    level: Level
    organisation: Organisation


def route_for(document: NoticeDocument, case: Case, employer: Organisation, notice: Notice) -> list[Stop]:
    """The desks in order. Raises RouteIncomplete where a level that is not optional has nobody.

    企业以营业执照注册地为依据，选择材料接收部门: an enterprise's region is where it is registered.
    A unit registered elsewhere is served by the desks of the notice's own region. Two levels in a row
    that are the same organisation are one.
    """
    stops = list(_stops(document, case, employer, notice))
    before = [None, *(stop.organisation.pk for stop in stops[:-1])]
    return [stop for stop, previous in zip(stops, before, strict=True) if stop.organisation.pk != previous]


def _stops(document: NoticeDocument, case: Case, employer: Organisation, notice: Notice) -> Iterator[Stop]:
    for level in document.levels_for(case):
        organisation = _organisation_at(level, employer, notice)
        if organisation is not None:
            yield Stop(level, organisation)
        elif not level.optional:
            raise RouteIncomplete(
                f"系统中还没有负责“{level.label}”的单位（{employer.name}，行政区划 {employer.region}），"
                "请联系管理员。"
            )


def _organisation_at(level: Level, employer: Organisation, notice: Notice) -> Organisation | None:
    desk = level.desk
    if isinstance(desk, RegionalDesk):
        home = employer.region if within(employer.region, notice.region) else notice.region
        return _active(desk.kind, home if desk.region == "county" else prefecture_of(home))
    if desk == "employer":
        return employer
    if desk == "superior":
        return employer.superior
    if desk == "ministry":
        return _ministry(employer)
    return notice.committee


def _active(kind: OrganisationKind, region: str) -> Organisation | None:
    return Organisation.objects.filter(kind=kind, region=region, is_active=True).order_by("pk").first()


def _ministry(employer: Organisation) -> Organisation | None:
    """自治区级主管单位：the nearest superior that belongs to the region itself."""
    above = employer.superior
    for _ in range(6):
        if above is None or above.affiliation == Affiliation.REGION:
            return above
        above = above.superior
    return None
