"""What a notice settles once for everybody: its days, its words, what it leaves out."""

from datetime import date

import pytest

from applications.rules.notices.loading import parse
from applications.rules.notices.terms import BasicFact
from applications.rules.notices.wording import tokens_in
from tests.notices import real_notice


@pytest.mark.parametrize(
    ("notice", "period", "opens", "closes"),
    [
        pytest.param("N2", "payment", date(2023, 10, 8), date(2023, 10, 15), marks=pytest.mark.rule("N2-06")),
        pytest.param("N3", "paper", date(2021, 10, 11), date(2021, 10, 15), marks=pytest.mark.rule("N3-02")),
    ],
)
def test_a_period_has_the_days_of_its_notice(notice, period, opens, closes):
    stated = getattr(parse(real_notice(notice)).timetable, period)

    assert (stated.opens.day, stated.closes.day) == (opens, closes)


@pytest.mark.rule("N0-56")
def test_the_publicity_of_n0_tells_all_that_it_must():
    wording = parse(real_notice("N0")).wording

    asked = {BasicFact.EDUCATION, BasicFact.CURRENT_TITLE, BasicFact.APPOINTED, BasicFact.ID_NUMBER}
    assert asked <= set(wording.basic_facts)
    assert {"基本信息", "思想政治", "业绩成果"} <= set().union(*map(tokens_in, wording.items))


@pytest.mark.rule("N2-48")
def test_the_publicity_of_n2_leaves_the_education_out():
    wording = parse(real_notice("N2")).wording

    assert BasicFact.EDUCATION not in wording.basic_facts
    assert wording.signature == ("签字：（单位负责人签字）", "（推荐单位公章）")


@pytest.mark.rule("N2-49")
def test_the_result_of_n2_speaks_of_complaints():
    assert "未收到投诉、举报，申报材料真实、完整、有效，同意推荐" in parse(real_notice("N2")).wording.result


@pytest.mark.rule("N3-23")
def test_the_publicity_of_n3_names_the_specialty():
    items = "".join(parse(real_notice("N3")).wording.items)

    assert {"基本信息", "思想政治", "专业", "业绩成果"} <= tokens_in(items)


@pytest.mark.rule("N4-01")
def test_the_targeted_channel_is_for_the_prefecture_s_own_units():
    document = parse(real_notice("N4"))
    targeted, private = document.channels

    assert (document.region, targeted.beyond_region, private.beyond_region) == ("652900", False, True)


@pytest.mark.rule("N4-38")
def test_what_n4_does_not_mention_is_not_there():
    document = parse(real_notice("N4"))

    assert document.timetable.defence is None
    assert document.timetable.paper is None


@pytest.mark.rule("N0-74", "N2-46", "N3-21", "N4-35", "N1-30")
@pytest.mark.parametrize(
    ("notice", "penalty"),
    [
        ("N0", (3, "found", "higher")),
        ("N1", None),  # “按照有关规定严肃处理”, without a number
        ("N2", (3, "next_year", "any")),
        ("N3", (5, "found", "any")),
        ("N4", (3, "next_year", "any")),
    ],
)
def test_how_long_a_breach_bars_from_what(notice, penalty):
    stated = parse(real_notice(notice)).penalty

    assert (stated and (stated.years, stated.starts, stated.scope)) == penalty
