"""检查规则的调整：what may be switched, how it stands, and whom a switch would reach."""

from dataclasses import dataclass

from django.db.models import QuerySet

from applications.models import Application, Notice
from applications.models.notice import document_of
from applications.rules.notices.references import severity_of, switchable
from applications.rules.notices.rule_words import words_of
from applications.workflow import State


@dataclass(frozen=True, slots=True)
class SwitchableRule:
    """One rule of a notice: in words, with its clause, how it stands and how the notice itself has it."""

    code: str
    words: str
    clause: str
    severity: str
    declared: str

    @property
    def other(self) -> str:
        """What it would become."""
        return "warn" if self.severity == "block" else "block"

    @property
    def is_switched(self) -> bool:
        return self.severity != self.declared


def switchable_rules(notice: Notice) -> list[SwitchableRule]:
    """Every rule that an administrator may switch, in the notice's order; no query once it is read."""
    if notice.latest_id is None:
        return []
    document = document_of(notice.latest_id)
    return [
        SwitchableRule(
            code=code,
            words=words_of(code, document),
            clause=clause,
            severity=severity_of(code, document.rules, document.switches),
            declared=severity_of(code, document.rules),
        )
        for code, clause in switchable(document.rules, document.sections).items()
    ]


def filling_in(notice: Notice) -> QuerySet[Application]:
    """Who can still change the dossier, and so must know of a change in what is asked."""
    editable = (State.DRAFT, State.RETURNED)
    return Application.objects.filter(notice_version__notice=notice, state__in=editable)
