"""Sixty rows in every section, every text at its cap: the pages answer, rows are saved, it is submitted."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from applications.models import Application, SectionDraft
from applications.rules.dossier import Dossier, Row, SectionContent, answered, fields_of, kind_of
from applications.rules.notices.dossier import Section
from applications.rules.sections.fields import Field
from applications.selectors.dossiers import on_day, person_of
from applications.workflow import State
from tests import factories
from tests.notices import real_notice
from tests.orderly import Values, orderly, sample, scans_of
from tests.pages.applying import address, signed_in, typed

pytestmark = pytest.mark.django_db
LATELY = "2020-05"  # after the present title was obtained
LIBRARY = {"specialty": "library", "rank": "intermediate", "title": "馆员", "mode": "review"}
SECTION, ROW, CHECK, APPLICATION, BENCH = 6, 6, 7, 9, 15
REPEATED = ("continuing", "appraisals", "education", "employment", "achievements", "awards", "publications")


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def empty(db) -> Application:
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


@pytest.mark.parametrize("rows", [1, 60])
def test_the_applicants_pages_cost_the_same_however_much_is_in_them(
    empty: Application, rows, django_assert_num_queries
):
    mine = fill(empty, rows)
    browser = signed_in(mine.applicant)
    last = SectionDraft.objects.get(application=mine, section="continuing").rows[-1]["id"]
    pages = [
        (APPLICATION, "application"),
        (CHECK, "check_answers"),
        (ROW, "section_row", "continuing", last),
        *((SECTION, "section", code) for code in REPEATED),
    ]

    for statements, name, *parts in pages:
        with django_assert_num_queries(statements, info=f"{name} {parts}"):
            answer = browser.get(address(name, mine, *parts))

        assert answer.status_code == 200
    assert row_count(mine, "awards") == rows


def test_no_section_of_rows_is_left_out(empty: Application):
    assert tuple(s.code for s in empty.rules.sections_for(empty.case) if kind_of(s).repeatable) == REPEATED


def test_the_last_row_is_saved_and_one_more_is_refused(empty: Application):
    browser = signed_in(fill(empty, 60).applicant)
    award = SectionDraft.objects.get(application=empty, section="awards").rows[-1]["values"]

    saved = browser.post(address("section_row", empty, "awards", "r60"), typed(award | {"rank": "第一"}))
    refused = browser.post(address("section_row", empty, "awards", "r61"), typed(award, fresh="1"))

    assert saved.status_code == 302
    assert SectionDraft.objects.get(application=empty, section="awards").rows[-1]["values"]["rank"] == "第一"
    assert refused.status_code == 422
    assert "“获奖（表彰）证书”最多 60 条。" in refused.content.decode()
    assert award["name"] in refused.content.decode()  # what was typed is kept
    assert row_count(empty, "awards") == 60


@pytest.mark.parametrize("rows", [1, 60])
def test_it_is_submitted_and_read_on_the_bench(empty: Application, rows, django_assert_num_queries):
    mine = fill(empty, rows)
    officer = factories.officer(mine.employer)

    answer = signed_in(mine.applicant).post(address("submit", mine), {"revision": "0"})

    mine.refresh_from_db()
    assert (answer.status_code, mine.state) == (302, State.IN_REVIEW)
    bench = signed_in(officer)
    bench.get(reverse("review", args=[mine.pk]))
    with django_assert_num_queries(BENCH):
        page = bench.get(reverse("review", args=[mine.pk]))
    assert page.status_code == 200
    assert ("获奖（表彰） 60" in page.content.decode()) == (rows == 60)


def row_count(application: Application, section: str) -> int:
    return len(SectionDraft.objects.get(application=application, section=section).rows)
