"""The lists that a dossier is full of, each put together in one go: a node for each cell costs.

The longest escape with the standard library: their texts are plain, and Django's way costs ten times as much.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from applications.rules.findings import SEVERITIES

register = template.Library()
ITEM = "<li>{}<small>{}</small></li>"
BOX = '<label><input type="checkbox" name="item" value="{}" form="checks-form"{}>{}</label>{}'
WAS = '<input type="hidden" name="was" value="{}" form="checks-form">'
FOUND = '<li data-severity="{}"><strong>{}</strong> {} <span class="clause">{}</span></li>'
MISSING = ' <span class="badge stop">缺</span>'
NOT_THERE = '<p class="muted">没有上传。</p>'
UNFILLED = '<span class="muted">未填写</span>'
NEW = ' <span class="badge info">新</span>'


@register.simple_tag
def facts(row: Iterable[Mapping[str, str]]) -> SafeString:
    """Label and value of every answer; what changed since the submission before is marked."""
    return _safe(f"<dt>{escape(fact['label'])}</dt><dd>{_value(fact)}</dd>" for fact in row)


def _value(fact: Mapping[str, str]) -> str:
    if fact["changed"]:
        old = f" <del>{escape(fact['old'])}</del>" if fact["old"] else ""
        return f'<span class="changed">{escape(fact["value"] or "（空）")}</span>{old}'
    return escape(fact["value"]) or UNFILLED


@register.simple_tag
def slots(found: Iterable[Any], heading: str) -> SafeString:
    """Slot after slot: its title, who provides it, and its images."""
    return _safe(_slot(slot, heading) for slot in found)


def _slot(slot: Any, heading: str) -> str:
    head = f"<{heading}>{escape(slot.title)}{MISSING if slot.missing else ''}</{heading}>"
    note = f'<p class="muted small">{escape(slot.note)}</p>' if slot.note else ""
    if slot.pages:
        return f'{head}{note}<ul class="shots">{"".join(map(_shot, slot.pages))}</ul>'
    return head + (note or NOT_THERE)


def _shot(page: Mapping[str, str]) -> str:
    """One image by its name, leading into the viewer."""
    new = NEW if page["new"] else ""
    return f'<li><a href="{page["url"]}" data-show="{page["index"]}">{escape(page["title"])}</a>{new}</li>'


@register.simple_tag
def strip(images: Sequence[Mapping[str, str]]) -> SafeString:
    """The small images under the viewer; the first is the one that it shows."""
    return _safe(_small(image, number) for number, image in enumerate(images))


def _small(image: Mapping[str, str], number: int) -> str:
    title, current = escape(image["title"]), "" if number else ' aria-current="true"'
    picture = f'<img src="{image["thumb"]}" alt="" loading="lazy">' if image["thumb"] else number + 1
    return (
        f'<li><a href="{image["url"]}" data-title="{title}"{current} aria-label="{title}">{picture}</a></li>'
    )


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
    return _safe(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in pairs
    )


@register.simple_tag
@lru_cache(maxsize=256)
def phrases(texts: tuple[str, ...], chosen: str = "") -> SafeString:
    """Reasons to choose from: the same for every section of a kind."""
    return options(((text, text) for text in texts), chosen)


def _safe(pieces: Iterable[str]) -> SafeString:
    """One piece of the page, of pieces that have escaped what came from people."""
    return mark_safe("".join(pieces))  # noqa: S308
