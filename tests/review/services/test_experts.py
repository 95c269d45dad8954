"""Assigning: by hand and evenly, only what may be, by the office alone."""

from datetime import timedelta
from random import Random

import pytest

from applications.models import Entry, Errand, Organisation, Seat, Specialty
from applications.services.moves import MoveRefused, NotAllowed
from review.models import Assignment, Opinion
from review.selectors.assigning import assignable, experts_of
from review.services import experts as service
from tests import factories
from tests.evaluating import expert, give, received
from tests.pages.reviewing import many_at_employer, published

pytestmark = pytest.mark.django_db
NOON = factories.NOON
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def application(cast, draft):
    return received(draft, cast)


@pytest.fixture
def three(cast, application):
    return [expert(cast, application, f"专家{letter}") for letter in "甲乙丙"]


def more_received(cast, notice, count):
    people = [factories.person(f"申报人{number:02}") for number in range(count)]
    drafts = [factories.fill(factories.draft(notice, person, cast.employer)) for person in people]
    return [received(one, cast) for one in drafts]


def test_the_office_gives_by_hand(cast, application, three):
    steps = Entry.objects.count()

    [done] = service.assign({application.pk: [one.pk for one in three[:2]]}, by=cast.office, at=NOON)

    given = list(Assignment.objects.order_by("expert"))
    assert [one.expert for one in given] == three[:2] == list(done.experts)
    assert {(one.assigned_by, one.assigned_at) for one in given} == {(cast.office, NOON)}
    assert all(len(one.number) == 6 and one.number.isalnum() for one in given)
    assert Entry.objects.count() == steps  # nothing of it in the applicant's journal


def test_what_may_not_be_says_why_and_the_rest_goes(cast, application, three):
    colleague = expert(cast, application, "同事", employer=application.employer)
    stranger = expert(cast, application, "外行")
    stranger.specialties.clear()
    give(application, three[0], cast)

    chosen = {application.pk: [three[0].pk, three[1].pk, colleague.pk, stranger.pk]}
    [done] = service.assign(chosen, by=cast.office, at=LATER)

    assert done.experts == (three[1],)
    assert done.reasons == (
        "专家甲：已分给该专家。",
        "同事：与申报人同一单位。",
        "外行：专业不符。",
    )
    assert Assignment.objects.count() == 2


def test_applicants_are_not_their_own_experts(cast, application):
    oneself = expert(cast, application, user=cast.applicant)

    [done] = service.assign({application.pk: [oneself.pk]}, by=cast.office, at=NOON)

    assert done.reasons == ("阿依古丽·买买提：是申报人本人。",)


def test_what_is_not_the_offices_is_left_out(cast, notice, application, three):
    other = factories.organisation("other-committee", "别的评委会", kind="committee_office")
    theirs = expert(cast, application, "别家专家", committee=other)
    switched_off = expert(cast, application, "停用专家", is_active=False)
    waiting = published(
        factories.fill(factories.draft(notice, factories.person("未到"), cast.employer)), cast
    )
    chosen = {application.pk: [theirs.pk, switched_off.pk], waiting.pk: [three[0].pk]}

    done = service.assign(chosen, by=cast.office, at=NOON)

    assert [(one.application, one.experts) for one in done] == [(application, ())]
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("who", ["wang", "li", "applicant", "outsider"])
def test_nobody_else_assigns_or_takes_back(cast, application, three, who):
    person = getattr(cast, who)
    given = give(application, three[0], cast)

    with pytest.raises(NotAllowed):
        service.assign({application.pk: [three[1].pk]}, by=person, at=NOON)
    with pytest.raises(NotAllowed):
        service.withdraw(given, by=person, at=NOON)
    with pytest.raises(NotAllowed):
        service.set_specialties(three[0], ["library"], by=person)
    assert Assignment.objects.get().withdrawn_at is None


def test_another_office_has_no_part_in_it(cast, application, three):
    other = factories.organisation("other-committee", "别的评委会", kind="committee_office")
    stranger = factories.officer(other, "吴办事")
    given = give(application, three[0], cast)

    assert service.assign({application.pk: [three[1].pk]}, by=stranger, at=NOON) == []
    with pytest.raises(NotAllowed):
        service.withdraw(given, by=stranger, at=NOON)


def test_a_seat_that_was_taken_away_assigns_nothing(cast, application, three):
    Seat.objects.filter(user=cast.office).update(is_active=False)

    with pytest.raises(NotAllowed):
        service.assign({application.pk: [three[0].pk]}, by=cast.office, at=NOON)


# --- evenly -------------------------------------------------------------------------------------


def drawn(cast, *, each, seed=1):
    applications, known = list(assignable(cast.office)), list(experts_of(cast.office))
    return service.evenly(applications, known, each=each, random=Random(seed))


