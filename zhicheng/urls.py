"""Addresses."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

urlpatterns = [
    path("", include("applications.urls")),
    path("", include("review.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path(  # split, so that the policy against inline scripts holds here too
        "api/docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api_schema", template_name="api/docs.html"),
        name="api_docs",
    ),
    path("admin/", admin.site.urls),
]
