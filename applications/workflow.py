"""The life of an application (申报书), as data.

Every state and every move between states is named here, once. The model binds the moves, pages draw
their buttons from them, the API lists them, and the README diagram is printed from them.
Levels are a pointer into the application's route, never states.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    DRAFT = "draft", "填报中"
    IN_REVIEW = "in_review", "逐级审核中"
    RETURNED = "returned", "退回修改"
    RECEIVED = "received", "已接收材料"
    UNDER_EVALUATION = "under_evaluation", "评审中"
    RESULT_PUBLICITY = "result_publicity", "结果公示"
    GRANTED = "granted", "取得资格"
    ABANDONED = "abandoned", "视为放弃"
    REFUSED = "refused", "不予受理"
    WITHDRAWN = "withdrawn", "撤回"
    NOT_PASSED = "not_passed", "未通过"
    REVOKED = "revoked", "撤销"


ENDED = frozenset(
    {State.ABANDONED, State.REFUSED, State.WITHDRAWN, State.NOT_PASSED, State.REVOKED}
)  # the claim is over without a title; a new one may be made

# What each audience reads; what is not here reads the state's own label.
APPLICANT_LABELS = {State.IN_REVIEW: "审核中"}
REVIEWER_LABELS = {State.DRAFT: "申报人填报中", State.RETURNED: "申报人修改中"}


class Actor(TextChoices):
    APPLICANT = "applicant", "申报人"
    LEVEL = "level", "当前审核层级"
    OFFICE = "office", "评委会办公室"
    CLOCK = "clock", "系统（到期）"


@dataclass(frozen=True, slots=True)
class Move:
    """One way from some states to another, who goes it, and whether words must go with it."""

    name: str
    label: str
    sources: tuple[State, ...]
    target: State
    actor: Actor
    needs_note: bool = False
    ends: bool = False


SUBMIT = Move("submit", "提交", (State.DRAFT,), State.IN_REVIEW, Actor.APPLICANT)
RECALL = Move("recall", "取回", (State.IN_REVIEW,), State.DRAFT, Actor.APPLICANT)
FORWARD = Move("forward", "审核通过并上报", (State.IN_REVIEW,), State.IN_REVIEW, Actor.LEVEL)
SEND_BACK = Move("send_back", "退回修改", (State.IN_REVIEW,), State.RETURNED, Actor.LEVEL, needs_note=True)
RESUBMIT = Move("resubmit", "修改后再次提交", (State.RETURNED,), State.IN_REVIEW, Actor.APPLICANT)
RECEIVE = Move("receive", "接收材料", (State.IN_REVIEW,), State.RECEIVED, Actor.OFFICE)
CONFIRM = Move("confirm", "审核确认", (State.IN_REVIEW,), State.RESULT_PUBLICITY, Actor.LEVEL)
GRANT = Move(
    "grant", "公示无异议，取得资格", (State.RESULT_PUBLICITY,), State.GRANTED, Actor.LEVEL, ends=True
)
DENY = Move(
    "deny",
    "公示异议属实，不予确认",
    (State.RESULT_PUBLICITY,),
    State.NOT_PASSED,
    Actor.LEVEL,
    needs_note=True,
    ends=True,
)
REFUSE = Move(
    "refuse", "不予受理", (State.IN_REVIEW,), State.REFUSED, Actor.LEVEL, needs_note=True, ends=True
)
WITHDRAW = Move(
    "withdraw",
    "撤回申报",
    (State.DRAFT, State.IN_REVIEW, State.RETURNED),
    State.WITHDRAWN,
    Actor.APPLICANT,
    ends=True,
)
LAPSE = Move(
    "lapse",
    "逾期视为放弃",
    (State.DRAFT, State.IN_REVIEW, State.RETURNED),
    State.ABANDONED,
    Actor.CLOCK,
    ends=True,
)

# In the order in which they are offered: what carries a claim on stands first, what ends it last.
MOVES = {
    move.name: move
    for move in (
        SUBMIT,
        FORWARD,
        RECEIVE,
        CONFIRM,
        GRANT,
        SEND_BACK,
        RESUBMIT,
        RECALL,
        DENY,
        REFUSE,
        WITHDRAW,
        LAPSE,
    )
}


def moves_from(state: State) -> list[Move]:
    """The moves that leave `state`, in the order of the table."""
    return [move for move in MOVES.values() if state in move.sources]


def mermaid() -> str:
    """The table as a diagram; the README carries it and a test compares the two."""
    rows = [
        f"    {source} --> {move.target}: {move.label}（{move.actor.label}）"
        for move in MOVES.values()
        for source in move.sources
    ]
    names = [f"    {state}: {state.label}" for state in State]
    return "\n".join(["stateDiagram-v2", *names, *rows])
