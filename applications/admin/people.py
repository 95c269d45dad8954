"""人员：entered, corrected and switched off by an administrator; never deleted."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import Group
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from applications.admin.readonly import Kept
from applications.forms.enrolling import PersonForm
from applications.models import Seat, User
from applications.selectors.people import living_seats
from applications.services import people
from applications.services.people import CannotRegister

admin.site.unregister(Group)  # what a person may do here follows from seats, not from groups


class SeatInline(Kept, admin.TabularInline):
    model = Seat
    autocomplete_fields = ["organisation"]
    fields = ["organisation", "role", "is_active"]
    extra = 0
    verbose_name_plural = "席位（停用请取消“有效”，不删除）"


@admin.register(User)
class UserAdmin(Kept, admin.ModelAdmin):
    form = PersonForm
    list_display = ["name", "username", "id_number_masked", "mobile_masked", "seats_in_words", "is_active"]
    list_filter = ["is_active", "is_staff", "seats__role", "sex"]
    # Not by number: what is searched for stands in the address, and addresses are logged.
    search_fields = ["name", "username"]
    search_help_text = "按姓名或用户名查找，请不要输入身份证号码或手机号码。"
    ordering = ["name", "username"]
    inlines = [SeatInline]
    list_per_page = 50
    readonly_fields = ["id_number_masked", "mobile_masked", "joined_at", "last_login"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related(Prefetch("seats", living_seats(), "living"))

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Numbers already kept are shown masked above the fields that correct them."""
        kept = ["id_number_masked", "mobile_masked"] if obj else []
        since = ["joined_at", "last_login"] if obj else []
        may = self.has_change_permission(request, obj)
        numbers, password = (["new_id_number", "new_mobile"], ["password", "repeat"]) if may else ([], [])
        return [
            (None, {"fields": ["name", "username", *password]}),
            ("实名信息", {"fields": [*kept, *numbers, "sex", "born"]}),
            ("账号", {"fields": ["is_active", "is_staff", "is_superuser", *since]}),
        ]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Two administrators at the same instant: the second is told."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except CannotRegister as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect(request.path)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        password = form.cleaned_data["password"]
        if not change:
            people.enrol(obj, form.person(), password, today=form.today)
            return
        people.correct(obj, form.person(), password=password, today=form.today)
        if password and obj.pk == request.user.pk:
            update_session_auth_hash(request, obj)

    @admin.display(description="身份证号码")
    def id_number_masked(self, user: User) -> str:
        return user.masked_id_number

    @admin.display(description="手机号码")
    def mobile_masked(self, user: User) -> str:
        return user.masked_mobile

    @admin.display(description="席位")
    def seats_in_words(self, user: Any) -> str:
        return "、".join(str(seat) for seat in user.living)
