"""退回后的页面：what of a section is locked, and the reasons at the places that they are about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from applications.forms.attachments import SlotForm
from applications.models import Application
from applications.rules.notices.dossier import Section
from applications.rules.unlocking import Spot
from applications.selectors.returns import return_of
from applications.services.dossiers import LOCKED
from applications.views.own import asked_links

PARTLY = "退回时只要求修改这一栏的一部分，其他的不能修改。"


def locks(
    mine: Application, part: Section, row: str, slots: Iterable[SlotForm], shut: str, at: datetime
) -> dict[str, Any]:
    """For the page of a section, or of one of its rows: what is shut and why, and what the return asks here.

    `shut` shuts everything, whatever a return has opened.
    """
    returned = return_of(mine, at)
    if returned is None:
        return {"slots": [replace(entry, shut=shut) for entry in slots], "shut": shut}
    opened = returned.unlocked
    # What is about a slot stands at the slot; those of the rows are not on the page of the whole section.
    here = [
        one
        for one in returned.about_row(part.code, row)
        if not one.spot.material or (not row and one.spot.row)
    ]
    rows = {spot.row: spot for spot in opened.spots if spot.section == part.code and spot.row}
    locked = PARTLY if opened.touches(part.code, row) else LOCKED
    return {
        "shut": shut or ("" if opened.allows(Spot(part.code, row)) else locked),
        "reasons": asked_links(mine, here),
        "open_rows": set() if shut else set(rows),
        "own_rows": set() if shut else {row for row in rows if opened.allows(Spot(part.code, row))},
        "slots": [
            replace(
                entry,
                shut=shut or ("" if opened.allows(Spot(part.code, slot.row, slot.material.code)) else LOCKED),
                reasons=asked_links(mine, returned.about_slot(part.code, slot.material.code, slot.row)),
            )
            for entry in slots
            for slot in [entry.slot]
        ],
    }
