"""A kind of section, and the code of each."""

from dataclasses import dataclass

from applications.rules.sections.fields import Field


@dataclass(frozen=True, slots=True)
class Kind:
    """栏目种类：the fields of its rows, whether there may be several, and which of them name one."""

    code: str
    fields: tuple[Field, ...]
    repeatable: bool = False
    max_rows: int = 1
    row_name: str = ""
    named_by: tuple[str, ...] = ()


def rows(code: str, row_name: str, *fields: Field, named_by: tuple[str, ...]) -> Kind:
    """A kind with up to sixty rows."""
    return Kind(code, fields, repeatable=True, max_rows=60, row_name=row_name, named_by=named_by)
