"""Addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("applications.urls")),
    path("", include("review.urls")),
    path("admin/", admin.site.urls),
]
