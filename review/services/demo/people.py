"""Entering the invented organisations and people."""

from applications.models import Organisation, Seat, User
from applications.rules.identity import check_character
from review.services.demo.reading import PersonPlan, cast, units


def enter_organisations() -> None:
    """Every unit that is not there yet, superiors first."""
    for plan in units():
        facts = plan.model_dump(exclude={"code", "superior"})
        if plan.superior:
            facts["superior"] = Organisation.objects.get(code=plan.superior)
        Organisation.objects.get_or_create(code=plan.code, defaults=facts)


def enter_people() -> None:
    """The whole cast with its seats; nobody has a password, one signs in as them with one click."""
    for serial, (username, plan) in enumerate(cast().items(), 1):
        user = User(
            username=username,
            name=plan.name,
            sex=plan.sex,
            born=plan.born,
            is_staff=plan.staff,
            is_superuser=plan.staff,
        )
        user.set_identity(id_number=identity_number(plan, serial), mobile=f"1380000{serial:04}")
        user.set_unusable_password()
        user.save()
        for code, role in plan.seats:
            Seat.objects.create(user=user, organisation=Organisation.objects.get(code=code), role=role)


def identity_number(plan: PersonPlan, serial: int) -> str:
    """A number nobody holds that passes its own check: the serial part is the place in the cast."""
    order = f"{serial % 100:02}{1 if plan.sex == 'male' else 0}"
    first = f"{plan.region}{plan.born:%Y%m%d}{order}"
    return first + check_character(first)
