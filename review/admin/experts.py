"""专家：enrolled by an administrator, switched off by taking away “有效”, never deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from applications.admin.readonly import Kept, ShownAdmin
from applications.models import Organisation
from applications.rules.notices.terms import OrganisationKind
from review.models import Assignment, Expert


@admin.register(Expert)
class ExpertAdmin(Kept, admin.ModelAdmin):
    list_display = ["user", "committee", "employer", "specialties_in_words", "is_active"]
    list_filter = ["is_active", "committee"]
    list_select_related = ["user", "committee", "employer"]
    search_fields = ["user__name", "employer__name"]
    autocomplete_fields = ["user", "employer"]
    filter_horizontal = ["specialties"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Expert]:
        return super().get_queryset(request).prefetch_related("specialties")

    def get_readonly_fields(self, request: HttpRequest, obj: Expert | None = None) -> list[str]:
        return ["user", "committee"] if obj else []  # what was given and written stays theirs

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only a committee's office counts on experts."""
        if db_field.name == "committee":
            offices = Organisation.objects.filter(kind=OrganisationKind.COMMITTEE_OFFICE)
            kwargs["queryset"], kwargs["form_class"] = offices, forms.ModelChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="专业")
    def specialties_in_words(self, expert: Expert) -> str:
        return "、".join(specialty.name for specialty in expert.specialties.all())


@admin.register(Assignment)
class AssignmentAdmin(ShownAdmin):
    list_display = [
        "number",
        "expert",
        "application",
        "assigned_at",
        "recused_at",
        "withdrawn_at",
    ]
    list_select_related = ["expert__user", "application"]
    list_filter = ["expert__committee"]
