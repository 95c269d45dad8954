"""A thousand applications at one county desk, and drafts to submit."""

import uuid
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db.models import Model

from applications.models import (
    Application,
    Attachment,
    Entry,
    Notice,
    Organisation,
    ReviewLevel,
    SectionDraft,
    Submission,
    User,
)
from applications.rules.notices.cloning import clone
from applications.selectors.dossiers import on_day, person_of
from benchmarks.full import full
from tests import factories
from tests.journeys.places import Journey
from tests.notices import real_notice

QUEUE = 1000
DRAFTS = 140
PASSWORD = "correct-horse-battery"
CLAIM = {"specialty": "library", "rank": "intermediate", "title": "馆员", "mode": "review"}


@dataclass(frozen=True, slots=True)
class Seed:
    """What the rows of the table refer to."""

    notice: Notice
    applicant: User
    draft: Application
    reviewer: User
    waiting: list[uuid.UUID]
    drafts: list[Application]
    employer: Organisation


def seed(now: datetime) -> Seed:
    """Fill an empty database; one case is made by the services, the others are its copies."""
    superior = factories.organisation("dept", "某县文旅局", kind="department", nature="agency")
    county = factories.organisation("county", "某县人社局", kind="hr_bureau", nature="agency")
    employer = factories.organisation("library", "某县图书馆", superior=superior)
    opens = (now - timedelta(days=20)).date()
    notice = factories.notice(clone(real_notice("N0"), code="bench-2026", opens=opens), loaded=now)
    story = Journey(notice, employer)
    model = _climb(story, opens)
    reviewer = story.officer_of(county)
    _copy(model, QUEUE - 1)
    drafts = [_draft(notice, employer, now) for _ in range(DRAFTS)]
    applicant = drafts[0].applicant
    applicant.set_password(PASSWORD)
    applicant.save()
    waiting = list(Application.objects.filter(desk=county).values_list("pk", flat=True))
    return Seed(notice, applicant, drafts[0], reviewer, waiting, drafts[1:], employer)


def _climb(story: Journey, opens: date) -> Application:
    """One application at the county's desk."""

    def when(days: int, clock: str = "10:00") -> str:
        return f"{opens + timedelta(days=days)} {clock}"

    begun = factories.at(when(0, "09:00"))
    application = _full(
        factories.draft(story.notice, story.applicant, story.employer, when=begun, **CLAIM), begun
    )
    story.application = application
    story.submit(when(0))
    hr = story.officer_of(story.employer)
    listing = factories.publish(application, by=hr, when=factories.at(when(1)))
    over = listing.publicity.ends_on + timedelta(days=1)
    factories.clear(listing, by=hr, when=factories.at(f"{over} 09:00"))
    story.decide("forward", f"{over} 10:00", note=story.opinion)
    return story.decide("forward", f"{over} 11:00")


def _full(application: Application, when: datetime) -> Application:
    """With fifty files and rows in every section."""
    rules, person = application.rules, person_of(application)
    return factories.write(application, full(rules, application.case, on_day(when), person=person), when=when)


def _draft(notice: Notice, employer: Organisation, now: datetime) -> Application:
    return _full(factories.draft(notice, factories.person("努尔兰"), employer, when=now, **CLAIM), now)


def _copy(model: Application, times: int) -> None:
    """Copies with everything that belongs to them."""
    people = [
        User(username=f"copy{n}", name="买买提江", id_digest=f"id{n}", mobile_digest=f"mobile{n}")
        for n in range(times)
    ]
    User.objects.bulk_create(people)
    copies = []
    for n, person in enumerate(people):
        twin = copy(model)
        twin.pk, twin.number, twin.applicant = uuid.uuid4(), f"bench-{n}", person
        copies.append(twin)
    Application.objects.bulk_create(copies)
    for kind in (ReviewLevel, Entry, Submission, SectionDraft, Attachment):
        _copy_rows(kind, model, copies)


def _copy_rows(kind: type[Model], model: Application, copies: list[Application]) -> None:
    rows = []
    for original in kind.objects.filter(application=model):  # type: ignore[attr-defined]
        for n, twin in enumerate(copies):
            row = copy(original)
            row.application = twin
            row.pk = uuid.uuid4() if isinstance(original.pk, uuid.UUID) else None
            if isinstance(row, Submission):
                row.receipt = f"b{n}-{row.number}"
            rows.append(row)
    kind.objects.bulk_create(rows, batch_size=2000)  # type: ignore[attr-defined]


def session_of(user: User) -> dict[str, str]:
    """The cookie of somebody who is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"sessionid": str(session.session_key)}
