"""One rule at a time: a notice with every kind of section, a single rule, and what it says to some rows."""

from datetime import date
from typing import Any

from applications.rules.checking import check
from applications.rules.dossier import Dossier, Person, Row, Scan, SectionContent
from applications.rules.findings import Finding
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse
from applications.rules.notices.terms import Affiliation, Case, Mode, Nature, Rank
from applications.rules.sections import KINDS
from tests.notices import small_notice

ON = date(2024, 9, 9)  # a Monday in the filing window of the small notice
CLAIM = Case(
    Mode.REVIEW, Rank.INTERMEDIATE, "general", "library", Affiliation.COUNTY, Nature.INSTITUTION, None
)
NOBODY = Person()
Rows = dict[str, str] | list[dict[str, str]]


def of_every_kind(**changed: dict[str, Any]) -> list[dict[str, Any]]:
    """A section of every kind under the kind's own code; `changed` adds to the named ones."""
    bare = [{"code": kind, "kind": kind, "title": f"《{kind}》", "clause": f"五、{kind}"} for kind in KINDS]
    return [section | changed.get(section["code"], {}) for section in bare]


def notice_with(
    *rules: dict[str, Any], sections: list[dict[str, Any]] | None = None, **parts: Any
) -> NoticeDocument:
    """The small notice with these rules; each gets a code and a clause where it has none."""
    coded = [{"code": "asked", "clause": "某条"} | rule for rule in rules]
    return parse(small_notice(rules=coded, sections=sections or of_every_kind(), **parts))


def dossier_of(person: Person = NOBODY, scans: tuple[Scan, ...] = (), **sections: Rows) -> Dossier:
    """Rows by section, in the order given; their ids are the section with 1, 2, 3 …"""
    listed = {code: rows if isinstance(rows, list) else [rows] for code, rows in sections.items()}
    content = {
        code: SectionContent(tuple(Row(f"{code}-{n}", values) for n, values in enumerate(rows, 1)))
        for code, rows in listed.items()
    }
    return Dossier(content, scans, person)


def findings_of(
    rule: dict[str, Any], *, on: date = ON, claim: Case = CLAIM, sections: Any = None, **given: Any
) -> list[Finding]:
    """What one rule finds, and nothing of what else is missing."""
    document = notice_with(rule, sections=sections)
    found = check(document, claim, dossier_of(**given), on)
    return [finding for finding in found if finding.rule == "rule:asked"]


def said(rule: dict[str, Any], **given: Any) -> list[str]:
    """The sentences alone."""
    return [finding.message for finding in findings_of(rule, **given)]


def places(rule: dict[str, Any], **given: Any) -> list[tuple[str, str, str]]:
    """How grave, at which row (or section), at which field."""
    return [(f.severity, f.row or f.section, f.field) for f in findings_of(rule, **given)]
