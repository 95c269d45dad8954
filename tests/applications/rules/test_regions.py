"""行政区划: names for codes."""

import re

from applications.rules.regions import is_county, prefecture_of, region_choices, region_name, regions


def test_a_county_is_named_with_its_prefecture():
    assert region_name("652829") == "巴音郭楞蒙古自治州博湖县"
    assert region_name("652800") == "巴音郭楞蒙古自治州"
    assert region_name("650000") == "新疆维吾尔自治区"


def test_a_city_directly_under_the_region_stands_alone():
    assert region_name("659001") == "石河子市"


def test_an_unknown_code_is_shown_as_it_is():
    assert region_name("652899") == "652899"


def test_counties_and_prefectures():
    assert prefecture_of("652901") == "652900"
    assert is_county("652901")
    assert not is_county("652900")


def test_the_table_is_all_of_xinjiang_and_nothing_else():
    codes = list(regions())

    assert codes == sorted(codes)
    assert all(re.fullmatch(r"65\d{4}", code) for code in codes)
    assert {code for code in codes if code.endswith("00")} >= {
        "650100", "650200", "650400", "650500", "652300", "652700", "652800",
        "652900", "653000", "653100", "653200", "654000", "654200", "654300",
    }  # fmt: skip
    assert len([code for code in codes if code.startswith("6528") and is_county(code)]) == 9


def test_every_code_can_be_chosen_once():
    chosen = [code for _, group in region_choices() for code, _ in group]

    assert sorted(chosen) == list(regions())
