"""评审意见：kept as the expert types, handed in once; or the expert declines (回避) and it is shut."""

from datetime import datetime

from django.db import transaction

from applications.models import User
from applications.rules.sections.fields import CONTROL
from applications.services.moves import MoveRefused, NotAllowed
from review.models import Assignment, Opinion
from review.selectors.experts import assignments_of

LONGEST = 2000
REASON_LENGTH = 100


class CannotWrite(Exception):
    """The opinion is not kept; `reason` is a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StaleOpinion(CannotWrite):
    """Another window saved first; nothing is written and the expert decides between the two texts."""

    def __init__(self, opinion: Opinion) -> None:
        super().__init__("您在另一个窗口里保存过意见。")
        self.text, self.version, self.saved_at = opinion.text, opinion.version, opinion.saved_at


@transaction.atomic
def save(assignment: Assignment, text: str, *, by: User, at: datetime, seen_version: int) -> Opinion:
    """Keep the text as typed, at most 2000 characters. The same words again change nothing.

    `seen_version` is the version on the expert's page; if it was saved after that, StaleOpinion. Raises
    NotAllowed for whom the assignment is not or no longer open, CannotWrite once it is handed in.
    """
    opinion, words = _open(assignment, by, at), worded(text)
    if words == opinion.text:
        return opinion
    if opinion.version > seen_version:
        raise StaleOpinion(opinion)
    if len(words) > LONGEST:
        raise CannotWrite(f"意见最多 {LONGEST} 字，现在是 {len(words)} 字。")
    opinion.text, opinion.saved_at, opinion.version = words, at, opinion.version + 1
    opinion.save()
    return opinion


@transaction.atomic
def hand_in(assignment: Assignment, *, by: User, at: datetime, seen_version: int) -> Opinion:
    """提交意见, once, exactly the text that the page showed. Raises NotAllowed, StaleOpinion, CannotWrite."""
    opinion = _open(assignment, by, at)
    if opinion.version != seen_version:
        raise StaleOpinion(opinion)
    if not opinion.text.strip():
        raise CannotWrite("还没有写意见，不能提交。")
    opinion.handed_in_at = at
    opinion.save()
    return opinion


@transaction.atomic
def recuse(assignment: Assignment, reason: str, *, by: User, at: datetime) -> None:
    """需要回避：from this moment nothing of it is open to the expert. Raises NotAllowed, MoveRefused."""
    locked, words = _locked(assignment, by), worded(reason).strip()
    if not words:
        raise MoveRefused(["请写明回避的原因。"])
    if len(words) > REASON_LENGTH:
        raise MoveRefused([f"原因最多 {REASON_LENGTH} 字，现在是 {len(words)} 字。"])
    locked.recused_at, locked.recusal_reason = at, words
    locked.save(update_fields=["recused_at", "recusal_reason"])


def worded(text: str) -> str:
    """As typed, with one kind of line end and without what no person types."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _locked(assignment: Assignment, by: User) -> Assignment:
    """Open to the person now, and held so."""
    Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if not (found := assignments_of(by).filter(pk=assignment.pk).first()):
        raise NotAllowed("evaluate")
    return found


def _open(assignment: Assignment, by: User, at: datetime) -> Opinion:
    """What has been written, to be changed. Not while it is only read: then none need be there."""
    locked = _locked(assignment, by)
    opinion, _ = Opinion.objects.get_or_create(assignment=locked, defaults={"saved_at": at})
    if opinion.handed_in_at:
        raise CannotWrite("意见已提交，不能再改。")
    return opinion
