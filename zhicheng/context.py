"""What every page knows: where one can go, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    return {"demo": settings.DEMO, "nav": []}
