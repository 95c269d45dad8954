"""Experts for the tests: a received application, people who may read it blind, and what is given to them."""

from typing import Any

from applications.models import Application, Organisation, User
from review.models import Assignment, Expert
from review.services import experts
from tests import factories
from tests.cast import Cast
from tests.pages.reviewing import received

__all__ = ["expert", "give", "received"]


def expert(
    cast: Cast,
    application: Application,
    name: str = "专家甲",
    *,
    employer: Organisation | None = None,
    **facts: Any,
) -> Expert:
    """An expert of the committee, of another unit, for the application's specialty."""
    unit = employer or factories.organisation(f"university-{User.objects.count()}", f"{name}所在学院")
    enrolled = Expert.objects.create(
        user=facts.pop("user", None) or factories.person(name),
        committee=facts.pop("committee", cast.committee),
        employer=unit,
        **facts,
    )
    enrolled.specialties.add(application.specialty)
    return enrolled


def give(application: Application, one: Expert, cast: Cast) -> Assignment:
    """The office gives it by hand."""
    experts.assign({application.pk: [one.pk]}, by=cast.office, at=factories.NOON)
    return Assignment.objects.get(application=application, expert=one, withdrawn_at=None)
