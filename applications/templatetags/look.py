"""What every page carries and no request changes."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def stylesheets() -> SafeString:
    """The links to every sheet, put together once a process: thirty look-ups would be a tenth of a page."""
    return render_to_string("components/stylesheets.html")
