"""A Django form as the questions that `components/field.html` draws."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

KINDS: dict[type[forms.Field], str] = {
    forms.DateField: "date",
    forms.ChoiceField: "choice",
    forms.TypedChoiceField: "choice",
    forms.BooleanField: "checkbox",
    forms.IntegerField: "integer",
}
WIDGETS: dict[type[forms.Widget], str] = {
    forms.PasswordInput: "password",
    forms.RadioSelect: "radio",
    forms.Textarea: "long",
    forms.TelInput: "tel",
}


def questions(form: forms.BaseForm) -> list[dict[str, Any]]:
    """Every field with what was typed and what is wrong with it."""
    return [_question(bound) for bound in form]


def mistakes(form: forms.BaseForm) -> list[dict[str, str]]:
    """For `components/error_summary.html`: each sentence with a link to its question, in their order."""
    return list(_mistakes(form))


def _mistakes(form: forms.BaseForm) -> Iterator[dict[str, str]]:
    for name in (NON_FIELD_ERRORS, *form.fields):
        href = f"#{form[name].auto_id}" if name in form.fields else ""
        for sentence in form.errors.get(name, []):
            yield {"message": str(sentence), "href": href, "clause": ""}


def _question(bound: forms.BoundField) -> dict[str, Any]:
    field = bound.field
    return {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": bound.label,
        "hint": field.help_text,
        "value": bound.value(),
        "kind": _kind(field),
        "choices": [pair for pair in getattr(field, "choices", ()) if pair[0] != ""],
        "required": field.required,
        "errors": list(bound.errors),
        "max_length": getattr(field, "max_length", None),
        "autocomplete": field.widget.attrs.get("autocomplete", ""),
        "clause": "",
        "accept": "",
        "multiple": False,
    }


def _kind(field: forms.Field) -> str:
    """What it looks like follows from the widget where that is telling, else from the field."""
    widget = type(field.widget)
    return WIDGETS.get(widget) or KINDS.get(type(field), "text")
