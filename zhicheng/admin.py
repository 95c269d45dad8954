"""管理后台：one way in, and an index in the order of the work."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

GROUPS = {
    "人员与单位": ("User", "Organisation", "Seat", "Expert"),
    "通知与日历": ("Notice", "NoticeVersion", "Layout", "Series", "Specialty", "Holiday"),
    "诚信档案": ("IntegrityRecord",),
    "申报与审核（只读）": (
        "Application",
        "Entry",
        "Submission",
        "Publicity",
        "Payment",
        "Printout",
        "Errand",
        "Assignment",
    ),
}


class BackOffice(AdminSite):
    """Django's own admin, under our name and behind our sign-in."""

    site_title = site_header = "管理后台"
    index_title = "管理后台"

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Our page signs people in. Who is signed in and has no business here finds nothing."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next", reverse("admin:index")))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """One page for everybody, with our words."""
        return redirect("password_change")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Out of everything at once, and to the front page."""
        return LogoutView.as_view()(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Grouped as people think of things; what no group names stands under its own app."""
        apps = super().get_app_list(request, app_label)
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        groups = [
            _group(label, [models.pop(name) for name in names if name in models])
            for label, names in GROUPS.items()
        ]
        rest = [app | {"models": [m for m in app["models"] if m["object_name"] in models]} for app in apps]
        return [group for group in [*groups, *rest] if group["models"]]


def _group(label: str, models: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": label,
        "app_label": "applications",
        "app_url": reverse("admin:index"),
        "has_module_perms": True,
        "models": models,
    }
