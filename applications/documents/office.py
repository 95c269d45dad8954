"""The lists of the office: what each shows, as a page and as a spreadsheet."""

from collections.abc import Iterable
from typing import Any

from applications.documents import fee_list, hand_over, roster
from applications.documents.sources import Source, source_for
from applications.documents.spreadsheet import Table
from applications.models import Application, Organisation, Roster
from applications.models.printout_kinds import PrintoutKind
from applications.selectors.rosters import payers_on, people_on

TABLES = {
    PrintoutKind.ROSTER: roster.table,
    PrintoutKind.FEE_LIST: fee_list.table,
    PrintoutKind.HAND_OVER: hand_over.table,
}


def list_content(kind: str, of: Roster) -> dict[str, Any]:
    """What one of the lists about these people shows now."""
    if kind == PrintoutKind.FEE_LIST:
        return fee_list.content(of, payers_on(of))
    if kind == PrintoutKind.HAND_OVER:
        return hand_over.content(of, _sources(people_on(of)))
    return roster.content(of, _sources(people_on(of)))


def list_table(kind: str, of: Roster) -> Table:
    """The same for a spreadsheet."""
    return TABLES[PrintoutKind(kind)](list_content(kind, of))


def short_name(organisation: Organisation) -> str:
    """The name by which the body is known; an office speaks for its committee."""
    names = [str(alias) for alias in organisation.aliases] or [organisation.name]
    return names[0].removesuffix("办公室")


def _sources(people: Iterable[Application]) -> list[Source]:
    return [source_for(one, draft=False) for one in people]
