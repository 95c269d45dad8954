"""填报要求：nothing blank, every row readable and proved, every slot filled — section by section."""

from collections.abc import Iterable, Iterator, Mapping

from applications.rules.casefile import File
from applications.rules.dossier import Row, fields_of
from applications.rules.findings import Finding
from applications.rules.notices.dossier import Group, Material, Section

# What begins and what ends, in one row.
PERIODS = (
    ("started", "ended"),
    ("started", "graduated"),
    ("aid_from", "aid_until"),
    ("sanction_from", "sanction_until"),
    ("posting_from", "posting_until"),
    ("profession_since", "profession_until"),
)


def check_section(file: File, section: Section) -> Iterator[Finding]:
    """The form of one section: filled, readable, in order, proved."""
    content = file.dossier.content(section)
    if fields_of(section):
        if not content.rows and not (content.nothing and not section.required):
            yield _empty(section)
        yield from row_findings(section, file.values(section))
    for material in section.materials:
        if material.when.holds(file.case):
            yield from _material(file, section, material)
    for group in section.groups:
        if group.when.holds(file.case):
            yield from _group(file, section, group)


def _empty(section: Section) -> Finding:
    say = (
        f"“{section.title}”还没有填写。" if section.required else f"“{section.title}”没有内容的，请注明“无”。"
    )
    return Finding("block", section.code, say, section.clause)


def row_findings(
    section: Section, rows: Iterable[tuple[Row, Mapping[str, str], Mapping[str, str]]]
) -> Iterator[Finding]:
    """What is wrong with rows in themselves: blank or unreadable fields, an end before its beginning."""
    for row, values, problems in rows:
        for key, sentence in problems.items():
            yield Finding("block", section.code, sentence, section.clause, row.id, key)
        for begins, ends in PERIODS:
            first, last = values.get(begins, ""), values.get(ends, "")
            if first and last and last < first:
                yield Finding("block", section.code, "结束时间早于开始时间。", section.clause, row.id, ends)


def _material(file: File, section: Section, material: Material) -> Iterator[Finding]:
    if material.per_row:
        numbers = {row.id: number for number, row in enumerate(file.dossier.content(section).rows, 1)}
        for row in file.rows_for(section, material):
            yield from _slot(file, section, material, row, f"第 {numbers[row.id]} 条")
    elif material.of_rows is None or file.rows_for(section, material):
        yield from _slot(file, section, material)


def _slot(
    file: File, section: Section, material: Material, row: Row | None = None, where: str = ""
) -> Iterator[Finding]:
    """One slot: filled where it must be, with pages that can be used, and all parts of them."""
    scans = file.pages(material, row)
    place = {"row": row.id if row else "", "field": material.code}
    if not scans and material.is_demanded(file.case):
        stand_ins = [
            m for m in section.materials if material.code in m.instead_of and m.when.holds(file.case)
        ]
        if not any(file.pages(other, row) for other in stand_ins):
            alternatives = "".join(f"，或以“{other.title}”代替" for other in stand_ins)
            message = f"{where}缺“{material.title}”{alternatives}。"
            yield _demand(file, f"material:{material.code}", section, message, material.clause, **place)
    for scan in scans:
        if scan.fault:
            message = f"“{scan.title}”不能使用：{scan.fault}"
            yield Finding("block", section.code, message, material.clause, **place)
    missing = [part for part in material.parts if scans and not any(part in scan.title for scan in scans)]
    if missing:
        message = f"{where}“{material.title}”还缺：{'、'.join(missing)}（按图片名称判断）。"
        yield _demand(file, f"parts:{material.code}", section, message, material.clause, **place)


def _group(file: File, section: Section, group: Group) -> Iterator[Finding]:
    named = [m for m in section.materials if m.code in group.materials]
    filled = sum(bool(file.pages(material)) for material in named)
    if filled < group.at_least:
        titles = "".join(f"“{material.title}”" for material in named)
        every = group.at_least == len(named)
        wanted = f"{len(named)} 项材料" if every else f"其中的 {group.at_least} 项"
        message = f"{titles}须上传{wanted}，现有 {filled} 项。"
        yield _demand(file, f"group:{group.code}", section, message, group.clause, field=named[0].code)


def _demand(
    file: File, rule: str, section: Section, message: str, clause: str, *, row: str = "", field: str = ""
) -> Finding:
    """A finding that an administrator may have switched."""
    return Finding(file.switched.get(rule, "block"), section.code, message, clause, row, field, rule)
