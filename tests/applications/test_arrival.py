"""Queueing costs nobody a deadline: the edge's clock counts, and only the edge's."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from applications.arrival import arrival

FACTORY = RequestFactory()


def mark(moment) -> str:
    return f"t={moment.timestamp():.3f}"


def test_the_edge_says_when_the_request_was_here(settings):
    settings.EDGE_TELLS_ARRIVAL = True
    told = timezone.now() - timedelta(seconds=22)

    arrived = arrival(FACTORY.post("/", headers={"X-Request-Start": mark(told)}))

    assert abs(arrived - told) < timedelta(milliseconds=1)


@pytest.mark.parametrize("away", [timedelta(seconds=30), -timedelta(minutes=3)])
def test_a_mark_from_the_future_or_long_ago_counts_for_nothing(away, settings):
    settings.EDGE_TELLS_ARRIVAL = True
    claimed = timezone.now() + away

    arrived = arrival(FACTORY.post("/", headers={"X-Request-Start": mark(claimed)}))

    assert abs(arrived - claimed) > timedelta(seconds=20)


def test_without_an_edge_nobody_is_believed(settings):
    settings.EDGE_TELLS_ARRIVAL = False
    told = timezone.now() - timedelta(seconds=22)

    assert arrival(FACTORY.post("/", headers={"X-Request-Start": mark(told)})) > told + timedelta(seconds=20)
