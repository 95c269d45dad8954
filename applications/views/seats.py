"""席位 of whoever asks, read once for a request: a page asks for desks, its navigation for kinds."""

from collections.abc import Mapping

from applications.selectors.people import kinds_by_desk
from applications.views.answers import PersonRequest


def kinds_of_desks(request: PersonRequest) -> Mapping[int, str]:
    """The keys of the organisations in which the person has a living seat, each with its kind."""
    if not hasattr(request, "_kinds_of_desks"):
        request._kinds_of_desks = kinds_by_desk(request.user)  # type: ignore[attr-defined]
    found: Mapping[int, str] = request._kinds_of_desks  # type: ignore[attr-defined]
    return found


def desks_of(request: PersonRequest) -> list[int]:
    """The keys of the organisations in which the person has a living seat."""
    return list(kinds_of_desks(request))
