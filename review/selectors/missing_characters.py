"""缺字的文件：printouts in which 〓 stands for characters that no font has."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.models import Application, Layout, Payment, Printout, Publicity, Roster, User
from applications.models.printout import SUBJECTS
from applications.selectors.printouts import printouts_visible_to
from review.selectors.words import moment

NAMES = (
    "application__applicant",
    "application__employer",
    "publicity__organisation",
    "roster__organisation",
    "roster__specialty",
    "payment__application__applicant",
    "payment__application__employer",
)


def with_missing_characters(user: User) -> QuerySet[Printout]:
    """Those that the person may see at their desks, newest first; of each kind and subject the newest alone:
    what has been printed anew since is settled. The person's own case never.
    """
    visible = printouts_visible_to(user).exclude(application__applicant=user)
    same = Q(*((name, OuterRef(name)) for name in SUBJECTS.values()), _connector=Q.OR)
    newer = visible.filter(same, kind=OuterRef("kind"), requested_at__gt=OuterRef("requested_at"))
    found = visible.exclude(missing="").exclude(Exists(newer))
    return found.select_related(*NAMES).order_by("-requested_at", "pk")


def missing_rows(printouts: Iterable[Printout]) -> list[dict[str, Any]]:
    """Lines of the list; no query."""
    return [
        {
            "id": printout.pk,
            "title": f"《{printout.get_kind_display()}》",
            "preview": not printout.valid,
            "of": _of(printout),
            "codes": printout.missing_codes,
            "requested": moment(printout.requested_at),
        }
        for printout in printouts
    ]


def _of(printout: Printout) -> dict[str, str]:
    """Whose it is, and where they belong."""
    match printout.subject:
        case Application() as application:
            return {"name": application.applicant.name, "unit": application.employer.name}
        case Payment(application=application):
            return {"name": application.applicant.name, "unit": application.employer.name}
        case Publicity(organisation=organisation):
            return {"name": organisation.name, "unit": ""}
        case Roster(specialty=specialty, organisation=organisation):
            return {"name": specialty.name, "unit": organisation.name}
        case Layout() as layout:
            return {"name": str(layout), "unit": "版式"}
