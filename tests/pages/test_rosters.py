"""花名册、缴费名单、材料交接单：who may print which list, who is on it, and the spreadsheet."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from applications.documents.composing import composed, order_of
from applications.documents.office import list_content
from applications.documents.roster import COLUMNS
from applications.models import Application, Download, Printout, Roster
from applications.selectors.proof import record_of
from applications.selectors.rosters import rosters_of
from applications.services import printing
from applications.workflow import State
from review.services import payments
from tests import factories
from tests.notices import small_notice
from tests.pages.applying import signed_in
from tests.pages.reviewing import at_county, at_office, received

pytestmark = pytest.mark.django_db

PAGE, ASK = "/desk/rosters/", "/printouts/"


@pytest.fixture
def passed_on(cast, draft) -> Application:
    return at_county(draft, cast)


def ask(person, key: str, kind: str = "roster"):
    return signed_in(person).post(ASK, {"kind": kind, "roster": key})


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
    shown = list_content("roster", roster_of(cast.wang))

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

    [row] = list_content("roster", roster_of(cast.wang))["rows"]

    assert row[10] == words


def test_who_was_sent_back_or_has_left_is_not_on_it(cast, passed_on):
    roster = roster_of(cast.wang)
    Application.objects.filter(pk=passed_on.pk).update(state=State.WITHDRAWN, desk=None, due_at=None)

    assert rosters_of(cast.wang) == []
    assert list_content("roster", roster)["rows"] == []
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


def test_the_office_prints_lists_of_whom_it_has_received(cast, draft):
    at_office(draft, cast)
    before = rosters_of(cast.office)
    factories.decide(draft, "receive", by=cast.office)

    [line] = rosters_of(cast.office)
    assert (before, line.organisation, line.people) == ([], cast.committee, 1)
    for kind in ("roster", "fee_list", "hand_over"):
        assert ask(cast.office, line.key, kind).status_code == 302
        assert Printout.objects.filter(kind=kind, roster__organisation=cast.committee).count() == 1


def test_every_list_has_its_button(cast, passed_on):
    page = signed_in(cast.wang).get(PAGE).content.decode()

    for kind, words in (("roster", "花名册"), ("fee_list", "缴费名单"), ("hand_over", "材料交接单")):
        assert f'name="kind" value="{kind}"' in page
        assert words in page


def test_without_fees_there_is_no_fee_list(cast):
    notice = factories.notice(small_notice(fees=None))
    at_county(factories.fill(factories.draft(notice, cast.applicant, cast.employer)), cast)
    [line] = rosters_of(cast.wang)

    page = signed_in(cast.wang).get(PAGE).content.decode()
    refused = ask(cast.wang, line.key, "fee_list")

    assert 'value="fee_list"' not in page
    assert "本通知没有规定评审费用，没有缴费名单。" in page
    assert refused.status_code == 422
    assert "本通知没有规定评审费用，没有缴费名单。" in refused.content.decode()
    assert ask(cast.wang, line.key, "hand_over").status_code == 302


@pytest.mark.parametrize("kind", ["receipt", "evaluation_form", "nonsense"])
def test_no_other_paper_is_printed_of_a_list(cast, passed_on, kind):
    [line] = rosters_of(cast.wang)

    assert ask(cast.wang, line.key, kind).status_code == 422
    assert not Printout.objects.exists()


@pytest.mark.parametrize("kind", ["fee_list", "hand_over"])
def test_strangers_see_none_of_the_lists(cast, passed_on, kind):
    printout = printing.request(kind, roster_of(cast.wang), by=cast.wang, at=factories.NOON)

    mine = signed_in(cast.wang).get(f"{ASK}{printout.pk}/table/")
    assert (mine.status_code, mine["Content-Type"][:27]) == (200, "application/vnd.openxmlform")
    for person in (cast.li, cast.office, cast.outsider, cast.applicant):
        assert signed_in(person).get(f"{ASK}{printout.pk}/table/").status_code == 404


def test_a_payment_makes_the_fee_list_void_and_not_the_others(cast, draft):
    claim = received(draft, cast)
    roster = roster_of(cast.office)
    lists = {
        kind: printing.request(kind, roster, by=cast.office, at=factories.NOON).record
        for kind in ("roster", "fee_list", "hand_over")
    }
    assert all(lists[kind] == record_of(kind, roster) for kind in lists)

    facts = {"fen": 22000, "voucher": "XJ-1", "payer": "某单位", "paid_on": date(2024, 10, 8)}
    payments.record(claim, **facts, by=cast.office, at=factories.at("2024-10-09 10:00"))

    assert {kind: lists[kind] == record_of(kind, roster) for kind in lists} == {
        "roster": True,
        "fee_list": False,
        "hand_over": True,
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_few_statements(cast, count, django_assert_num_queries):
    for number in range(count):
        notice = factories.notice(small_notice(code=f"small-{number}"))
        person = factories.person(f"申报人{number}")
        at_county(factories.fill(factories.draft(notice, person, cast.employer)), cast)
    browser = signed_in(cast.wang)
    browser.get(PAGE)

    with django_assert_num_queries(6):
        assert browser.get(PAGE).content.decode().count('value="fee_list"') == count


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
    printable, _ = composed(order_of(printout))

    made, pages = printable.made(printout.code)

    assert made.startswith(b"%PDF")
    assert pages == 1
    assert passed_on.applicant.name in printable.html()
