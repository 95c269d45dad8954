"""通知页的“填报内容和材料”：each section with its slots and the rules that the dossier is checked by."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from applications.rules.findings import Severity
from applications.rules.notices.conditions import when_words
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.rule_sentences import group_sentence, rule_sentence, section_of, spared_words
from applications.rules.notices.rules import Judged
from applications.rules.notices.terms import Answer
from applications.rules.sections import KINDS

PROVIDERS = {"employer": "由用人单位提供", "superior": "由上级主管单位提供"}
MILD = "只提醒，不影响提交。"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the notice says: in what words, where it says so, and for whom."""

    text: str
    clause: str = ""
    who: str = ""
    note: str = ""
    copies: int = 0


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One slot for scans: how it is needed, by whom, and what belongs into it."""

    material: Material
    need: str
    must: bool
    who: str
    hidden: bool
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionLine:
    """栏目 with its slots and its rules."""

    section: Section
    who: str
    materials: tuple[MaterialLine, ...]
    rules: tuple[Line, ...]


def section_lines(notice: NoticeDocument) -> Iterator[SectionLine]:
    """The sections in the notice's order."""
    rules = [(section_of(rule, notice), _rule(rule, notice)) for rule in notice.rules]
    for section in notice.sections:
        who = when_words(section.when, notice)
        yield SectionLine(
            section,
            who,
            tuple(_material(material, section, notice) for material in section.materials),
            (
                *_groups(section, notice),
                *(
                    replace(line, who="") if line.who == who else line
                    for code, line in rules
                    if code == section.code
                ),
            ),
        )


def general_rules(notice: NoticeDocument) -> Iterator[Line]:
    """The rules that are about every section."""
    return (_rule(rule, notice) for rule in notice.rules if not section_of(rule, notice))


def _groups(section: Section, notice: NoticeDocument) -> Iterator[Line]:
    for group in section.groups:
        note = _mild(f"group:{group.code}", "block", notice)
        yield Line(group_sentence(group, section), group.clause, when_words(group.when, notice), note)


def _rule(rule: Judged, notice: NoticeDocument) -> Line:
    spared = spared_words(rule, notice)
    notes = [f"不作要求的：{spared}。" if spared else "", _mild(f"rule:{rule.code}", rule.severity, notice)]
    return Line(
        rule_sentence(rule, notice), rule.clause, when_words(rule.when, notice), "".join(filter(None, notes))
    )


def _mild(rule: str, severity: Severity, notice: NoticeDocument) -> str:
    switched = {switch.rule: switch.severity for switch in notice.switches}
    return MILD if switched.get(rule, severity) == "warn" else ""


def _material(material: Material, section: Section, notice: NoticeDocument) -> MaterialLine:
    who, demanded = when_words(material.when, notice), when_words(material.required_when, notice)
    must = material.required and material.provider == "applicant"
    partly = must and demanded not in ("", who)
    return MaterialLine(
        material=material,
        need=PROVIDERS.get(material.provider) or _need(material, must=must, partly=partly),
        must=must,
        who=who,
        hidden=notice.masking is not None and material.experts == "hidden",
        details=tuple(_details(material, section, demanded if partly else "")),
    )


def _need(material: Material, *, must: bool, partly: bool) -> str:
    """How urgently a slot is to be filled, and whether that hangs on what is filled in."""
    if not must:
        return "有则上传"
    if partly:
        return "部分必传"
    return "符合的必传" if material.of_rows or material.when.answers else "必传"


def _details(material: Material, section: Section, demanded: str) -> Iterator[str]:
    """Whose it is, how many, of what, and what it may stand for."""
    titles = {other.code: other.title for other in section.materials}
    if demanded:
        yield f"必传的是{demanded}"
    if material.of_rows:
        yield f"{'每条' if material.per_row else ''}{_row_words(material.of_rows, section)}上传"
    elif material.per_row:
        yield "每条都要上传"
    if "pdf" in material.accept:
        yield "PDF 文件" if material.accept == ("pdf",) else "JPG 图片或 PDF 文件"
    yield f"最多 {material.max} 张"
    if material.parts:
        yield f"包含{'、'.join(material.parts)}"
    if material.instead_of:
        yield f"可以代替“{'”“'.join(titles.get(code, code) for code in material.instead_of)}”"


def _row_words(answer: Answer, section: Section) -> str:
    """来源为“免除学习”的."""
    spec = next(field for field in KINDS[section.kind].fields if field.key == answer.field)
    choices = dict(spec.choices)
    return f"{spec.label}为“{'”“'.join(choices[code] for code in answer.any_of)}”的"
