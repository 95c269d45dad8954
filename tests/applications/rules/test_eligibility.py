"""能不能申报：who is shut out, for how long, and where the boundary lies on both its sides."""

from dataclasses import replace
from datetime import date

import pytest

from applications.rules.checking import barred
from applications.rules.dossier import Ban, Person, read_row
from applications.rules.judging.finding import first_day, last_day, later_by, months_between, span_words
from applications.rules.notices.terms import Nature, Rank
from tests.applications.rules.judged import CLAIM, ON, findings_of, notice_with, places, said

IDENTITY = {
    "kind": "answers",
    "section": "declarations",
    "field": "identity",
    "forbidden": ["civil_servant", "retired"],
}
SANCTION = {"kind": "sanction"}
AID = {
    "kind": "duration",
    "section": "declarations",
    "starts": "aid_from",
    "ends": "aid_until",
    "months": 12,
    "running": True,
    "what": "援派期",
}
INSURED = {
    "kind": "duration", "section": "insurance", "starts": "started", "ends": "ended", "months": 6,
    "what": "社保",
}  # fmt: skip
POSTED = {
    "kind": "duration", "section": "declarations", "starts": "ground_from", "months": 12, "what": "派驻",
}  # fmt: skip
AGE = {"kind": "retirement_age", "male": 60, "female": 55}
INTEGRITY = {"kind": "integrity"}


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2023-09-09", "2024-09-08", 11),
        ("2023-09-09", "2024-09-09", 12),  # the corresponding day is the last of the year
        ("2023-08-31", "2024-02-28", 5),
        ("2023-08-31", "2024-02-29", 6),  # no 31st: the month ends it
        ("2024-02-29", "2025-02-27", 11),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-09-09", "2024-09-09", 0),
        ("2024-09-09", "2024-09-08", -1),
        ("2025-09-09", "2024-09-09", -12),
    ],
)
def test_months_end_on_the_corresponding_day(start, end, months):
    assert months_between(date.fromisoformat(start), date.fromisoformat(end)) == months


def test_dates_as_they_are_typed():
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (first_day("2024-02-10"), last_day("2024-02-10")) == (date(2024, 2, 10), date(2024, 2, 10))
    assert (first_day(""), last_day(""), last_day("2024-13")) == (None, None, None)
    assert later_by(date(2024, 2, 29), years=1) == date(2025, 2, 28)
    assert later_by(date(2024, 2, 29), years=4) == date(2028, 2, 29)
    assert [span_words(n) for n in (53, 48, -3)] == ["4 年 5 个月", "4 年", "0 年"]


@pytest.mark.rule("N0-02", "N0-03")
def test_a_choice_that_shuts_out_is_named():
    assert said(IDENTITY, declarations={"identity": "retired"}) == ["身份类别为“离退休人员”的，不能申报。"]
    assert places(IDENTITY, declarations={"identity": "retired"}) == [("block", "declarations-1", "identity")]
    assert said(IDENTITY, declarations={"identity": "staff"}) == []
    assert said(IDENTITY, declarations={"identity": "nobody"}) == []
    assert said(IDENTITY) == []


def test_a_notice_may_say_it_in_its_own_words():
    own = IDENTITY | {"sentence": "公务员不得申报。"}

    assert said(own, declarations={"identity": "civil_servant"}) == ["公务员不得申报。"]


@pytest.mark.parametrize("identity", [" retired", "retired ", "retired\u200b", "RETIRED"])
def test_a_code_that_was_tampered_with_is_no_choice(identity):
    document = notice_with(IDENTITY)
    section = document.section("declarations")

    assert read_row(section, {"identity": identity})[1]["identity"] == "请选择身份类别。"


@pytest.mark.rule("N0-04")
@pytest.mark.parametrize(
    ("start", "end", "stopped"),
    [
        ("2024-01-01", "2024-09-08", False),
        ("2024-01-01", "2024-09-09", True),  # its last day still belongs to it
        ("2024-09-09", "2025-09-09", True),
        ("2024-09-10", "2025-09-09", False),
        ("2024-01-01", "", False),  # the blank is told elsewhere
        ("", "2025-09-09", False),
        ("昨天", "明天", False),
    ],
)
def test_a_sanction_bars_while_it_runs(start, end, stopped):
    typed = {"sanction": "demerit", "sanction_from": start, "sanction_until": end}

    assert bool(said(SANCTION, declarations=typed)) == stopped


def test_only_sanctions_of_the_named_levels_bar():
    typed = {"sanction": "warning", "sanction_from": "2024-01-01", "sanction_until": "2025-01-01"}

    assert said(SANCTION, declarations=typed) == []
    assert said(SANCTION | {"levels": ["warning", "demerit"]}, declarations=typed) == [
        "处分期到2025年1月1日为止，受处分期间不能申报。"
    ]
    assert said(SANCTION, declarations=typed | {"sanction": "none"}) == []


def test_a_rule_concerns_those_whom_it_names_and_spares_the_others():
    typed = {"sanction": "demerit", "sanction_from": "2024-01-01", "sanction_until": "2025-01-01"}
    asked = SANCTION | {"when": {"natures": ["institution"]}, "unless": [{"ranks": ["junior"]}]}

    def stopped(**facts):
        return bool(said(asked, claim=replace(CLAIM, **facts), declarations=typed))

    assert stopped()
    assert not stopped(nature=Nature.PRIVATE_ENTERPRISE)
    assert not stopped(rank=Rank.JUNIOR)


