"""What every page knows: where one can go, and whether this is the demo."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from applications.rules.notices.terms import OrganisationKind
from applications.selectors.people import RECOMMENDING
from applications.views.answers import PersonRequest
from applications.views.seats import kinds_of_desks

PRINTING = ("/desk/rosters/", "/desk/batches/", "/desk/missing-characters/")
# A page belongs to the entry of the reader's whose beginning fits it best.
BELONGS = {
    "home": ("/home/", "/applications/"),
    "notice_list": ("/notices/",),
    "desk": ("/desk/", "/review/"),
    "people": ("/desk/people/", "/desk/publicities/", *PRINTING),
    "received": ("/desk/received/", "/desk/payments/", "/desk/experts/", *PRINTING),
    "expert_list": ("/expert/",),
    "admin:index": ("/admin/",),
}


def site(request: HttpRequest) -> dict[str, Any]:
    """Context of every template. The navigation costs one query, and none where it is not drawn."""
    return {"demo": settings.DEMO, "nav": SimpleLazyObject(lambda: navigation(request))}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """主导航 for whoever asks, found once for a request."""
    if not hasattr(request, "_navigation"):
        ways = [*entries(request)]
        here = _entry_of(request.path, [name for name, _ in ways])
        request._navigation = [  # type: ignore[attr-defined]
            {"label": label, "url": reverse(name), "current": name == here} for name, label in ways
        ]
    nav: list[dict[str, Any]] = request._navigation  # type: ignore[attr-defined]
    return nav


def entries(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Name and label of each way, in order."""
    user = getattr(request, "user", None)  # a request refused before anybody was recognised has none
    if user is None or not user.is_authenticated:
        yield "front", "首页"
        yield "notice_list", "申报通知"
        return
    kinds = frozenset(kinds_of_desks(cast(PersonRequest, request)).values())
    if kinds:
        yield "desk", "待办"
    if OrganisationKind.COMMITTEE_OFFICE in kinds:
        yield "received", "已接收材料"
    if kinds & RECOMMENDING:
        yield "people", "本单位人员"
    if getattr(user, "is_expert", False):
        yield "expert_list", "盲评"
    yield "home", "我的申报"
    yield "notice_list", "申报通知"
    if user.is_staff:
        yield "admin:index", "管理后台"


def _entry_of(path: str, names: Sequence[str]) -> str:
    if path == "/":
        return "front"
    fitting = [
        (len(start), name) for name in names for start in BELONGS.get(name, ()) if path.startswith(start)
    ]
    return max(fitting)[1] if fitting else ""
