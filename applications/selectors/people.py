"""People and the seats they hold."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from applications.models import Organisation, Seat, User
from applications.rules.notices.terms import OrganisationKind

CAST = settings.BASE_DIR / "fixtures" / "demo" / "cast.json"
DEMO_PREFIX = "demo-"
# Units that recommend people, and so have people of their own to look after.
RECOMMENDING = frozenset(
    {OrganisationKind.EMPLOYER, OrganisationKind.PERSONNEL_AGENCY, OrganisationKind.EMPLOYMENT_SERVICE}
)


def seats_of(user: User) -> QuerySet[Seat]:
    """席位：the person's living seats in living organisations, one query with the organisations."""
    return living_seats().filter(user=user)


def living_seats() -> QuerySet[Seat]:
    """Seats that still count, with their organisations."""
    return Seat.objects.filter(is_active=True, organisation__is_active=True).select_related("organisation")


def kinds_of_seats(user: User) -> frozenset[str]:
    """In what kinds of organisation the person sits; empty for a mere applicant."""
    return frozenset(kinds_by_desk(user).values())


def kinds_by_desk(user: User) -> dict[int, str]:
    """The keys of the organisations in which the person has a living seat, each with its kind."""
    return dict(seats_of(user).order_by().values_list("organisation_id", "organisation__kind"))


def stands_above(organisation: Organisation, superior: Organisation) -> bool:
    """True where `organisation` is `superior` or one of its superiors: the line would become a ring."""
    seen: set[int] = set()
    above: Organisation | None = superior
    while above is not None and above.pk not in seen:
        if above.pk == organisation.pk:
            return True
        seen.add(above.pk)
        above = above.superior
    return False


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """演示人物：somebody invented, with what signing in as them shows."""

    username: str
    name: str
    role: str
    seats: tuple[str, ...]
    line: str


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """The invented people of one role."""

    role: str
    people: tuple[DemoPerson, ...]


def demo_users() -> QuerySet[User]:
    """The invented people, in the order of the cast. Nobody real is ever among them."""
    return User.objects.filter(username__startswith=DEMO_PREFIX, is_active=True).order_by("pk")


def demo_groups() -> list[DemoGroup]:
    """Everybody on the demo page by role, applicants first; two queries."""
    told = _cast()
    users = demo_users().prefetch_related(
        Prefetch("seats", queryset=living_seats().order_by("pk"), to_attr="living")
    )
    groups: dict[str, list[DemoPerson]] = {}
    for user in users:
        person = _demo_person(user, told.get(user.username, {}))
        groups.setdefault(person.role, []).append(person)
    return [DemoGroup(role, tuple(groups[role])) for role in sorted(groups, key=_place)]


def _cast() -> dict[str, dict[str, str]]:
    """What the seeding says about its people: user name → {role, line}; nothing where it has not run."""
    if not CAST.exists():
        return {}
    told: dict[str, dict[str, str]] = json.loads(CAST.read_text(encoding="utf-8"))
    return told


def _demo_person(user: Any, told: dict[str, str]) -> DemoPerson:
    return DemoPerson(
        username=user.username,
        name=user.name,
        role=told.get("role") or _role(user),
        seats=tuple(str(seat) for seat in user.living),
        line=told.get("line", ""),
    )


def _role(user: Any) -> str:
    if user.living:
        return str(user.living[0].organisation.get_kind_display())
    return "管理员" if user.is_staff else "申报人"


def _place(role: str) -> int:
    """Along the way of an application; roles that the seeding made up itself come last, as it named them."""
    order = ["申报人", *(kind.label for kind in OrganisationKind), "管理员"]
    return order.index(role) if role in order else len(order)
