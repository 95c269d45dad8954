"""Addresses of the upper app."""

from django.urls import URLPattern, URLResolver, include, path

from review.views import desk, dossier, payments, people, publicities

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", desk.desk, name="desk"),
    path("desk/done/", desk.done, name="done"),
    path("desk/people/", people.people, name="people"),
    path("desk/publicities/new/", publicities.publicity_start, name="publicity_start"),
    path("desk/publicities/<uuid:pk>/", publicities.publicity, name="publicity"),
    path("desk/publicities/results/<int:pk>/", publicities.publicity_result, name="publicity_result"),
    path("desk/received/", payments.received, name="received"),
    path("desk/payments/<int:pk>/reverse/", payments.payment_reverse, name="payment_reverse"),
    path("review/<uuid:pk>/", dossier.review, name="review"),
    path("review/<uuid:pk>/moves/<slug:name>/", dossier.review_move, name="review_move"),
    path("review/<uuid:pk>/payment/", payments.payment, name="payment"),
    path("api/", include("review.api.urls")),
]
