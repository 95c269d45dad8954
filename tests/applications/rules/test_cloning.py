"""From year to year: windows move together, year words follow, and the copy loads again."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.notices.cloning import clone
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse
from tests.applications.rules.test_notices import NOTICES, whole
from tests.notices import REAL, real_notice

RAW = {name: real_notice(name) for name in REAL}
NAMES = st.sampled_from(sorted(RAW))


def distances(document: NoticeDocument) -> list[timedelta]:
    """How far each dated thing lies from the opening."""
    opens = document.timetable.filing.opens.start
    ends = [end for _, period in document.timetable.periods() for end in (period.opens, period.closes) if end]
    stop = document.correction and document.correction.hard_stop
    return [end.start - opens for end in (document.issued_on, *ends, *([stop] if stop else []))]


def test_the_next_year_of_the_culture_notice():
    document = parse(clone(RAW["N0"], code="bazhou-culture-2025", opens=date(2025, 9, 1)))

    assert (document.code, document.year, document.cloned_from, document.number) == (
        "bazhou-culture-2025",
        2025,
        "bazhou-culture-2024",
        "",
    )
    assert document.timetable.filing.words == "2025年9月1日—10月2日"
    assert document.correction is not None
    assert str(document.correction.hard_stop) == "2025年10月2日"
    assert "关于开展2025年度自治州艺术" in document.title
    assert "网上申报材料及审核时间：2025年9月1日—10月2日。" in whole(document)
    assert "公需科目提供2021-2025年度培训合格证书" in whole(document)
    assert "上传近三年（2022年至2024年）年度考核" in whole(document)
    assert "（新人社发〔2023〕57号）" in whole(document)  # a document keeps its number


def test_hours_and_minutes_move_with_their_day():
    document = parse(clone(RAW["N1"], code="bohu-initial-2025", opens=date(2025, 9, 24)))

    assert document.timetable.filing.words == "2025年9月24日 10:00—10月29日 18:00"


def test_the_original_stays_as_it_was():
    before = deepcopy(RAW["N4"])

    clone(RAW["N4"], code="aksu-archives-2025", opens=date(2025, 7, 21))

    assert RAW["N4"] == before


@given(name=NAMES, opens=st.dates(date(2022, 1, 1), date(2035, 12, 31)))
@settings(deadline=None, max_examples=40)
def test_a_clone_loads_and_keeps_every_distance(name, opens):
    document = parse(clone(RAW[name], code="next-year", opens=opens))

    assert document.year == opens.year
    assert document.timetable.filing.opens.day == opens
    assert distances(document) == distances(NOTICES[name])


@given(name=NAMES, opens=st.dates(date(2022, 1, 1), date(2035, 12, 31)))
@settings(deadline=None, max_examples=20)
def test_there_and_back_is_the_same_notice(name, opens):
    original = RAW[name]
    first = NOTICES[name].timetable.filing.opens.day

    back = clone(clone(original, code="next-year", opens=opens), code=original["code"], opens=first)

    assert {**parse(back).model_dump(), "cloned_from": "", "number": ""} == {
        **NOTICES[name].model_dump(),
        "number": "",
    }


@pytest.mark.parametrize(
    "empty", [{"correction": None}, {"timetable": {**RAW["N0"]["timetable"], "meeting": None}}]
)
def test_what_the_notice_leaves_empty_stays_empty(empty):
    copy = clone({**RAW["N0"], **empty}, code="next-year", opens=date(2025, 9, 1))

    assert parse(copy).year == 2025
