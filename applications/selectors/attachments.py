"""Who may open which file."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from applications.models import Attachment, Submission, User
from applications.selectors.applications import reviewable_by

IN_FLIGHT = timedelta(minutes=10)  # a slow upload is stamped with its arrival, not with its end


def visible_attachment(user: User, attachment_id: UUID) -> Attachment | None:
    """One's own file, or one that a submission brought to one's desk. None for everybody else."""
    frozen = Submission.objects.filter(
        application=OuterRef("application"),
        recalled_at__isnull=True,
        submitted_at__gt=OuterRef("uploaded_at") - IN_FLIGHT,
    )
    still_there = Q(Exists(frozen), removed_at__isnull=True)
    removed_later = Q(Exists(frozen.filter(submitted_at__lt=OuterRef("removed_at"))))
    seen = Q(application__in=reviewable_by(user).values("pk")) & (still_there | removed_later)
    return Attachment.objects.filter(Q(application__applicant=user) | seen, pk=attachment_id).first()
