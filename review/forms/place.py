"""在待办中的位置：what the reader was looking at, carried from the list to the dossier and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

PER_PAGE = 50
WISHES = ("q", "notice", "again", "sort", "fee")
FEE_WORDS = (("", ""), ("paid", "已缴"), ("unpaid", "未缴"))
SORT_WORDS = (("due", "最迟时间"), ("arrived", "送达时间"), ("name", "姓名"))


@dataclass(frozen=True, slots=True)
class Place:
    """The wishes for the list, and which line of it (from 0), where that is known."""

    wishes: Mapping[str, str]
    number: int | None = None

    @classmethod
    def from_query(cls, query: QueryDict) -> "Place":
        """What is not understood is left out."""
        typed = {name: str(query.get(name, "")).strip()[:60] for name in (*WISHES, "n")}
        wishes = {name: typed[name] for name in WISHES if typed[name]}
        text = typed["n"]
        return cls(wishes, int(text) if text.isdecimal() and len(text) < 7 else None)

    @property
    def query(self) -> str:
        """The wishes alone, for links to the list and for its pages."""
        return urlencode(self.wishes)

    def at(self, number: int | None) -> str:
        """The query string of a dossier at that line of the list, with its question mark."""
        found = {**self.wishes} if number is None else {**self.wishes, "n": str(number)}
        return f"?{urlencode(found)}" if found else ""

    @property
    def back(self) -> str:
        """The query string of the list's page on which the line stands."""
        page = (self.number or 0) // PER_PAGE + 1
        found = {**self.wishes, "page": str(page)} if page > 1 else self.wishes
        return f"?{urlencode(found)}" if found else ""

    def sorted_by(self, name: str) -> str:
        """The query string of the list in another order."""
        return f"?{urlencode({**self.wishes, 'sort': name})}"


class QueueFilter(forms.Form):
    """What the queue can be narrowed by; only drawn, never refused."""

    q = forms.CharField(label="姓名、编号或单位", required=False, max_length=60)
    notice = forms.ChoiceField(label="通知", required=False)
    again = forms.ChoiceField(label="提交", required=False, choices=[("", ""), ("yes", "只看再次提交")])
    sort = forms.ChoiceField(label="排序", required=False, choices=SORT_WORDS)

    def __init__(self, place: Place, notices: list[tuple[str, str]]) -> None:
        super().__init__(initial={**place.wishes, "sort": place.wishes.get("sort", "due")})
        self.fields["notice"].choices = [("", ""), *notices]  # type: ignore[attr-defined]


class ReceivedFilter(forms.Form):
    """What the list of received applications can be narrowed by."""

    q = forms.CharField(label="姓名、编号或单位", required=False, max_length=60)
    notice = forms.ChoiceField(label="通知", required=False)
    fee = forms.ChoiceField(
        label="缴费", required=False, choices=[("", ""), ("paid", "已缴"), ("unpaid", "未缴")]
    )

    def __init__(self, place: Place, notices: list[tuple[str, str]]) -> None:
        super().__init__(initial=dict(place.wishes))
        self.fields["notice"].choices = [("", ""), *notices]  # type: ignore[attr-defined]
