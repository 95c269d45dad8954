"""花名册：whom a unit has passed on under a notice, specialty by specialty."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from applications.models import Application, Entry, Notice, Organisation, Roster, Specialty, User
from applications.selectors.applications import organisations_of, with_names
from applications.workflow import CONFIRM, FORWARD, State

PASSED_ON = (FORWARD.name, CONFIRM.name)
LISTED = (
    State.IN_REVIEW,
    State.RECEIVED,
    State.UNDER_EVALUATION,
    State.RESULT_PUBLICITY,
    State.GRANTED,
    State.NOT_PASSED,
)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A list that can be printed, and how many are on it."""

    organisation: Organisation
    notice: Notice
    specialty: Specialty
    people: int

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.organisation.pk}:{self.notice.pk}:{self.specialty.pk}"


def rosters_of(user: User) -> list[RosterLine]:
    """Every list that the person's units can print; the latest notice first."""
    units = {unit.pk: unit for unit in organisations_of(user)}
    passed = Entry.objects.filter(
        organisation__in=units, move__in=PASSED_ON, application__state__in=LISTED
    ).order_by()
    keys = ("organisation", "application__notice_version__notice", "application__specialty")
    counted = list(passed.values_list(*keys).annotate(people=Count("application", distinct=True)))
    notices = Notice.objects.select_related("latest").in_bulk({notice for _, notice, _, _ in counted})
    specialties = Specialty.objects.in_bulk({specialty for _, _, specialty, _ in counted})
    lines = [
        RosterLine(units[unit], notices[notice], specialties[specialty], people)
        for unit, notice, specialty, people in counted
    ]
    return sorted(lines, key=lambda line: (-line.notice.pk, line.organisation.pk, line.specialty.name))


def people_on(roster: Roster) -> QuerySet[Application]:
    """Whom the unit has passed on and who has not left since, by name of their unit and number."""
    passed = Entry.objects.filter(organisation=roster.organisation_id, move__in=PASSED_ON)
    found = Application.objects.filter(
        pk__in=passed.values("application"),
        state__in=LISTED,
        notice_version__notice=roster.notice_id,
        specialty=roster.specialty_id,
    )
    return with_names(found).order_by("employer__name", "number")
