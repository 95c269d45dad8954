"""花名册：who may print which list, who is on it, and the spreadsheet."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from applications.documents.roster import COLUMNS
from applications.models import Application, Download, Printout, Roster
from applications.selectors.rosters import rosters_of
from applications.services import printing
from applications.workflow import State
from tests import factories
from tests.pages.applying import signed_in
from tests.pages.reviewing import at_county, at_office

pytestmark = pytest.mark.django_db

PAGE, ASK = "/desk/rosters/", "/printouts/"


@pytest.fixture
def passed_on(cast, draft) -> Application:
    return at_county(draft, cast)


def ask(person, key: str):
    return signed_in(person).post(ASK, {"kind": "roster", "roster": key})


def roster_of(person) -> Roster:
    [line] = rosters_of(person)
    return printing.open_roster(line)


def test_a_unit_prints_the_list_of_whom_it_has_passed_on(cast, passed_on):
    page = signed_in(cast.wang).get(PAGE).content.decode()
    [line] = rosters_of(cast.wang)

    assert (line.organisation, line.people) == (cast.employer, 1)
    assert line.key in page
    answer = ask(cast.wang, line.key)
    printout = Printout.objects.get()
    assert answer.url == f"{ASK}{printout.pk}/"
    assert (printout.kind, printout.valid, printout.roster.organisation) == ("roster", True, cast.employer)


@pytest.mark.rule("N2-40", "N2-51")
def test_it_has_the_twelve_columns_of_the_form(cast, passed_on):
    shown = printing.roster_content(roster_of(cast.wang))

    assert shown["heading"] == "2024年度图书资料专业职称申报人员花名册"
    assert len(shown["columns"]) == 12
    [row] = shown["rows"]
    person = passed_on.applicant
    assert row[:2] == ["1", person.name]
    assert row[5] == person.id_number
    assert row[8:] == [passed_on.title, cast.employer.name, "", "评审"]


@pytest.mark.parametrize(("state", "words"), [(State.GRANTED, "通过"), (State.NOT_PASSED, "未通过")])
def test_the_result_stands_in_it_once_there_is_one(cast, passed_on, state, words):
    Application.objects.filter(pk=passed_on.pk).update(state=state, desk=None, due_at=None)

    [row] = printing.roster_content(roster_of(cast.wang))["rows"]

    assert row[10] == words


def test_who_was_sent_back_or_has_left_is_not_on_it(cast, passed_on):
    roster = roster_of(cast.wang)
    Application.objects.filter(pk=passed_on.pk).update(state=State.WITHDRAWN, desk=None, due_at=None)

    assert rosters_of(cast.wang) == []
    assert printing.roster_content(roster)["rows"] == []
    answer = ask(cast.wang, f"{roster.organisation_id}:{roster.notice_id}:{roster.specialty_id}")
    assert answer.status_code == 404


def test_only_whoever_sits_there_sees_it(cast, passed_on):
    [line] = rosters_of(cast.wang)
    printout = printing.request("roster", roster_of(cast.wang), by=cast.wang, at=factories.NOON)

    for person in (cast.li, cast.office, cast.outsider, cast.applicant):
        assert ask(person, line.key).status_code == 404
        assert signed_in(person).get(f"{ASK}{printout.pk}/").status_code == 404
        assert signed_in(person).get(f"{ASK}{printout.pk}/table/").status_code == 404
    assert signed_in(cast.applicant).get(PAGE).status_code == 404
    assert rosters_of(cast.li) == []  # nothing has gone on from there yet


def test_every_desk_on_the_way_has_its_own(cast, draft):
    at_office(draft, cast)

    assert [line.organisation for line in rosters_of(cast.li)] == [cast.county]
    assert [line.people for line in rosters_of(cast.wang)] == [1]


def test_the_spreadsheet_has_the_numbers_as_text_and_repeats_its_head(cast, passed_on):
    printout = printing.request("roster", roster_of(cast.wang), by=cast.wang, at=factories.NOON)

    answer = signed_in(cast.wang).get(f"{ASK}{printout.pk}/table/")
    sheet = load_workbook(BytesIO(answer.content)).active

    assert "attachment" in answer["Content-Disposition"]
    assert [cell.value for cell in sheet[3]] == [name for name, _ in COLUMNS]
    number = sheet["F4"]
    assert (number.value, number.data_type) == (passed_on.applicant.id_number, "s")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert Download.objects.get().printout == printout


def test_what_looks_like_a_formula_is_text(cast, passed_on):
    Application.objects.filter(pk=passed_on.pk).update(title="=1+1")
    printout = printing.request("roster", roster_of(cast.wang), by=cast.wang, at=factories.NOON)

    sheet = load_workbook(BytesIO(signed_in(cast.wang).get(f"{ASK}{printout.pk}/table/").content)).active

    assert (sheet["I4"].value, sheet["I4"].data_type) == ("=1+1", "s")


def test_the_paper_is_landscape_with_everybody(cast, passed_on):
    printout = printing.request("roster", roster_of(cast.wang), by=cast.wang, at=factories.NOON)
    printable, _ = printing._put_together(printing._order_of(printout))

    made, pages = printable.made(printout.code)

    assert made.startswith(b"%PDF")
    assert pages == 1
    assert passed_on.applicant.name in printable.html()
