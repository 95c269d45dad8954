"""批量打印的表单：whose papers, which, and how they are packed."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from applications.models.batch import BatchKind, Packing, Sides
from applications.rules import naming
from applications.selectors.batches import Scopes, Wish

MOST_COPIES = 9
UNKNOWN = {"required": "请选择。", "invalid_choice": "没有这一项，请重新选择。"}
COPIES = f"份数为 1 至 {MOST_COPIES}。"


class BatchForm(forms.Form):
    """A wish; what does not concern the chosen packing is not read."""

    desk = forms.ChoiceField(label="通知", error_messages=UNKNOWN)
    specialty = forms.ChoiceField(label="专业", required=False, error_messages=UNKNOWN)
    employer = forms.ChoiceField(label="工作单位", required=False, error_messages=UNKNOWN)
    kind = forms.ChoiceField(label="文件", choices=BatchKind.choices, widget=forms.RadioSelect)
    packing = forms.ChoiceField(label="打包", choices=Packing.choices, widget=forms.RadioSelect)
    copies = forms.IntegerField(
        label="每人份数",
        required=False,
        min_value=1,
        max_value=MOST_COPIES,
        help_text="只用于 PDF：每人的几份排在一起。",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), COPIES),
    )
    sides = forms.ChoiceField(
        label="纸张",
        required=False,
        choices=Sides.choices,
        widget=forms.RadioSelect,
        help_text="只用于 PDF。双面打印时每一份都从新的一张纸开始。",
    )
    naming = forms.CharField(
        label="文件命名规则",
        required=False,
        max_length=naming.LONGEST_SCHEME,
        help_text=f"只用于 ZIP。可以用{naming.known_fields()}，“/”分文件夹。",
        error_messages={"max_length": f"命名规则最多 {naming.LONGEST_SCHEME} 字。"},
    )

    def __init__(self, scopes: Scopes, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=beginning(scopes))
        self.scopes = scopes
        several = len({organisation.pk for organisation, _ in scopes.desks.values()}) > 1
        desks = [
            (key, f"{notice.title}（{organisation.name}）" if several else notice.title)
            for key, (organisation, notice) in scopes.desks.items()
        ]
        self._choose("desk", desks)
        self._choose("specialty", [("", ""), *((key, one.name) for key, one in scopes.specialties.items())])
        self._choose("employer", [("", ""), *((key, one.name) for key, one in scopes.employers.items())])

    def clean(self) -> dict[str, Any]:
        """The scheme is looked at where there is one."""
        typed = super().clean() or {}
        if typed.get("packing") == Packing.ZIP and "naming" not in self.errors:
            for sentence in naming.problems(typed["naming"]):
                self.add_error("naming", sentence)
        return typed

    @property
    def wish(self) -> Wish:
        """What a valid form asks for."""
        typed = self.cleaned_data
        organisation, notice = self.scopes.desks[typed["desk"]]
        archive = typed["packing"] == Packing.ZIP
        return Wish(
            organisation=organisation,
            notice=notice,
            specialty=self.scopes.specialties.get(typed["specialty"]),
            employer=self.scopes.employers.get(typed["employer"]),
            kind=typed["kind"],
            packing=typed["packing"],
            sides=Sides.DUPLEX if archive else typed["sides"] or Sides.DUPLEX,
            copies=1 if archive else typed["copies"] or 1,
            naming=typed["naming"] if archive else "",
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


def beginning(scopes: Scopes) -> dict[str, Any]:
    """What the form shows before anything was chosen: the latest notice, one copy on both sides."""
    return {
        "desk": next(iter(scopes.desks), ""),
        "kind": BatchKind.FORM,
        "packing": Packing.PDF,
        "copies": 1,
        "sides": Sides.DUPLEX,
        "naming": naming.DEFAULT,
    }
