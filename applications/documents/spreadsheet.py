"""A printed list as XLSX: its head repeated on every sheet of paper, numbers of people as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

A4 = 9
MONEY = "0.00"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its width in characters; what is money is a number with two decimals."""

    name: str
    width: int
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What stands on the one sheet; `total` is its last row, `below` are lines under it."""

    name: str
    heading: str
    above: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()
    below: Sequence[str] = ()


def workbook(table: Table) -> bytes:
    """The table as a file."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(table.name)
        last = len(table.columns) - 1
        title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        sheet.merge_range(0, 0, 0, last, table.heading, title)
        sheet.merge_range(1, 0, 1, last, table.above)
        _columns(book, sheet, table)
        end = _rows(book, sheet, table)
        for line, words in enumerate(table.below, start=end):
            sheet.merge_range(line, 0, line, last, words)
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


def _columns(book: Any, sheet: Any, table: Table) -> None:
    head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(2, place, column.name, head)


def _rows(book: Any, sheet: Any, table: Table) -> int:
    """Write the rows and the total; the first line after them."""
    framed = {"border": 1, "valign": "vcenter", "text_wrap": True}
    text = book.add_format({**framed, "num_format": "@"})
    money = book.add_format({**framed, "num_format": MONEY})
    rows = [*table.rows, *([table.total] if table.total else [])]
    for line, row in enumerate(rows, start=3):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            if column.is_money and value:
                sheet.write_number(line, place, float(value), money)
            else:
                sheet.write_string(line, place, value, text)
    return 3 + len(rows)
