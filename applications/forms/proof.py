"""查验码：as it is read off a paper."""

import unicodedata
from typing import Any

from django import forms

from applications.services.printing import CODE_LENGTH
from applications.services.snapshots import ALPHABET


class CodeForm(forms.Form):
    """The code at the foot of a page; spaces, small letters and full width are no mistakes."""

    code = forms.CharField(
        label="校验码",
        max_length=40,
        help_text="印在每一页右下角，8 位字母和数字。",
        error_messages={"required": "请填写校验码。", "max_length": "校验码是 8 位字母和数字。"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = code_from(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH or set(code) - set(ALPHABET):
            raise forms.ValidationError("校验码是 8 位字母和数字，没有 0、1、I、L、O，请对照打印件再看一遍。")
        return code


def code_from(typed: Any) -> str:
    """ABCDEFGH, however it was typed."""
    folded = unicodedata.normalize("NFKC", str(typed)).upper()
    return "".join(character for character in folded if character.isalnum())
