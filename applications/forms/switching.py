"""调整一条检查规则：what it becomes stands on the button; the reason is asked for."""

from django import forms

from applications.services.switching import LONGEST_REASON


class SwitchForm(forms.Form):
    """The reason, and the severity that the page offered, so that the same page sent twice is one switch."""

    severity = forms.ChoiceField(choices=[("block", "block"), ("warn", "warn")], widget=forms.HiddenInput)
    reason = forms.CharField(
        label="调整原因",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "请写明调整的原因。",
            "max_length": f"调整的原因最多 {LONGEST_REASON} 字。",
        },
    )
