"""A dossier that is full to the brim: many rows in every section, each text as long as it may be."""

from collections.abc import Iterator

from applications.models import Application
from applications.rules.dossier import Dossier, Row, SectionContent, answered, fields_of, kind_of
from applications.rules.notices.dossier import Section
from applications.rules.sections.fields import Field
from applications.selectors.dossiers import on_day, person_of
from tests import factories
from tests.notices import real_notice
from tests.orderly import Values, orderly, sample, scans_of

LATELY = "2020-05"  # after the present title was obtained
LIBRARY = {"specialty": "library", "rank": "intermediate", "title": "馆员", "mode": "review"}


def draft_at_the_library() -> Application:
    """A draft under 巴州文化 in which nothing has been typed."""
    department = factories.organisation("bohu-culture", kind="department", nature="agency")
    factories.organisation("bohu-hr", kind="hr_bureau", nature="agency")
    employer = factories.organisation("bohu-library", superior=department)
    notice = factories.notice(real_notice("N0"))
    return factories.draft(notice, factories.person(), employer, **LIBRARY)


def fill(application: Application, rows: int) -> Application:
    """In order, with at least so many rows in each section of rows; three files in some of their slots."""
    document, case, person = application.rules, application.case, person_of(application)
    plain = orderly(document, case, on_day(factories.NOON), person=person)
    sections = {
        section.code: SectionContent(tuple(crowd(section, plain.content(section).rows, rows)))
        for section in document.sections_for(case)
    }
    bare = Dossier(sections, (), person)
    scans = tuple(scans_of(document, answered(document, case, bare), bare))
    factories.write(application, Dossier(sections, scans, person))
    for scan in application.attachments.filter(row="r1"):
        for title in ("第二页", "第三页"):
            facts = {"row": "r1", "masking": scan.masking, "title": title}
            factories.attachment(application, scan.section, scan.material, **facts)
    return application


def crowd(section: Section, rows: tuple[Row, ...], wanted: int) -> Iterator[Row]:
    """The rows that are needed, the last of them again and again, each text at its cap."""
    repeatable = kind_of(section).repeatable
    needed = [row.values for row in rows] or ([sampled(section)] if repeatable else [])
    more = [needed[-1]] * (wanted - len(needed)) if repeatable else []
    for number, values in enumerate([*needed, *more], 1):
        yield Row(f"r{number}", {spec.key: longest(spec, values) for spec in fields_of(section)})


def sampled(section: Section) -> Values:
    return {spec.key: LATELY if spec.kind == "month" else sample(spec) for spec in fields_of(section)}


def longest(spec: Field, values: Values) -> str:
    """What is typed, drawn out where it is a text."""
    value = values.get(spec.key, "")
    return value.ljust(spec.max_length, "文") if spec.kind in ("text", "long") else value
