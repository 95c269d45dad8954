"""Addresses of the upper app."""

from django.urls import URLPattern, URLResolver, include, path

from review.views import (
    bulk,
    checks,
    comparing,
    desk,
    dossier,
    marks,
    payments,
    people,
    phrases,
    provided,
    publicities,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", desk.desk, name="desk"),
    path("desk/done/", desk.done, name="done"),
    path("desk/forward/", bulk.bulk_preview, name="bulk_preview"),
    path("desk/forward/all/", bulk.bulk_forward, name="bulk_forward"),
    path("desk/phrases/", phrases.phrases, name="phrases"),
    path("desk/phrases/<int:pk>/", phrases.phrase, name="phrase"),
    path("desk/people/", people.people, name="people"),
    path("desk/publicities/new/", publicities.publicity_start, name="publicity_start"),
    path("desk/publicities/<uuid:pk>/", publicities.publicity, name="publicity"),
    path("desk/publicities/results/<int:pk>/", publicities.publicity_result, name="publicity_result"),
    path("desk/received/", payments.received, name="received"),
    path("desk/payments/<int:pk>/reverse/", payments.payment_reverse, name="payment_reverse"),
    path("review/<uuid:pk>/", dossier.review, name="review"),
    path("review/<uuid:pk>/moves/<slug:name>/", dossier.review_move, name="review_move"),
    path("review/<uuid:pk>/marks/", marks.review_mark, name="review_mark"),
    path("review/<uuid:pk>/marks/remove/", marks.review_unmark, name="review_unmark"),
    path("review/<uuid:pk>/checks/", checks.review_checks, name="review_checks"),
    path("review/<uuid:pk>/notes/", checks.review_note, name="review_note"),
    path("review/<uuid:pk>/compare/", comparing.review_compare, name="review_compare"),
    path("review/<uuid:pk>/provided/", provided.provided, name="provided"),
    path("review/<uuid:pk>/provided/<slug:material>/", provided.provided_add, name="provided_add"),
    path("review/<uuid:pk>/provided/files/<uuid:file>/", provided.provided_remove, name="provided_remove"),
    path("review/<uuid:pk>/payment/", payments.payment, name="payment"),
    path("api/", include("review.api.urls")),
]
