"""版式：how the documents of a notice look, written and tried by an administrator."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from applications.admin.readonly import ShownAdmin, signed_in
from applications.documents.catalogue import SHEETS, national
from applications.documents.layouts.terms import listed
from applications.forms.layouts import LayoutForm
from applications.models import Layout, NoticeVersion
from applications.permissions import is_administrator
from applications.selectors.layouts import LayoutLine, layouts_of, versions_of
from applications.services import layouts, printing

UNPROCESSABLE = 422


@admin.register(Layout)
class LayoutAdmin(ShownAdmin):
    """What was in use, and since when; the pages behind `layouts` are where layouts are written."""

    list_display = ["kind", "wording", "notice", "notice_version", "in_use_since", "saved_at", "saved_by"]
    list_filter = ["kind"]
    list_select_related = ["notice_version__notice", "saved_by"]
    fields = ["notice_version", "kind", "in_use_since", "saved_at", "saved_by", "text"]

    @admin.display(description="版式")
    def wording(self, layout: Layout) -> str:
        """A row without a text brought the national layout back."""
        return "自定" if layout.text else "国家版式"

    @admin.display(description="通知")
    def notice(self, layout: Layout) -> str:
        return layout.notice_version.notice.title

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("of/<uuid:version>/", view(self.layouts), name="applications_layouts"),
            path("of/<uuid:version>/<slug:kind>/", view(self.layout), name="applications_layout_edit"),
            *super().get_urls(),
        ]

    def layouts(self, request: HttpRequest, version: UUID) -> TemplateResponse:
        """Every document of one version of a notice."""
        shown = self._version(request, version)
        facts = {"lines": layouts_of(shown), "versions": versions_of(shown.notice)}
        return self._page(request, "layouts", shown, facts)

    def layout(self, request: HttpRequest, version: UUID, kind: str) -> HttpResponse:
        """One document: its text, the fields it may use, and what can be done with it."""
        shown = self._version(request, version)
        line = next((line for line in layouts_of(shown) if line.kind == kind), None)
        if line is None:
            raise Http404
        if request.method == "POST":
            return self._act(request, shown, line)
        current = line.draft or line.in_use
        text = (current.text if current else "") or national(SHEETS[kind].layout)
        return self._editor(request, shown, line, LayoutForm(initial={"text": text}))

    def _act(self, request: HttpRequest, version: NoticeVersion, line: LayoutLine) -> HttpResponse:
        by, at, act = signed_in(request), timezone.now(), request.POST.get("act")
        if act == "drop":
            layouts.drop_draft(version, line.kind, by=by)
            return self._done(request, version, "草稿已放弃。")
        if act == "restore":
            layouts.restore_national(version, line.kind, by=by, at=at)
            return self._done(request, version, f"《{line.label}》已恢复国家版式。")
        form = LayoutForm(request.POST)
        if not form.is_valid():
            return self._editor(request, version, line, form)
        try:
            if act == "use":
                layouts.put_in_use(version, line.kind, form.cleaned_data["text"], by=by, at=at)
                return self._done(request, version, f"《{line.label}》已启用新版式，此后生成的文件照此排版。")
            draft = layouts.save_draft(version, line.kind, form.cleaned_data["text"], by=by, at=at)
        except layouts.LayoutRefused as refusal:
            form.add_error("text", refusal.reasons)
            return self._editor(request, version, line, form)
        printout = printing.request(line.kind, draft, by=by, at=at)
        return redirect("printout", pk=printout.pk)

    def _done(self, request: HttpRequest, version: NoticeVersion, words: str) -> HttpResponse:
        self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:applications_layouts", version.pk)

    def _editor(
        self, request: HttpRequest, version: NoticeVersion, line: LayoutLine, form: LayoutForm
    ) -> TemplateResponse:
        fields = listed(SHEETS[line.kind].terms)
        facts = {"line": line, "form": form, "fields": [*fields], "title": f"《{line.label}》的版式"}
        answer = self._page(request, "layout_edit", version, facts)
        answer.status_code = UNPROCESSABLE if form.errors else 200
        return answer

    def _version(self, request: HttpRequest, pk: UUID) -> NoticeVersion:
        if not is_administrator(signed_in(request)):
            raise PermissionDenied
        return get_object_or_404(NoticeVersion.objects.select_related("notice"), pk=pk)

    def _page(
        self, request: HttpRequest, template: str, version: NoticeVersion, facts: Mapping[str, object]
    ) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {"opts": self.opts, "version": version}
        context |= {"title": "版式", "subtitle": version.notice.title, **facts}
        return TemplateResponse(request, f"admin/applications/{template}.html", context)
