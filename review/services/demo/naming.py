"""What the pages of a slot are called, so that each name says what it shows, and what stands on them."""

from collections.abc import Mapping, Sequence

from applications.rules.dossier import Row
from applications.rules.notices.dossier import Material
from applications.rules.sections import codes
from review.services.demo.papers import Page

SUBJECTS = dict(codes.SUBJECTS)
ROOM = 40


def named_pages(
    material: Material, row: Row | None, typed: Sequence[Row], *, again: bool = False
) -> list[tuple[str, Page]]:
    """File name and page, one for each part where the slot has parts; `typed` are all rows of the section."""
    values = row.values if row else {}
    name, years, about = (
        _name(material, values),
        _years(material, values, typed),
        values.get("content") or values.get("abstract", ""),
    )
    title = values.get("name", "") or name
    suffix = ".pdf" if "pdf" in material.accept else ".jpg"
    if not material.parts:
        return [(name + suffix, Page(title, years, again, about))]
    return [
        (f"{name}·{part}{suffix}", Page(f"{title}·{part}", years, again, about)) for part in material.parts
    ]


def _name(material: Material, values: Mapping[str, str]) -> str:
    plain = material.title.split("（")[0].strip("《》").replace("“", "").replace("”", "")
    if "subject" in values:
        kind = "合格证书" if material.code == "ce_certificate" else plain
        return f"{values['year']}年度{SUBJECTS[values['subject']]}{kind}"
    if "grade" in values:
        return f"{values['year']}年度考核表"
    if "name" in values:
        return f"{values['name'][:ROOM]}{_noun(material)}"
    return plain[:ROOM]


def _noun(material: Material) -> str:
    return "印证材料" if material.code == "achievement" else ""


def _years(material: Material, values: Mapping[str, str], typed: Sequence[Row]) -> tuple[str, ...]:
    """A certificate lists all the years of its subject: one sheet serves every row."""
    if "subject" in values:
        same = (row.values for row in typed if row.values.get("subject") == values["subject"])
        return tuple(sorted(row["year"] for row in same))
    return (values["year"],) if "year" in values else ()
