"""常用语 and 内部备注：short texts."""

from typing import Any

from django import forms

from applications.models import Organisation


class PhraseForm(forms.Form):
    """One phrase, and whose it is where the person sits in several organisations."""

    text = forms.CharField(
        label="常用语",
        max_length=200,
        help_text="例如：“毕业证书扫描件不清晰，请重新上传。”不写申报人的姓名和号码。",
        error_messages={"required": "请填写常用语。", "max_length": "最多 200 字，请写得短一些。"},
    )

    def __init__(self, units: list[Organisation], data: Any = None, **facts: Any) -> None:
        super().__init__(data, **facts)
        self.units = {str(unit.pk): unit for unit in units}
        if len(units) > 1:
            self.fields["unit"] = forms.ChoiceField(
                label="单位",
                choices=[(key, unit.name) for key, unit in self.units.items()],
                error_messages=dict.fromkeys(("required", "invalid_choice"), "请选择单位。"),
            )

    @property
    def unit(self) -> Organisation:
        """Whose phrase it is."""
        return (
            self.units[self.cleaned_data["unit"]]
            if "unit" in self.fields
            else next(iter(self.units.values()))
        )


class NoteForm(forms.Form):
    """One note."""

    text = forms.CharField(
        label="新的备注",
        max_length=1000,
        widget=forms.Textarea,
        help_text="只有本单位的经办人看得到，申报人和其他单位都看不到。",
        error_messages={"required": "请填写备注。", "max_length": "最多 1000 字，请写得短一些。"},
    )
