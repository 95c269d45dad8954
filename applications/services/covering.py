"""逐张检查遮盖：whether a picture shows what experts may not see, answered by its owner for each one."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from applications.models import Application, User
from applications.models.dossier import MASKINGS
from applications.rules.unlocking import Spot
from applications.services.dossiers import lock_for_editing, require_unlocked


@transaction.atomic
def answer(application: Application, answers: Mapping[str, str], *, by: User, at: datetime) -> None:
    """Keep what was chosen for each file of the draft; what is no choice, or not theirs, changes nothing.

    Raises NotAllowed, or CannotEdit where the last return has not opened the slot.
    """
    locked = lock_for_editing(application, by=by, at=at)
    known = dict(MASKINGS)
    for file in locked.attachments.filter(removed_at__isnull=True):
        chosen = answers.get(str(file.pk), "")
        if chosen in known and chosen != file.masking:
            require_unlocked(locked, at, Spot(file.section, file.row, file.material))
            file.masking = chosen
            file.save(update_fields=["masking"])
