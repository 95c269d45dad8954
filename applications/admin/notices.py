"""通知 as published. A new version comes through the notice's own door, checked as a whole."""

from typing import Any

import yaml
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from applications.admin.readonly import Read, ShownAdmin, ShownInline, signed_in
from applications.forms.switching import SwitchForm
from applications.models import Notice, NoticeVersion, Series, Specialty
from applications.permissions import is_administrator
from applications.rules.regions import region_name
from applications.selectors.switches import SwitchableRule, filling_in, switchable_rules
from applications.services.switching import CannotSwitch, switch_rule


class VersionInline(ShownInline):
    model = NoticeVersion
    fields = ["number", "loaded_at", "reason", "by", "digest"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoticeVersion]:
        return super().get_queryset(request).select_related("by").defer("content")


@admin.register(Notice)
class NoticeAdmin(ShownAdmin):
    list_display = ["title", "year", "opens_at", "closes_at", "committee"]
    list_filter = ["year"]
    list_select_related = ["committee"]
    search_fields = ["title", "code"]
    date_hierarchy = "opens_at"
    inlines = [VersionInline]
    fields = [
        "title",
        "code",
        "year",
        "region_in_words",
        "opens_at",
        "closes_at",
        "committee",
        "latest",
        "rules_in_words",
        "layouts_in_words",
    ]
    readonly_fields = ["region_in_words", "rules_in_words", "layouts_in_words"]

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<path:pk>/rules/", self.admin_site.admin_view(self.rules), name="applications_notice_rules"
            ),
            path(
                "<path:pk>/rules/<str:rule>/",
                self.admin_site.admin_view(self.rule),
                name="applications_notice_rule",
            ),
            *super().get_urls(),
        ]

    def rules(self, request: HttpRequest, pk: str) -> TemplateResponse:
        """检查规则: every one that can be switched, and how it stands."""
        notice = self._notice(request, pk)
        facts = {"title": "检查规则", "subtitle": notice.title, "rules": switchable_rules(notice)}
        return self._page(request, notice, "notice_rules", facts)

    def rule(self, request: HttpRequest, pk: str, rule: str) -> HttpResponse:
        """One rule, what it would become, whom that reaches; the reason confirms it."""
        notice = self._notice(request, pk)
        if not is_administrator(signed_in(request)):
            raise PermissionDenied
        shown = next((each for each in switchable_rules(notice) if each.code == rule), None)
        if shown is None:
            raise Http404
        form = SwitchForm(request.POST or None, initial={"severity": shown.other})
        if request.method == "POST" and form.is_valid():
            return self._switch(request, notice, shown, form)
        facts = {"title": "调整检查规则", "rule": shown, "form": form, "reached": filling_in(notice).count()}
        return self._page(request, notice, "notice_rule", facts)

    def _switch(
        self, request: HttpRequest, notice: Notice, rule: SwitchableRule, form: SwitchForm
    ) -> HttpResponse:
        try:
            version = switch_rule(
                notice, rule.code, **form.cleaned_data, by=signed_in(request), at=timezone.now()
            )
        except CannotSwitch as refusal:
            self.message_user(request, refusal.reason, messages.WARNING)
        else:
            self.message_user(request, f"{rule.words}已调整，现行版本为{version}。", messages.SUCCESS)
        return redirect("admin:applications_notice_rules", notice.pk)

    def _notice(self, request: HttpRequest, pk: str) -> Notice:
        notice = self.get_object(request, pk)
        if notice is None:
            raise Http404
        return notice

    def _page(
        self, request: HttpRequest, notice: Notice, template: str, facts: dict[str, Any]
    ) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {"notice": notice, "opts": self.opts} | facts
        context["may_switch"] = is_administrator(signed_in(request))
        return TemplateResponse(request, f"admin/applications/{template}.html", context)

    @admin.display(description="检查规则")
    def rules_in_words(self, notice: Notice) -> SafeString:
        address = reverse("admin:applications_notice_rules", args=[notice.pk])
        return format_html('<a href="{}">查看和调整检查规则</a>', address)

    @admin.display(description="版式")
    def layouts_in_words(self, notice: Notice) -> SafeString | str:
        if notice.latest_id is None:
            return "—"
        address = reverse("admin:applications_layouts", args=[notice.latest_id])
        return format_html('<a href="{}">查看和修改打印文件的版式</a>', address)

    @admin.display(description="行政区划")
    def region_in_words(self, notice: Notice) -> str:
        return f"{region_name(notice.region)}（{notice.region}）"


@admin.register(NoticeVersion)
class NoticeVersionAdmin(ShownAdmin):
    list_display = ["notice", "number", "loaded_at", "reason", "by", "short_digest"]
    list_filter = ["notice__year"]
    list_select_related = ["notice", "by"]
    search_fields = ["notice__title", "notice__code"]
    fields = ["notice", "number", "loaded_at", "reason", "by", "digest", "document"]
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
