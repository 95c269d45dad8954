"""What an applicant is told about a scan, and when two scans are one picture."""

from functools import cache

import pytest
from PIL import Image

from applications import looks
from applications.images import read_scan
from tests.applications.pictures import A4, page, saved


@cache
def likeness(seed: int, quality: int = 85, scale: float = 1) -> str:
    picture = page(seed)
    smaller = picture.resize((int(picture.width * scale), int(picture.height * scale)))
    return read_scan(saved(smaller, quality)).likeness


def told(picture: Image.Image, min_edge: int = 1000) -> str:
    return "".join(read_scan(saved(picture), min_edge=min_edge).remarks)


@pytest.mark.parametrize(
    "picture",
    [
        page(),
        page(ink=110),
        page(blur=1.5),
        page(size=(1240, 1754)),
        page(size=(2339, 1654)),
        page(size=(2480, 3508)),
    ],
    ids=["print", "pale print", "a little soft", "150 dpi", "landscape", "300 dpi"],
)
def test_nothing_is_said_of_an_ordinary_scan(picture):
    assert told(picture) == ""


@pytest.mark.parametrize("blur", [3, 5, 8])
def test_a_blurred_scan_is_told(blur):
    assert told(page(blur=blur)).startswith("图片模糊。")


def test_little_print_is_judged_as_much_print_is():
    paper = Image.new("RGB", A4, "white")
    line = (0, 0, A4[0], 400)
    paper.paste(page().crop(line), line)
    assert told(paper) == ""

    paper.paste(page(blur=4).crop(line), line)
    assert told(paper).startswith("图片模糊。")


@pytest.mark.parametrize(
    ("edge", "said"), [(1000, ""), (999, "图片较小（长边 999 像素，建议不少于 1000 像素）")]
)
def test_a_small_picture_is_told_by_its_long_edge(edge, said):
    assert told(page(size=(700, edge))).startswith(said)
    assert bool(told(page(size=(700, edge)))) == bool(said)


def test_a_small_picture_is_enough_where_the_slot_says_so():
    assert told(page(size=(413, 579)), min_edge=400) == ""


def test_a_blank_and_a_dark_page_are_told():
    grain = Image.effect_noise(A4, 6).point(lambda value: value + 110).convert("RGB")

    assert told(Image.new("RGB", A4, "white")).startswith("图片几乎是空白的。")
    assert told(grain).startswith("图片几乎是空白的。")
    assert told(page().point(lambda value: value // 4)).startswith("图片很暗。")


@pytest.mark.parametrize("size", [(1, 1), (2, 3000), (3000, 1), (3, 3)])
def test_a_picture_of_any_shape_can_be_looked_at(size):
    assert read_scan(saved(Image.new("RGB", size, "grey"))).likeness == ""


def test_the_same_page_saved_again_is_like_it_and_another_one_is_not():
    def apart(one: str, other: str) -> int:
        return (int(one, 16) ^ int(other, 16)).bit_count()

    assert apart(likeness(1), likeness(1, quality=50)) <= 3
    assert apart(likeness(1), likeness(1, scale=0.7)) <= 3
    assert apart(likeness(1), likeness(2)) > 3


def test_a_blank_page_is_like_nothing():
    assert read_scan(saved(Image.new("RGB", (900, 1200), "white"))).likeness == ""
    assert likeness(1) != ""


@pytest.mark.parametrize(
    "change",
    [
        lambda p: saved(p, 40),
        lambda p: saved(p.resize((1240, 1754))),
        lambda p: saved(p.point(lambda value: int(value * 0.85))),
    ],
    ids=["saved again", "smaller", "darker"],
)
def test_small_copies_of_one_picture_are_the_same(change):
    thumbnail = read_scan(saved(page())).thumbnail

    assert looks.same_picture(thumbnail, read_scan(change(page())).thumbnail)


def test_a_form_with_another_name_is_another_picture():
    form = page(size=(827, 1170))
    other = form.copy()
    name = (100, 500, 300, 540)
    other.paste(page(9, size=(827, 1170)).crop(name), name)
    other.paste((250, 250, 250), (300, 480, 500, 560))

    assert not looks.same_picture(read_scan(saved(form)).thumbnail, read_scan(saved(other)).thumbnail)
