"""调整检查规则：an administrator makes a rule block, or only warn, while people are filling in.

A version of a notice never changes, so a switch publishes a new one with its reason and its author. Whoever
is still filling in (填报中、退回修改) moves to it and is told; what is being reviewed stays on the version it
was submitted under. An application under an older version moves to that version with the same switch, and
with nothing else that has changed in the notice since.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from applications.models import Application, Message, Notice, NoticeVersion, User
from applications.models.notice import document_of
from applications.permissions import is_administrator
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.references import severity_of, switchable
from applications.rules.notices.rule_words import words_of
from applications.selectors.switches import filling_in
from applications.services.messages import LONGEST
from applications.services.moves import NotAllowed
from applications.services.notices import publish

LONGEST_REASON = 200
BECOMES = {"block": "改为必须符合，不符合的不能提交", "warn": "改为只作提醒，不影响提交"}


class CannotSwitch(Exception):
    """Nothing is switched; `reason` is a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def switch_rule(
    notice: Notice,
    rule: str,
    severity: Literal["block", "warn"],
    *,
    reason: str,
    by: User | None,
    at: datetime,
) -> NoticeVersion:
    """The new version in force. Nobody named (`by`) is the operator at the console.

    Raises NotAllowed for all but administrators, CannotSwitch with a sentence.
    """
    if by is not None and not is_administrator(by):
        raise NotAllowed("switch")
    locked = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if locked.latest_id is None:
        raise CannotSwitch("该通知尚未发布。")
    _require(document_of(locked.latest_id), rule, severity, reason)
    in_use = filling_in(locked).exclude(notice_version=locked.latest_id)
    older = NoticeVersion.objects.filter(pk__in=in_use.values("notice_version")).order_by("number")
    for version in [*older, NoticeVersion.objects.get(pk=locked.latest_id)]:
        document = document_of(version.pk)
        if rule in switchable(document.rules, document.sections):
            content = _switched(version.content, document, rule, severity)
            published = publish(locked, content, at=at, reason=reason.strip(), by=by)
            told = _sentence(document, rule, severity, reason.strip())
            _move_over(filling_in(locked).filter(notice_version=version), published, told, at=at)
    return published


def _require(document: NoticeDocument, rule: str, severity: str, reason: str) -> None:
    if rule not in switchable(document.rules, document.sections):
        raise CannotSwitch(f"该通知没有可以调整的规则“{rule}”。")
    if severity not in BECOMES:
        raise CannotSwitch("只能改为 block（必须符合）或 warn（只作提醒）。")
    if severity_of(rule, document.rules, document.switches) == severity:
        raise CannotSwitch("这条规则现在就是这样，没有改变。")
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise CannotSwitch(f"请写明调整的原因，最多 {LONGEST_REASON} 字。")


def _switched(content: dict[str, Any], document: NoticeDocument, rule: str, severity: str) -> dict[str, Any]:
    """The same notice with one switch more; or one less, where the notice itself says as much."""
    switches = [switch for switch in content.get("switches", ()) if switch["rule"] != rule]
    if severity_of(rule, document.rules) != severity:
        switches.append({"rule": rule, "severity": severity})
    bare = {key: value for key, value in content.items() if key != "switches"}
    return bare | {"switches": switches} if switches else bare


def _move_over(
    applications: Iterable[Application], version: NoticeVersion, text: str, *, at: datetime
) -> None:
    """Each under its lock: one that is submitted at this instant stays where it was."""
    for application in applications.select_for_update():  # type: ignore[attr-defined]
        application.notice_version = version
        application.save(update_fields=["notice_version"])
        Message.objects.create(
            user_id=application.applicant_id,
            application=application,
            key=f"switched:{version.pk}:{application.pk}",
            text=f"申报书 {application.number}：{text}"[:LONGEST],
            at=at,
        )


def _sentence(document: NoticeDocument, rule: str, severity: str, reason: str) -> str:
    return f"{words_of(rule, document)}这条检查规则{BECOMES[severity]}。原因：{reason}"
