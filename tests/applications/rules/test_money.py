"""金额：figures and capital numerals, from one fen to a hundred million yuan."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.money import DIGITS, LIMIT, capitals, figures

FEN = st.integers(1, LIMIT - 1)
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def value(words: str) -> int:
    """Read capital numerals back, in fen."""
    whole, yuan, rest = words.partition("元")
    if not yuan:
        whole, rest = "", words
    total = section = digit = 0
    for sign in whole:
        if sign in PLACES:
            section, digit = section + digit * PLACES[sign], 0
        elif sign == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            digit = DIGITS.index(sign)
    parts = {unit: DIGITS.index(sign) for sign, unit in re.findall("(.)([角分])", rest)}
    return (total + section + digit) * 100 + parts.get("角", 0) * 10 + parts.get("分", 0)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (105, "壹元零伍分"),
        (150, "壹元伍角整"),
        (1000, "壹拾元整"),
        (10500, "壹佰零伍元整"),
        (22000, "贰佰贰拾元整"),
        (32504, "叁佰贰拾伍元零肆分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (10001000, "壹拾万零壹拾元整"),
        (101000000, "壹佰零壹万元整"),
        (1000000500, "壹仟万零伍元整"),
        (9999999999, "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        (-22000, "负贰佰贰拾元整"),
    ],
)
def test_amounts_as_a_cashier_writes_them(fen, words):
    assert capitals(fen) == words


@given(FEN)
def test_what_is_written_can_be_read_back(fen):
    assert value(capitals(fen)) == fen


@given(FEN)
def test_no_zero_is_written_twice_or_before_a_unit(fen):
    words = capitals(fen)

    assert not re.search("零[零拾佰仟万元角分整]|^零", words)
    assert words.endswith("分") != words.endswith("整")


@given(FEN)
def test_different_amounts_read_differently(fen):
    assert capitals(fen) != capitals(fen - 1)


@pytest.mark.parametrize("fen", [LIMIT, -LIMIT])
def test_what_is_too_much_is_refused(fen):
    with pytest.raises(ValueError, match="99,999,999"):
        capitals(fen)


@pytest.mark.parametrize(
    ("fen", "shown"), [(0, "0.00"), (5, "0.05"), (38000, "380.00"), (-105, "-1.05"), (LIMIT, "100000000.00")]
)
def test_figures_have_two_decimals(fen, shown):
    assert figures(fen) == shown