@pytest.mark.rule("N0-05")
@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        ("2023-10-01", "2024-09-30", ""),  # both days belong to it
        ("2023-10-01", "2024-09-29", "援派期须满 1 年，按填写的时间为 0 年 11 个月。"),
        ("2023-09-09", "2024-09-09", ""),  # its last day is today
        ("2023-09-08", "2024-09-08", "援派期须正在进行，填写的时间是2023年9月8日至2024年9月8日。"),
        ("2024-09-10", "2025-09-30", "援派期须正在进行，填写的时间是2024年9月10日至2025年9月30日。"),
        ("2024-02-29", "2025-02-28", ""),
        ("2025-01-01", "2024-01-01", "援派期须满 1 年，按填写的时间为 0 年。"),
        ("", "2024-09-30", ""),
        ("2023-10-01", "", ""),
        ("2023-10-01", "以后", ""),
    ],
)
def test_a_period_must_be_long_enough_and_running(start, end, sentence):
    typed = {"identity": "aid", "aid_from": start, "aid_until": end}

    assert "".join(said(AID, declarations=typed)) == sentence


def test_what_nobody_asks_for_is_not_read():
    stale = {"identity": "staff", "aid_from": "2024-09-01", "aid_until": "2024-09-02"}

    assert said(AID, declarations=stale) == []


@pytest.mark.rule("N2-15")
@pytest.mark.parametrize(
    ("end", "months"), [("2024-07", "0 年 5 个月"), ("2024-08", ""), ("2024-03", "0 年 1 个月")]
)
def test_months_count_whole(end, months):
    found = said(INSURED, insurance={"started": "2024-03", "ended": end})

    assert found == ([f"社保须满 0 年 6 个月，按填写的时间为 {months}。"] if months else [])


@pytest.mark.rule("N4-04")
@pytest.mark.parametrize(("start", "short"), [("2023-09-09", False), ("2023-09-10", True), ("", False)])
def test_without_an_end_it_lasts_until_today(start, short):
    found = places(POSTED, declarations={"ground": "seconded", "ground_from": start})

    assert found == ([("block", "declarations-1", "ground_from")] if short else [])


def test_an_end_that_may_stay_blank_means_still():
    away = POSTED | {"starts": "posting_from", "ends": "posting_until"}

    def short(start: str, end: str) -> bool:
        typed = {"posting_away": "village", "posting_from": start, "posting_until": end}
        return bool(said(away, declarations=typed))

    assert not short("2023-09", "")
    assert short("2023-10", "")
    assert short("2023-09", "2024-07")


@pytest.mark.parametrize(
    ("sex", "born", "reached"),
    [
        ("male", date(1964, 9, 9), True),
        ("male", date(1964, 9, 10), False),
        ("female", date(1969, 9, 9), True),
        ("female", date(1969, 9, 10), False),
        ("male", None, False),
    ],
)
def test_the_age_of_retirement_is_a_warning(sex, born, reached):
    found = findings_of(AGE, person=Person(sex=sex, born=born))

    assert [finding.severity for finding in found] == (["warn"] if reached else [])


def ban(**changed) -> Person:
    facts = {"starts": date(2024, 1, 1), "until": date(2026, 12, 31), "scope": "any", "series": "library"}
    return Person(bans=(Ban(**{**facts, "rank": Rank.JUNIOR, **changed}),))


@pytest.mark.rule("N0-74")
@pytest.mark.parametrize(
    ("on", "stopped"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_breach_bars_from_its_first_day_to_its_last(on, stopped):
    words = ["诚信记录：到2026年12月31日为止不能申报。对记录有异议的，请联系评委会办公室。"]

    assert said(INTEGRITY, on=on, person=ban()) == (words if stopped else [])


@pytest.mark.rule("N0-74", "N2-41", "N4-27")
@pytest.mark.parametrize(
    ("facts", "rank", "stopped"),
    [
        ({"scope": "higher"}, "intermediate", True),
        ({"scope": "higher"}, "junior", False),  # 不得晋升高一级职称, the same rank may be repeated
        ({"scope": "higher", "rank": None}, "junior", True),
        ({"scope": "higher", "series": "press"}, "intermediate", False),
        ({"scope": "series"}, "junior", True),
        ({"scope": "series", "series": "press"}, "junior", False),
        ({"scope": "series", "series": ""}, "junior", True),
        ({"scope": "any", "series": "press"}, "junior", True),
    ],
)
def test_what_a_breach_bars_from(facts, rank, stopped):
    claim = replace(CLAIM, rank=Rank(rank))

    assert bool(said(INTEGRITY, claim=claim, person=ban(**facts))) == stopped


def test_a_breach_is_told_before_anything_is_filled_and_only_where_the_notice_asks():
    asked, silent = notice_with({"kind": "integrity"}), notice_with(IDENTITY)
    warned = notice_with(INTEGRITY, switches=[{"rule": "rule:asked", "severity": "warn"}])

    assert len(barred(asked, CLAIM, ban(), ON)) == 1
    assert barred(asked, CLAIM, Person(), ON) == []
    assert barred(silent, CLAIM, ban(), ON) == []
    assert barred(warned, CLAIM, ban(), ON) == []


def test_what_no_field_can_mend_stands_at_the_first_section():
    sections = [{"code": "summary", "kind": "summary", "title": "总结", "clause": "五、10"}]

    assert places(INTEGRITY, sections=sections, person=ban()) == [("block", "summary", "")]
    assert places(INTEGRITY, person=ban()) == [("block", "basic", "")]
