"""站内消息：what the applicant is told about each step, in words that need no explanation."""

from collections.abc import Callable, Mapping
from datetime import datetime

from applications import workflow
from applications.models import Entry, Message, ReviewLevel, User
from applications.rules.deadlines import BEIJING

LONGEST = 300
LONGEST_NOTE = 120


def tell(entry: Entry, *, at: datetime) -> None:
    """The applicant's message about one step; once, however often it is called."""
    text = text_of(entry)
    if text:
        Message.objects.get_or_create(
            key=f"moved:{entry.pk}",
            defaults={
                "user_id": entry.application.applicant_id,
                "application": entry.application,
                "text": text[:LONGEST],
                "at": entry.at,
            },
        )


def mark_read(user: User, *, at: datetime) -> int:
    """知道了：every unread message that was there by now; how many."""
    return Message.objects.filter(user=user, read_at__isnull=True, at__lte=at).update(read_at=at)


def text_of(entry: Entry) -> str:
    """What is said about a step; nothing about what the applicant did without it being a receipt."""
    words = TEXTS.get(entry.move)
    return f"申报书 {entry.application.number}：{words(entry)}" if words else ""


def _submitted(entry: Entry) -> str:
    return f"您已于{_minute(entry.at)}提交，现由{_desk_after(entry)}审核。"


def _forwarded(entry: Entry) -> str:
    return f"{_desk(entry)}审核通过，已上报{_desk_after(entry)}。"


def _sent_back(entry: Entry) -> str:
    application = entry.application
    due = application.due_at if application.revision == entry.revision else None  # else it has moved on
    until = f"请在{_minute(due)}前修改后再次提交。" if due else "请修改后再次提交。"
    return f"{_desk(entry)}退回修改。{until}意见：{_note(entry)}"


def _received(entry: Entry) -> str:
    return f"{_desk(entry)}已接收材料，可以参加评审。请按通知要求打印表格、报送纸质材料并缴费。"


def _confirmed(entry: Entry) -> str:
    return f"{_desk(entry)}审核确认，接下来由用人单位再次公示。"


def _granted(entry: Entry) -> str:
    return f"公示无异议，您已取得{entry.application.title}资格。"


def _denied(entry: Entry) -> str:
    return f"{_desk(entry)}不予确认。意见：{_note(entry)}"


def _refused(entry: Entry) -> str:
    return f"{_desk(entry)}不予受理。意见：{_note(entry)}"


def _lapsed(entry: Entry) -> str:
    if entry.from_state == workflow.State.DRAFT:
        return "申报时间已过，未提交的申报书视为放弃申报。"
    if entry.from_state == workflow.State.RETURNED:
        return "超过修改时限没有再次提交，视为放弃申报。"
    return "在截止时间前没有逐级报到评审委员会，视为放弃申报。"


TEXTS: Mapping[str, Callable[[Entry], str]] = {
    workflow.SUBMIT.name: _submitted,
    workflow.RESUBMIT.name: _submitted,
    workflow.FORWARD.name: _forwarded,
    workflow.SEND_BACK.name: _sent_back,
    workflow.RECEIVE.name: _received,
    workflow.CONFIRM.name: _confirmed,
    workflow.GRANT.name: _granted,
    workflow.DENY.name: _denied,
    workflow.REFUSE.name: _refused,
    workflow.LAPSE.name: _lapsed,
}


def _desk(entry: Entry) -> str:
    return entry.organisation.name if entry.organisation else "审核单位"


def _desk_after(entry: Entry) -> str:
    """Where the step took it. The route is gone after a recall; then nobody is named."""
    if entry.move == workflow.SUBMIT.name:
        position = 0
    elif entry.move == workflow.RESUBMIT.name:
        position = 0 if entry.application.rules.resubmit_route == "restart" else entry.level
    else:
        position = entry.level + 1
    stops = ReviewLevel.objects.filter(application=entry.application_id, position=position)
    stop = stops.select_related("organisation").first()
    return stop.organisation.name if stop else "审核单位"


def _note(entry: Entry) -> str:
    note = " ".join(entry.note.split())
    return note if len(note) <= LONGEST_NOTE else f"{note[:LONGEST_NOTE]}……（全文见申报书）"


def _minute(at: datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
