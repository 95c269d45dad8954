"""Who may do what in the back office: staff read, system administrators change, and some things nobody."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from applications.models import User


def signed_in(request: HttpRequest) -> User:
    """Whose hand it is; the back office lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


class Read:
    """Everybody admitted to the back office may look; changing needs a system administrator."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, *_: Any) -> bool:
        return self.has_module_permission(request)


class Shown(Read):
    """No adding, no changing, no deleting: these have their own doors, with guards and a journal."""

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False


class ShownAdmin(Shown, admin.ModelAdmin):
    """A list and a page to read."""

    actions = None
    list_per_page = 50


class ShownInline(Shown, admin.TabularInline):
    """Rows to read under the thing they belong to."""

    extra = 0
    can_delete = False
    show_change_link = False


class Kept(Read):
    """May be switched off, never deleted: the journal and old applications still name it."""

    def has_delete_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False
