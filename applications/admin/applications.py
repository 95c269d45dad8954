"""申报书, their journal and what belongs to them: to be read. A state changes only through a move."""

from django.contrib import admin
from django.db.models import QuerySet

from applications.admin.readonly import ShownAdmin, ShownInline
from applications.models import (
    Application,
    Entry,
    Errand,
    Payment,
    Printout,
    Publicity,
    PublicityListing,
    ReviewLevel,
    Submission,
)
from applications.workflow import MOVES, State


def in_yuan(fen: int) -> str:
    """380.00 元"""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02} 元"


class LevelInline(ShownInline):
    model = ReviewLevel
    fields = ["position", "label", "organisation", "reached_at"]


class EntryInline(ShownInline):
    model = Entry
    fields = ["revision", "at", "act", "by", "organisation", "note", "ground"]
    readonly_fields = ["act"]

    @admin.display(description="动作")
    def act(self, entry: Entry) -> str:
        return move_label(entry)


class SubmissionInline(ShownInline):
    model = Submission
    fields = ["number", "receipt", "submitted_at", "recalled_at", "digest"]


class PaymentInline(ShownInline):
    model = Payment
    fields = ["voucher", "amount", "payer", "paid_on", "reverses"]
    readonly_fields = ["amount"]

    @admin.display(description="金额")
    def amount(self, payment: Payment) -> str:
        return in_yuan(payment.fen)


def move_label(entry: Entry) -> str:
    """The word on the button that was pressed."""
    return MOVES[entry.move].label if entry.move in MOVES else entry.move


@admin.register(Application)
class ApplicationAdmin(ShownAdmin):
    list_display = ["number", "applicant", "title", "employer", "state", "desk", "due_at"]
    list_filter = ["state", "year", "mode", "rank", "series"]
    list_select_related = ["applicant", "employer", "desk"]
    search_fields = ["number", "applicant__name", "employer__name"]
    date_hierarchy = "created_at"
    inlines = [LevelInline, EntryInline, SubmissionInline, PaymentInline]


@admin.register(Entry)
class EntryAdmin(ShownAdmin):
    list_display = ["at", "application", "revision", "act", "to_state_in_words", "by", "organisation"]
    list_filter = ["move", "to_state"]
    list_select_related = ["application", "by", "organisation"]
    search_fields = ["application__number", "by__name", "organisation__name"]
    date_hierarchy = "at"
    ordering = ["-at"]

    @admin.display(description="动作", ordering="move")
    def act(self, entry: Entry) -> str:
        return move_label(entry)

    @admin.display(description="新状态", ordering="to_state")
    def to_state_in_words(self, entry: Entry) -> str:
        return State(entry.to_state).label if entry.to_state in State.values else entry.to_state


@admin.register(Submission)
class SubmissionAdmin(ShownAdmin):
    """Without the snapshot: it holds a whole dossier, which has its own page and its own access check."""

    list_display = ["receipt", "application", "number", "submitted_at", "recalled_at"]
    list_select_related = ["application"]
    search_fields = ["receipt", "application__number"]
    date_hierarchy = "submitted_at"
    ordering = ["-submitted_at"]
    fields = ["application", "number", "receipt", "submitted_at", "recalled_at", "base_revision", "digest"]


class ListingInline(ShownInline):
    model = PublicityListing
    fields = ["application", "result", "result_note", "result_by", "result_at", "superseded_at"]


@admin.register(Publicity)
class PublicityAdmin(ShownAdmin):
    list_display = [
        "organisation",
        "notice",
        "round",
        "starts_on",
        "ends_on",
        "working_days",
        "calendar_known",
    ]
    list_filter = ["round", "calendar_known"]
    list_select_related = ["organisation", "notice"]
    search_fields = ["organisation__name", "notice__title"]
    date_hierarchy = "starts_on"
    inlines = [ListingInline]


@admin.register(Payment)
class PaymentAdmin(ShownAdmin):
    list_display = ["voucher", "application", "amount", "payer", "paid_on", "reverses", "recorded_by"]
    list_select_related = ["application", "reverses", "recorded_by"]
    search_fields = ["voucher", "payer", "application__number"]
    date_hierarchy = "paid_on"
    ordering = ["-recorded_at"]

    @admin.display(description="金额", ordering="fen")
    def amount(self, payment: Payment) -> str:
        return in_yuan(payment.fen)


@admin.register(Printout)
class PrintoutAdmin(ShownAdmin):
    list_display = ["code", "kind", "application", "valid", "pages", "requested_at", "made_at", "failed"]
    list_filter = ["kind", "valid"]
    list_select_related = ["application"]
    search_fields = ["code", "application__number"]
    date_hierarchy = "requested_at"


class Waiting(admin.SimpleListFilter):
    """Done or still owed."""

    title = "进度"
    parameter_name = "done"

    def lookups(self, request: object, model_admin: object) -> list[tuple[str, str]]:
        return [("no", "未完成"), ("yes", "已完成")]

    def queryset(self, request: object, queryset: QuerySet[Errand]) -> QuerySet[Errand]:
        if self.value() in {"yes", "no"}:
            return queryset.filter(done_at__isnull=self.value() == "no")
        return queryset


@admin.register(Errand)
class ErrandAdmin(ShownAdmin):
    list_display = ["key", "kind", "due_at", "attempts", "done_at", "last_error"]
    list_filter = [Waiting, "kind"]
    search_fields = ["key"]
    ordering = ["-due_at"]
