"""补正材料通知单：what is to be put right, by when, and how."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings

from applications.documents.sources import BLANK_DATE, day_of, minute_of
from applications.models import Application
from applications.rules.notices.terms import Rank
from applications.selectors.slips import Item, Slip, items_of
from applications.selectors.standing import allowance_of

RECORD = "所列事项已经办结或者申报已经结束，本通知单仅供存档。"


def content(slip: Slip) -> dict[str, Any]:
    """What the slip shows. Offices are named, officials are not."""
    application, items = slip.application, items_of(slip)
    return {
        "heading": "材料缺项告知单" if slip.is_of_papers else "补正材料通知单",
        "number": application.number,
        "name": application.applicant.name,
        "unit": application.employer.name,
        "notice": application.rules.title,
        "claim": f"{application.series.name}{application.title}（{Rank(application.rank).label}）",
        "issuer": slip.issuer.name,
        "on_paper": "是" if slip.is_of_papers else "",
        "returned_at": minute_of(slip.entry.at) if slip.entry else "",
        "dated": day_of(slip.entry.at) if slip.entry else BLANK_DATE,
        "count": str(len(items)),
        "items": [
            {"place": str(place), "where": item.where, "task": item.task, "reason": item.reason}
            for place, item in enumerate(items, start=1)
        ],
        "opinion": list(_opinion(slip, items)),
        "deadline": _deadline(slip),
        "left": allowance_of(application).words if slip.entry and slip.stands else "",
        "how": list(_how_on_paper(application) if slip.is_of_papers else _how(application)),
        "record": "" if slip.stands else RECORD,
    }


def _opinion(slip: Slip, items: Sequence[Item]) -> Iterator[str]:
    """What the return says beyond its items: the desk is offered them as the words to begin with."""
    for line in slip.entry.note.splitlines() if slip.entry else ():
        if line.strip() and not any(item.reason in line for item in items):
            yield line.strip()


def _deadline(slip: Slip) -> str:
    """The instant of the applicant's clock; of papers the days on which the notice takes them in."""
    if slip.entry is None:
        period = slip.application.rules.timetable.paper
        return period.words if period else ""
    due = slip.application.due_at
    return minute_of(due) if due and slip.stands else ""


def _how(application: Application) -> Iterator[str]:
    correction = application.rules.correction
    yield f"登录职称申报与评审系统（{settings.SITE_URL}），打开编号 {application.number} 的申报书。"
    yield "按上表逐项修改；只能修改所列内容和与之相关的内容，其他内容不能修改。"
    yield "改完后核对一遍再提交，取得回执即为完成。"
    clause = f"（通知{correction.clause}）" if correction else ""
    yield f"到最迟时间没有提交的，视为放弃申报{clause}。"


def _how_on_paper(application: Application) -> Iterator[str]:
    contact = application.rules.contact
    places = "，".join(part for part in (contact.address, contact.phone) if part)
    yield "按上表补齐或者改正纸质材料，须签字、盖章的由有关单位和本人手工签字、盖章。"
    yield f"在报送时间内送交{contact.office}{f'（{places}）' if places else ''}。"
    yield "网上申报内容不需改动。"
