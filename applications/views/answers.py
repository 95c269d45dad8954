"""What a page answers when a service says no; shared by the pages of both apps.

    @login_required
    @require_POST
    @answering(refused=check_page)          # or @answering() for the plain page of reasons
    def submit(request, pk): ...            # calls ONE service and redirects

NotAllowed → 404, as if the thing did not exist. StaleMove → 409, saying who acted and when.
MoveRefused → 422: `refused(request, reasons, **kwargs_of_the_address)` draws the page again with the
reasons and with what was typed (request.POST); without it a plain page names them and leads back.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from applications.models import User
from applications.selectors.journal import step_for
from applications.services.moves import MoveRefused, NotAllowed, StaleMove


class PersonRequest(HttpRequest):
    """A request behind `login_required`: there is a person."""

    user: User


View = Callable[..., HttpResponse]
PageOfReasons = Callable[..., HttpResponse]

UNPROCESSABLE = 422
CONFLICT = 409


def answering(refused: PageOfReasons | None = None) -> Callable[[View], View]:
    """Turn the three refusals of a move into answers."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except NotAllowed:
                raise Http404 from None
            except StaleMove as problem:
                return stale_page(request, problem)
            except MoveRefused as problem:
                page = refused or reasons_page
                return page(request, problem.reasons, *args, **kwargs)

        return answered

    return decorate


def stale_page(request: PersonRequest, problem: StaleMove) -> HttpResponse:
    """没有办成：somebody acted first; nothing has changed, and what was typed can be copied from the page."""
    last = step_for(problem.last, request.user) if problem.last else None
    facts = {"last": last, "typed": request.POST.get("note", "").strip()}
    return render(request, "409.html", facts, status=CONFLICT)


def reasons_page(request: HttpRequest, reasons: list[str], *_: Any, **__: Any) -> HttpResponse:
    """The reasons alone, for moves that have no form of their own."""
    errors = [{"message": reason, "href": "", "clause": ""} for reason in reasons]
    return render(request, "applications/refused.html", {"errors": errors}, status=UNPROCESSABLE)


def number_from(request: HttpRequest, name: str = "revision") -> int:
    """The step that the page showed. What is not a number is a page that nobody sent: 404."""
    text = request.POST.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise Http404
    return int(text)
