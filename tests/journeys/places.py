"""The organisations of the five notices, and a journey's short words."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from applications.models import Application, Notice, Organisation, PublicityListing, User
from tests import factories
from tests.factories import at
from tests.notices import real_notice


@dataclass
class Journey:
    """One application climbing a real notice's chain at its real dates."""

    notice: Notice
    employer: Organisation
    applicant: User = field(default_factory=lambda: factories.person("巴图孟克"))
    application: Application | None = None
    officers: dict[int, User] = field(default_factory=dict)

    def begin(self, when: str, **claim: str) -> Application:
        moment = at(when)
        started = factories.draft(self.notice, self.applicant, self.employer, when=moment, **claim)
        self.application = factories.fill(started, when=moment)
        return self.application

    def submit(self, when: str) -> Application:
        assert self.application is not None
        return factories.submit(self.application, when=at(when))

    def officer_of(self, organisation: Organisation | None) -> User:
        """One person for each organisation."""
        assert organisation is not None
        if organisation.pk not in self.officers:
            self.officers[organisation.pk] = factories.officer(organisation, "经办人")
        return self.officers[organisation.pk]

    def decide(self, move: str, when: str, **facts: Any) -> Application:
        """By an officer of whichever desk holds it."""
        assert self.application is not None
        self.application.refresh_from_db()
        by = self.officer_of(self.application.desk)
        factories.decide(self.application, move, by=by, when=at(when), **facts)
        self.application.refresh_from_db()
        return self.application

    def publish(self, when: str, cleared: str, round_: str = "before") -> PublicityListing:
        """The employer's publicity from `when`, recorded without objection at `cleared`."""
        assert self.application is not None
        by = self.officer_of(self.employer)
        listing = factories.publish(self.application, by=by, when=at(when), round_=round_)
        return factories.clear(listing, by=by, when=at(cleared))

    @property
    def desk(self) -> str:
        assert self.application is not None and self.application.desk is not None
        return self.application.desk.code

    @property
    def opinion(self) -> str:
        """The sentence that the employer must enter."""
        assert self.application is not None
        level = self.application.rules.chain[0]
        return level.opinion.sentence if level.opinion else ""


def journey(name: str, employer: Organisation, loaded: datetime) -> Journey:
    """A journey under one of the five notices."""
    return Journey(factories.notice(real_notice(name), loaded=loaded), employer)
