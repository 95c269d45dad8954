"""One row of a section as a form: what is asked, what was typed, what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from applications.rules.completeness import row_findings
from applications.rules.dossier import Row, fields_of, read_row
from applications.rules.findings import Finding
from applications.rules.notices.dossier import Section
from applications.rules.sections.fields import Field
from applications.services.dossiers import ROOM

SELECTED = mark_safe(" selected")
PREFIX = "field-"  # a notice's own field may be called anything, `version` too
SHAPES = {"date": re.compile(r"\d{4}-\d{2}-\d{2}"), "month": re.compile(r"\d{4}-\d{2}")}
INPUT_MODES = {"integer": "numeric", "year": "numeric", "decimal": "decimal"}


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
    typed: Mapping[str, str],
    *,
    judged: bool,
    found: Sequence[Finding] = (),
    saved_elsewhere: Mapping[str, str] | None = None,
) -> RowForm:
    """The form with what was typed; `judged` says what is wrong with it.

    `found` is what the check of the whole dossier finds about this row: it stands at its fields.
    `saved_elsewhere` are the values that another window saved: where they differ they stand at the field.
    """
    problems = _found(found, "block") | (row_problems(section, typed) if judged else {})
    notes = _found(found, "judge") | _found(found, "warn")
    fields = []
    for spec in fields_of(section):
        field = _field(spec, typed, problems.get(spec.key, ""), notes.get(spec.key, ""))
        field["elsewhere"] = _difference(typed, saved_elsewhere, spec.key)
        field["attributes"] = _attributes(spec, field)
        fields.append(field)
    errors = [
        {"message": field["error"], "href": f"#{field['id']}", "clause": ""}
        for field in fields
        if field["error"]
    ]
    return RowForm(fields, errors)


def row_problems(section: Section, typed: Mapping[str, str]) -> dict[str, str]:
    """Field → sentence, by the same check that guards the submission."""
    values, problems = read_row(section, typed)
    found = row_findings(section, [(Row("", typed), values, problems)])
    return {finding.field: finding.message for finding in found}


def _found(found: Sequence[Finding], severity: str) -> dict[str, str]:
    """Field → what is found about it, with its clause."""
    return {
        finding.field: f"{finding.message}（通知{finding.clause}）" if finding.clause else finding.message
        for finding in found
        if finding.field and finding.severity == severity
    }


def _field(spec: Field, typed: Mapping[str, str], error: str, note: str) -> dict[str, Any]:
    value = typed.get(spec.key, "")
    by, *when = spec.needed_if or ("",)
    return {
        "id": PREFIX + spec.key,
        "label": spec.label,
        "hint": spec.hint,
        "kind": spec.kind,
        "type": _type(spec, value),
        "value": value,
        "options": _options(spec.choices, value),
        "required": spec.required,
        "error": error,
        "note": note,
        "asked_by": PREFIX + by if by else "",
        "asked_when": " ".join(when),
    }


def _difference(typed: Mapping[str, str], elsewhere: Mapping[str, str] | None, key: str) -> str:
    if elsewhere is None or elsewhere.get(key, "") == typed.get(key, ""):
        return ""
    return elsewhere.get(key, "") or "（空）"


def _type(spec: Field, value: str) -> str:
    """A date that cannot be read stays to be seen: the browser's own calendar would show nothing."""
    shape = SHAPES.get(spec.kind)
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
    said = field["hint"] or field["error"] or field["elsewhere"] or field["note"] or field["asked_by"]
    one_line = field["type"] == "text" and spec.kind == "text"
    parts = (
        ' aria-required="true"' if spec.required and not (spec.needed_if or spec.needed_unless) else "",
        f' aria-describedby="{field["id"]}-says"' if said else "",
        ' aria-invalid="true"' if field["error"] else "",
        f' inputmode="{INPUT_MODES[spec.kind]}"' if spec.kind in INPUT_MODES else "",
        f' data-max="{spec.max_length}"' if spec.kind == "long" else "",
        f' maxlength="{spec.max_length * ROOM}"' if one_line else "",
    )
    return mark_safe("".join(parts))  # noqa: S308 — made of our own words and a notice's checked keys
