"""Open and past notices."""

from datetime import datetime

from django.db.models import QuerySet

from applications.models import Notice
from applications.rules.deadlines import ONE_SECOND


def published() -> QuerySet[Notice]:
    """Every notice that has a version in force."""
    return Notice.objects.filter(latest__isnull=False).select_related("latest", "committee")


def open_notices(at: datetime) -> QuerySet[Notice]:
    """正在申报的通知, the one that closes first in front."""
    return published().filter(opens_at__lte=at, closes_at__gt=at - ONE_SECOND).order_by("closes_at", "code")


def coming_notices(at: datetime) -> QuerySet[Notice]:
    """尚未开始的通知."""
    return published().filter(opens_at__gt=at).order_by("opens_at", "code")


def past_notices(at: datetime) -> QuerySet[Notice]:
    """已截止的通知, newest first."""
    return published().filter(closes_at__lte=at - ONE_SECOND)
