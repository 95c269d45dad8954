"""办到哪一步：where an application stands on its way, for the person whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from applications.models import Application, PublicityListing, User
from applications.selectors.applications import of_applicant, state_at
from applications.selectors.readable import ReadSection
from applications.selectors.returns import Return
from applications.selectors.routing import RouteIncomplete, route_for
from applications.workflow import APPLICANT_LABELS, ENDED, State

EDITABLE = frozenset({State.DRAFT, State.RETURNED})


@dataclass(frozen=True, slots=True)
class Standing:
    """The state as the clock has it, and what the applicant calls it."""

    state: State
    label: str

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def is_over(self) -> bool:
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class Way:
    """The levels of the way with the place on it; `problem` where a level has nobody yet."""

    steps: tuple[dict[str, str], ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """提交次数：used and left, by the counter that the notice names; `left` is None without a cap."""

    used: int
    left: int | None
    clause: str

    @property
    def words(self) -> str:
        return f"已提交 {self.used} 次" + ("。" if self.left is None else f"，还可提交 {self.left} 次。")


@dataclass(frozen=True, slots=True)
class Task:
    """One section in the task list."""

    code: str
    title: str
    hint: str
    status: str
    status_label: str


def own(user: User) -> QuerySet[Application]:
    """本人的申报书, with all that its page looks at: the check of the draft asks for the person's numbers."""
    found = of_applicant(user).select_related(
        "applicant", "employer__superior__superior", "notice_version__notice__committee"
    )
    return found.defer(None).defer("notice_version__content", "applicant__password")


def standing_of(application: Application, at: datetime) -> Standing:
    """Where it stands, whether or not the sweep has come by."""
    state = state_at(application, at)
    return Standing(state, APPLICANT_LABELS.get(state, state.label))


def allowance_of(application: Application) -> Allowance:
    """How many submissions are used and left."""
    cap = application.rules.cap
    if cap is None:
        return Allowance(application.submissions, None, "")
    used = cap.spent(application.submissions, application.arrivals)
    return Allowance(used, max(cap.max - used, 0), cap.clause)


def way_of(application: Application, standing: Standing) -> Way:
    """The route as it was fixed at submission, or as it would be now."""
    route, problem = _fixed(application), ""
    if not route and not standing.is_over:
        route, problem = _would_be(application)
    note = "修改中" if standing.state == State.RETURNED else ""
    steps = [_step("填报", note, _filling(application, standing))]
    steps += [
        _step(label, name, _level(application, standing, position))
        for position, (label, name) in enumerate(route)
    ]
    last = State.RECEIVED if application.rules.ends_at_committee else State.GRANTED
    steps.append(_step(last.label, "", "done" if standing.state == last else "todo"))
    return Way(tuple(steps), problem)


def tasks_for(
    sections: Iterable[ReadSection], standing: Standing, returned: Return | None = None
) -> list[Task]:
    """The task list: what is done, what is under way, what must be changed."""
    is_returned = standing.state == State.RETURNED
    return [_task(part, is_returned, returned if is_returned else None) for part in sections]


def claim_words(application: Application) -> list[tuple[str, str]]:
    """What is claimed, by whom and through whom, label by label."""
    channel = application.rules.channel(application.channel)
    return [
        ("申报人", application.applicant.name),
        ("用人单位", application.employer.name),
        ("通知", application.notice_version.notice.title),
        ("系列（专业）", f"{application.series.name}（{application.specialty.name}）"),
        ("拟申报职称", f"{application.title}（{application.get_rank_display()}）"),
        ("申报类型", application.get_mode_display()),
        ("申报方式", channel.label if channel else application.channel),
    ]


def current_publicities(application: Application) -> list[PublicityListing]:
    """The publicities that stand, with their dates; one statement."""
    return list(
        application.publicities.filter(superseded_at__isnull=True).select_related("publicity__organisation")
    )


def _fixed(application: Application) -> list[tuple[str, str]]:
    """A draft has no route yet; a recall takes it away again."""
    if application.state == State.DRAFT:
        return []
    levels = application.route.select_related("organisation")
    return [(level.label, level.organisation.name) for level in levels]


def _would_be(application: Application) -> tuple[list[tuple[str, str]], str]:
    notice = application.notice_version.notice
    try:
        stops = route_for(application.rules, application.case, application.employer, notice)
    except RouteIncomplete as problem:
        return [], str(problem)
    return [(stop.level.label, stop.organisation.name) for stop in stops], ""


def _step(label: str, note: str, status: str) -> dict[str, str]:
    return {"label": label, "note": note, "status": status}


def _filling(application: Application, standing: Standing) -> str:
    if standing.state == State.RETURNED:
        return "returned"
    if standing.state == State.DRAFT:
        return "now"
    return "done" if application.submissions else "todo"


def _level(application: Application, standing: Standing, position: int) -> str:
    """A return takes the whole climb back where the notice says so."""
    if standing.state in (State.DRAFT, State.RETURNED) or not application.submissions:
        return "todo"
    if standing.state == State.IN_REVIEW and position == application.level:
        return "now"
    if standing.state in (State.IN_REVIEW, State.ABANDONED, State.REFUSED, State.WITHDRAWN):
        return "done" if position < application.level else "todo"
    return "done"


def _task(part: ReadSection, is_returned: bool, returned: Return | None) -> Task:
    section = part.section
    asked = _asked(section.code, returned) if returned and not part.blocks else None
    status, label = asked or _status(part, is_returned)
    return Task(section.code, section.title, _hint(part), status, label)


def _status(part: ReadSection, returned: bool) -> tuple[str, str]:
    if part.blocks and returned:
        return "stop", "需要修改"
    if part.blocks:
        return ("idle", "未开始") if part.is_untouched else ("wait", "填写中")
    if part.nothing:
        return "ok", "已注明“无”"
    return ("idle", "选填") if part.is_untouched else ("ok", "已完成")


def _asked(section: str, returned: Return) -> tuple[str, str] | None:
    """How far a section is with what the return asks of it."""
    if not returned.unlocked.touches(section):
        return "idle", "无须修改"
    asked = returned.about(section)
    if any(not one.done for one in asked):
        return "stop", "需要修改"
    return ("ok", "已修改") if asked else None


def _hint(part: ReadSection) -> str:
    facts = []
    if part.repeatable and part.rows:
        facts.append(f"{len(part.rows)} 条")
    if part.scan_count:
        facts.append(f"{part.scan_count} 张图片")
    if part.blocks and not part.is_untouched:
        facts.append(f"还有 {len(part.blocks)} 处")
    if part.warnings:
        facts.append(f"{len(part.warnings)} 处提醒")
    return "，".join(facts)
