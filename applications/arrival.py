"""送达时刻：a deadline is judged by when the request was here, however long the application was busy."""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

MARK = re.compile(r"t=(\d{10}\.\d{3})")
LONGEST_WAIT = timedelta(minutes=2)


def arrival(request: HttpRequest) -> datetime:
    """When our own edge had heard the whole request; without an edge, now.

    A mark from the future or too far back is nobody's of ours and counts for nothing.
    """
    now = timezone.now()
    mark = MARK.fullmatch(request.headers.get("X-Request-Start", "")) if settings.EDGE_TELLS_ARRIVAL else None
    if mark is None:
        return now
    told = datetime.fromtimestamp(float(mark[1]), UTC)
    return told if now - LONGEST_WAIT <= told <= now else now
