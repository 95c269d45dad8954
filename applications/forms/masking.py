"""遮盖框 as a form: four numbers a box in percent of the picture; the page's script writes them itself."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from applications.rules.masking import MOST, SCALE, Box
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.sentences import MASKED
from applications.selectors.masking import Page
from applications.services.covering import BOXES, EXPLANATION, Answer, BadAnswer

SIDES = ("left", "top", "width", "height")
WORDS = {"left": "左", "top": "上", "width": "宽", "height": "高"}
NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")
BLANK = 3  # rows to type new boxes into, without the script
UNIT = Decimal(100) / SCALE
BADGES = {
    "left": ("wait", "没有检查"),
    "doubt": ("stop", "遮盖后仍能读出"),
    "covered": ("ok", "已遮盖 {} 处"),
    "clear": ("ok", "不需要遮盖"),
}


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One box as typed: how far from the left and the top, how wide and high, in percent."""

    number: int
    values: tuple[str, str, str, str] = ("", "", "", "")

    @property
    def inputs(self) -> list[dict[str, str]]:
        return [
            {"name": side, "id": f"{side}-{self.number}", "label": WORDS[side], "value": value}
            for side, value in zip(SIDES, self.values, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class MaskingForm:
    """The boxes of one picture, what is wrong with them, and the sentences about what is still read."""

    rows: Sequence[BoxRow]
    error: str
    place: str
    explanations: Mapping[int, str]

    @property
    def errors(self) -> list[dict[str, str]]:
        """For the summary on top."""
        return [{"message": self.error, "href": f"#{self.place}", "clause": ""}] if self.error else []


def form_of(page: Page, posted: QueryDict | None = None, error: str = "", place: str = BOXES) -> MaskingForm:
    """The boxes as they are kept, or as they were just sent with what is wrong about it."""
    typed = [_typed(box) for box in page.boxes] if posted is None else _sent(posted)
    rows = [BoxRow(number, values) for number, values in enumerate(typed, 1)]
    blank = [BoxRow(number) for number in range(len(rows) + 1, min(len(rows) + BLANK, MOST) + 1)]
    explanations = {one.pk: one.explanation for one in page.doubts} | _explanations(posted or {})
    return MaskingForm([*rows, *blank], error, place, explanations)


def answer_from(posted: QueryDict) -> Answer:
    """What was answered. Raises BadAnswer where a number cannot be read."""
    boxes = [_edges(number, values) for number, values in enumerate(_sent(posted), 1)]
    confirmed = {int(key) for key in posted.getlist("confirm") if _is_key(key)}
    return Answer(posted.get("answer", ""), boxes, confirmed, _explanations(posted))


def badge_of(state: str, boxes: int) -> dict[str, str]:
    """The state of a picture as a badge."""
    tone, words = BADGES[state]
    return {"tone": tone, "label": words.format(boxes)}


def question_of(document: NoticeDocument) -> dict[str, str]:
    """What experts may not see, in the words of the notice's rule; empty where it hides nothing."""
    masking = document.masking
    if masking is None:
        return {"targets": "", "clause": ""}
    return {"targets": "、".join(MASKED[target] for target in masking.targets), "clause": masking.clause}


def marks_of(page: Page, form: MaskingForm) -> dict[str, list[dict[str, Any]]]:
    """What the machine has found: proposals to confirm, and what is still read after covering."""
    return {
        "proposals": [
            {"pk": one.pk, "box": one.box, "what": one.get_what_display(), "sure": one.is_sure}
            for one in page.proposals
        ],
        "doubts": [
            {
                "pk": one.pk,
                "box": one.box,
                "what": one.get_what_display(),
                "field": f"{EXPLANATION}{one.pk}",
                "explanation": form.explanations.get(one.pk, ""),
            }
            for one in page.doubts
        ],
    }


def shapes(boxes: Iterable[Sequence[int]]) -> list[dict[str, int]]:
    """Rectangles for the picture's overlay, in 1/10,000 of it."""
    return [
        {"x": left, "y": top, "width": right - left, "height": bottom - top}
        for left, top, right, bottom in boxes
    ]


def _typed(box: Box) -> tuple[str, str, str, str]:
    left, top, width, height = (
        f"{UNIT * n:f}" for n in (box.left, box.top, box.right - box.left, box.bottom - box.top)
    )
    return left, top, width, height


def _sent(posted: QueryDict) -> list[tuple[str, str, str, str]]:
    """Row by row; rows in which nothing is typed are none. No more than one box too many is looked at."""
    columns = [[text.strip()[:10] for text in posted.getlist(side)] for side in SIDES]
    rows = [row for row in zip(*columns, strict=False) if any(row)]
    return [(left, top, width, height) for left, top, width, height in rows[: MOST + 1]]


def _edges(number: int, values: Sequence[str]) -> list[int]:
    """Left, top, right, bottom in 1/10,000; whether they lie on the page is judged with the answer."""
    for side, text in zip(SIDES, values, strict=True):
        if not NUMBER.fullmatch(text):
            said = f"第 {number} 个遮盖框的“{WORDS[side]}”" + (f"“{text}”不是百分数" if text else "没有填")
            raise BadAnswer(f"{said}，请填 0 到 100 之间的数，最多两位小数。", f"{side}-{number}")
    left, top, width, height = (int(Decimal(text) / UNIT) for text in values)
    return [left, top, left + width, top + height]


def _explanations(posted: Mapping[str, Any]) -> dict[int, str]:
    keys = [name for name in posted if name.startswith(EXPLANATION) and _is_key(name[len(EXPLANATION) :])]
    return {int(name[len(EXPLANATION) :]): str(posted[name]) for name in keys}


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
