"""内部备注：written by a seat for its own organisation; nobody else ever reads them."""

from datetime import datetime

from applications.models import Application, Note, Organisation, ReviewLevel, User
from applications.selectors.applications import organisations_of
from applications.services.moves import NotAllowed


def write_note(
    application: Application, text: str, *, organisation: Organisation, by: User, at: datetime
) -> Note:
    """Keep a note for the colleagues. Raises NotAllowed outside one's own desks on the route."""
    reached = ReviewLevel.objects.filter(
        application=application, organisation=organisation, reached_at__isnull=False
    )
    sits_there = organisations_of(by).filter(pk=organisation.pk).exists()
    if application.applicant_id == by.pk or not sits_there or not reached.exists():
        raise NotAllowed("note")
    return Note.objects.create(
        application=application, organisation=organisation, text=text.strip(), by=by, at=at
    )
