"""申报人员花名册：the twelve columns of the form (N2 附件5), as a page and as a table for a spreadsheet."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter

from applications.documents.sources import Source
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


def spreadsheet(shown: dict[str, Any]) -> bytes:
    """The same as XLSX: the heading repeated on every sheet of paper, numbers as text."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("花名册")
        title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
        cell = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True, "num_format": "@"})
        last = len(COLUMNS) - 1
        sheet.merge_range(0, 0, 0, last, shown["heading"], title)
        sheet.merge_range(1, 0, 1, last, f"单位（盖章）：{shown['unit']}")
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, name, head)
        for line, row in enumerate(shown["rows"], start=3):
            for column, value in enumerate(row):
                sheet.write_string(line, column, value, cell)
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


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
