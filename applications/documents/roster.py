"""申报人员花名册：the twelve columns of the form (N2 附件5), as a page and as a table for a spreadsheet."""

from collections.abc import Iterable
from typing import Any

from applications.documents.sources import Source
from applications.documents.spreadsheet import Column, Table
from applications.models import Application, Roster
from applications.rules.notices.terms import Mode
from applications.workflow import State

COLUMNS = (
    ("序号", 5),
    ("姓名", 14),
    ("性别", 5),
    ("族别", 9),
    ("政治面貌", 11),
    ("身份证号码", 20),
    ("现任专业技术职务", 14),
    ("获现任专业技术职务时间", 14),
    ("拟晋升专业技术职务", 14),
    ("工作单位", 28),
    ("是否通过", 9),
    ("备注", 9),
)  # with the width of each in characters
PASSED = {State.GRANTED: "通过", State.NOT_PASSED: "未通过"}


def content(roster: Roster, sources: Iterable[Source]) -> dict[str, Any]:
    """What the list shows; one row for each person, in their order."""
    people = list(sources)
    years = {source.application.year for source in people}
    year = f"{max(years)}年度" if years else ""
    return {
        "heading": f"{year}{roster.specialty.name}专业职称申报人员花名册",
        "unit": roster.organisation.name,
        "columns": [name for name, _ in COLUMNS],
        "rows": [[str(place), *_row(source)] for place, source in enumerate(people, start=1)],
    }


def table(shown: dict[str, Any]) -> Table:
    """The same for a spreadsheet."""
    return Table(
        name="花名册",
        heading=shown["heading"],
        above=f"单位（盖章）：{shown['unit']}",
        columns=[Column(name, width) for name, width in COLUMNS],
        rows=shown["rows"],
    )


def _row(source: Source) -> tuple[str, ...]:
    application: Application = source.application
    return (
        source.name,
        source.sex,
        source.one("basic", "people"),
        source.one("basic", "political_status"),
        application.applicant.id_number,
        source.one("qualification", "current_title"),
        source.one("qualification", "appointed"),
        application.title,
        source.employer,
        PASSED.get(State(application.state), ""),
        Mode(application.mode).label,
    )
