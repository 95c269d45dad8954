"""填报内容的条件怎样说：“首次参加职称评审的”, where a notice names a choice of the dossier."""

from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Answer
from applications.rules.sections import DERIVED, KINDS

# What reads better than the field and the choice put side by side.
SAID: dict[tuple[str, str], str] = {
    ("agency_transfer", "yes"): "由机关调动（含分流、转移）到企事业单位的",
    ("first_time", "yes"): "首次参加职称评审的",
    ("first_time", "no"): "不是首次参加职称评审的",
    ("grassroots", "yes"): "在县及县以下基层单位工作的",
    ("ground", "seconded"): "区域外民营企业派驻本地区的",
    ("has_title", "no"): "尚无职称的",
    ("has_title", "yes"): "已有职称的",
    ("identity", "aid"): "援派（援疆）专业技术人员",
    ("southern", "yes"): "到南疆工作的高校毕业生",
    ("teaches", "yes"): "从事教师岗位的",
    ("title_place", "elsewhere"): "现任职称在其他省区市取得的",
    ("title_place", "xinjiang"): "现任职称在新疆取得的",
}
EDUCATED = {"highest": "最高学历为{}的", "highest_full_time": "最高全日制学历为{}的"}


def answer_words(answer: Answer, notice: NoticeDocument) -> str:
    """Who has made one of these choices, as people say it."""
    section = notice.section(answer.section)
    kind = KINDS[section.kind] if section else None
    spec = next((field for field in kind.fields if field.key == answer.field), None) if kind else None
    derived = DERIVED.get(kind.code, {}).get(answer.field, ()) if kind else ()
    labels = dict(spec.choices if spec else derived)
    said = [SAID.get((answer.field, code), "") for code in answer.any_of]
    if all(said):
        return "或".join(said)
    named = "、".join(labels.get(code, code) for code in answer.any_of)
    if answer.field in EDUCATED:
        return EDUCATED[answer.field].format(named)
    return f"{spec.label if spec else answer.field}为“{named}”的"
