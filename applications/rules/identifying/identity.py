"""Who is looked for, and what is found."""

from dataclasses import dataclass, field
from typing import Literal

from applications.rules.dossier import Dossier
from applications.rules.notices.document import NoticeDocument

What = Literal["name", "former_name", "id_number", "phone", "unit"]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a text must not say. Empty parts are not looked for; numbers never show in a log."""

    name: str = ""
    former_name: str = ""  # as typed: several, or 无
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    unit: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place in the text as typed: `text[start:end]`. Not `sure` where it may be other words as well."""

    start: int
    end: int
    what: What
    sure: bool = True


def identity_of(document: NoticeDocument, dossier: Dossier) -> Identity:
    """The identity behind a dossier, with the former name as it is typed there."""
    person = dossier.person
    basic = next((section for section in document.sections if section.kind == "basic"), None)
    rows = dossier.content(basic).rows if basic else ()
    return Identity(
        name=person.name,
        former_name=next((row.values.get("former_name", "") for row in rows), ""),
        id_number=person.id_number,
        phone=person.mobile,
        unit=person.employer,
        aliases=person.employer_aliases,
    )
