"""年度、学时，and fields that only some answers make necessary."""

import pytest

from applications.rules.sections.fields import Field, Unreadable

YEAR = Field("year", "年度", "year")
HOURS = Field("hours", "学时", "decimal", needed_if=("proof", "system", "certificate"))
SINCE = Field("since", "取得时间", "month", needed_unless=("title", "无"))
DAY = Field("day", "日期", "date")
PROOF = Field("proof", "来源", "choice", choices=(("system", "系统"), ("waiver", "免除")))


def refusal(field: Field, typed: str, **how: bool) -> str:
    """The sentence with which a field refuses."""
    with pytest.raises(Unreadable) as unreadable:
        field.read(typed, **how)
    return str(unreadable.value)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (YEAR, "2024", "2024"),
        (YEAR, "2024年", "2024"),
        (YEAR, "2024年度", "2024"),
        (YEAR, "２０２４", "2024"),
        (YEAR, "٢٠٢٤", "2024"),  # whatever digits were typed, years compare as numbers
        (YEAR, "1900", "1900"),
        (YEAR, "2100", "2100"),
        (HOURS, "90", "90"),
        (HOURS, "90.5", "90.5"),
        (HOURS, "９０．２５", "90.25"),
        (HOURS, "0", "0"),
        (HOURS, "9999.99", "9999.99"),
        (DAY, "1900-01-01", "1900-01-01"),
        (DAY, "2024-02-29", "2024-02-29"),
        (DAY, "2100-12-31", "2100-12-31"),
        (PROOF, "waiver", "waiver"),
    ],
)
def test_what_a_field_takes(field, typed, value):
    assert field.read(typed) == value


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (YEAR, "", "请填写年度。"),
        (YEAR, "24", "年度应为四位年份，例如 2024。"),
        (YEAR, "1899", "年度应为四位年份，例如 2024。"),
        (YEAR, "2101", "年度应为四位年份，例如 2024。"),
        (YEAR, "2024-05", "年度应为四位年份，例如 2024。"),
        (HOURS, "-1", "学时应为数字，例如 60。"),
        (HOURS, "1e3", "学时应为数字，例如 60。"),
        (HOURS, "nan", "学时应为数字，例如 60。"),
        (HOURS, "90.555", "学时应为数字，例如 60。"),
        (HOURS, "10000", "学时应为数字，例如 60。"),
        (HOURS, "٩٠", "学时应为数字，例如 60。"),
        (DAY, "1899-12-31", "日期应为一个日期，例如 2015-07-01。"),
        (DAY, "2101-01-01", "日期应为一个日期，例如 2015-07-01。"),
        (DAY, "2023-02-29", "日期应为一个日期，例如 2015-07-01。"),
        (PROOF, " waiver", "请选择来源。"),  # conditions look at what was sent: it must be the code itself
        (PROOF, "waiver\u200b", "请选择来源。"),
        (PROOF, " ", "请选择来源。"),
    ],
)
def test_what_a_field_refuses_and_how_it_says_so(field, typed, sentence):
    assert refusal(field, typed, needed=True) == sentence


@pytest.mark.parametrize(
    ("typed", "asked", "needed"),
    [
        ({"proof": "system"}, True, True),
        ({"proof": "certificate"}, True, True),
        ({"proof": "waiver"}, False, False),
        ({"proof": ""}, False, False),
        ({}, False, False),
    ],
)
def test_an_answer_asks_for_more(typed, asked, needed):
    assert (HOURS.is_asked(typed), HOURS.is_needed(typed)) == (asked, needed)
    assert HOURS.read("", needed=False) == ""


@pytest.mark.parametrize(
    ("typed", "needed"),
    [({"title": "馆员"}, True), ({"title": "无"}, False), ({"title": " "}, False), ({}, False)],
)
def test_a_word_may_make_it_unnecessary_and_it_may_be_filled_all_the_same(typed, needed):
    assert (SINCE.is_asked(typed), SINCE.is_needed(typed)) == (True, needed)


def test_what_is_required_and_hangs_on_nothing_is_always_needed():
    assert YEAR.is_needed({})
    assert not Field("salary", "工资", required=False).is_needed({"salary": "1"})


def test_how_they_are_shown():
    assert [YEAR.show("2024"), HOURS.show("90.5"), YEAR.show("")] == ["2024年", "90.5", ""]


def test_what_could_not_be_read_is_shown_as_it_was_typed():
    month = Field("since", "取得时间", "month")

    assert [DAY.show("去年夏天"), month.show("2015"), YEAR.show("去年"), HOURS.show("很多")] == [
        "去年夏天", "2015", "去年", "很多",
    ]  # fmt: skip
    assert [DAY.show("2015-07-01"), month.show("2015-07")] == ["2015年7月1日", "2015年7月"]
