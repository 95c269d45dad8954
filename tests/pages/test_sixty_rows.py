"""Sixty rows in every section, every text at its cap: the pages answer, rows are saved, it is submitted."""

import pytest
from django.urls import reverse

from applications.models import Application, SectionDraft
from applications.rules.dossier import kind_of
from applications.workflow import State
from tests import factories
from tests.crowded import draft_at_the_library, fill
from tests.pages.applying import address, signed_in, typed

pytestmark = pytest.mark.django_db
SECTION, ROW, CHECK, APPLICATION, BENCH = 6, 6, 7, 9, 15
REPEATED = ("continuing", "appraisals", "education", "employment", "achievements", "awards", "publications")


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def empty(db) -> Application:
    return draft_at_the_library()


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