def test_evenly_everyone_gets_as_many_as_the_next(cast, notice, application, three):
    more_received(cast, notice, 3)

    proposed = drawn(cast, each=2)
    again = drawn(cast, each=2)
    chosen = {one.application.pk: [e.pk for e in one.experts] for one in proposed}
    service.assign(chosen, by=cast.office, at=NOON)

    assert proposed == again
    assert [len(one.experts) for one in proposed] == [2] * 4
    loads = [one.load for one in experts_of(cast.office)]
    assert sum(loads) == 8 and max(loads) - min(loads) <= 1
    assert [one.reasons for one in drawn(cast, each=2)] == [("专家已经够了。",)] * 4


def test_evenly_counts_whom_an_application_has_and_spares_the_recused(cast, application, three):
    give(application, three[0], cast)
    declined = give(application, three[1], cast)
    Assignment.objects.filter(pk=declined.pk).update(recused_at=NOON, recusal_reason="师生")

    [enough] = drawn(cast, each=2)
    [short] = drawn(cast, each=3)

    assert enough.experts == (three[2],)
    assert short.experts == ()
    assert short.reasons == ("还要 2 位专家，能分的只有 1 位（专业相符、不须回避）。",)


def test_a_preview_changes_nothing(cast, application, three):
    service.by_hand(list(assignable(cast.office)), list(experts_of(cast.office)))
    drawn(cast, each=3)

    assert not Assignment.objects.exists()


def test_as_many_statements_for_four_as_for_one(
    cast, notice, application, three, django_assert_max_num_queries
):
    more_received(cast, notice, 3)
    applications, known = list(assignable(cast.office)), list(experts_of(cast.office))

    with django_assert_max_num_queries(5):
        service.evenly(applications, known, each=3)


# --- taking back --------------------------------------------------------------------------------


def test_taken_back_and_given_again_with_another_number(cast, application, three):
    given = give(application, three[0], cast)

    service.withdraw(given, by=cast.office, at=LATER)
    again = give(application, three[0], cast)

    given.refresh_from_db()
    assert given.withdrawn_at == LATER
    assert again.pk != given.pk and again.number != given.number


def test_what_is_handed_in_or_over_stays(cast, application, three):
    handed, recused, gone = (give(application, one, cast) for one in three)
    Opinion.objects.create(assignment=handed, text="很好", saved_at=NOON, handed_in_at=NOON)
    Assignment.objects.filter(pk=recused.pk).update(recused_at=NOON, recusal_reason="师生")
    service.withdraw(gone, by=cast.office, at=NOON)

    for one in (handed, recused, gone):
        with pytest.raises(MoveRefused):
            service.withdraw(one, by=cast.office, at=LATER)
    assert Assignment.objects.filter(withdrawn_at=LATER).count() == 0


def test_numbers_never_repeat_for_one_expert(cast, notice, application, three, monkeypatch):
    codes = iter(["AAAAAA", "AAAAAA", "BBBBBB"])
    monkeypatch.setattr(service, "random_code", lambda length: next(codes))
    [second] = more_received(cast, notice, 1)

    numbers = [give(one, three[0], cast).number for one in (application, second)]

    assert numbers == ["AAAAAA", "BBBBBB"]


def test_the_office_keeps_specialties(cast, application, three):
    kept = application.specialty_id

    service.set_specialties(three[0], [kept, "no-such"], by=cast.office)

    assert list(three[0].specialties.values_list("pk", flat=True)) == [kept]
    for codes in ([], ["no-such"]):
        with pytest.raises(MoveRefused):
            service.set_specialties(three[0], codes, by=cast.office)
    assert Specialty.objects.filter(pk=kept).exists()


def test_a_committee_that_is_closed_has_no_experts(cast, application, three):
    Organisation.objects.filter(pk=cast.committee.pk).update(is_active=False)

    assert not experts_of(cast.office).exists()
    assert not assignable(cast.office).exists()


def test_one_that_waits_is_not_assignable(cast, notice):
    many_at_employer(cast, notice, 1)

    assert not assignable(cast.office).exists()


def test_a_copy_that_is_missing_is_owed_when_it_is_given(cast, application, three):
    [file, *_] = application.attachments.exclude(masking="")
    file.blind_copies.all().delete()
    Errand.objects.all().delete()

    service.assign({application.pk: [three[0].pk]}, by=cast.office, at=NOON)

    owed = Errand.objects.filter(kind="blind").values_list("payload", flat=True)
    assert {"attachment": str(file.pk)} in owed


def test_what_nobody_is_given_owes_nothing(cast, application, three):
    application.attachments.first().blind_copies.all().delete()
    Errand.objects.all().delete()
    stranger = expert(cast, application, "外行")
    stranger.specialties.clear()

    service.assign({application.pk: [stranger.pk]}, by=cast.office, at=NOON)

    assert not Errand.objects.filter(kind="blind").exists()
