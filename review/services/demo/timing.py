"""When a story's steps happen, and when the notices must open so that they can."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from applications.rules.calendar import WorkingCalendar
from applications.rules.deadlines import BEIJING, beijing
from applications.rules.notices.document import NoticeDocument
from review.services.demo.reading import NoticePlan, Step, Story

ONE_MINUTE = timedelta(minutes=1)


class OutOfOrder(Exception):
    """A step would come before the one it follows; names the story."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The present moment with the working days behind it."""

    now: datetime
    calendar: WorkingCalendar

    @property
    def today(self) -> date:
        return self.now.astimezone(BEIJING).date()

    def working_day(self, back: int) -> date:
        """The `back`-th working day before today."""
        return self.calendar.nth_working_day_back(self.today - timedelta(days=1), back)

    def moments(self, story: Story) -> Iterator[tuple[datetime, Step]]:
        """The steps of a story with their instants, each after the one before; none is in the future."""
        last: datetime | None = None
        for step in story.steps:
            moment = self._moment(step, last)
            if last is not None and moment <= last:
                raise OutOfOrder(f"{story.who}（{story.notice}）：{step.do} 早于上一步")
            if moment >= self.now:
                return
            yield moment, step
            last = moment

    def _moment(self, step: Step, last: datetime | None) -> datetime:
        if step.date is not None:
            return step.date.replace(tzinfo=BEIJING)
        if step.ago is not None:
            return self.now - timedelta(hours=step.ago)
        if step.after is not None:
            if last is None:
                raise OutOfOrder("第一步不能写 after")
            return last + timedelta(hours=step.after)
        assert step.day is not None
        return beijing(self.working_day(step.day), step.at or time(9))

    def opening(self, plan: NoticePlan, source: NoticeDocument) -> date:
        """The latest day on which filing can open so that the stories have had their time."""
        opens = self.working_day(plan.opens)
        review, filing = source.timetable.review, source.timetable.filing
        if plan.review is None or review is None or review.opens is None:
            return opens
        return min(opens, self.working_day(plan.review) - (review.opens.day - filing.opens.day))
