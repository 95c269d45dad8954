"""目录：the table that goes with an archive, everybody in it, also whose paper could not be made."""

from collections.abc import Iterable

from applications.documents.spreadsheet import Column, Table, workbook

COLUMNS = (
    ("序号", 6),
    ("编号", 18),
    ("姓名", 16),
    ("单位", 30),
    ("文件", 28),
    ("页数", 6),
    ("校验码", 12),
    ("结果", 30),
    ("文件名", 60),
)  # with the width of each in characters


def table(rows: Iterable[tuple[str, ...]]) -> bytes:
    """The rows under their heading as XLSX; whatever looks like a formula or a number is text."""
    columns = [Column(name, width) for name, width in COLUMNS]
    above = "没有生成的也列在里面，原因见“结果”。"
    return workbook(Table("目录", "批量打印目录", above, columns, list(rows)))
