"""检查规则怎样说给申报人听：each typed rule as one sentence, made from its own parameters."""

from collections.abc import Callable, Iterable
from typing import Any

from applications.rules.notices import rules as kinds
from applications.rules.notices.conditions import when_words
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Group, Material, Section
from applications.rules.notices.wording import OF_PERSON
from applications.rules.sections import KINDS, codes

SUBJECTS = {**dict(codes.SUBJECTS), "any": "公需课和专业课合计"}
GRADES = dict(codes.GRADES)
STEPS = frozenset(("excellent", "competent", "basic", "failed"))
SINCE = {"graduation": "毕业", "profession": "从事专业技术工作", "title": "取得现任职称"}
WAIVERS = {
    "posting": "驻村等工作期间可以免除，须附免学申请表（审批表）。",
    "current": "参加驻村等工作的可以免除当年，须附免学申请表（审批表）。",
    "no": "",
}
# The kind of section that a rule looks at where it names none itself.
LOOKS_AT: dict[type[kinds.Judged], tuple[str, ...]] = {
    kinds.Sanction: ("declarations",),
    kinds.StudyMode: ("education",),
    kinds.Seniority: ("qualification", "education"),
    kinds.RetirementAge: ("basic",),
    kinds.Integrity: ("basic",),
    kinds.Continuing: ("continuing",),
    kinds.StudySource: ("continuing",),
    kinds.Appraisal: ("appraisal",),
    kinds.Putonghua: ("putonghua",),
}


def rule_sentence(rule: kinds.Judged, notice: NoticeDocument) -> str:
    """What a rule asks, in plain words."""
    return SENTENCES[type(rule)](rule, notice)


def spared_words(rule: kinds.Judged, notice: NoticeDocument) -> str:
    """Whom a rule spares; nothing where it spares nobody."""
    return "；".join(when_words(when, notice) for when in rule.unless)


def section_of(rule: kinds.Judged, notice: NoticeDocument) -> str:
    """The section under which a rule is told; empty where it is about them all."""
    named = getattr(rule, "section", "") or next(iter(getattr(rule, "sections", ())), "")
    if named:
        return str(named)
    wanted = LOOKS_AT.get(type(rule), ())
    return next((s.code for kind in wanted for s in notice.sections if s.kind == kind), "")


def material_sentence(material: Material, section: Section) -> str:
    """What is to be uploaded where."""
    return f"“{section.title}”须上传“{material.title}”。"


def parts_sentence(material: Material) -> str:
    """Of what a slot must consist."""
    return f"“{material.title}”须包含{'、'.join(material.parts)}。"


def group_sentence(group: Group, section: Section) -> str:
    """几项中的几项."""
    titles = {material.code: material.title for material in section.materials}
    named = "”“".join(titles.get(code, code) for code in group.materials)
    if group.at_least == len(group.materials):
        return f"“{named}”都要上传。"
    return f"“{named}”须上传其中的 {group.at_least} 项。"


def _answers(rule: kinds.Answers, notice: NoticeDocument) -> str:
    label, choices = _field(rule.section, rule.field, notice)
    named = "”“".join(choices.get(code, code) for code in rule.forbidden)
    return rule.sentence or f"{label}为“{named}”的，不能申报。"


def _sanction(rule: kinds.Sanction, notice: NoticeDocument) -> str:
    labels = dict(codes.SANCTIONS)
    return f"受{'、'.join(labels[level] for level in rule.levels)}的，在处分期间不能申报。"


def _duration(rule: kinds.Duration, notice: NoticeDocument) -> str:
    return f"{rule.what}须满 {_span(rule.months)}{'，并且正在进行' if rule.running else ''}。"


def _study_mode(rule: kinds.StudyMode, notice: NoticeDocument) -> str:
    modes, levels = dict(codes.STUDY_MODES), dict(codes.EDUCATION_LEVELS)
    named = "、".join(levels[code] for code in rule.levels)
    wanted = "、".join(modes[mode] for mode in rule.modes)
    return f"须有{wanted}学历{f'（{named}）' if named else ''}。"


def _seniority(rule: kinds.Seniority, notice: NoticeDocument) -> str:
    levels = dict(codes.EDUCATION_LEVELS)
    month, _, day = (rule.counted_to or "").partition("-")
    until = f"到{notice.year}年{int(month)}月{int(day)}日" if rule.counted_to else "到检查当天"
    start = f"{'毕业后' if rule.after_graduation else ''}{SINCE[rule.counted_from]}"
    lines = [
        "、".join(levels[code] for code in line.education) + (f"满 {line.years} 年" if line.years else "当年")
        for line in rule.table
    ]
    needed = f"：{'；'.join(lines)}。" if lines else "，是否符合评审条件由审核部门核定。"
    kind = "按最高全日制学历，" if rule.full_time else ""
    delays = "".join(f"年度考核每出现 1 次{GRADES[g]}，顺延 {years} 年。" for g, years in rule.delays.items())
    sooner = "".join(f"{when_words(s.when, notice)}，可提前 {s.years} 年。" for s in rule.shorter)
    return f"{kind}年限自{start}算{until}{needed}{delays}{sooner}"


def _retirement_age(rule: kinds.RetirementAge, notice: NoticeDocument) -> str:
    return f"男满 {rule.male} 周岁、女满 {rule.female} 周岁的，核对是否已达到法定退休年龄；达到的不能申报。"


