"""Addresses of the interface, upper app."""

from django.urls import path

from review.api import views

urlpatterns = [
    path("desk/", views.Queue.as_view(), name="api_desk"),
    path("review/<uuid:pk>/", views.Dossier.as_view(), name="api_review"),
    path("review/<uuid:pk>/offers/", views.Offers.as_view(), name="api_review_offers"),
    path("review/<uuid:pk>/moves/<slug:name>/", views.Decide.as_view(), name="api_review_move"),
]
