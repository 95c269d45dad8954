"""公示：when, where, and what is said of each person."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms

from applications.models import Application
from applications.models.publicity import PublicityResult

DATES = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]
FACTS = ("starts_on", "ends_on", "place", "office", "phone")
NOT_A_DAY = "日期应写成 2024-09-09 这样。"


class AnswerableForm(forms.Form):
    """A form that takes the sentences of a service."""

    def refuse(self, problems: dict[str, str]) -> None:
        """Put each at its field; what has no field stands on top."""
        for name, sentence in problems.items():
            self.add_error(name if name in self.fields else None, sentence)


class PublicityForm(AnswerableForm):
    """The publicity itself; conduct and achievements are asked once for each person."""

    starts_on = forms.DateField(
        label="开始日期",
        input_formats=DATES,
        error_messages={"required": "请填写开始日期。", "invalid": NOT_A_DAY},
    )
    ends_on = forms.DateField(
        label="结束日期",
        input_formats=DATES,
        required=False,
        help_text="不填则按通知规定的最短期限自动推算。首尾两天都算在内。",
        error_messages={"invalid": NOT_A_DAY},
    )
    place = forms.CharField(
        label="公示地点",
        max_length=80,
        help_text="例如：单位一楼公示栏。",
        error_messages={"required": "请填写公示地点。"},
    )
    office = forms.CharField(
        label="受理部门",
        max_length=40,
        help_text="受理异议的部门，例如：办公室。",
        error_messages={"required": "请填写受理部门。"},
    )
    phone = forms.CharField(
        label="监督电话",
        max_length=20,
        error_messages={"required": "请填写监督电话。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, people: Iterable[Application], data: Any = None, **facts: Any) -> None:
        super().__init__(data, **facts)
        self.people = list(people)
        for person in self.people:
            self.fields[f"conduct-{person.pk}"] = self._words("思想政治表现")
            self.fields[f"achievements-{person.pk}"] = self._words("业绩成果")

    @staticmethod
    def _words(label: str) -> forms.Field:
        return forms.CharField(
            label=label,
            required=False,
            max_length=1000,
            widget=forms.Textarea,
            error_messages={"max_length": "最多 1000 字，请写得短一些。"},
        )

    @property
    def facts(self) -> dict[str, Any]:
        """The publicity itself, as the service takes it."""
        return {
            name: self.cleaned_data[name] for name in ("starts_on", "ends_on", "place", "office", "phone")
        }

    def listed(self, kind: Callable[..., Any]) -> list[Any]:
        """Everybody with what was typed about them."""
        words = self.cleaned_data
        return [
            kind(person, words[f"conduct-{person.pk}"], words[f"achievements-{person.pk}"])
            for person in self.people
        ]

    def day_typed(self) -> date | None:
        """The first day as far as it can be read, whether or not the rest will do."""
        try:
            day: date | None = self.fields["starts_on"].clean(self["starts_on"].value())
        except forms.ValidationError:
            return None
        return day


class ResultForm(AnswerableForm):
    """公示结果 of one person."""

    result = forms.ChoiceField(
        label="公示结果",
        choices=PublicityResult.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "请选择公示结果。"),
    )
    note = forms.CharField(
        label="异议内容或核实情况",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="无异议的不填。",
        error_messages={"max_length": "最多 1000 字，请写得短一些。"},
    )

    def __init__(self, pk: int, *, current: str = "", data: Any = None) -> None:
        super().__init__(data, auto_id=f"listing-{pk}-%s")
        self.listing = pk
        wanted = (
            (PublicityResult.DISMISSED, PublicityResult.UPHELD)
            if current == PublicityResult.OBJECTION
            else (PublicityResult.NO_OBJECTION, PublicityResult.OBJECTION)
        )
        self.fields["result"].choices = [(one.value, one.label) for one in wanted]  # type: ignore[attr-defined]
