"""Addresses of the lower app."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path

from applications.views import (
    applications,
    attachments,
    comparing,
    front,
    health,
    home,
    masking,
    notices,
    people,
    printouts,
    sections,
    start,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("healthz", health.healthz, name="healthz"),
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/<slug:code>/", notices.notice, name="notice"),
    path("register/", people.register, name="register"),
    path("login/", people.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", people.NewPassword.as_view(), name="password_change"),
    path("demo/", people.demo, name="demo"),
    path("home/", home.home, name="home"),
    path("home/messages/read/", home.read_messages, name="messages_read"),
    path("notices/<slug:code>/apply/", start.start, name="start"),
    path("applications/<uuid:pk>/", applications.application, name="application"),
    path("applications/<uuid:pk>/check/", applications.check_answers, name="check_answers"),
    path("applications/<uuid:pk>/submit/", applications.submit, name="submit"),
    path("applications/<uuid:pk>/recall/", applications.recall, name="recall"),
    path("applications/<uuid:pk>/withdraw/", applications.withdraw, name="withdraw"),
    path("applications/<uuid:pk>/history/", applications.history, name="history"),
    path("applications/<uuid:pk>/submissions/<int:number>/", applications.submission, name="submission"),
    path("applications/<uuid:pk>/compare/", comparing.compare, name="compare"),
    path("applications/<uuid:pk>/receipts/<slug:receipt>/", applications.receipt, name="receipt"),
    path("applications/<uuid:pk>/sections/<slug:code>/", sections.section, name="section"),
    path(
        "applications/<uuid:pk>/sections/<slug:code>/version/",
        sections.section_version,
        name="section_version",
    ),
    path("applications/<uuid:pk>/sections/<slug:code>/rows/", sections.section_rows, name="section_rows"),
    path("applications/<uuid:pk>/sections/<slug:code>/rows/new/", sections.new_row, name="section_row_new"),
    path(
        "applications/<uuid:pk>/sections/<slug:code>/rows/<slug:row>/",
        sections.section_row,
        name="section_row",
    ),
    path(
        "applications/<uuid:pk>/sections/<slug:code>/files/<slug:material>/add/",
        attachments.attachment_add,
        name="attachment_add",
    ),
    path(
        "applications/<uuid:pk>/sections/<slug:code>/files/<slug:material>/",
        attachments.attachment_edit,
        name="attachment_edit",
    ),
    path("applications/<uuid:pk>/masking/", masking.masking, name="masking"),
    path(
        "applications/<uuid:pk>/masking/<uuid:attachment>/",
        masking.masking_page,
        name="masking_page",
    ),
    path("attachments/<uuid:pk>/", attachments.attachment, name="attachment"),
    path("attachments/<uuid:pk>/thumbnail/", attachments.attachment_thumbnail, name="attachment_thumbnail"),
    path("api/", include("applications.api.urls")),
    path("printouts/", printouts.printout_request, name="printout_request"),
    path("printouts/<uuid:pk>/", printouts.printout, name="printout"),
    path("printouts/<uuid:pk>/file/", printouts.printout_file, name="printout_file"),
]
