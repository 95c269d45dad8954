"""登录过期：what is sent after the session has ended waits for the same browser to sign in again.

It waits in the browser's own session, which signing in carries over and signing out empties. The page
it was typed on shows it again; it goes when it is saved or discarded.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse

KEPT = "typed_before_signing_in"
MOST = 60_000  # characters; anybody can send a form
UNAUTHORIZED = 401
EXPIRED = "登录已过期，请重新登录。"

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """As login_required, but what was typed is not lost, and a script is answered with data."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if not request.accepts("text/html"):
            return JsonResponse({"errors": [EXPIRED]}, status=UNAUTHORIZED)
        if request.method == "POST":
            _keep(request)
        return redirect_to_login(request.get_full_path())

    return asked


def typed_before(request: HttpRequest) -> dict[str, str] | None:
    """What was sent to this page before signing in."""
    kept = request.session.get(KEPT)
    posted: dict[str, str] | None = kept["posted"] if kept and kept["path"] == request.path else None
    return posted


def forget_typed(request: HttpRequest) -> None:
    """It is saved, or not wanted."""
    if typed_before(request) is not None:
        del request.session[KEPT]


def _keep(request: HttpRequest) -> None:
    posted = {
        name: text
        for name, text in request.POST.items()
        if isinstance(text, str) and (name.startswith("field-") or name in ("version", "fresh"))
    }
    if any(name.startswith("field-") for name in posted) and sum(map(len, posted.values())) <= MOST:
        request.session[KEPT] = {"path": request.path, "posted": posted}
