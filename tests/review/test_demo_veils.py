"""The boxes that the demonstration's applicants draw lie on what their scans say about them."""

from datetime import date

import pytest

from applications.rules.masking import boxes_from
from review.services.demo.papers import Bearer, Page
from review.services.demo.scans import DESIGNS, sheet_of
from review.services.demo.veils import veils_of

HOLDER = Bearer(
    name="古丽娜尔·艾山",
    sex="女",
    people="维吾尔族",
    born=date(1988, 3, 1),
    id_number="652801198803011234",
    unit="巴音郭楞蒙古自治州文化馆博湖分馆",
    work="群众文化",
    title="助理馆员",
    titled="2018-12",
    school="某大学",
    major="文学",
    level="本科",
    degree="学士",
    graduated="2010-07",
    seed=12345,
)
PAGE = Page("样例材料·正文", ("2021", "2022"), about="节目创作")
NAMELESS = {"photo"}


def places(material: str, targets: tuple[str, ...] = ("name", "unit")) -> list[list[int]]:
    return veils_of(material, HOLDER, PAGE, HOLDER, targets)


@pytest.mark.parametrize("material", sorted(DESIGNS))
def test_every_place_of_the_name_and_the_unit_has_a_box(material):
    sheet = sheet_of(material, HOLDER, PAGE)
    said = "".join(line.words for line in sheet.written)
    secrets = (HOLDER.name, HOLDER.id_number, HOLDER.unit)

    boxes = places(material)

    assert len(boxes) >= sum(said.count(secret) for secret in secrets)
    assert len(boxes_from(boxes)) == len(boxes)  # raises for what does not lie on the page
    assert bool(boxes) == (material not in NAMELESS)


def test_a_portrait_is_covered_where_the_notice_wants_it():
    assert len(places("photo", ("name", "photo"))) == 1
    assert len(places("diploma", ("photo",))) == len(places("diploma")) + 1


def test_a_name_that_goes_on_in_the_next_line_has_a_box_in_both():
    sheet = sheet_of("achievement", HOLDER, PAGE)
    lines = [line.words for line in sheet.written]
    broken = [n for n, words in enumerate(lines) if words.endswith("古丽")]
    assert broken, lines

    tops = {round(sheet.written[n + 1].top / sheet.height, 2) for n in broken}
    assert tops <= {round((top + 42) / 10_000, 2) for _, top, _, _ in places("achievement")}


def test_what_is_about_somebody_else_is_left_alone():
    colleague = Bearer(**{name: getattr(HOLDER, name) for name in Bearer.__slots__} | {"name": "王小明"})

    assert len(veils_of("degree", colleague, PAGE, HOLDER, ("name",))) == 0
    assert len(veils_of("degree", colleague, PAGE, colleague, ("name",))) == 1
