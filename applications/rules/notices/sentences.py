"""通知里的规定怎样说给人听：the typed rules of a notice, each as a sentence."""

from collections.abc import Iterator

from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.rules import Unnamed
from applications.rules.notices.times import Cap, Correction, PublicityRule
from applications.rules.notices.wording import OF_PERSON

GATES = {
    "submit": "公示期满、登记无异议后，本人才能提交。",
    "forward": "公示期满、登记无异议后，单位才能上报。",
    "confirmed": "审核确认之后公示，期满无异议的取得资格。",
}
ID_NUMBERS = {
    "full": "公示中写完整的身份证号码。",
    "partial": "公示中身份证号码隐去中间几位。",
    "hidden": "公示中不写身份证号码。",
}
COUNTED = {
    "applicant": "每人最多提交 {} 次，第一次也算在内。",
    "committee": "最多 {} 次提交到评审委员会，第一次也算在内。",
    "both": "每人最多提交 {0} 次，到评审委员会也最多 {0} 次，第一次也算在内。",
}
CLOCKS = {
    "hour": "从退回的那一刻起连续计算，夜间和节假日不停。",
    "day": "退回当天不算，到最后一天 24:00 为止。",
    "workday": "退回当天不算，只算工作日，到最后一天 24:00 为止。",
}
MASKED = {"name": "姓名", "unit": "工作单位名称", "photo": "照片"}
PAYERS = {"applicant": "由申报人缴纳。", "employer": "由用人单位统一缴纳。"}
ROUTES_AGAIN = {
    "restart": "修改后再次提交的，从第一级起重新逐级审核。",
    "to_returner": "修改后再次提交的，直接回到退回的那一级。",
}


def publicity_sentence(rule: PublicityRule, what: str) -> str:
    """How long a publicity lasts, what waits for it, and what it shows of an ID number."""
    together = "同一批人可以一起公示。" if rule.batch else ""
    return f"{what}{rule.words}，首日和末日都算。{GATES[rule.gate]}{ID_NUMBERS[rule.id_number]}{together}"


def correction_sentence(rule: Correction) -> str:
    """How long one has to mend what was returned."""
    rest = "最后一天是休息日的，顺延到下一个工作日。" if rule.unit == "day" and rule.rolls else ""
    stop = f"无论何时退回，最迟到{rule.hard_stop}。" if rule.hard_stop else ""
    return f"退回后 {rule.words}内修改并再次提交，逾期视为放弃申报。{CLOCKS[rule.unit]}{rest}{stop}"


def cap_sentence(cap: Cap) -> str:
    """How often one may submit, and what becomes of the last time."""
    last = f"第 {cap.max} 次仍不符合要求的，不予受理。审核人还没有打开就取回的，不计次数。"
    return COUNTED[cap.scope].format(cap.max) + last


def masking_sentences(notice: NoticeDocument) -> Iterator[str]:
    """What experts may not see, and where it may not stand."""
    masking = notice.masking
    if masking is None:
        return
    targets = "、".join(MASKED[target] for target in masking.targets)
    yield f"评审采取“盲评”：上传的图片中出现的本人{targets}都要遮盖。"
    if masking.typed_text:
        words = "、".join(MASKED[target] for target in notice.unspoken)
        yield f"填写的文字中也不得出现本人{words}。"
    unnamed = {code for rule in notice.rules if isinstance(rule, Unnamed) for code in rule.sections}
    titles = [section.title for section in notice.sections if section.code in unnamed]
    if titles:
        words = "和".join(OF_PERSON[target] for target in notice.unspoken)
        yield f"“{'”“'.join(titles)}”中不得出现本人{words}。"


def payment_sentences(notice: NoticeDocument) -> Iterator[str]:
    """Who pays, and when."""
    fees, period = notice.fees, notice.timetable.payment
    if fees is None:
        return
    yield PAYERS[fees.payer]
    when = f"缴费时间：{period.words}。" if period else ""
    if fees.gate == "received":
        yield f"显示“已接收材料”后才能缴费。{when}"
    else:
        yield when or "缴费时间另行通知。"
    if fees.note:
        yield fees.note
