"""时间安排：moments, periods, clocks and counters as a notice states them."""

from datetime import date, datetime

import pytest

from applications.rules.deadlines import BEIJING
from applications.rules.notices.loading import parse
from applications.rules.notices.times import Cap, Correction, Period, PublicityRule, Timetable, read_moment
from tests.applications.rules.test_notices import NOTICES, case
from tests.applications.rules.years import CHINA
from tests.notices import small_notice

FILING = {"opens": "2024-08-30", "closes": "2024-09-30 18:00", "clause": "三"}


def at(text: str) -> datetime:
    """An instant in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("written", "start", "end", "printed"),
    [
        ("2024-09-30", "2024-09-30 00:00:00", "2024-09-30 23:59:59", "2024年9月30日"),
        ("2024-09-30 18:00", "2024-09-30 18:00:00", "2024-09-30 18:00:00", "2024年9月30日 18:00"),
        ("2024-09-30 00:00", "2024-09-30 00:00:00", "2024-09-30 00:00:00", "2024年9月30日 00:00"),
    ],
)
def test_a_moment_is_a_whole_day_unless_it_names_a_time(written, start, end, printed):
    moment = read_moment(written)

    assert (moment.start, moment.end, str(moment)) == (at(start), at(end), printed)
    assert moment.isoformat() == written
    assert read_moment(moment) is moment


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "2024-9-30",
        "20240930",
        "2024-09-31",
        "2024-W40-1",
        "2024-09-30T18:00",
        "2024-09-30 24:00",
        "2024-09-30 18",
        "2024-09-30 18:00:30",
        "2024-09-30 18:00+06:00",  # there is one time, Beijing's
        20240930,
        None,
    ],
)
def test_what_is_no_moment_is_refused(written):
    with pytest.raises(ValueError, match="应为日期"):
        read_moment(written)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"opens": "2024-08-30", "closes": "2024-09-30"}, "2024年8月30日—9月30日"),
        ({"opens": "2024-12-30", "closes": "2025-01-10"}, "2024年12月30日—2025年1月10日"),
        ({"opens": "2024-09-25 10:00", "closes": "2024-10-30 18:00"}, "2024年9月25日 10:00—10月30日 18:00"),
        ({"closes": "2024-09-15"}, "截至2024年9月15日"),
        ({"opens": "2024-09-15"}, "2024年9月15日起"),
        ({"opens": "2024-10-14", "closes": "2024-10-20", "planned": True}, "拟定于2024年10月14日—10月20日"),
        ({"note": "另行通知"}, "另行通知"),
        ({"note": "10月下旬", "planned": True}, "10月下旬"),
    ],
)
def test_a_period_reads_as_a_notice_prints_it(facts, words):
    assert Period.model_validate({**facts, "clause": "三"}).words == words


def test_a_period_binds_at_its_ends_and_an_open_end_does_not():
    whole = Period.model_validate({"opens": "2024-10-08", "closes": "2024-10-12", "clause": "三"})
    last = Period.model_validate({"closes": "2024-09-15", "clause": "三"})
    instants = ["2024-10-07 23:59:59", "2024-10-08 00:00:00", "2024-10-12 23:59:59", "2024-10-13 00:00:00"]

    assert [whole.covers(at(text)) for text in instants] == [False, True, True, False]
    assert [whole.is_before(at(text)) for text in instants] == [True, False, False, False]
    assert [whole.is_after(at(text)) for text in instants] == [False, False, False, True]
    assert last.covers(at("1999-01-01"))


@pytest.mark.rule("N0-09", "N1-08", "N4-09")
def test_until_when_a_level_may_act():
    ends = {name: notice.timetable.review_end for name, notice in NOTICES.items()}

    assert ends == {
        "N0": at("2024-09-30 23:59:59"),
        "N1": at("2024-10-31 18:00:00"),
        "N2": None,
        "N3": None,
        "N4": at("2024-09-10 23:59:59"),
    }


def test_the_window_of_filing_has_the_two_ends_of_the_notice():
    window = Timetable.model_validate({"filing": FILING}).filing.window

    assert (window.opens, window.closes) == (at("2024-08-30 00:00:00"), at("2024-09-30 18:00:00"))


@pytest.mark.rule("N0-29", "N4-14")
@pytest.mark.parametrize(
    ("facts", "words", "end"),
    [
        ({"unit": "hour", "amount": 48}, "48小时", "2024-09-01 10:00:00"),
        ({"unit": "day", "amount": 2}, "2日", "2024-09-02 23:59:59"),
        ({"unit": "day", "amount": 2, "rolls": False}, "2日", "2024-09-01 23:59:59"),
        ({"unit": "workday", "amount": 2}, "2个工作日", "2024-09-03 23:59:59"),
    ],
)
def test_a_correction_runs_from_the_return(facts, words, end):
    correction = Correction.model_validate({**facts, "clause": "四"})

    assert correction.words == words
    assert correction.end(at("2024-08-30 10:00:00"), CHINA) == at(end)  # a Friday


@pytest.mark.rule("N0-20", "N2-14", "N3-29", "N4-15")
@pytest.mark.parametrize(("scope", "spent"), [("applicant", 3), ("committee", 1), ("both", 3)])
def test_the_cap_counts_what_the_notice_names(scope, spent):
    assert Cap(scope=scope, max=3, clause="四").spent(submissions=3, arrivals=1) == spent


@pytest.mark.rule("N0-16", "N3-11", "N3-24")
@pytest.mark.parametrize(
    ("unit", "words", "last", "latest"),
    [
        ("workday", "不少于 5 个工作日", date(2024, 10, 9), date(2024, 9, 27)),
        ("day", "不少于 5 天", date(2024, 10, 1), date(2024, 10, 5)),
    ],
)
def test_a_publicity_counts_both_its_ends(unit, words, last, latest):
    rule = PublicityRule(min_days=5, unit=unit, clause="四")

    assert rule.words == words
    assert rule.last_day(date(2024, 9, 27), CHINA) == last
    assert rule.latest_start(date(2024, 10, 9), CHINA) == latest


@pytest.mark.rule("N0-69", "N2-41", "N4-34")
def test_papers_that_do_not_apply_are_listed_and_told_apart():
    def applying(name: str, **facts: str) -> list[bool]:
        document = NOTICES[name]
        return [applies for _, applies in document.papers_for(case(document, **facts))]

    assert applying("N0") == [True] * 7
    assert applying("N2", nature="institution").count(False) == 1
    assert applying("N2", nature="private_enterprise").count(False) == 0
    assert applying("N4", rank="junior") == [True, True, True, True, False]


def test_what_a_notice_does_not_list_is_not_found():
    document = parse(small_notice())
    found = [
        document.offering("library"),
        document.mode("review"),
        document.channel("general"),
        document.level("county"),
        document.section("summary"),
    ]
    missing = [
        document.offering("art"),
        document.mode("award"),
        document.channel("private"),
        document.level("ministry"),
        document.section("awards"),
    ]

    assert None not in found
    assert missing == [None] * 5


def test_the_form_is_the_first_that_applies():
    forms = [
        {"kind": "initial_form", "copies": 2, "when": {"modes": ["initial"]}, "clause": "五"},
        {"kind": "evaluation_form", "copies": 3, "when": {"modes": ["review"]}, "clause": "五"},
    ]
    document = parse(small_notice(forms=forms))
    printed = [document.form_for(case(document, mode=mode)) for mode in ("initial", "review")]

    assert [form and form.kind for form in printed] == ["initial_form", "evaluation_form"]
    assert parse(small_notice(forms=[])).form_for(case(document)) is None


def test_demands_are_found_by_topic_in_the_notices_order():
    asks = NOTICES["N4"].asks_about("publicity", "fee")

    assert [ask.clause for ask in asks] == ["三（四）", "四（二）", "四（四）"]
