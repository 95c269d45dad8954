"""The back office registers a breach and lifts it; nobody edits or deletes one."""

import pytest
from django.urls import reverse

from applications.models import IntegrityRecord, User
from tests import factories
from tests.notices import small_notice

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LIST = "admin:applications_integrityrecord_changelist"
ADD = "admin:applications_integrityrecord_add"
PENALTY = {"years": 3, "starts": "found", "scope": "higher", "clause": "八（二）"}


@pytest.fixture
def root(db):
    return User.objects.create_superuser("root", name="管理员")


@pytest.fixture
def office(client, root):
    client.force_login(root)
    return client


@pytest.fixture
def notice(cast):
    return factories.notice(small_notice(penalty=PENALTY))


@pytest.fixture
def typed(cast, notice):
    return {
        "person": cast.applicant.pk,
        "notice": notice.pk,
        "series": "library",
        "rank": "junior",
        "found_on": "2024-09-09",
        "facts": "提供虚假证书",
    }


def lifted(client, record, reason):
    data = {"action": "lift", "_selected_action": [record.pk], "reason": reason}
    return client.post(reverse(LIST), data, follow=True).content.decode()


def test_a_breach_is_registered_with_its_computed_term(office, typed, root):
    answer = office.post(reverse(ADD), typed)

    record = IntegrityRecord.objects.get()
    assert answer.status_code == 302
    assert (str(record.starts), str(record.until), record.scope) == ("2024-09-09", "2027-09-09", "higher")
    assert record.by == root
    page = office.get(reverse("admin:applications_integrityrecord_change", args=[record.pk])).content.decode()
    assert "提供虚假证书" in page
    assert "2027年9月9日" in page


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"found_on": "2999-01-01"}, "found_on", "查实日期不能晚于今天。"),
        ({"rank": "senior"}, "rank", "该通知的这个系列没有这一级别。"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_what_was_typed_stays(office, typed, changed, field, sentence):
    answer = office.post(reverse(ADD), typed | changed)

    assert answer.context["adminform"].form.errors[field] == [sentence]
    assert "提供虚假证书" in answer.content.decode()
    assert not IntegrityRecord.objects.exists()


def test_it_is_lifted_with_a_reason_and_not_without(office, typed, root):
    office.post(reverse(ADD), typed)
    record = IntegrityRecord.objects.get()

    assert "请写明撤销原因" in lifted(office, record, "")
    record.refresh_from_db()
    assert record.lifted_at is None
    assert "不再限制申报" in lifted(office, record, "经复核不属实")
    record.refresh_from_db()
    assert (record.lifted_by, record.lift_reason) == (root, "经复核不属实")


def test_nobody_edits_or_deletes(office, typed):
    office.post(reverse(ADD), typed)
    record = IntegrityRecord.objects.get()
    address = reverse("admin:applications_integrityrecord_change", args=[record.pk])

    assert office.post(address, typed | {"facts": "别的"}).status_code == 403
    assert (
        office.post(
            reverse("admin:applications_integrityrecord_delete", args=[record.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    assert IntegrityRecord.objects.get().facts == "提供虚假证书"


def test_staff_without_powers_read_only(client, cast, office, typed):
    office.post(reverse(ADD), typed)
    record = IntegrityRecord.objects.get()
    cast.wang.is_staff = True
    cast.wang.save()
    client.force_login(cast.wang)

    assert client.get(reverse(LIST)).status_code == 200
    assert client.get(reverse(ADD)).status_code == 403
    assert client.post(reverse(ADD), typed).status_code == 403
    lifted(client, record, "因")
    record.refresh_from_db()
    assert record.lifted_at is None
