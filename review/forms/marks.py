"""标记：what is to be changed and why; a phrase, words of one's own, or both."""

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.rules.unlocking import Spot
from review.selectors.marks import target_from
from review.services.marks import REASON_LENGTH


class MarkForm(forms.Form):
    """One mark. The choices stand in the page; that there is such a thing the service makes sure."""

    target = forms.CharField(max_length=200)
    phrase = forms.CharField(max_length=200, required=False)
    reason = forms.CharField(
        max_length=REASON_LENGTH,
        required=False,
        error_messages={"max_length": f"原因最多 {REASON_LENGTH} 字，请写得短一些。"},
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.spot: Spot | None = target_from(self.data.get("target", ""))
        self.section = self.spot.section if self.spot else ""

    def clean(self) -> dict[str, Any]:
        """The phrase and the words together are the reason."""
        typed: dict[str, Any] = super().clean() or {}
        words = [typed.get("phrase", ""), typed.get("reason", "")]
        typed["words"] = " ".join(dict.fromkeys(filter(None, words)))
        if not typed["words"] and not self.errors:
            self.add_error("reason", "请选择常用原因，或写明原因。")
        return typed

    @property
    def problem(self) -> str:
        """What is wrong with it; empty while nothing is."""
        return " ".join(str(text) for texts in self.errors.values() for text in texts)

    @property
    def typed(self) -> dict[str, str]:
        """What was chosen and typed."""
        return {name: str(self.data.get(name, "")) for name in self.fields}

    def mistakes(self, reasons: Sequence[str]) -> list[dict[str, str]]:
        """For the summary on top, with a link to the question."""
        said = [self.problem] if self.problem else []
        href = f"#mark-{self.section}-reason"
        return [{"message": text, "href": href, "clause": ""} for text in (*said, *reasons)]
