"""缴费名单 and 材料交接单: what stands in them is what the records and the notice say."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from applications.documents.layouts import lists as declared
from applications.documents.layouts.terms import Group, Rows
from applications.documents.office import list_content, list_table
from applications.documents.spreadsheet import workbook
from applications.models import Application, Roster
from applications.selectors.rosters import rosters_of
from applications.services import printing
from review.services import payments
from tests import factories
from tests.cast import Cast
from tests.notices import SMALL, small_notice
from tests.pages.reviewing import received

PAID_AT = factories.at("2024-10-09 10:00")
PAPERS = [
    {
        "title": "《专业技术职务任职资格评审表》",
        "copies": 3,
        "note": "由呈报单位统一报送",
        "clause": "五（三）",
    },
    {"title": "毕业证书", "clause": "五（四）"},
    {"title": "论文刊物原件", "when": {"ranks": ["intermediate"]}, "clause": "五（四）"},
    {"title": "社保缴费证明", "when": {"natures": ["private_enterprise"]}, "clause": "五（四）"},
]
EMPLOYER_PAYS = {**SMALL["fees"], "payer": "employer", "note": "由呈报单位人事部门统一缴纳。"}
TIMES = {**SMALL["timetable"], "paper": {"opens": "2024-10-08", "closes": "2024-10-12", "clause": "三（二）"}}


@pytest.fixture
def claims(cast: Cast) -> list[Application]:
    """One who has paid for a junior title, and one who owes for an intermediate one."""
    notice = factories.notice(small_notice(fees=EMPLOYER_PAYS, papers=PAPERS, timetable=TIMES))
    people = ((cast.applicant, "junior"), (factories.person("古丽娜尔·阿不都"), "intermediate"))
    drafts = [factories.draft(notice, who, cast.employer, rank=rank, mode="review") for who, rank in people]
    taken = [received(factories.fill(draft), cast) for draft in drafts]
    pay(taken[0], cast)
    return taken


@pytest.fixture
def office_list(claims, cast: Cast) -> Roster:
    """Those whom the committee's office has received."""
    [line] = rosters_of(cast.office)
    return printing.open_roster(line)


def pay(application: Application, cast: Cast, voucher: str = "XJ-0001"):
    facts = {"fen": 22000, "voucher": voucher, "payer": "博湖县图书馆", "paid_on": date(2024, 10, 8)}
    return payments.record(application, **facts, by=cast.office, at=PAID_AT)


def row_of(shown, application: Application) -> dict[str, str]:
    return next(row for row in shown["rows"] if row["name"] == application.applicant.name)


@pytest.mark.rule("N2-40")
def test_the_fee_list_says_who_owes_and_who_has_paid(office_list, claims):
    shown = list_content("fee_list", office_list)
    paid, owes = (row_of(shown, claim) for claim in claims)

    assert shown["heading"] == "2024年度图书资料专业职称评审缴费名单"
    assert [row["place"] for row in shown["rows"]] == ["1", "2"]
    assert (paid["mode"], paid["rank"], paid["title"]) == ("评审", "初级", "助理馆员")
    assert (paid["due"], paid["paid"], paid["voucher"]) == ("220.00", "220.00", "XJ-0001")
    assert (paid["paid_on"], paid["remark"]) == ("2024年10月8日", "")
    assert (owes["due"], owes["paid"], owes["voucher"], owes["remark"]) == ("380.00", "", "", "未缴")


def test_its_totals_are_in_figures_and_in_capitals(office_list):
    assert list_content("fee_list", office_list)["total"] == {
        "people": "2",
        "due": "600.00",
        "paid": "220.00",
        "due_words": "陆佰元整",
        "paid_words": "贰佰贰拾元整",
    }


@pytest.mark.rule("N0-11")
def test_it_repeats_who_pays_how_much_and_when(office_list):
    prices, payer = list_content("fee_list", office_list)["rules"]

    assert prices == "收费标准：中级 380 元（七）；初级 220 元（七）。"
    for words in ("由用人单位统一缴纳。", "2024年10月8日—10月12日", "由呈报单位人事部门统一缴纳。", "（七）"):
        assert words in payer


