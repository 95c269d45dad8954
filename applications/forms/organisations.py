"""Entering an organisation."""

from typing import Any

from django import forms

from applications.models import Organisation
from applications.rules.regions import is_region, region_choices, region_name
from applications.rules.uscc import NotACreditCode, read_credit_code
from applications.selectors.people import stands_above


class OneALine(forms.Field):
    """别称：one a line, kept as a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else value or ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)

    def to_python(self, value: Any) -> list[str]:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]


class OrganisationForm(forms.ModelForm):
    """单位：codes are checked, and no chain of superiors may close to a ring."""

    region = forms.ChoiceField(
        label="行政区划",
        help_text="企业填营业执照注册地；由它决定材料报到哪里（企业以营业执照注册地为依据选择材料接收部门）。",
    )
    aliases = OneALine(label="别称、简称", required=False, help_text="一行一个，用于查找。")
    uscc = forms.CharField(
        label="统一社会信用代码", required=False, max_length=40, help_text="18 位，可以不填。"
    )

    class Meta:
        model = Organisation
        fields = [
            "name",
            "code",
            "uscc",
            "is_active",
            "kind",
            "nature",
            "affiliation",
            "region",
            "superior",
            "aliases",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = self.fields["region"]
        assert isinstance(region, forms.ChoiceField)
        kept = self.instance.region
        # A unit outside the table keeps the code it has; a new one is chosen from the table.
        strange = [("其他", ((kept, region_name(kept)),))] if kept and not is_region(kept) else []
        region.choices = [("", "请选择"), *region_choices(), *strange]

    def clean_uscc(self) -> str:
        typed = self.cleaned_data["uscc"]
        try:
            return read_credit_code(typed) if typed else ""
        except NotACreditCode as mistake:
            raise forms.ValidationError(str(mistake)) from None

    def clean_superior(self) -> Organisation | None:
        superior: Organisation | None = self.cleaned_data["superior"]
        if superior and self.instance.pk and stands_above(self.instance, superior):
            raise forms.ValidationError(
                "上级主管单位不能是本单位，也不能是本单位的下级，否则逐级上报会绕成一圈。"
            )
        return superior
