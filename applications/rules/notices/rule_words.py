"""检查规则的说法：each rule that can be switched, in a few words for an administrator."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from applications.rules.notices import rules as kinds
from applications.rules.notices.conditions import when_words
from applications.rules.notices.document import NoticeDocument
from applications.rules.sections import KINDS, codes

WORDS: Mapping[type[kinds.Judged], Callable[[Any, NoticeDocument], str]] = {
    kinds.Answers: lambda rule, notice: (
        rule.sentence or f"不得申报：{_choices(rule, notice, rule.forbidden)}"
    ),
    kinds.Sanction: lambda rule, notice: "受处分期间不得申报",
    kinds.Duration: lambda rule, notice: f"{rule.what}须满 {rule.months} 个月",
    kinds.StudyMode: lambda rule, notice: f"须有{_labels(codes.STUDY_MODES, rule.modes)}学历",
    kinds.Seniority: lambda rule, notice: "任职（工作）年限",
    kinds.RetirementAge: lambda rule, notice: f"法定退休年龄（男 {rule.male} 岁、女 {rule.female} 岁）",
    kinds.Integrity: lambda rule, notice: "诚信记录期内不得申报",
    kinds.Continuing: lambda rule, notice: f"继续教育：{_subject(rule)}{_years(rule, notice)}",
    kinds.StudySource: lambda rule, notice: f"{rule.since}年以后的{_subject(rule)}须从系统获取",
    kinds.Appraisal: lambda rule, notice: (
        f"年度考核：{_years(rule, notice)}，{_labels(codes.GRADES, rule.grades)}"
    ),
    kinds.Putonghua: lambda rule, notice: "普通话等级",
    kinds.DatedAfter: lambda rule, notice: f"取得现任职称之后的材料：{_titles(rule.sections, notice)}",
    kinds.Continuous: lambda rule, notice: f"{_titles([rule.section], notice)}前后衔接",
    kinds.Ascending: lambda rule, notice: f"{_titles([rule.section], notice)}从低到高填写",
    kinds.Unexpired: lambda rule, notice: f"{_titles([rule.section], notice)}：{_field(rule, notice)}未过期",
    kinds.Recent: lambda rule, notice: f"{rule.what}在近 {rule.months} 个月内",
    kinds.Count: lambda rule, notice: f"{rule.what}不少于 {rule.at_least} 项",
    kinds.PlainWords: lambda rule, notice: "不得使用含糊的词语",
    kinds.FileNames: lambda rule, notice: "图片命名须说明内容",
    kinds.Legible: lambda rule, notice: "图片清晰度",
    kinds.Unnamed: lambda rule, notice: f"{_titles(rule.sections, notice)}中不得出现本人姓名及工作单位",
    kinds.MaskingAnswered: lambda rule, notice: "逐张检查信息遮盖",
}


def words_of(code: str, notice: NoticeDocument) -> str:
    """A switchable rule by its code; the code itself where the notice does not have it."""
    what, _, name = code.partition(":")
    if what == "rule":
        rule = next((rule for rule in notice.rules if rule.code == name), None)
        return _of_rule(rule, notice) if rule else code
    for section in notice.sections:
        for material in section.materials:
            if material.code == name and what == "material":
                return f"“{section.title}”须上传“{material.title}”"
            if material.code == name and what == "parts":
                return f"“{material.title}”须有：{'、'.join(material.parts)}"
        for group in section.groups:
            if group.code == name and what == "group":
                titles = [m.title for m in section.materials if m.code in group.materials]
                return f"“{'”“'.join(titles)}”至少上传 {group.at_least} 项"
    return code


def _of_rule(rule: kinds.Judged, notice: NoticeDocument) -> str:
    whom = when_words(rule.when, notice)
    return WORDS[type(rule)](rule, notice) + (f"（{whom}）" if whom else "")


def _labels(choices: codes.Choices, chosen: Iterable[str]) -> str:
    labels = dict(choices)
    return "、".join(labels.get(code, code) for code in chosen)


def _choices(rule: kinds.Answers, notice: NoticeDocument, chosen: Iterable[str]) -> str:
    section = notice.section(rule.section)
    fields = KINDS[section.kind].fields if section else ()
    return _labels(next((spec.choices for spec in fields if spec.key == rule.field), ()), chosen)


def _field(rule: kinds.Unexpired, notice: NoticeDocument) -> str:
    section = notice.section(rule.section)
    fields = KINDS[section.kind].fields if section else ()
    return next((spec.label for spec in fields if spec.key == rule.field), rule.field)


def _titles(sections: Iterable[str], notice: NoticeDocument) -> str:
    named = [section.title for code in sections if (section := notice.section(code))]
    return f"“{'”“'.join(named)}”"


def _subject(rule: kinds.Continuing | kinds.StudySource) -> str:
    return {**dict(codes.SUBJECTS), "any": "各科目"}[rule.subject]


def _years(rule: kinds.Continuing | kinds.Appraisal, notice: NoticeDocument) -> str:
    first, last = notice.year + rule.first, notice.year + rule.last
    return f"{first}年" if first == last else f"{first}年至{last}年"
