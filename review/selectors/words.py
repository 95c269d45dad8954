"""Times in words, for lists: written once in Python because a template tag per cell is slow."""

from datetime import datetime
from typing import TypedDict

from applications.rules.deadlines import BEIJING

HOUR, DAY = 3600, 86400


class Clock(TypedDict):
    """What a countdown chip needs; `tone` is the attribute that colours it."""

    iso: str
    stamp: str
    full: str
    left: str
    tone: str


def moment(at: datetime | None) -> str:
    """2024年9月30日 18:00 in Beijing; empty for none."""
    if at is None:
        return ""
    local = at.astimezone(BEIJING)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def clock(due: datetime | None, now: datetime) -> Clock | None:
    """The chip of a deadline, in the words of components/remaining.html."""
    if due is None:
        return None
    left = int(due.timestamp()) - int(now.timestamp())
    return {
        "iso": due.astimezone(BEIJING).isoformat(),
        "stamp": str(int(due.timestamp())),
        "full": moment(due),
        "left": _left(left),
        "tone": _tone(left),
    }


def _left(seconds: int) -> str:
    if seconds < 0:
        return "已截止"
    if seconds < 3 * DAY:
        return f"剩 {seconds // HOUR} 小时 {seconds % HOUR // 60} 分"
    return f"剩 {seconds // DAY} 天 {seconds % DAY // HOUR} 小时"


def _tone(seconds: int) -> str:
    if seconds < 0:
        return "data-late"
    if seconds < DAY:
        return "data-close"
    return "data-near" if seconds < 3 * DAY else ""
