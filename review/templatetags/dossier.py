"""The two lists that a dossier is full of, each put together in one go: a node for each cell costs."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
FACT = "<dt>{}</dt><dd>{}</dd>"
SHOT = '<li><a href="{}" data-show="{}">{}</a>{}</li>'
UNFILLED = mark_safe('<span class="muted">未填写</span>')
NEW = mark_safe(' <span class="badge info">新</span>')


@register.simple_tag
def facts(row: Iterable[Mapping[str, str]]) -> SafeString:
    """Label and value of every answer; what changed since the submission before is marked."""
    return format_html_join("", FACT, ((fact["label"], _value(fact)) for fact in row))


def _value(fact: Mapping[str, str]) -> str:
    if fact["changed"]:
        old = f" <del>{escape(fact['old'])}</del>" if fact["old"] else ""
        return mark_safe(f'<span class="changed">{escape(fact["value"] or "（空）")}</span>{old}')  # noqa: S308
    return fact["value"] or UNFILLED


@register.simple_tag
def shots(pages: Iterable[Mapping[str, str]]) -> SafeString:
    """The images of one slot by name, each leading into the viewer."""
    cells = ((page["url"], page["index"], page["title"], NEW if page["new"] else "") for page in pages)
    return format_html_join("", SHOT, cells)
