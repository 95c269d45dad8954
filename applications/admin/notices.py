"""通知 as published. A new version comes through the notice's own door, checked as a whole."""

import yaml
from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from applications.admin.readonly import Read, ShownAdmin, ShownInline
from applications.models import Notice, NoticeVersion, Series, Specialty
from applications.rules.regions import region_name


class VersionInline(ShownInline):
    model = NoticeVersion
    fields = ["number", "loaded_at", "digest"]
    show_change_link = True


@admin.register(Notice)
class NoticeAdmin(ShownAdmin):
    list_display = ["title", "year", "opens_at", "closes_at", "committee"]
    list_filter = ["year"]
    list_select_related = ["committee"]
    search_fields = ["title", "code"]
    date_hierarchy = "opens_at"
    inlines = [VersionInline]
    fields = ["title", "code", "year", "region_in_words", "opens_at", "closes_at", "committee", "latest"]
    readonly_fields = ["region_in_words"]

    @admin.display(description="行政区划")
    def region_in_words(self, notice: Notice) -> str:
        return f"{region_name(notice.region)}（{notice.region}）"


@admin.register(NoticeVersion)
class NoticeVersionAdmin(ShownAdmin):
    list_display = ["notice", "number", "loaded_at", "short_digest"]
    list_filter = ["notice__year"]
    list_select_related = ["notice"]
    search_fields = ["notice__title", "notice__code"]
    fields = ["notice", "number", "loaded_at", "digest", "document"]
    readonly_fields = ["document"]

    @admin.display(description="内容摘要")
    def short_digest(self, version: NoticeVersion) -> str:
        return version.digest[:12]

    @admin.display(description="通知内容")
    def document(self, version: NoticeVersion) -> SafeString:
        """As an administrator would write it."""
        text = yaml.safe_dump(version.content, allow_unicode=True, sort_keys=False, width=100)
        return format_html('<pre class="document" tabindex="0" aria-label="通知内容">{}</pre>', text)


class SpecialtyInline(Read, admin.TabularInline):
    model = Specialty
    extra = 0


@admin.register(Series)
class SeriesAdmin(Read, admin.ModelAdmin):
    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    inlines = [SpecialtyInline]

    def get_readonly_fields(self, request: object, obj: Series | None = None) -> list[str]:
        return ["code"] if obj else []  # applications and notices know it by its code


@admin.register(Specialty)
class SpecialtyAdmin(Read, admin.ModelAdmin):
    list_display = ["name", "code", "series"]
    list_filter = ["series"]
    list_select_related = ["series"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["series"]

    def get_readonly_fields(self, request: object, obj: Specialty | None = None) -> list[str]:
        return ["code"] if obj else []
