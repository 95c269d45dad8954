"""How often a stranger may ask."""

from typing import Any

from django.http import HttpRequest
from rest_framework.throttling import SimpleRateThrottle


class Lookups(SimpleRateThrottle):
    """查验 from one address: a clerk with a pile of forms, and nobody who tries codes one after another."""

    scope, rate = "proof", "30/min"

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


def wait_for(throttle: SimpleRateThrottle, request: HttpRequest) -> int:
    """Seconds until one may ask again; 0 where one may now."""
    allowed = throttle.allow_request(request, None)
    return 0 if allowed else max(1, round(throttle.wait() or 1))
