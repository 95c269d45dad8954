"""The timetable as it stands at a moment."""

from datetime import date

import pytest

from applications.rules.calendar import WorkingCalendar
from applications.rules.notices.loading import parse
from applications.selectors.notice_timelines import stages, timely_words
from tests.factories import at
from tests.notices import real_notice, small_notice

KNOWN = WorkingCalendar({date(2024, 9, 16): False}, frozenset({2024}))


def timetable(**periods):
    """The small notice's document with other periods beside filing."""
    filing = small_notice()["timetable"]["filing"]
    return parse(small_notice(timetable={"filing": filing, **periods}))


@pytest.mark.parametrize(
    ("moment", "labels"),
    [
        ("2024-08-29 23:59:59", ["未开始", "未开始", "未开始"]),
        ("2024-08-30 00:00:00", ["进行中", "未开始", "未开始"]),
        ("2024-09-30 18:00:00", ["进行中", "进行中", "未开始"]),
        ("2024-09-30 18:00:01", ["已结束", "进行中", "未开始"]),
        ("2024-10-12 23:59:59", ["已结束", "进行中", "进行中"]),
        ("2024-11-01 00:00:00", ["已结束", "已结束", "已结束"]),
    ],
)
def test_each_period_is_marked_to_the_second(moment, labels):
    marked = stages(parse(small_notice()), KNOWN, at(moment))

    assert [stage.status_label for stage in marked] == labels


def test_a_period_without_a_beginning_is_not_yet_over_and_one_without_ends_is_to_be_announced():
    notice = timetable(
        payment={"closes": "2024-09-15", "clause": "三"}, meeting={"note": "另行通知", "clause": "三"}
    )

    payment, meeting = stages(notice, KNOWN, at("2024-09-09 12:00"))[1:]

    assert (payment.status_label, payment.working_days) == ("未截止", None)
    assert (meeting.status_label, meeting.words, meeting.note) == ("另行通知", "另行通知", "")


def test_working_days_leave_out_holidays():
    assert stages(timetable(), KNOWN, at("2024-09-09 12:00"))[0].working_days == 21


@pytest.mark.rule("N4-08")
def test_the_sentences_say_what_the_deadline_binds():
    bound = {name: timely_words(parse(real_notice(name)), KNOWN)[0] for name in ("N0", "N1", "N4")}

    assert "申报和各级审核须在同一时间内全部完成" in bound["N0"]
    assert "本人须提交" in bound["N1"]
    assert "到达评审委员会" in bound["N4"]


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ("forward", "单位内部公示不少于 5 个工作日，最迟2024年10月24日开始公示，才来得及上报。"),
        ("submit", "单位内部公示不少于 5 个工作日，最迟2024年9月23日开始公示，才来得及提交。"),
    ],
)
def test_the_last_publicity_in_time_is_named_for_what_waits_for_it(gate, words):
    rule = {**small_notice()["publicity"], "gate": gate}

    assert words in timely_words(parse(small_notice(publicity=rule)), KNOWN)


def test_a_year_without_published_holidays_is_said_and_a_known_one_is_not():
    unknown = "2024 年的节假日安排尚未公布或尚未录入，工作日暂按周一至周五计算，公布后重新计算。"
    notice = parse(small_notice())

    assert unknown in timely_words(notice, WorkingCalendar())
    assert unknown not in timely_words(notice, KNOWN)


def test_the_last_second_is_explained_only_where_a_day_has_no_time():
    sentence = "没有写明钟点的日期，到当天最后一秒（23:59:59）为止。"

    assert sentence in timely_words(parse(small_notice()), KNOWN)
    assert sentence not in timely_words(timetable(), KNOWN)
