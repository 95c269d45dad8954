"""Addresses of the interface, upper app."""

from django.urls import path

from review.api import blind, views

urlpatterns = [
    path("desk/", views.Queue.as_view(), name="api_desk"),
    path("expert/", blind.Given.as_view(), name="api_expert"),
    path("expert/<uuid:pk>/", blind.Blind.as_view(), name="api_expert_dossier"),
    path("review/<uuid:pk>/", views.Dossier.as_view(), name="api_review"),
    path("review/<uuid:pk>/offers/", views.Offers.as_view(), name="api_review_offers"),
    path("review/<uuid:pk>/moves/<slug:name>/", views.Decide.as_view(), name="api_review_move"),
]
