"""遮盖框：boxes are read or refused in plain words, and cover what they were drawn over, whichever way up."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.masking import MOST, BadBoxes, Box, boxes_from, merged

SIDES = st.integers(1, 6000)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, right = sorted(draw(st.lists(st.integers(0, 10_000), min_size=2, max_size=2, unique=True)))
    top, bottom = sorted(draw(st.lists(st.integers(0, 10_000), min_size=2, max_size=2, unique=True)))
    return Box(left, top, right, bottom)


def test_boxes_are_read_from_a_list_and_from_its_text():
    rows = [[0, 0, 10_000, 10_000], [100, 200, 110, 210]]

    assert boxes_from(rows) == (Box(0, 0, 10_000, 10_000), Box(100, 200, 110, 210))
    assert boxes_from(json.dumps(rows)) == boxes_from(rows)
    assert boxes_from([]) == boxes_from("[]") == ()


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "[[1, 2, 300, 400]",
        "[" * 100_000,
        "{}",
        {"left": 1},
        7,
        b"[]",
        [None],
        [5],
        ["1,2,300,400"],
        [[1, 2, 300]],
        [[1, 2, 300, 400, 5]],
        [[1, 2, 300, "400"]],
        [[1, 2, 300, 400.0]],
        [[True, 2, 300, 400]],
        "[[1, 2, 300, NaN]]",
        "[[1, 2, 300, Infinity]]",
        [{"left": 1, "top": 2, "right": 300, "bottom": 400}],
    ],
    ids=lambda raw: repr(raw)[:40],
)
def test_what_is_no_list_of_four_integers_is_refused(raw):
    with pytest.raises(BadBoxes) as refusal:
        boxes_from(raw)

    assert refusal.value.reason.startswith("遮盖框的数据不完整")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ([-1, 0, 100, 100], "超出了页面"),
        ([0, 0, 100, 10_001], "超出了页面"),
        ([0, -(10**400), 100, 100], "超出了页面"),
        ([300, 0, 200, 100], "左边不在右边之前"),
        ([0, 100, 200, 100], "左边不在右边之前"),
        ([100, 100, 109, 200], "太小"),
        ([100, 100, 200, 109], "太小"),
    ],
)
def test_a_box_that_covers_nothing_of_the_page_is_refused_by_its_number(row, words):
    good = [100, 100, 200, 200]

    with pytest.raises(BadBoxes, match=words) as refusal:
        boxes_from([good, row])

    assert "第 2 个遮盖框" in str(refusal.value)
    assert refusal.value.reason == str(refusal.value)
    assert boxes_from([good, good]) == (Box(*good), Box(*good))


def test_a_page_has_room_for_so_many_boxes_and_no_more():
    row = [100, 100, 200, 200]

    assert len(boxes_from([row] * MOST)) == MOST
    with pytest.raises(BadBoxes, match="最多画 60 个"):
        boxes_from([row] * (MOST + 1))


@pytest.mark.parametrize(
    "edges", [(5, 0, 5, 9), (9, 0, 5, 9), (0, 9, 9, 0), (-1, 0, 9, 9), (0, 0, 9, 10_001)]
)
def test_a_box_without_an_inside_cannot_even_be_made(edges):
    with pytest.raises(BadBoxes):
        Box(*edges)


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ((1600, 1600), (800, 400, 1600, 1200)),  # on the grid already
        ((1654, 2339), (816, 576, 1654, 1760)),
        ((1, 1), (0, 0, 1, 1)),
        ((17, 33), (0, 0, 17, 32)),
    ],
)
def test_a_box_is_widened_to_the_grid_and_cut_at_the_rim(size, pixels):
    assert Box(5000, 2500, 10_000, 7500).in_pixels(*size) == pixels


def test_another_grid_can_be_asked_for():
    assert Box(5000, 2500, 5001, 2501).in_pixels(1000, 1000, grid=1) == (500, 250, 501, 251)
    assert Box(5000, 2500, 5001, 2501).in_pixels(1000, 1000, grid=8) == (496, 248, 504, 256)


@given(boxes(), SIDES, SIDES)
def test_widened_it_contains_the_box_and_stays_on_the_page(box, width, height):
    left, top, right, bottom = box.in_pixels(width, height)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left * 10_000 <= box.left * width
    assert top * 10_000 <= box.top * height
    assert right * 10_000 >= box.right * width
    assert bottom * 10_000 >= box.bottom * height


@given(boxes(), SIDES, SIDES)
def test_widened_it_lies_on_the_grid_and_goes_no_further_than_that(box, width, height):
    left, top, right, bottom = box.in_pixels(width, height)
    exact = box.in_pixels(width, height, grid=1)

    assert left % 16 == top % 16 == 0
    assert right % 16 == 0 or right == width
    assert bottom % 16 == 0 or bottom == height
    wider = (exact[0] - left, exact[1] - top, right - exact[2], bottom - exact[3])
    assert all(0 <= step < 16 for step in wider)


@given(boxes(), st.integers(-9, 9), st.integers(-9, 9))
def test_turns_add_up_and_four_of_them_are_none(box, one, other):
    assert box.turned(one).turned(other) == box.turned(one + other)
    assert box.turned(4) == box.turned(0) == box


@given(boxes(), st.integers(1, 3000), st.integers(1, 3000))
def test_a_turned_box_has_its_sides_the_other_way(box, width, height):
    turned = box.turned(1)

    assert (turned.right - turned.left, turned.bottom - turned.top) == (
        box.bottom - box.top,
        box.right - box.left,
    )
    left, top, right, bottom = box.in_pixels(width, height, grid=1)
    assert turned.in_pixels(height, width, grid=1) == (height - bottom, left, height - top, right)


def test_a_quarter_clockwise_takes_the_upper_left_to_the_upper_right():
    assert Box(0, 0, 1000, 2000).turned(1) == Box(8000, 0, 10_000, 1000)


def test_only_what_lies_wholly_in_another_is_left_out():
    large, inside, across, apart = (
        Box(100, 100, 900, 900),
        Box(100, 200, 300, 900),
        Box(800, 800, 1000, 1000),
        Box(5000, 5000, 6000, 6000),
    )

    assert merged([inside, large, across, large, apart]) == (large, across, apart)
    assert merged([]) == ()


@given(st.lists(boxes(), max_size=8))
def test_merging_uncovers_nothing_and_is_done_once(drawn):
    left = merged(drawn)

    assert all(any(one.contains(box) for one in left) for box in drawn)
    assert set(left) <= set(drawn)
    assert merged(left) == left


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (Box(1000, 1000, 2000, 2000), 1.0),
        (Box(1000, 500, 2000, 1500), 0.5),
        (Box(500, 500, 1500, 1500), 0.25),
        (Box(3000, 1000, 4000, 2000), 0.0),
        (Box(0, 1000, 1000, 2000), 0.0),
    ],
)
def test_how_much_of_another_lies_inside(other, share):
    assert Box(1000, 1000, 3000, 3000).share_of(other) == share
