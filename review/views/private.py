"""Answers to experts: whatever they are, no proxy and no browser keeps them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.defaults import page_not_found

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """The outermost decorator: pages, redirects and refusals alike are `private, no-store`."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404 as nothing:
            response = page_not_found(request, nothing)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answered
