"""A full dossier: an applicant in order who has done much, with fifty files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from applications.rules.dossier import Dossier, Person, Row, Scan, SectionContent, answered, fields_of
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Section
from applications.rules.notices.terms import Case
from tests.orderly import PERSON, orderly, sample, scans_of

FILES = 50
ROWS = {"education": 2, "employment": 5, "achievements": 10, "awards": 4, "property": 2, "publications": 2}
LATE = {"started": "2020-03", "ended": "2020-12", "awarded": "2020-05", "granted": "2020-05"}
LATE["published"] = "2020-05"  # after the present title of whoever is in order


def full(document: NoticeDocument, case: Case, on: date, *, person: Person = PERSON) -> Dossier:
    """Every section filled, every row proved, and as many further scans as make fifty."""
    lean = orderly(document, case, on, person=person)
    sections = {
        section.code: _more(section, lean.content(section)) for section in document.sections_for(case)
    }
    bare = Dossier(sections, (), person)
    scans = list(scans_of(document, answered(document, case, bare), bare))
    return replace(bare, scans=(*scans, *_further(scans[-1], FILES - len(scans))))


def _more(section: Section, content: SectionContent) -> SectionContent:
    wanted = ROWS.get(section.kind, 0) - len(content.rows)
    if wanted <= 0:
        return content
    pattern = content.rows[0].values if content.rows else _sampled(section)
    more = (Row(f"{section.code}-more-{number}", dict(pattern)) for number in range(wanted))
    return SectionContent((*content.rows, *more))


def _sampled(section: Section) -> dict[str, str]:
    return {field.key: LATE.get(field.key) or sample(field) for field in fields_of(section)}


def _further(last: Scan, count: int) -> Iterator[Scan]:
    for number in range(count):
        order = last.order + number + 1
        yield replace(last, id=f"further-{number}", sha256=f"{order:064}", order=order)
