"""单位 and the people who sit in them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from applications.admin.readonly import Kept
from applications.forms.organisations import OrganisationForm
from applications.models import Organisation, Seat
from applications.rules.regions import is_county, prefecture_of, region_name


class RegionFilter(admin.SimpleListFilter):
    """By prefecture; the codes begin alike."""

    title = "地区"
    parameter_name = "prefecture"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        codes = Organisation.objects.order_by().values_list("region", flat=True).distinct()
        return [(code, region_name(code)) for code in sorted({prefecture_of(code) for code in codes})]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        prefecture = self.value()
        return queryset.filter(region__startswith=prefecture[:4]) if prefecture else queryset


class SeatInline(Kept, admin.TabularInline):
    model = Seat
    autocomplete_fields = ["user"]
    fields = ["user", "role", "is_active"]
    extra = 0
    verbose_name_plural = "席位（停用请取消“有效”，不删除）"


@admin.register(Organisation)
class OrganisationAdmin(Kept, admin.ModelAdmin):
    form = OrganisationForm
    list_display = ["name", "kind", "nature", "region_in_words", "superior", "people", "is_active"]
    list_filter = ["kind", "nature", "affiliation", RegionFilter, "is_active"]
    list_select_related = ["superior"]
    search_fields = ["name", "code", "uscc"]
    autocomplete_fields = ["superior"]
    inlines = [SeatInline]
    list_per_page = 50
    fieldsets = [
        (None, {"fields": ["name", "code", "uscc", "is_active"]}),
        ("由谁审核", {"fields": ["kind", "nature", "affiliation", "region", "superior"]}),
        ("别称", {"fields": ["aliases"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return (
            super()
            .get_queryset(request)
            .annotate(sitting=Count("seats", filter=Q(seats__is_active=True), distinct=True))
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        return ["code"] if obj else []  # notices name their offices by it

    @admin.display(description="行政区划", ordering="region")
    def region_in_words(self, organisation: Organisation) -> str:
        name = region_name(organisation.region)
        return name if is_county(organisation.region) else f"{name}本级"

    @admin.display(description="席位", ordering="sitting")
    def people(self, organisation: Organisation) -> int:
        return getattr(organisation, "sitting", 0)


@admin.register(Seat)
class SeatAdmin(Kept, admin.ModelAdmin):
    list_display = ["user", "organisation", "role", "is_active"]
    list_filter = ["role", "is_active", "organisation__kind"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__name", "organisation__name"]
    autocomplete_fields = ["user", "organisation"]
