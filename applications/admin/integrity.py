"""诚信档案：registered and lifted through its service, never edited, never deleted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from applications.admin.readonly import Shown, signed_in
from applications.forms.integrity import IntegrityForm
from applications.models import IntegrityRecord
from applications.permissions import is_administrator
from applications.services import integrity
from applications.services.integrity import LONGEST_REASON, CannotRecord


class LiftForm(ActionForm):
    """The action and its reason."""

    reason = forms.CharField(label="撤销原因", required=False, max_length=LONGEST_REASON)


@admin.register(IntegrityRecord)
class IntegrityRecordAdmin(Shown, admin.ModelAdmin):
    form = IntegrityForm
    action_form = LiftForm
    actions = ["lift"]
    list_display = ["person", "series", "rank", "scope", "found_on", "starts", "until", "lifted_at"]
    list_filter = ["scope", "series", "rank"]
    list_select_related = ["person", "series"]
    search_fields = ["person__name", "facts"]
    date_hierarchy = "found_on"
    autocomplete_fields = ["person", "notice", "series"]
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return is_administrator(signed_in(request))

    def has_lift_permission(self, request: HttpRequest) -> bool:
        return is_administrator(signed_in(request))

    def get_fields(self, request: HttpRequest, obj: IntegrityRecord | None = None) -> Any:
        """To register: what was found. To read: all of it."""
        found = ["person", "notice", "series", "rank", "found_on", "facts"]
        computed = ["scope", "starts", "until", "by", "at", "lifted_at", "lifted_by", "lift_reason"]
        return [*found, *computed] if obj else found

    def save_model(self, request: HttpRequest, obj: IntegrityRecord, form: Any, change: bool) -> None:
        data = form.cleaned_data
        kept = integrity.record(
            data["person"],
            data["notice"],
            series=data["series"].pk,
            rank=data["rank"],
            found_on=data["found_on"],
            facts=data["facts"],
            by=signed_in(request),
            at=timezone.now(),
        )
        obj.pk = kept.pk

    @admin.action(description="撤销所选的诚信记录（须写明原因）", permissions=["lift"])
    def lift(self, request: HttpRequest, queryset: QuerySet[IntegrityRecord]) -> None:
        reason = request.POST.get("reason", "")
        try:
            for record in queryset.select_related("notice"):
                integrity.lift(record, reason=reason, by=signed_in(request), at=timezone.now())
        except CannotRecord as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.message_user(request, "已撤销所选的诚信记录，不再限制申报。", messages.SUCCESS)
