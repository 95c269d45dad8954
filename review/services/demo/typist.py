"""Who fills in a dossier of the demonstration: under which rules, on which day, with what behind them."""

from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from applications.models import Application
from applications.rules.notices.rules import Judged
from applications.rules.notices.terms import Case
from review.services.demo.reading import DossierPlan


@dataclass(frozen=True, slots=True)
class Typist:
    """Who fills in what, and on which day; `case` knows the answers given so far."""

    application: Application
    plan: DossierPlan
    on: date
    case: Case

    @property
    def year(self) -> int:
        return self.application.year

    @property
    def since(self) -> str:
        """From when on work counts: the present title, else the first professional work."""
        return self.plan.title[1] if self.plan.title else self.plan.career[0][0]

    def draw(self, what: str, of: int) -> int:
        """A choice that this person always makes the same way."""
        return crc32(f"{self.application.applicant.username}{what}".encode()) % of

    @property
    def teaches(self) -> bool:
        return "教学" in self.plan.work

    @property
    def rules(self) -> list[Judged]:
        """The rules that concern the case as answered."""
        return [
            rule
            for rule in self.application.rules.rules
            if rule.when.holds(self.case) and not any(spared.holds(self.case) for spared in rule.unless)
        ]

    def dates(self, number: int, of: int) -> tuple[str, str]:
        """Beginning and end of the so-many-th work, spread over the years since the present title."""
        year, month = (int(part) for part in self.since.split("-"))
        first = max(date(year, month, 1) + timedelta(days=31), date(self.year - 4, 3, 1))
        room = (self.on.replace(day=1) - first).days
        begin = first + timedelta(days=room * number // (of + 1))
        return f"{begin:%Y-%m}", f"{begin + timedelta(days=room // (of + 1)):%Y-%m}"
