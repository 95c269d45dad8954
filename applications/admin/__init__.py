"""管理后台：people, organisations and the calendar are kept here; everything else is only shown."""

from applications.admin import applications, calendar, integrity, layouts, notices, organisations, people

__all__ = ["applications", "calendar", "integrity", "layouts", "notices", "organisations", "people"]
