"""One thing wrong in a dossier that is otherwise in order: it is found under its own clause, alone.

A miss starts from an applicant in order (`typed` and `given` say of what kind, and that applicant passes),
changes one thing, and names the clause, the section and the field at which it is found. `twin` is the
nearest thing that still passes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from applications.rules.checking import check
from applications.rules.dossier import Dossier, Row, SectionContent, answered
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Case
from tests.applications.rules.test_notices import NOTICES, case
from tests.applications.rules.test_orderly import DAYS
from tests.orderly import orderly, scans_of

Change = Callable[[Dossier], Dossier]


@dataclass(frozen=True)
class Miss:
    """What is wrong, of whom, and at which clause, section and field it is found."""

    ids: tuple[str, ...]
    what: str
    found: tuple[str, str, str]
    change: Change
    twin: Change | None = None
    grave: str = "block"
    claim: dict[str, str] = field(default_factory=dict)
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    given: tuple[Change, ...] = ()


def miss(ids: str, what: str, found: tuple[str, str, str], change: Change, **facts: Any) -> Miss:
    """A miss of one or more requirements, named in one string."""
    return Miss(tuple(ids.split()), what, found, change, **facts)


def params(misses: Sequence[Miss]) -> list[Any]:
    """One test for each miss, marked with its requirements."""
    return [pytest.param(m, id=f"{m.ids[0]}-{m.what}", marks=pytest.mark.rule(*m.ids)) for m in misses]


Found = list[tuple[str, str, str, str]]  # how grave, clause, section, field


def outcome(name: str, miss: Miss) -> dict[str, Found]:
    """What is found before the change, with its twin, and with the change itself."""
    document, claim = NOTICES[name], claim_of(name, miss.claim)
    dossier = in_order(name, document, claim, miss)
    changed = {"in order": dossier, "wrong": miss.change(dossier)}
    if miss.twin:
        changed["twin"] = miss.twin(dossier)
    return {what: _places(name, document, claim, each) for what, each in changed.items()}


def expected(miss: Miss) -> dict[str, Found]:
    """Nothing but the one finding."""
    clean: dict[str, Found] = {"in order": [], "wrong": [(miss.grave, *miss.found)]}
    return clean | {"twin": []} if miss.twin else clean


def found_with(name: str, change: Change, **facts: Any) -> Found:
    """What is found in a dossier in order with this changed."""
    document, whose = NOTICES[name], miss("-", "", ("", "", ""), change, **facts)
    claim = claim_of(name, whose.claim)
    return _places(name, document, claim, change(in_order(name, document, claim, whose)))


def claim_of(name: str, facts: dict[str, str]) -> Case:
    """评审 where the notice has it."""
    document = NOTICES[name]
    return case(document, **({"mode": "review"} if document.mode("review") else {}) | facts)


def in_order(name: str, document: NoticeDocument, claim: Case, miss: Miss) -> Dossier:
    """The applicant from whom the miss starts, with a page in every slot that is demanded of such a one."""
    dossier = orderly(document, claim, DAYS[name], **miss.typed)
    if not miss.given:
        return dossier
    for change in miss.given:
        dossier = change(dossier)
    return replace(dossier, scans=tuple(scans_of(document, answered(document, claim, dossier), dossier)))


def _places(name: str, document: NoticeDocument, claim: Case, dossier: Dossier) -> Found:
    """What is found, each once; what is left to the reviewers stops nobody and has its own tests."""
    found = check(document, claim, dossier, DAYS[name])
    return sorted({(f.severity, f.clause, f.section, f.field) for f in found if f.severity != "judge"})


def types(section: str, number: int = 1, **values: str) -> Change:
    """Other words in one row."""

    def change(dossier: Dossier) -> Dossier:
        rows = list(dossier.sections[section].rows)
        rows[number - 1] = replace(rows[number - 1], values={**rows[number - 1].values, **values})
        return _with(dossier, section, rows)

    return change


def row(section: str, like: dict[str, str], **values: str) -> Change:
    """What a row with these values says, differently: `like` finds it."""

    def change(dossier: Dossier) -> Dossier:
        rows = [
            replace(r, values={**r.values, **values}) if _is_like(r, like) else r
            for r in dossier.sections[section].rows
        ]
        return _with(dossier, section, rows)

    return change


def adds(section: str, **values: str) -> Change:
    """One more row at the end."""

    def change(dossier: Dossier) -> Dossier:
        rows = dossier.sections[section].rows
        return _with(dossier, section, [*rows, Row(f"r{len(rows) + 1}", values)])

    return change


def drops(section: str, **like: str) -> Change:
    """Without the rows that have these values."""

    def change(dossier: Dossier) -> Dossier:
        rows = [r for r in dossier.sections[section].rows if not _is_like(r, like)]
        return _with(dossier, section, rows)

    return change


def turns(section: str) -> Change:
    """The rows the other way round."""

    def change(dossier: Dossier) -> Dossier:
        return _with(dossier, section, list(reversed(dossier.sections[section].rows)))

    return change


def says_none(section: str) -> Change:
    """The whole section is 无."""
    return lambda dossier: replace(
        dossier, sections={**dossier.sections, section: SectionContent(nothing=True)}
    )


def without(material: str, title: str = "") -> Change:
    """Without the pages of a slot, or those of them that go by this title."""
    return lambda dossier: replace(
        dossier,
        scans=[s for s in dossier.scans if s.material != material or (title and s.title != title)],
    )


def page(material: str, **facts: Any) -> Change:
    """The first page of a slot with something about it changed."""

    def change(dossier: Dossier) -> Dossier:
        first = next(s for s in dossier.scans if s.material == material)
        return replace(dossier, scans=[replace(s, **facts) if s is first else s for s in dossier.scans])

    return change


def person(**facts: Any) -> Change:
    """Another applicant."""
    return lambda dossier: replace(dossier, person=replace(dossier.person, **facts))


def all_of(*changes: Change) -> Change:
    """Several, one after the other."""

    def change(dossier: Dossier) -> Dossier:
        for each in changes:
            dossier = each(dossier)
        return dossier

    return change


def certificates(clause: str, ids: str, years: dict[str, Sequence[int]], **facts: Any) -> Iterator[Miss]:
    """A certificate of 继续教育 missing, for each subject and year."""
    for subject, listed in years.items():
        for year in listed:
            yield miss(
                ids,
                f"no {subject} certificate of {year} {facts.get('claim', {}).get('rank', '')}".strip(),
                (clause, "continuing", "year"),
                drops("continuing", year=str(year), subject=subject),
                **facts,
            )


def _with(dossier: Dossier, section: str, rows: Sequence[Row]) -> Dossier:
    return replace(dossier, sections={**dossier.sections, section: SectionContent(tuple(rows))})


def _is_like(row: Row, like: dict[str, str]) -> bool:
    return all(row.values.get(key) == value for key, value in like.items())
