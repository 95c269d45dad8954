"""填写项：how typed text becomes a value, and how a value is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.sections import FIELDS_OF, KINDS
from applications.rules.sections.codes import PEOPLES
from applications.rules.sections.fields import Field, Unreadable

TEXT = Field("unit", "工作单位", max_length=10)
LONG = Field("text", "总结", "long", max_length=20)
DATE = Field("born", "出生日期", "date")
MONTH = Field("started", "开始时间", "month")
NUMBER = Field("years", "学制", "integer")
CHOICE = Field("sex", "性别", "choice", choices=(("male", "男"), ("female", "女")))
MAYBE = Field("ended", "结束时间", "month", required=False)


def refusal(field: Field, typed: str) -> str:
    """The sentence with which a field refuses."""
    with pytest.raises(Unreadable) as unreadable:
        field.read(typed)
    return str(unreadable.value)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (TEXT, "  博湖县图书馆 ", "博湖县图书馆"),
        (TEXT, "无", "无"),
        (TEXT, "古丽\u200b娜\u202e尔", "古丽娜尔"),  # zero width and direction marks are not text
        (TEXT, "a\x00b\x7f\x85\ufeff\u2066\u061c", "ab"),
        (TEXT, "a\ud800b", "ab"),  # half a character cannot be stored
        (TEXT, "十个字正好十个字正好", "十个字正好十个字正好"),
        (LONG, "第一段\r\n第二段\r第三段", "第一段\n第二段\n第三段"),
        (LONG, "一\t二", "一\t二"),
        (DATE, "2015-07-01", "2015-07-01"),
        (DATE, "2015.7.1", "2015-07-01"),
        (DATE, "2015年7月1日", "2015-07-01"),
        (DATE, "２０１５/０７/０１", "2015-07-01"),
        (MONTH, "2015-07", "2015-07"),
        (MONTH, "2015年7月", "2015-07"),
        (MONTH, "２０１５．７".replace("．", "."), "2015-07"),
        (MONTH, "2015-07-01", "2015-07"),
        (NUMBER, "4", "4"),
        (NUMBER, "０４", "4"),
        (NUMBER, "0", "0"),
        (NUMBER, "100", "100"),
        (CHOICE, "male", "male"),
        (MAYBE, "  ", ""),
    ],
)
def test_what_a_field_takes(field, typed, value):
    assert field.read(typed) == value


@pytest.mark.rule("N0-24")
@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (TEXT, "", "请填写工作单位；没有内容的填“无”。"),
        (TEXT, " \u3000\t", "请填写工作单位；没有内容的填“无”。"),
        (TEXT, "\u200b\u202e", "请填写工作单位；没有内容的填“无”。"),
        (LONG, "\n", "请填写总结；没有内容的填“无”。"),
        (DATE, "", "请填写出生日期。"),
        (CHOICE, "", "请选择性别。"),
        (TEXT, "十个字正好十个字正好多", "工作单位最多 10 字，现在是 11 字。"),
        (LONG, "字" * 21, "总结最多 20 字，现在是 21 字。"),
        (DATE, "2023-02-29", "出生日期应为一个日期，例如 2015-07-01。"),
        (DATE, "2015-07", "出生日期应为一个日期，例如 2015-07-01。"),
        (DATE, "去年夏天", "出生日期应为一个日期，例如 2015-07-01。"),
        (MONTH, "2015-13", "开始时间应为年和月，例如 2015-07。"),
        (MONTH, "2015-00", "开始时间应为年和月，例如 2015-07。"),
        (MONTH, "1899-12", "开始时间应为年和月，例如 2015-07。"),
        (MONTH, "2101-01", "开始时间应为年和月，例如 2015-07。"),
        (MONTH, "2015", "开始时间应为年和月，例如 2015-07。"),
        (NUMBER, "四", "学制应为 0 到 100 的整数。"),
        (NUMBER, "3.5", "学制应为 0 到 100 的整数。"),
        (NUMBER, "-1", "学制应为 0 到 100 的整数。"),
        (NUMBER, "101", "学制应为 0 到 100 的整数。"),
        (CHOICE, "男", "请选择性别。"),
        (MAYBE, "以后", "结束时间应为年和月，例如 2015-07。"),
    ],
)
def test_what_a_field_refuses_and_how_it_says_so(field, typed, sentence):
    assert refusal(field, typed) == sentence


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (DATE, "2015-07-01", "2015年7月1日"),
        (MONTH, "2015-07", "2015年7月"),
        (CHOICE, "female", "女"),
        (CHOICE, "other", "other"),  # a code that was dropped since
        (TEXT, "博湖县图书馆", "博湖县图书馆"),
        (NUMBER, "4", "4"),
        (MAYBE, "", ""),
    ],
)
def test_how_a_value_is_shown(field, value, shown):
    assert field.show(value) == shown


@given(st.sampled_from([TEXT, LONG, DATE, MONTH, NUMBER, CHOICE, MAYBE]), st.text(max_size=30))
@settings(deadline=None, max_examples=100)
def test_whatever_is_typed_is_read_or_refused_and_reads_the_same_again(field, typed):
    try:
        value = field.read(typed)
    except Unreadable as unreadable:
        assert str(unreadable)
    else:
        assert field.read(value) == value
        assert field.show(value) or not value


def test_keys_are_unique_and_every_choice_has_a_label():
    for kind in KINDS.values():
        assert len(FIELDS_OF[kind.code]) == len(kind.fields)
        for field in kind.fields:
            codes = [code for code, _ in field.choices]
            assert (field.kind == "choice") == bool(codes)
            assert len(set(codes)) == len(codes)
            assert all(label for _, label in field.choices)


def test_the_peoples_are_the_fifty_six_and_two_more():
    assert len(PEOPLES) == 58
    assert dict(PEOPLES)["05"] == "维吾尔族"
    assert [code for code, _ in PEOPLES[:56]] == [f"{n:02}" for n in range(1, 57)]
