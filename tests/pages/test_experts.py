"""专家评审分配: the office's list, the preview, who has handed in, taking back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from review.models import Assignment, Opinion
from tests import factories
from tests.evaluating import expert, give, received
from tests.pages.reviewing import sign_in

pytestmark = pytest.mark.django_db
NOON = factories.NOON


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def application(cast, draft):
    return received(draft, cast)


@pytest.fixture
def two(cast, application):
    return [expert(cast, application, f"专家{letter}") for letter in "甲乙"]


@pytest.fixture
def office(client, cast):
    sign_in(client, cast.office)
    return client


def preview(client, application, experts, how="hand", **wishes):
    picked = {"pick": [application.pk] if application else [], "expert": [one.pk for one in experts]}
    return client.get(reverse("experts_preview"), {**picked, "how": how, **wishes})


def assign(client, application, experts):
    go = f"{application.pk}:{','.join(str(one.pk) for one in experts)}"
    return client.post(reverse("experts_assign"), {"go": [go]}, follow=True)


def test_the_list_shows_what_is_there_and_who_may_read(office, application, two):
    page = office.get(reverse("experts")).content.decode()

    for words in (application.number, "专家甲", "专家乙", application.specialty.name):
        assert words in page
    assert (page.count('name="pick"'), page.count('name="expert"')) == (1, 2)
    assert reverse("experts") in office.get(reverse("received")).content.decode()


def test_the_preview_by_hand_changes_nothing_and_says_who_may_not(office, cast, application, two):
    colleague = expert(cast, application, "同事", employer=application.employer)

    page = preview(office, application, [two[0], colleague]).content.decode()

    assert f'value="{application.pk}:{two[0].pk}"' in page
    assert "同事：与申报人同一单位。" in page
    assert not Assignment.objects.exists()


def test_evenly_by_one_click_takes_everything_and_everybody(office, application, two):
    page = preview(office, None, [], how="evenly", each="2").content.decode()

    assert f'value="{application.pk}:{two[0].pk},{two[1].pk}"' in page
    assert not Assignment.objects.exists()


def test_evenly_with_too_few_says_so(office, application, two):
    page = preview(office, None, [], how="evenly", each="3").content.decode()

    assert "还要 3 位专家，能分的只有 2 位" in page
    assert 'name="go"' not in page


def test_confirmed_it_is_given(office, cast, application, two):
    page = assign(office, application, two).content.decode()

    assert "已分配 2 份次。" in page
    assert Assignment.objects.filter(assigned_by=cast.office, assigned_at=NOON).count() == 2
    assert "已分给该专家。" in assign(office, application, two[:1]).content.decode()


def test_nothing_chosen_leads_back_with_a_word(office, application, two):
    assert preview(office, application, []).headers["Location"] == reverse("experts")
    assert preview(office, None, two).headers["Location"] == reverse("experts")
    assert "请先勾选要分配的申报和专家。" in office.get(reverse("experts")).content.decode()
    for go in ([], ["x"], ["x:1"], [f"{application.pk}:"], [f"{application.pk}:9999999999"]):
        page = office.post(reverse("experts_assign"), {"go": go}, follow=True).content.decode()
        assert "没有选中要分配的申报。" in page


def test_who_handed_in_and_what(office, cast, application, two):
    first, second = (give(application, one, cast) for one in two)
    Opinion.objects.create(assignment=first, text="同意推荐", saved_at=NOON, handed_in_at=NOON)
    Opinion.objects.create(assignment=second, text="写了一半", saved_at=NOON)

    page = office.get(reverse("experts_application", args=[application.pk])).content.decode()

    assert "同意推荐" in page
    assert "写了一半" not in page  # not before it is handed in
    assert page.count(reverse("experts_withdraw", args=[second.pk])) == 1
    assert reverse("experts_withdraw", args=[first.pk]) not in page


def test_a_recusal_is_told_with_its_reason_and_a_new_conflict_is_seen(office, cast, application, two):
    first, second = (give(application, one, cast) for one in two)
    Assignment.objects.filter(pk=first.pk).update(recused_at=NOON, recusal_reason="师生关系")
    two[1].employer = application.employer
    two[1].save()

    page = office.get(reverse("experts_application", args=[application.pk])).content.decode()

    assert "回避原因：师生关系" in page
    assert "专家现在打不开：与申报人同一单位。" in page
    assert second.expert.user.name in page


def test_taking_back_shuts_at_once(office, cast, application, two):
    given = give(application, two[0], cast)
    address = reverse("experts_withdraw", args=[given.pk])

    assert office.get(address).status_code == 405
    page = office.post(address, follow=True).content.decode()
    again = office.post(address)

    assert "已撤回，专家甲不能再打开。" in page
    assert again.status_code == 422
    sign_in(office, two[0].user)
    assert office.get(reverse("expert_dossier", args=[given.pk])).status_code == 404


def test_specialties_are_the_offices_to_keep(office, application, two):
    address = reverse("experts_specialties", args=[two[0].pk])

    shown = office.get(address).content.decode()
    empty = office.post(address, {})
    kept = office.post(address, {"specialties": [application.specialty_id]})

    assert f'value="{application.specialty_id}" type="checkbox" checked' in shown
    assert (empty.status_code, "请至少选择一个专业。" in empty.content.decode()) == (422, True)
    assert kept.headers["Location"] == reverse("experts")


@pytest.mark.parametrize("who", ["applicant", "wang", "li", "outsider"])
def test_strangers_find_nothing(client, cast, application, two, who):
    given = give(application, two[0], cast)
    sign_in(client, getattr(cast, who))

    addresses = [
        reverse("experts"),
        reverse("experts_preview"),
        reverse("experts_application", args=[application.pk]),
        reverse("experts_specialties", args=[two[0].pk]),
    ]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert assign(client, application, two).status_code == 404
    assert client.post(reverse("experts_withdraw", args=[given.pk])).status_code == 404
    assert client.get(reverse("experts_assign")).status_code == 405
    assert Assignment.objects.filter(withdrawn_at=None).count() == 1


def test_experts_are_strangers_here_too(client, application, two):
    sign_in(client, two[0].user)

    assert client.get(reverse("experts")).status_code == 404
    assert client.get(reverse("experts_application", args=[application.pk])).status_code == 404


def test_the_applicant_never_learns_who(client, cast, application, two):
    give(application, two[0], cast)
    sign_in(client, cast.applicant)

    for name in ("application", "history"):
        assert "专家甲" not in client.get(reverse(name, args=[application.pk])).content.decode()


def test_as_many_statements_for_three_as_for_one(office, cast, notice, application, two):
    give(application, two[0], cast)
    office.get(reverse("experts"))
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            office.get(reverse("experts"))
        with CaptureQueriesContext(connection) as previewed:
            preview(office, None, [], how="evenly", each="1")
        counts.append((len(asked), len(previewed)))
        for each in range(2 * (1 - number)):
            person = factories.person(f"申报人{each}")
            other = received(factories.fill(factories.draft(notice, person, cast.employer)), cast)
            give(other, expert(cast, application, f"另一专家{each}"), cast)

    assert counts[0] == counts[1]
