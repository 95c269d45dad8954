"""审核层级：the chain of desks that an application climbs."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from applications.rules.notices.terms import ALWAYS, OrganisationKind, Strict, When
from applications.rules.notices.times import Clause


class RegionalDesk(Strict):
    """The organisation of a kind that serves the employer's county or prefecture."""

    kind: OrganisationKind
    region: Literal["county", "prefecture"]


def _shape(value: Any) -> str:
    return "RegionalDesk" if isinstance(value, dict | RegionalDesk) else "Word"


# Told apart by their shape, so that a misspelt desk is one mistake and not one per alternative.
Desk = Annotated[
    Annotated[Literal["employer", "superior", "ministry", "committee"], Tag("Word")]
    | Annotated[RegionalDesk, Tag("RegionalDesk")],
    Discriminator(_shape),
]


class Opinion(Strict):
    """审核意见：the sentence that a level must enter, to the letter."""

    sentence: str
    clause: Clause


class Level(Strict):
    """One level. `optional` ones are passed over where the employer has no such desk.

    Where its checklist is required, nothing passes it before every item is ticked.
    """

    code: str
    label: Annotated[str, Field(min_length=1, max_length=40)]
    desk: Desk
    when: When = ALWAYS
    optional: bool = False
    publicity: bool = False
    opinion: Opinion | None = None
    checklist: Literal["advised", "required"] = "advised"
    duty: str = ""
    clause: Clause
