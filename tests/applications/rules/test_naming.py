"""Names for files: valid everywhere, never the same twice; wrong schemes are refused with the right ones."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules import naming

ROW = {
    "序号": "01",
    "编号": "2024-0001",
    "姓名": "阿依古丽·买买提",
    "单位": "博湖县图书馆",
    "专业": "图书馆学",
    "职称": "馆员",
    "文件": "专业技术职务任职资格评审表",
    "校验码": "ABCDEFGH",
}
ODD = st.text(
    st.one_of(st.characters(), st.sampled_from('/\\:*?"<>|. \t\u202e\u200f\u2066\x00\x7f𬭛')), max_size=120
)
SCHEMES = st.lists(
    st.lists(st.sampled_from([*(f"{{{name}}}" for name in naming.FIELDS), "-", "表", "."]), min_size=1).map(
        "".join
    ),
    min_size=1,
    max_size=4,
).map("/".join)


def test_the_default_says_whose_it_is():
    assert naming.problems(naming.DEFAULT) == []
    assert naming.names(naming.DEFAULT, [ROW]) == [
        "博湖县图书馆/01-阿依古丽·买买提-2024-0001-专业技术职务任职资格评审表.pdf"
    ]


@pytest.mark.parametrize(
    ("scheme", "sentence"),
    [
        ("", "请填写命名规则。"),
        ("  ", "请填写命名规则。"),
        ("{姓名}-{身份证号}", "没有{身份证号}这一项。可以用的有：{序号}、{编号}、{姓名}、"),
        ("{name}{}", "没有{name}、{}这一项。"),
        ("{姓名.__class__}", "没有{姓名.__class__}这一项。"),
        ("{{7*7}}", "没有{7*7}这一项。"),
        ("{% include x %}", "没有{% include x %}这一项。"),
        ("{姓名", "花括号没有成对"),
        ("姓名}", "花括号没有成对"),
        ("{单位}//{姓名}", "它的前后都要有内容。"),
        ("/{姓名}", "它的前后都要有内容。"),
        ("../{姓名}", "它的前后都要有内容。"),
        ("{单位}/", "它的前后都要有内容。"),
        ("a/b/c/d/{姓名}", "文件夹最多 3 层。"),
        ("{姓名}" * 40, "命名规则最多 120 字。"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(scheme, sentence):
    assert any(sentence in problem for problem in naming.problems(scheme))


@pytest.mark.parametrize(
    "scheme", ["{姓名}", "a/b/c/{姓名}", "评审表 {编号}（{校验码}）", "{姓名}.pdf", "全部"]
)
def test_what_can_be_used_is_not(scheme):
    assert naming.problems(scheme) == []


def test_the_ending_is_not_written_twice():
    assert naming.names("{姓名}.pdf", [ROW]) == ["阿依古丽·买买提.pdf"]


def test_namesakes_get_a_number_also_where_only_capitals_differ():
    rows = [ROW | {"姓名": name} for name in ("Li", "LI", "李", "Li", "李")]

    assert naming.names("{姓名}", rows) == ["Li.pdf", "LI-2.pdf", "李.pdf", "Li-3.pdf", "李-2.pdf"]


def test_a_number_does_not_collide_with_somebody_who_is_called_so():
    rows = [ROW | {"姓名": name} for name in ("李-2", "李", "李")]

    assert naming.names("{姓名}", rows) == ["李-2.pdf", "李.pdf", "李-3.pdf"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("甲/乙\\丙:丁*", "甲_乙_丙_丁_"),
        ("..隐藏", "隐藏"),
        ("末尾. .", "末尾"),
        ("\u202e反\u2066转\x00", "反转"),
        ("...", "无"),
        ("", "无"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("目录", "_目录"),
        ("𠀀㛃·é", "𠀀㛃·é"),
    ],
)
def test_a_part_is_cleaned(typed, name):
    assert naming.part(typed) == name


def valid(part: str) -> bool:
    unseen = any(unicodedata.category(one) in naming.UNSEEN for one in part)
    return (
        1 <= len(part) <= naming.LONGEST
        and len(part.encode()) <= 255
        and not unseen
        and not re.search(r'[/\\:*?"<>|]', part)
        and not part.startswith((".", " "))
        and not part.endswith((".", " "))
        and not naming.RESERVED.fullmatch(part)
    )


@given(ODD)
def test_whatever_is_typed_a_part_can_be_stored_everywhere(text):
    assert valid(naming.part(text))
    assert naming.part(naming.part(text)) == naming.part(text)


@given(SCHEMES, st.lists(st.fixed_dictionaries(dict.fromkeys(naming.FIELDS, ODD)), max_size=8))
def test_whatever_stands_in_the_rows_the_names_are_valid_and_distinct(scheme, rows):
    found = naming.names(scheme, rows)

    assert len(found) == len(rows)
    assert len({naming._key([name]) for name in found}) == len(rows)
    for name in found:
        assert name.endswith(".pdf")
        assert all(valid(part) for part in name.split("/"))


@given(st.lists(st.sampled_from(["李", "LI", "li", "长" * 100]), max_size=20))
def test_many_of_one_name_stay_short_and_distinct(people):
    found = naming.names("{姓名}", [ROW | {"姓名": name} for name in people])

    assert len({name.casefold() for name in found}) == len(people)
    assert all(valid(name) for name in found)
