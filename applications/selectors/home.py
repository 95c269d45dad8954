"""首页：what one has to do first, what is on its way, and what one may begin."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from applications.models import Application, Entry, Message, Notice, User
from applications.selectors.applications import of_applicant
from applications.selectors.notices import open_notices
from applications.selectors.people import kinds_of_seats
from applications.selectors.standing import Allowance, Standing, allowance_of, standing_of
from applications.workflow import SEND_BACK, State

MESSAGES_SHOWN = 20
NOTICES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Case:
    """One application in a list: where it stands, and the words it came back with."""

    application: Application
    standing: Standing
    allowance: Allowance
    returned: Entry | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the page, in its order."""

    returned: list[Case] = field(default_factory=list)
    drafts: list[Case] = field(default_factory=list)
    in_review: list[Case] = field(default_factory=list)
    others: list[Case] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    has_desk: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.returned or self.drafts or self.in_review or self.others)

    @property
    def first_due(self) -> Application | None:
        """Whose clock is the big one."""
        waiting = self.returned or self.drafts
        return waiting[0].application if waiting else None


def home_of(user: User, at: datetime) -> Home:
    """The page of one person; six statements however much there is."""
    applications = list(of_applicant(user))
    page = Home(
        messages=list(unread(user)[:MESSAGES_SHOWN]),
        notices=list(open_notices(at).defer("latest__content")[:NOTICES_SHOWN]),
        has_desk=bool(kinds_of_seats(user)),
    )
    returns = _returns(applications)
    for application in applications:
        standing = standing_of(application, at)
        case = Case(application, standing, allowance_of(application), returns.get(application.pk))
        _pile(page, standing.state).append(case)
    for pile in (page.returned, page.drafts):
        pile.sort(key=lambda case: case.application.due_at or at)
    return page


def unread(user: User) -> QuerySet[Message]:
    """未读消息, newest first."""
    return Message.objects.filter(user=user, read_at__isnull=True).select_related("application")


def _pile(page: Home, state: State) -> list[Case]:
    piles = {State.RETURNED: page.returned, State.DRAFT: page.drafts, State.IN_REVIEW: page.in_review}
    return piles.get(state, page.others)


def _returns(applications: list[Application]) -> dict[object, Entry]:
    """The latest return of each returned application."""
    waiting = [application.pk for application in applications if application.state == State.RETURNED]
    entries = Entry.objects.filter(application__in=waiting, move=SEND_BACK.name) if waiting else []
    return {entry.application_id: entry for entry in sorted(entries, key=lambda entry: entry.revision)}
