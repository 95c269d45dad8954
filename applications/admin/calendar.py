"""节假日与调休."""

from django.contrib import admin

from applications.admin.readonly import Read
from applications.models import Holiday

WEEKDAYS = "一二三四五六日"


@admin.register(Holiday)
class HolidayAdmin(Read, admin.ModelAdmin):
    """What the State Council publishes late can be entered and corrected here."""

    list_display = ["day", "weekday", "is_working", "name"]
    list_filter = ["is_working", "name"]
    date_hierarchy = "day"
    search_fields = ["name"]
    list_per_page = 60

    @admin.display(description="星期")
    def weekday(self, holiday: Holiday) -> str:
        return f"星期{WEEKDAYS[holiday.day.weekday()]}"
