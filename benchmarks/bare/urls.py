"""Addresses of the bare views."""

from django.urls import path

from benchmarks.bare import views

urlpatterns = [
    path("template/", views.template),
    path("detail/<uuid:pk>/", views.detail),
    path("list/", views.rows),
    path("save/<int:pk>/", views.save),
    path("upload/", views.upload),
    path("log-in/", views.log_in),
]
