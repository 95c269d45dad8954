"""Enrolling the invented experts, and playing what their committees gave them and what they wrote."""

from datetime import datetime, timedelta

from applications.models import Application, Entry, Organisation, Seat, Specialty, User
from applications.workflow import RECEIVE, State
from review.models import Assignment, Expert
from review.services import experts, opinions
from review.services.demo.reading import GivenPlan, OpinionPlan, evaluation

ONE_MINUTE = timedelta(minutes=1)


def enrol_experts() -> None:
    """Every expert of the file; the committees come with the notices."""
    for plan in evaluation().experts:
        expert = Expert.objects.create(
            user=User.objects.get(username=plan.who),
            committee=Organisation.objects.get(code=plan.committee),
            employer=Organisation.objects.get(code=plan.employer),
        )
        expert.specialties.set(Specialty.objects.filter(pk__in=plan.specialties))


def evaluate(*, now: datetime) -> None:
    """Give what has been received, through the door that the office's page uses; nothing after `now`."""
    for plan in evaluation().given:
        entries = Entry.objects.filter(move=RECEIVE.name, application__state=State.RECEIVED)
        received = entries.filter(application__applicant__username=plan.of).order_by("-at").first()
        if received is not None:
            _give(plan, received, now)


def _give(plan: GivenPlan, received: Entry, now: datetime) -> None:
    at = min(received.at + timedelta(hours=plan.after), now - 2 * ONE_MINUTE)
    claim: Application = received.application
    chosen = Expert.objects.filter(user__username__in=plan.to, committee=received.organisation_id)
    seat = Seat.objects.filter(organisation=received.organisation_id, is_active=True).order_by("role", "pk")
    officer = seat.select_related("user")[0].user
    experts.assign({claim.pk: list(chosen.values_list("pk", flat=True))}, by=officer, at=at)
    for assignment in claim.assignments.select_related("expert__user"):
        _write(assignment, plan.to[assignment.expert.user.username], at, now)


def _write(assignment: Assignment, plan: OpinionPlan, given: datetime, now: datetime) -> None:
    if not plan.say:
        return
    by, at = assignment.expert.user, min(given + timedelta(hours=plan.then), now - ONE_MINUTE)
    saved = opinions.save(assignment, plan.say, by=by, at=at, seen_version=0)
    if plan.hand_in:
        opinions.hand_in(assignment, by=by, at=at, seen_version=saved.version)
