"""评审分配的表单：narrowing the list, how many experts each, the specialties of one."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from applications.models import Specialty

LONGEST_KEY = 9  # digits
MOST_EXPERTS = 9
MOST_AT_ONCE = 500  # applications in one preview


class AssignableFilter(forms.Form):
    """What the list can be narrowed by; only drawn, never refused."""

    q = forms.CharField(label="姓名、编号或单位", required=False, max_length=60)
    notice = forms.ChoiceField(label="通知", required=False)

    def __init__(self, wishes: Mapping[str, str], notices: list[tuple[str, str]]) -> None:
        super().__init__(initial=dict(wishes))
        cast(forms.ChoiceField, self.fields["notice"]).choices = [("", ""), *notices]


class SpecialtiesForm(forms.Form):
    """What an expert may be given."""

    specialties = forms.MultipleChoiceField(
        label="专业",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "请至少选择一个专业。"),
    )

    def __init__(
        self,
        offered: Iterable[Specialty],
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        choices = [(one.pk, f"{one.series.name} · {one.name}") for one in offered]
        cast(forms.MultipleChoiceField, self.fields["specialties"]).choices = choices


class RecusalForm(forms.Form):
    """Why the expert does not judge this one."""

    reason = forms.CharField(
        label="回避原因",
        help_text="例如：看出申报人是谁，有亲属、师生或利害关系。写明后这份材料立即关闭，由评委会办公室另行安排。",
        max_length=100,
        error_messages={"required": "请写明回避的原因。", "max_length": "最多 100 字，请写得短一些。"},
    )


def experts_each(text: str) -> int:
    """How many experts an application gets: 1 to 9; anything else is 3."""
    return int(text) if text in {str(number) for number in range(1, MOST_EXPERTS + 1)} else 3


def expert_keys(texts: Iterable[str]) -> list[int]:
    """Keys as a page sends them; what is none is left out."""
    return [int(text) for text in texts if text.isdecimal() and text.isascii() and len(text) <= LONGEST_KEY]


def application_keys(texts: Iterable[str]) -> list[UUID]:
    """Likewise of applications."""
    return [key for key in map(_uuid, texts) if key]


def pairs(texts: Iterable[str]) -> dict[UUID, list[int]]:
    """`application:expert,expert` as the preview sends it."""
    found: dict[UUID, list[int]] = {}
    for text in texts:
        key, _, experts = text.partition(":")
        if application := _uuid(key):
            found[application] = expert_keys(experts.split(","))
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
