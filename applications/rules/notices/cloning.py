"""From one year's notice to the next: everything dated moves, nothing else does."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from applications.rules.notices.times import Moment, read_moment


def clone(raw: dict[str, Any], *, code: str, opens: date) -> dict[str, Any]:
    """A copy of a raw notice under a new code whose filing opens on `opens`.

    Every window keeps its length and its distance from the opening; relative years follow the new
    year; the document number is left for the administrator to fill in. What an administrator has switched
    was for the old year: the new notice begins as it is written.
    """
    copy = deepcopy(raw)
    shift = opens - read_moment(raw["timetable"]["filing"]["opens"]).day
    copy.update(code=code, year=opens.year, cloned_from=raw["code"], number="")
    copy.pop("switches", None)
    copy["issued_on"] = _moved(raw["issued_on"], shift)
    for period in filter(None, copy["timetable"].values()):
        for end in ("opens", "closes"):
            if period.get(end):
                period[end] = _moved(period[end], shift)
    if (correction := copy.get("correction")) and correction.get("hard_stop"):
        correction["hard_stop"] = _moved(correction["hard_stop"], shift)
    return copy


def _moved(value: Any, shift: timedelta) -> str:
    moment = read_moment(value)
    return Moment(moment.day + shift, moment.at).isoformat()
