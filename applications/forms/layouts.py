"""版式：the text of one layout, as an administrator types it."""

from django import forms

from applications.documents.layouts.language import LONGEST


class LayoutForm(forms.Form):
    """One text. What it may say is judged by the service, line by line."""

    text = forms.CharField(
        label="版式",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "class": "layout", "spellcheck": "false", "wrap": "off"}),
        error_messages={
            "required": "版式不能是空的。要用国家版式，请点“恢复国家版式”。",
            "max_length": f"版式最多 {LONGEST} 字。",
        },
    )
