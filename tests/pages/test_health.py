"""是否正常."""

import pytest
from django.db import InterfaceError, OperationalError, connection

HEALTH = "/healthz"


@pytest.mark.django_db
def test_a_process_that_reaches_its_database_is_well(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get(HEALTH)

    assert (answer.status_code, answer.json()) == (200, {"ok": True, "database": "reachable"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_a_process_without_its_database_is_ill_and_does_not_say_why(client, monkeypatch, fault):
    def broken(*args, **kwargs):
        raise fault("could not connect to postgres://zhicheng:secret@db:5432")

    monkeypatch.setattr(connection, "cursor", broken)

    answer = client.get(HEALTH)

    assert (answer.status_code, answer.json()) == (503, {"ok": False, "database": "unreachable"})


def test_health_is_only_read(client):
    assert client.post(HEALTH).status_code == 405
