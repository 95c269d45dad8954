"""The whole demonstration in one transaction: all of it, or nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from applications.models import Application, Entry, Message, Notice, User
from applications.rules.deadlines import beijing
from applications.rules.notices.loading import parse, read_yaml
from applications.selectors.calendar import working_calendar
from applications.selectors.people import demo_users
from applications.services import messages, notices
from review.services.demo.evaluating import enrol_experts, evaluate
from review.services.demo.people import enter_organisations, enter_people
from review.services.demo.playing import Play, perform
from review.services.demo.reading import NoticePlan, script
from review.services.demo.timing import Clock

NOTICES = settings.BASE_DIR / "fixtures" / "notices"
READ_UNTIL = timedelta(days=2)  # what is older has been read


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was written."""

    people: int
    notices: int
    applications: int


def is_seeded() -> bool:
    """True once anybody of the cast is there: everything is written together."""
    return demo_users().exists()


@transaction.atomic
def seed(*, now: datetime, only: Collection[str] = ()) -> Seeded:
    """Enter the cast, the notices and the stories as of `now`; `only` the stories of some people."""
    clock = Clock(now, working_calendar(now.date()))
    enter_organisations()
    _load_as_they_were()
    opened = {name: _open_today(name, plan, clock) for name, plan in script().notices.items()}
    enter_people()
    enrol_experts()
    _play(clock, opened, only)
    evaluate(now=now)
    _tell(now)
    return Seeded(demo_users().count(), Notice.objects.count(), Application.objects.count())


def _load_as_they_were() -> None:
    """The five real notices, closed long ago."""
    for path in sorted(NOTICES.glob("*.yaml")):
        raw = read_yaml(path.read_text(encoding="utf-8"))
        document = parse(raw)
        notices.load(raw, at=beijing(document.issued_on.day) + timedelta(hours=10))


def _open_today(name: str, plan: NoticePlan, clock: Clock) -> Notice:
    source = Notice.objects.get(code=plan.source)
    assert source.latest is not None
    opens = clock.opening(plan, parse(source.latest.content))
    at = beijing(opens - timedelta(days=5)) + timedelta(hours=10)
    return notices.clone(source, code=f"{name}-{opens.year}", opens=opens, at=at).notice


def _play(clock: Clock, opened: dict[str, Notice], only: Collection[str]) -> None:
    """All stories at once, in the order of time, as an office lives through them."""
    plays = [
        Play(story, opened.get(story.notice) or Notice.objects.get(code=story.notice))
        for story in script().stories
        if not only or story.who in only
    ]
    scenes = [
        (at, number, step) for number, play in enumerate(plays) for at, step in clock.moments(play.story)
    ]
    for at, number, step in sorted(scenes, key=lambda scene: scene[:2]):
        play = plays[number]
        together = {o.story.who: o for o in plays if o.notice == play.notice and o.application}
        perform(play, step, at=at, together=together)


def _tell(now: datetime) -> None:
    """What the applicants have been told, and have mostly read; papers are left to the worker."""
    for entry in Entry.objects.select_related("application", "organisation").order_by("at"):
        messages.tell(entry, at=entry.at)
    read = now - READ_UNTIL
    for user in User.objects.filter(pk__in=Message.objects.filter(at__lte=read).values("user")):
        messages.mark_read(user, at=read)
