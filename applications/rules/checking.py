"""提交前检查：what blocks a dossier, what should be looked at, and what the reviewers will judge.

First the form of each section (nothing blank, every row proved, every slot filled), then the notice's
rules over the whole. It looks at a draft as it does at a submission, and costs nobody a submission.
"""

from datetime import date

from applications.rules.casefile import open_file
from applications.rules.completeness import check_section
from applications.rules.dossier import Dossier, Person
from applications.rules.findings import Finding
from applications.rules.judging import judge
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import Integrity
from applications.rules.notices.terms import Case


def check(document: NoticeDocument, case: Case, dossier: Dossier, on: date) -> list[Finding]:
    """Every finding on a dossier as of a day in Beijing, in the order of the notice's sections.

    With nothing that blocks, it may be submitted.
    """
    file = open_file(document, case, dossier, on)
    found = [*(f for section in file.sections for f in check_section(file, section)), *judge(file)]
    places = {section.code: number for number, section in enumerate(file.sections)}
    return sorted(found, key=lambda finding: places.get(finding.section, len(places)))


def check_only(
    document: NoticeDocument, case: Case, dossier: Dossier, section: Section, on: date
) -> list[Finding]:
    """What `check` finds in one section: the form of the others is not looked at, only what rules ask."""
    file = open_file(document, case, dossier, on)
    judged = (finding for finding in judge(file) if finding.section == section.code)
    return [*check_section(file, section), *judged]


def barred(document: NoticeDocument, case: Case, person: Person, on: date) -> list[str]:
    """Why a recorded breach keeps a person from this claim at all, before anything is filled."""
    file = open_file(document, case, Dossier(person=person), on)
    breaches = judge(file, only=Integrity)
    return [finding.message for finding in breaches if finding.severity == "block"]
