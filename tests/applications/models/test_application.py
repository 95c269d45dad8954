"""What the database itself refuses, each constraint by name."""

import pytest
from django.db import IntegrityError, transaction

from applications.models import Application, Submission
from tests import factories
from tests.factories import NOON


@pytest.mark.parametrize(
    ("constraint", "nonsense"),
    [
        ("application_state_known", {"state": "elsewhere", "due_at": None}),
        ("application_returned_has_deadline", {"state": "returned", "due_at": None}),
        ("application_deadline_only_while_pending", {"state": "received", "due_at": NOON}),
        ("application_desk_exactly_while_held", {"state": "in_review", "desk": None}),
        ("application_arrivals_within_submissions", {"arrivals": 2}),
    ],
)
def test_nonsense_is_refused(constraint, nonsense, draft):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(**nonsense)


def test_a_second_live_claim_is_refused(draft):
    twin = Application.objects.get(pk=draft.pk)
    twin.pk, twin.number, twin._state.adding = "11111111-1111-4111-8111-111111111111", "twin", True

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_one_submission_per_step(draft):
    factories.submit(draft)
    first = draft.frozen.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            application=draft,
            number=2,
            base_revision=first.base_revision,
            receipt="x",
            snapshot={},
            digest="",
            submitted_at=NOON,
        )


def test_every_constraint_speaks_chinese():
    from django.apps import apps

    silent = [
        constraint.name
        for app in ("applications", "review")
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert silent == []
