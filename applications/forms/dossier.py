"""One row of a section as a form: what is asked, what was typed, what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from applications.rules.dossier import Dossier, Row, SectionContent, check_section, fields_of
from applications.rules.notices.dossier import Section
from applications.rules.notices.terms import Case
from applications.rules.sections.fields import Field
from applications.services.dossiers import ROOM

SELECTED = mark_safe(" selected")
PREFIX = "field-"  # a notice's own field may be called anything, `version` too
DATE_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH_SHAPE = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True)
class RowForm:
    """The fields for the page, and the error summary for its top."""

    fields: list[dict[str, Any]]
    errors: list[dict[str, str]]


def typed_from(section: Section, posted: Mapping[str, str]) -> dict[str, str]:
    """What was typed, by field."""
    return {spec.key: posted.get(PREFIX + spec.key, "") for spec in fields_of(section)}


def row_form(
    section: Section,
    case: Case,
    typed: Mapping[str, str],
    *,
    judged: bool,
    saved_elsewhere: Mapping[str, str] | None = None,
) -> RowForm:
    """The form with what was typed; `judged` says what is wrong with it.

    `saved_elsewhere` are the values that another window saved: where they differ they stand at the field.
    """
    problems = row_problems(section, case, typed) if judged else {}
    fields = [
        {
            "id": PREFIX + spec.key,
            "label": spec.label,
            "hint": spec.hint,
            "kind": spec.kind,
            "type": _type(spec, typed.get(spec.key, "")),
            "value": typed.get(spec.key, ""),
            "options": _options(spec.choices, typed.get(spec.key, "")),
            "required": spec.required,
            "error": problems.get(spec.key, ""),
            "elsewhere": _difference(typed, saved_elsewhere, spec.key),
        }
        for spec in fields_of(section)
    ]
    for field, spec in zip(fields, fields_of(section), strict=True):
        field["attributes"] = _attributes(spec, field)
    errors = [
        {"message": problems[spec.key], "href": f"#{PREFIX}{spec.key}", "clause": ""}
        for spec in fields_of(section)
        if spec.key in problems
    ]
    return RowForm(fields, errors)


def row_problems(section: Section, case: Case, typed: Mapping[str, str]) -> dict[str, str]:
    """Field → sentence, by the same check that guards the submission."""
    alone = _words_only(section)
    dossier = Dossier({section.code: SectionContent((Row("", typed),))})
    return {
        finding.field: finding.message for finding in check_section(alone, case, dossier) if finding.field
    }


def _words_only(section: Section) -> Section:
    """The section without its slots."""
    return section.model_copy(update={"materials": ()})


def _difference(typed: Mapping[str, str], elsewhere: Mapping[str, str] | None, key: str) -> str:
    if elsewhere is None or elsewhere.get(key, "") == typed.get(key, ""):
        return ""
    return elsewhere.get(key, "") or "（空）"


def _type(spec: Field, value: str) -> str:
    """A date that cannot be read stays to be seen: the browser's own calendar would show nothing."""
    shapes = {"date": DATE_SHAPE, "month": MONTH_SHAPE}
    shape = shapes.get(spec.kind)
    return spec.kind if shape and (not value or shape.fullmatch(value)) else "text"


@lru_cache(maxsize=2048)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The options of a select; in a template's loop the fifty-eight peoples cost a third of the page."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, SELECTED if code == chosen else "", label) for code, label in choices),
    )


def _attributes(spec: Field, field: Mapping[str, Any]) -> str:
    """The rest of the tag, made once a field so that the page's loop is lean."""
    said = field["hint"] or field["error"] or field["elsewhere"]
    parts = (
        ' aria-required="true"' if spec.required else "",
        f' aria-describedby="{field["id"]}-says"' if said else "",
        ' aria-invalid="true"' if field["error"] else "",
        ' inputmode="numeric"' if spec.kind == "integer" else "",
        f' data-max="{spec.max_length}"' if spec.kind == "long" else "",
        f' maxlength="{spec.max_length * ROOM}"' if field["type"] == "text" and spec.kind == "text" else "",
    )
    return mark_safe("".join(parts))  # noqa: S308 — made of our own words and a notice's checked keys