def test_a_reversed_payment_counts_for_nothing_and_the_next_one_does(office_list, claims, cast):
    [payment] = claims[0].payments.all()
    payments.reverse(payment, voucher="XJ-0002", by=cast.office, at=PAID_AT)
    undone = row_of(list_content("fee_list", office_list), claims[0])
    pay(claims[0], cast, "XJ-0003")
    again = row_of(list_content("fee_list", office_list), claims[0])

    assert (undone["paid"], undone["voucher"], undone["remark"]) == ("", "", "未缴")
    assert (again["paid"], again["voucher"]) == ("220.00", "XJ-0003")


@pytest.mark.rule("N2-40", "N2-41")
def test_the_hand_over_list_counts_the_papers_that_concern_each_person(office_list, claims):
    shown = list_content("hand_over", office_list)
    junior, intermediate = (row_of(shown, claim) for claim in claims)

    assert (junior["number"], junior["unit"]) == (claims[0].number, "博湖县图书馆")
    assert (junior["bags"], junior["copies"], intermediate["copies"]) == ("1", "4", "5")
    assert shown["total"] == {"people": "2", "bags": "2", "copies": "9"}


def test_the_papers_stand_below_with_what_all_bring(office_list):
    papers = {row["what"]: row for row in list_content("hand_over", office_list)["papers"]}

    form, works = papers["《专业技术职务任职资格评审表》"], papers["论文刊物原件"]
    assert (form["copies"], form["people"], form["total"]) == ("3", "2", "6")
    assert form["note"] == "由呈报单位统一报送"
    assert (works["people"], works["total"]) == ("1", "1")
    assert "社保缴费证明" not in papers  # concerns nobody on the list


def test_it_names_the_receiver_unless_that_is_who_hands_over(office_list, cast):
    [line] = rosters_of(cast.wang)
    of_unit = list_content("hand_over", printing.open_roster(line))

    assert (of_unit["unit"], of_unit["receiver"]) == ("博湖县图书馆", cast.committee.name)
    assert list_content("hand_over", office_list)["receiver"] == ""
    assert "纸质材料报送时间：2024年10月8日—10月12日（三（二））。" in of_unit["rules"]


def test_the_ledger_of_everybody_is_read_at_once(office_list, django_assert_num_queries):
    list_content("fee_list", office_list)

    with django_assert_num_queries(2):
        list_content("fee_list", office_list)


def test_the_spreadsheet_of_fees_has_amounts_as_numbers(office_list, claims):
    sheet = load_workbook(BytesIO(workbook(list_table("fee_list", office_list)))).active
    rows = {sheet.cell(line, 2).value: line for line in (4, 5)}
    paid, owes = (rows[claim.applicant.name] for claim in claims)

    assert [cell.value for cell in sheet[3]][6:8] == ["应缴（元）", "已缴（元）"]
    assert (sheet.cell(paid, 8).value, sheet.cell(paid, 8).number_format) == (220, "0.00")
    assert sheet.cell(paid, 8).data_type == "n"
    assert (sheet.cell(paid, 1).data_type, sheet.cell(paid, 9).value) == ("s", "XJ-0001")
    assert sheet.cell(owes, 8).value in (None, "")
    assert [sheet.cell(6, place).value for place in (2, 3, 7, 8)] == ["合计", "2 人", 600, 220]
    assert "陆佰元整" in sheet.cell(7, 1).value
    assert sheet.print_title_rows == "$3:$3"


def test_the_spreadsheet_of_the_hand_over_ends_with_the_papers(office_list):
    sheet = load_workbook(BytesIO(workbook(list_table("hand_over", office_list)))).active
    below = [sheet.cell(line, 1).value for line in range(7, sheet.max_row + 1)]

    assert [sheet.cell(6, place).value for place in (3, 4, 6, 7)] == ["合计", "2 人", "2", "9"]
    assert below[0] == "1. 《专业技术职务任职资格评审表》：每人 3 份，2 人，共 6 份（由呈报单位统一报送）"
    assert below[-1].startswith("移交人（签名）：")


@pytest.mark.parametrize("kind", ["fee_list", "hand_over"])
def test_the_fields_of_the_layout_are_those_of_the_content(office_list, kind):
    shown = list_content(kind, office_list)
    fields = getattr(declared, kind.upper())

    assert {field.key for field in fields} == set(shown)
    for field in fields:
        if isinstance(field, Rows):
            assert all({one.key for one in field.terms} == set(row) for row in shown[field.key])
        if isinstance(field, Group):
            assert {one.key for one in field.terms} == set(shown[field.key])