def _integrity(rule: kinds.Integrity, notice: NoticeDocument) -> str:
    return "有弄虚作假等诚信记录的，在记录期内不能申报。"


def _continuing(rule: kinds.Continuing, notice: NoticeDocument) -> str:
    hours = f"不少于 {rule.hours} 学时" if rule.hours else "有合格证书"
    return f"{_years(rule, notice)}{SUBJECTS[rule.subject]}{hours}。{WAIVERS[rule.waivable]}"


def _study_source(rule: kinds.StudySource, notice: NoticeDocument) -> str:
    return f"{rule.since}年及以后的{SUBJECTS[rule.subject]}须从系统获取，不能手动上传。"


def _appraisal(rule: kinds.Appraisal, notice: NoticeDocument) -> str:
    named = "、".join(GRADES[grade] for grade in rule.grades)
    grades = "" if set(rule.grades) >= STEPS else f"，等次为{named}"
    fewer = "新入职不满 3 年且首次申报的，提供入职以后各年的。" if rule.newcomers else ""
    return f"{_years(rule, notice)}有年度考核结果{grades}。{fewer}"


def _putonghua(rule: kinds.Putonghua, notice: NoticeDocument) -> str:
    posts, levels = dict(codes.SPOKEN_POSTS), dict(codes.SPOKEN_LEVELS)
    lines = [
        f"{'、'.join(posts[post] for post in line.posts) or '各岗位'}不低于{levels[line.least]}"
        for line in rule.posts
    ]
    return f"普通话等级：{'；'.join(lines)}。"


def _dated_after(rule: kinds.DatedAfter, notice: NoticeDocument) -> str:
    titles = _titles(rule.sections, notice)
    return f"{titles}须是取得现任职称之后的；尚无职称的，须是从事专业技术工作之后的。"


def _continuous(rule: kinds.Continuous, notice: NoticeDocument) -> str:
    return "从参加工作起填写到现在，时间前后衔接，可以重叠。"


def _ascending(rule: kinds.Ascending, notice: NoticeDocument) -> str:
    return "学历从低到高依次填写。"


def _unexpired(rule: kinds.Unexpired, notice: NoticeDocument) -> str:
    label, _ = _field(rule.section, rule.field, notice)
    return f"{label.removesuffix('至')}不能早于提交当天。"


def _recent(rule: kinds.Recent, notice: NoticeDocument) -> str:
    return f"{rule.what}应在近 {rule.months} 个月内。"


def _count(rule: kinds.Count, notice: NoticeDocument) -> str:
    return f"{rule.what}须有 {rule.at_least} 项以上。"


def _plain_words(rule: kinds.PlainWords, notice: NoticeDocument) -> str:
    return f"不使用含糊的词语，如“{'”“'.join(rule.words)}”。"


def _file_names(rule: kinds.FileNames, notice: NoticeDocument) -> str:
    return "图片名称说明附件的内容。"


def _legible(rule: kinds.Legible, notice: NoticeDocument) -> str:
    return "图片正向、清晰。"


def _unnamed(rule: kinds.Unnamed, notice: NoticeDocument) -> str:
    further = "和给专家看的其他文字" if notice.masking and notice.masking.typed_text else ""
    words = "和".join(OF_PERSON[target] for target in notice.unspoken)
    return f"{_titles(rule.sections, notice)}{further}中不得出现本人{words}。"


def _masking_answered(rule: kinds.MaskingAnswered, notice: NoticeDocument) -> str:
    return "给专家看的图片，每张都要检查是否需要遮盖。"


def _field(section: str, key: str, notice: NoticeDocument) -> tuple[str, dict[str, str]]:
    """What a field is called, and its choices."""
    found = notice.section(section)
    spec = next((f for f in KINDS[found.kind].fields if f.key == key), None) if found else None
    return (spec.label, dict(spec.choices)) if spec else (key, {})


def _titles(sections: Iterable[str], notice: NoticeDocument) -> str:
    titles = {section.code: section.title for section in notice.sections}
    return f"“{'”“'.join(titles.get(code, code) for code in sections)}”"


def _years(rule: kinds.Continuing | kinds.Appraisal, notice: NoticeDocument) -> str:
    first, last = notice.year + rule.first, notice.year + rule.last
    return f"{first}年" if first == last else f"{first}—{last}年每年"


def _span(months: int) -> str:
    return f"{months} 个月" if months % 12 else f"{months // 12} 年"


SENTENCES: dict[type[kinds.Judged], Callable[[Any, NoticeDocument], str]] = {
    kinds.Answers: _answers,
    kinds.Sanction: _sanction,
    kinds.Duration: _duration,
    kinds.StudyMode: _study_mode,
    kinds.Seniority: _seniority,
    kinds.RetirementAge: _retirement_age,
    kinds.Integrity: _integrity,
    kinds.Continuing: _continuing,
    kinds.StudySource: _study_source,
    kinds.Appraisal: _appraisal,
    kinds.Putonghua: _putonghua,
    kinds.DatedAfter: _dated_after,
    kinds.Continuous: _continuous,
    kinds.Ascending: _ascending,
    kinds.Unexpired: _unexpired,
    kinds.Recent: _recent,
    kinds.Count: _count,
    kinds.PlainWords: _plain_words,
    kinds.FileNames: _file_names,
    kinds.Legible: _legible,
    kinds.Unnamed: _unnamed,
    kinds.MaskingAnswered: _masking_answered,
}
