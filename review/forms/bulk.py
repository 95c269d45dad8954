"""批量上报：the opinion for those to whom the notice prescribes none."""

from django import forms


class BulkForm(forms.Form):
    """One note for all of them."""

    note = forms.CharField(
        label="审核意见",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="通知规定了原文的，按原文填写，不用这里的话。",
        error_messages={"max_length": "最多 2000 字，请写得短一些。"},
    )
