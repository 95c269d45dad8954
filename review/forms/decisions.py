"""办理：the words that go with a decision."""

from typing import Any

from django import forms

from applications import workflow
from applications.rules.notices.chain import Level
from applications.workflow import MOVES, Move
from review.rules.grounds import GROUNDS

LABELS = {
    workflow.FORWARD: "审核意见",
    workflow.SEND_BACK: "退回原因",
    workflow.REFUSE: "情况说明",
    workflow.RECEIVE: "备注",
    workflow.CONFIRM: "审核意见",
    workflow.GRANT: "备注",
    workflow.DENY: "异议核实情况",
}
HINTS = {
    workflow.SEND_BACK: "逐条写明哪一栏、哪一张图片、怎样修改。申报人会看到这些话。",
    workflow.REFUSE: "写明事实和依据的条款。申报人会看到这些话。",
    workflow.DENY: "写明核实的事实。申报人会看到这些话。",
}
# These end the claim, so the server asks once more.
ASKED_TWICE = frozenset({workflow.REFUSE.name, workflow.DENY.name})


class DecisionForm(forms.Form):
    """The note, and for a refusal its ground. `level` prescribes the opinion where the notice does."""

    note = forms.CharField(
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"max_length": "最多 2000 字，请写得短一些。"},
    )

    def __init__(self, move: Move, level: Level | None, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{move.name}-%s")
        self.move = move
        self.opinion = level.opinion if level and move in (workflow.FORWARD, workflow.CONFIRM) else None
        note = self.fields["note"]
        note.label, note.help_text = LABELS[move], HINTS.get(move, "")
        note.required = move.needs_note or self.opinion is not None
        note.error_messages["required"] = f"请填写{LABELS[move]}。"
        if self.opinion:
            note.initial = self.opinion.sentence
            note.help_text = "通知规定了原文，请勿改动。"
        if move == workflow.REFUSE:
            self.fields["ground"] = forms.ChoiceField(
                label="依据",
                choices=list(GROUNDS.items()),
                widget=forms.RadioSelect,
                error_messages={
                    "required": "请选择不予受理的依据。",
                    "invalid_choice": "请选择不予受理的依据。",
                },
            )
            self.order_fields(["ground", "note"])

    @property
    def in_words(self) -> list[dict[str, str]]:
        """What was decided, to be read once more."""
        typed = self.cleaned_data
        ground = [{"label": "依据", "value": GROUNDS[typed["ground"]]}] if "ground" in typed else []
        return [*ground, {"label": LABELS[self.move], "value": typed["note"]}]


def decision_form(move_name: str, level: Level | None, data: Any = None) -> DecisionForm:
    """The form of the move of that name."""
    return DecisionForm(MOVES[move_name], level, data)
