"""内部备注：what the seats of one organisation tell each other about an application."""

from collections.abc import Collection

from applications.models import Application, Note, Organisation
from applications.models.application import ReviewLevel


def notes_for(application: Application, desks: Collection[int]) -> list[Note]:
    """The notes of the reader's own organisations and of nobody else, oldest first; one statement."""
    found = Note.objects.filter(application=application, organisation__in=desks)
    return list(
        found.select_related("by", "organisation").only(
            "application_id", "text", "at", "by__name", "organisation__name"
        )
    )


def own_desk(application: Application, desks: Collection[int]) -> Organisation | None:
    """For which of the reader's organisations a note is written: the one whose turn it is, else the last."""
    stops: list[ReviewLevel] = [
        stop for stop in application.route.all() if stop.organisation_id in desks and stop.reached_at
    ]
    stops.sort(key=lambda stop: (stop.organisation_id == application.desk_id, stop.position))
    return stops[-1].organisation if stops else None


def at_office(application: Application, desks: Collection[int]) -> bool:
    """True for a reader who sits in the committee's office on the route."""
    levels = {level.code for level in application.rules.chain if level.desk == "committee"}
    return any(stop.organisation_id in desks and stop.code in levels for stop in application.route.all())
