"""The one access function: whatever makes an expert a stranger closes the door, at once and everywhere."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from applications.models import Application, Entry, Notice, Organisation, Seat, User
from applications.workflow import State
from review.models import Assignment, Expert, Opinion
from review.rules.assigning import barriers
from review.selectors.assigning import candidates_of, claims_of
from review.selectors.experts import assignment_for, assignments_of, is_expert
from tests import factories
from tests.evaluating import expert, give, received

pytestmark = pytest.mark.django_db
NOON = factories.NOON


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def one(cast, draft):
    return expert(cast, received(draft, cast))


@pytest.fixture
def given(cast, draft, one):
    return give(draft, one, cast)


def switch_off(given, model, **facts):
    model.objects.filter(**facts).update(is_active=False)


def withdrawn(given):
    Assignment.objects.filter(pk=given.pk).update(withdrawn_at=NOON, withdrawn_by=given.assigned_by)


def recused(given):
    Assignment.objects.filter(pk=given.pk).update(recused_at=NOON, recusal_reason="师生")


def expert_switched_off(given):
    switch_off(given, Expert, pk=given.expert_id)


def user_switched_off(given):
    switch_off(given, User, pk=given.expert.user_id)


def committee_switched_off(given):
    switch_off(given, Organisation, pk=given.expert.committee_id)


def moved_to_the_same_unit(given):
    Expert.objects.filter(pk=given.expert_id).update(employer=given.application.employer)


def notice_of_another_committee(given):
    other = factories.organisation("other-committee", "别的评委会", kind="committee_office")
    Notice.objects.filter(pk=given.application.notice_version.notice_id).update(committee=other)


def notice_of_no_committee(given):
    Notice.objects.filter(pk=given.application.notice_version.notice_id).update(committee=None)


def result_published(given):
    state_becomes(given, State.GRANTED)


def state_becomes(given, state):
    field = Application._meta.get_field("state")
    Application.objects.filter(pk=given.application_id).update(**{field.name: state})


def expert_is_the_applicant(given):
    Application.objects.filter(pk=given.application_id).update(applicant=given.expert.user)


def seated_where_it_was_reviewed(given):
    desk = given.application.route.order_by("position")[1].organisation
    Seat.objects.create(user=given.expert.user, organisation=desk)


def acted_on_it(given):
    last = Entry.objects.filter(application=given.application).order_by("revision").last()
    Entry.objects.filter(pk=last.pk).update(by=given.expert.user)


WAYS = [
    withdrawn,
    recused,
    expert_switched_off,
    user_switched_off,
    committee_switched_off,
    moved_to_the_same_unit,
    notice_of_another_committee,
    notice_of_no_committee,
    result_published,
    expert_is_the_applicant,
    seated_where_it_was_reviewed,
    acted_on_it,
]


def test_to_whom_it_is_given_it_is_open(given, django_assert_num_queries):
    person = given.expert.user

    with django_assert_num_queries(1):
        found = assignment_for(person, given.pk)
        assert found.application.applicant.name
        assert found.application.employer.name
        assert found.application.specialty.name
        assert getattr(found, "opinion", None) is None
    assert list(assignments_of(person)) == [given]


@pytest.mark.parametrize("lose", WAYS)
def test_every_way_of_losing_it_closes_the_door(given, lose):
    person = given.expert.user
    lose(given)

    assert assignment_for(person, given.pk) is None
    assert not assignments_of(person).exists()


@pytest.mark.parametrize("lose", WAYS)
def test_every_page_answers_404_at_once(client, given, lose):
    client.force_login(given.expert.user)
    pages = [reverse(name, args=[given.pk]) for name in ("expert_dossier", "expert_hand_in", "expert_recuse")]
    version = reverse("expert_version", args=[given.pk])
    kept = {"field-text": "写得好", "version": "0"}
    assert client.post(pages[0], kept).status_code == 302  # the twin: open until now
    assert [client.get(page).status_code for page in [*pages, version]] == [200] * 4

    lose(given)

    gone = 302 if lose is user_switched_off else 404  # nobody is signed in any more
    typed = {"field-text": "改了", "version": "1", "reason": "师生关系"}
    answers = [client.get(page) for page in [*pages, version]] + [client.post(page, typed) for page in pages]
    assert {answer.status_code for answer in answers} == {gone}
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert (Opinion.objects.get().text, Opinion.objects.get().handed_in_at) == ("写得好", None)
    shown = client.get(reverse("expert_list"))
    assert given.number not in shown.content.decode()


@pytest.mark.parametrize("lose", WAYS[2:])
def test_the_database_and_the_rule_agree(given, lose):
    lose(given)

    fresh = Assignment.objects.get(pk=given.pk)
    claim = claims_of([fresh.application])[fresh.application_id]
    assert len(list(barriers(claim, candidates_of([fresh.expert])[fresh.expert_id]))) == 1


def test_others_find_nothing(cast, draft, given):
    colleague = expert(cast, draft, "专家乙")

    for person in (colleague.user, cast.applicant, cast.wang, cast.office, cast.outsider, AnonymousUser()):
        assert assignment_for(person, given.pk) is None
    assert assignment_for(given.expert.user, uuid.uuid4()) is None
    assert assignment_for(given.expert.user, given.application_id) is None


@pytest.mark.parametrize("state", [s for s in State if s not in (State.RECEIVED, State.UNDER_EVALUATION)])
def test_only_while_it_is_evaluated(given, state):
    facts = {"state": state, "due_at": NOON if state == State.RETURNED else None}
    if state in (State.IN_REVIEW, State.RESULT_PUBLICITY):
        facts["desk"] = given.expert.committee
    Application.objects.filter(pk=given.application_id).update(**facts)

    assert assignment_for(given.expert.user, given.pk) is None


def test_under_evaluation_it_is_open(given):
    state_becomes(given, State.UNDER_EVALUATION)

    assert assignment_for(given.expert.user, given.pk) == given


def test_an_expert_is_who_some_committee_counts_on(cast, given):
    assert is_expert(given.expert.user)
    assert not is_expert(cast.office)
    expert_switched_off(given)
    assert not is_expert(given.expert.user)
