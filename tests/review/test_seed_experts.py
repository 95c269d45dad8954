"""The experts of the demonstration: enrolled, given what may be given, at different stages of writing."""

from datetime import date, time

from applications.models import User
from applications.rules.deadlines import beijing
from review.models import Assignment, Expert, Opinion
from review.selectors.experts import assignment_for
from review.services.demo import reading, seeding
from tests.review.test_seed_demo import small_scans

__all__ = ["small_scans"]
NOW = beijing(date(2025, 11, 22), time(16, 30))


def seed_few(*usernames):
    seeding.seed(now=NOW, only=usernames)


def test_what_was_planned_is_given_and_open(db, small_scans):
    plans = reading.evaluation().given
    seed_few(*(plan.of for plan in plans))

    given = Assignment.objects.select_related("expert__user", "application__applicant")
    found = {(one.application.applicant.username, one.expert.user.username) for one in given}
    assert found == {(plan.of, who) for plan in plans for who in plan.to}
    assert all(assignment_for(one.expert.user, one.pk) == one for one in given)
    assert all(one.assigned_at < NOW for one in given)


def test_opinions_are_at_every_stage(db, small_scans):
    seed_few("demo-zhangyan", "demo-zhouyu")

    handed = Opinion.objects.filter(handed_in_at__isnull=False)
    assert handed.count() == 2
    assert Opinion.objects.filter(handed_in_at=None).exclude(text="").exists()
    assert Assignment.objects.filter(opinion=None).exists()
    assert all(opinion.handed_in_at < NOW for opinion in handed)


def test_experts_hold_no_seats_and_know_a_trade(db, small_scans):
    seed_few("demo-zhangyan")

    assert Expert.objects.count() == len(reading.evaluation().experts)
    assert not User.objects.filter(pk__in=Expert.objects.values("user"), seats__isnull=False).exists()
    assert all(expert.specialties.exists() for expert in Expert.objects.all())
