"""The two lists that a dossier is full of, each put together in one go: a node for each cell costs."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from applications.rules.findings import SEVERITIES

register = template.Library()
FACT = "<dt>{}</dt><dd>{}</dd>"
SHOT = '<li><a href="{}" data-show="{}">{}</a>{}</li>'
ITEM = "<li>{}<small>{}</small></li>"
BOX = '<label><input type="checkbox" name="item" value="{}" form="checks-form"{}>{}</label>{}'
WAS = '<input type="hidden" name="was" value="{}" form="checks-form">'
HEAD = "<{0}>{1}{2}</{0}>"
FOUND = '<li data-severity="{}"><strong>{}</strong> {} <span class="clause">{}</span></li>'
MISSING = mark_safe(' <span class="badge stop">缺</span>')
NOT_THERE = mark_safe('<p class="muted">没有上传。</p>')
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


@register.simple_tag
def slots(found: Iterable[Any], heading: str) -> SafeString:
    """Slot after slot: its title, who provides it, and its images."""
    return mark_safe("".join(_slot(slot, heading) for slot in found))  # noqa: S308


def _slot(slot: Any, heading: str) -> SafeString:
    head = format_html(HEAD, mark_safe(heading), slot.title, MISSING if slot.missing else "")  # noqa: S308
    note = format_html('<p class="muted small">{}</p>', slot.note) if slot.note else ""
    if slot.pages:
        return format_html('{}{}<ul class="shots">{}</ul>', head, note, shots(slot.pages))
    return format_html("{}{}", head, note or NOT_THERE)


@register.simple_tag
def findings(found: Iterable[Any]) -> SafeString:
    """What the check said when it was submitted, with its clause."""
    cells = ((found.severity, SEVERITIES[found.severity], found.message, found.clause) for found in found)
    items = format_html_join("", FOUND, cells)
    return format_html('<ul class="found">{}</ul>', items) if items else items


@register.simple_tag
def checks(checklist: Any, section: str) -> SafeString:
    """The items that stand beside a section, with who ticked them; boxes where the reader may tick.

    They belong to the form of the checklist, wherever they stand on the page.
    """
    lines = checklist.beside(section) if checklist else ()
    cells = ((_check(line), " · ".join(line.stamps)) for line in lines)
    items = format_html_join("", ITEM, cells)
    return format_html('<ul class="checks">{}</ul>', items) if items else items


def _check(line: Any) -> SafeString:
    words = format_html('<span>{} <span class="clause">{}</span></span>', line.text, line.clause)
    if not line.open_to_me:
        return words
    on, was = (mark_safe(" checked"), format_html(WAS, line.code)) if line.ticked else ("", "")
    return format_html(BOX, line.code, on, words, was)


@register.simple_tag
def options(pairs: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """The choices of a select."""
    cells = ((value, mark_safe(" selected") if value == chosen else "", label) for value, label in pairs)
    return format_html_join("", '<option value="{}"{}>{}</option>', cells)


@register.simple_tag
@lru_cache(maxsize=256)
def phrases(texts: tuple[str, ...], chosen: str = "") -> SafeString:
    """Reasons to choose from: the same for every section of a kind."""
    return options(((text, text) for text in texts), chosen)
