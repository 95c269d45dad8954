"""身份证号码、姓名、手机号：what is taken, what is refused, what is shown."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.identity import (
    NotAnIdentityNumber,
    check_character,
    is_mobile,
    is_name,
    mask_identity_number,
    mask_mobile,
    mask_name,
    normalise_identity_number,
    normalise_name,
    read_identity_number,
)

TODAY = date(2024, 9, 9)
VALID = "11010519491231002X"


@st.composite
def numbers(draw) -> str:
    """Any number that passes its own check."""
    county = draw(st.integers(110000, 659999))
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    first = f"{county}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return first + check_character(first)


@pytest.mark.parametrize("number", [VALID, "360426199101010071", "440308199901101512"])
def test_a_real_number_is_read(number):
    assert read_identity_number(number, today=TODAY).number == number


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "11010519491231002ｘ",
    ],
)
def test_the_written_form_is_found(typed):
    assert read_identity_number(typed, today=TODAY).number == VALID


def test_it_tells_the_birth_date_and_the_sex():
    number = read_identity_number(VALID, today=TODAY)

    assert (number.born, number.sex) == (date(1949, 12, 31), "female")
    assert read_identity_number("440308199901101512", today=TODAY).sex == "male"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "身份证号码应为 18 位，现在是 0 位。"),
        ("110105491231002", "身份证号码应为 18 位，现在是 15 位。"),
        ("1101051949123100200", "身份证号码应为 18 位，现在是 19 位。"),
        ("1101051949123100AX", "身份证号码前 17 位应为数字，最后一位为数字或 X。"),
        ("01010519491231002X", "身份证号码前 17 位应为数字，最后一位为数字或 X。"),
        ("11010519491331002X", "身份证号码第 7—14 位不是一个有效的出生日期。"),
        ("11010520230229002X", "身份证号码第 7—14 位不是一个有效的出生日期。"),
        ("110105189912310026", "身份证号码中的出生日期不在合理范围内。"),
        ("110105202409100026", "身份证号码中的出生日期不在合理范围内。"),
        ("360426199101010072", "身份证号码的校验位不对，请逐位核对。"),
        ("110105194912310020", "身份证号码的校验位不对，请逐位核对。"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(typed, sentence):
    with pytest.raises(NotAnIdentityNumber) as refusal:
        read_identity_number(typed, today=TODAY)

    assert str(refusal.value) == sentence


@given(number=numbers())
@settings(deadline=None, max_examples=100)
def test_every_number_that_passes_its_check_is_read(number):
    assert read_identity_number(number, today=TODAY).number == number


@given(number=numbers(), place=st.integers(0, 16), step=st.integers(1, 9))
@settings(deadline=None, max_examples=100)
def test_one_wrong_digit_is_always_noticed(number, place, step):
    wrong = f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"

    with pytest.raises(NotAnIdentityNumber):
        read_identity_number(wrong, today=TODAY)


@given(number=numbers(), place=st.integers(0, 15))
@settings(deadline=None, max_examples=100)
def test_two_neighbours_that_changed_places_are_noticed(number, place):
    a, b = number[place], number[place + 1]
    swapped = f"{number[:place]}{b}{a}{number[place + 2 :]}"

    if a != b:
        with pytest.raises(NotAnIdentityNumber):
            read_identity_number(swapped, today=TODAY)


def test_a_page_shows_the_first_six_and_the_last_four():
    assert mask_identity_number(VALID) == "110105********002X"
    assert mask_identity_number("123") == "***"
    assert mask_mobile("13800005678") == "138****5678"
    assert mask_mobile("123") == "***"


def test_an_identity_number_is_normalised_without_being_judged():
    assert normalise_identity_number(" １２ x ") == "12X"


@pytest.mark.parametrize("dot", "•・．.‧∙⋅●ㆍ｡·")
def test_every_middle_dot_becomes_the_one_on_the_card(dot):
    assert normalise_name(f" 阿依古丽 {dot} 买买提 ") == "阿依古丽·买买提"


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("王芳", True),
        ("欧阳修文", True),
        ("阿依古丽·买买提", True),
        ("古丽·阿不都·买买提", True),
        ("㐂田", True),
        ("𠮷田", True),
        ("王", False),
        ("", False),
        ("Wang", False),
        ("王 芳", False),
        ("·王芳", False),
        ("王芳·", False),
        ("王··芳", False),
        ("王芳1", False),
        ("王" * 30, True),
        ("王" * 31, False),
    ],
)
def test_a_name_is_chinese_characters_joined_by_dots(name, good):
    assert is_name(name) == good


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("13800001234", True),
        ("12800001234", False),
        ("1380000123", False),
        ("138000012345", False),
        ("", False),
    ],
)
def test_a_mobile_number_has_eleven_digits(number, good):
    assert is_mobile(number) == good


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张燕", "张＊"), ("欧阳晓燕", "欧＊＊＊"), ("阿依古丽·买买提", "阿＊＊＊·买＊＊"), ("", "")],
)
def test_a_name_can_be_compared_and_not_learned(name, shown):
    assert mask_name(name) == shown
