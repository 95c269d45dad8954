"""Units that one may apply through."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from applications.models import Application, Notice, Organisation, User
from applications.rules.notices.terms import OrganisationKind
from applications.rules.regions import region_name
from applications.selectors.applications import of_applicant
from applications.workflow import ENDED

KINDS = (OrganisationKind.EMPLOYER, OrganisationKind.PERSONNEL_AGENCY)
SHOWN = 30


def employers() -> QuerySet[Organisation]:
    """Units with people of their own: employers, and agencies that stand in for one."""
    return Organisation.objects.filter(kind__in=KINDS, is_active=True).select_related("superior")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as the search lists it: enough to tell two of the same name apart."""

    code: str
    name: str
    place: str
    nature: str
    superior: str


def employers_named(words: str) -> list[Unit]:
    """Those whose name, other name or credit code holds what was typed; a few more than are shown."""
    text = "".join(words.split())
    if not text:
        return []
    escaped = json.dumps(text).strip('"')  # as SQLite keeps Chinese inside JSON
    named = Q(name__icontains=text) | Q(uscc__iexact=text)
    called = Q(aliases__icontains=text) | Q(aliases__icontains=escaped)
    return [
        Unit(
            unit.code,
            unit.name,
            region_name(unit.region),
            unit.get_nature_display(),
            unit.superior.name if unit.superior else "",
        )
        for unit in employers().filter(named | called)[: SHOWN + 1]
    ]


def employer_by_code(code: str) -> Organisation | None:
    """One of them."""
    return employers().filter(code=code).first() if code else None


def live_claims(user: User, notice: Notice) -> list[Application]:
    """The person's applications under the notice that are not over."""
    return list(of_applicant(user).filter(notice_version__notice=notice).exclude(state__in=sorted(ENDED)))


def same_claim(user: User, notice: Notice, claim: Mapping[str, str]) -> Application | None:
    """The living application for just this title, where there is one."""
    facts = {"specialty_id": claim["specialty"], "rank": claim["rank"], "title": claim["title"]}
    return (
        of_applicant(user)
        .filter(notice_version__notice=notice, **facts)
        .exclude(state__in=sorted(ENDED))
        .first()
    )
