"""Addresses of the interface, lower app."""

from django.urls import path

from applications.api import applications, notices

urlpatterns = [
    path("notices/", notices.NoticeList.as_view(), name="api_notices"),
    path("notices/<slug:code>/", notices.NoticeDetail.as_view(), name="api_notice"),
    path("applications/", applications.OwnApplications.as_view(), name="api_applications"),
    path("applications/<uuid:pk>/", applications.OwnApplication.as_view(), name="api_application"),
    path("applications/<uuid:pk>/offers/", applications.OwnOffers.as_view(), name="api_offers"),
    path("applications/<uuid:pk>/moves/<slug:name>/", applications.OwnMove.as_view(), name="api_move"),
]
