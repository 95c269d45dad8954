"""The fixtures of the demonstration, typed: a mistake in a story is found when it is read."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any, Literal, Self

import yaml
from django.conf import settings
from pydantic import Field, model_validator

from applications.rules.notices.terms import Affiliation, Mode, Nature, OrganisationKind, Rank, Strict
from applications.rules.notices.wording import resolve
from applications.rules.sections import codes

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # three times as fast where it is built
FOLDER = settings.BASE_DIR / "fixtures"
LISTS = (
    codes.PEOPLES, codes.POLITICAL_STATUS, codes.EDUCATION_LEVELS, codes.DEGREES, codes.ACHIEVEMENTS,
    codes.ROLES, codes.AWARD_LEVELS, codes.PROPERTIES, codes.WORKS, codes.AUTHORSHIP,
)  # fmt: skip
Verb = Literal[
    "start", "fill", "amend", "submit", "recall", "withdraw", "open", "publish", "clear", "object", "uphold",
    "forward", "send_back", "refuse", "receive", "confirm", "grant", "deny", "pay", "lapse",
    "note", "provide",
]  # fmt: skip


class UnitPlan(Strict):
    """An organisation to be entered; `superior` stands before it in the file."""

    code: str
    name: str
    kind: OrganisationKind
    nature: Nature
    affiliation: Affiliation = Affiliation.COUNTY
    region: str
    superior: str = ""
    uscc: str = ""
    aliases: list[str] = Field(default_factory=list)


class PersonPlan(Strict):
    """Somebody invented; `role` and `line` are read by the page on which one signs in as them."""

    name: str
    sex: Literal["male", "female"]
    born: dt.date
    region: str = Field(alias="from")
    seats: tuple[tuple[str, Literal["handler", "head"]], ...] = ()
    staff: bool = False
    role: str = ""
    line: str = ""


class ClaimPlan(Strict):
    """What is applied for."""

    specialty: str
    rank: Rank
    title: str
    mode: Mode
    channel: str = "regular"


class Step(Strict):
    """One thing that somebody did, and when; `day` counts working days before today.

    `asks` are what a return marks: the reason by section, or by section/material.
    """

    do: Verb
    day: int | None = Field(None, ge=1)
    at: dt.time | None = None
    after: float | None = Field(None, gt=0)
    ago: float | None = Field(None, gt=0)
    date: dt.datetime | None = None
    say: str = ""
    ground: str = ""
    material: str = ""
    sections: tuple[str, ...] = ()
    asks: dict[str, str] = Field(default_factory=dict)
    others: tuple[str, ...] = Field((), alias="with")

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if [self.day is None, self.after is None, self.ago is None, self.date is None].count(False) != 1:
            raise ValueError("一步只写 day、after、ago、date 中的一个")
        if (self.day is None) != (self.at is None):
            raise ValueError("day 与 at 要一起写")
        return self


class Story(Strict):
    """One application from its first page to where it stands."""

    who: str
    notice: str
    employer: str
    claim: ClaimPlan
    steps: tuple[Step, ...] = Field(min_length=1)


class NoticePlan(Strict):
    """Which notice is cloned, and how many working days before today its windows must have opened."""

    source: str = Field(alias="from")
    opens: int = Field(ge=1)
    review: int | None = None


class Script(Strict):
    """The whole play."""

    notices: dict[str, NoticePlan]
    stories: tuple[Story, ...]


class ExpertPlan(Strict):
    """Who reads for a committee, where they work and what they may be given."""

    who: str
    committee: str
    employer: str
    specialties: tuple[str, ...] = Field(min_length=1)


class OpinionPlan(Strict):
    """What an expert has written, `then` hours after the application was given to them."""

    then: float = Field(1, gt=0)
    say: str = ""
    hand_in: bool = False


class GivenPlan(Strict):
    """One applicant's received claim with its experts, given `after` hours after it was received."""

    of: str
    after: float = Field(gt=0)
    to: dict[str, OpinionPlan]


class Evaluation(Strict):
    """The experts and what they read."""

    experts: tuple[ExpertPlan, ...]
    given: tuple[GivenPlan, ...]


class DossierPlan(Strict):
    """What an invented applicant has to say; years may stand as {Y-1}."""

    people: str
    party: str
    birthplace: str
    work: str
    title: tuple[str, str, str] | None = None
    education: tuple[tuple[str, str, str, str, str, str, int], ...]
    career: tuple[tuple[str, str, str, str, str], ...]
    achievements: str
    summary: str = ""
    works: str = ""
    borrows: str = ""


class Works(Strict):
    """What people of one trade have done, won and written."""

    achievements: tuple[tuple[str, str, str, str, str], ...] = ()
    awards: tuple[tuple[str, str, str, str], ...] = ()
    publications: tuple[tuple[str, str, str, str, str], ...] = ()
    property: tuple[tuple[str, str, str, str], ...] = ()


@lru_cache(maxsize=1)
def units() -> tuple[UnitPlan, ...]:
    """Every organisation, superiors first."""
    return tuple(UnitPlan.model_validate(row) for row in _yaml("organisations.yaml"))


@lru_cache(maxsize=1)
def cast() -> dict[str, PersonPlan]:
    """Everybody by user name, in the order of the file."""
    rows = json.loads((FOLDER / "demo" / "cast.json").read_text(encoding="utf-8"))
    return {username: PersonPlan.model_validate(row) for username, row in rows.items()}


@lru_cache(maxsize=1)
def script() -> Script:
    """The notices and the stories."""
    return Script.model_validate(_yaml("demo/stories.yaml"))


@lru_cache(maxsize=1)
def evaluation() -> Evaluation:
    """The experts of the committees."""
    return Evaluation.model_validate(_yaml("demo/experts.yaml"))


@lru_cache(maxsize=1)
def _dossiers() -> Any:
    return _yaml("demo/dossiers.yaml")


def dossier_of(username: str, *, year: int) -> DossierPlan:
    """What a person fills in under a notice of `year`."""
    plan = DossierPlan.model_validate(resolve(_dossiers()["people"][username], year, {}))
    text = _dossiers()["summaries"].get(plan.summary, "无")
    return plan.model_copy(update={"summary": text.replace(" ", ""), "works": plan.works or plan.summary})


@lru_cache(maxsize=1)
def _works() -> dict[str, Works]:
    return {trade: Works.model_validate(found) for trade, found in _yaml("demo/works.yaml").items()}


def works_of(plan: DossierPlan) -> Works:
    """What a person has done in their trade; a beginner has nothing to show yet."""
    return _works().get(plan.works, Works())


def code_of(label: str) -> str:
    """The code behind a word of the lists."""
    return {word: code for choices in LISTS for code, word in reversed(choices)}[label]


def _yaml(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (both are safe)
