"""检查规则的说法：whatever an administrator may switch, in the sentences of the notice's page."""

from collections.abc import Iterable

from applications.rules.notices.conditions import when_words
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Section
from applications.rules.notices.rule_sentences import (
    group_sentence,
    material_sentence,
    parts_sentence,
    rule_sentence,
)
from applications.rules.notices.terms import When


def words_of(code: str, notice: NoticeDocument) -> str:
    """A switchable rule with whom it concerns; the code itself where the notice does not have it."""
    what, _, name = code.partition(":")
    told = _rules(name, notice) if what == "rule" else ""
    return told or next(filter(None, (_in(section, what, name, notice) for section in notice.sections)), code)


def _rules(name: str, notice: NoticeDocument) -> str:
    found = (rule for rule in notice.rules if rule.code == name)
    return next((_of((rule.when,), rule_sentence(rule, notice), notice) for rule in found), "")


def _in(section: Section, what: str, name: str, notice: NoticeDocument) -> str:
    """What a section has under this name; empty where it has nothing."""
    for material in section.materials:
        if material.code == name and what == "material":
            return _of((material.when, material.required_when), material_sentence(material, section), notice)
        if material.code == name and what == "parts":
            return parts_sentence(material)
    groups = (group for group in section.groups if group.code == name and what == "group")
    return next((_of((group.when,), group_sentence(group, section), notice) for group in groups), "")


def _of(conditions: Iterable[When], sentence: str, notice: NoticeDocument) -> str:
    whom = " · ".join(dict.fromkeys(filter(None, (when_words(when, notice) for when in conditions))))
    return f"{whom}：{sentence}" if whom else sentence
