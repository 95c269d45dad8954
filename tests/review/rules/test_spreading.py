"""平均分配: as many as wanted, only to those who may, and as even as it can be."""

from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.rules.spreading import spread


def loads_after(drawn, loads):
    return {e: loads[e] + sum(e in chosen for chosen in drawn.values()) for e in loads}


@pytest.mark.parametrize(("claims", "experts", "each"), [(10, 4, 3), (7, 7, 1), (60, 9, 5), (1, 3, 2)])
def test_where_all_may_the_loads_differ_by_one_at_most(claims, experts, each):
    loads = dict.fromkeys(range(experts), 0)
    drawn = spread(dict.fromkeys(range(claims), each), dict.fromkeys(range(claims), loads), loads, Random(1))

    after = loads_after(drawn, loads).values()
    assert {len(set(chosen)) for chosen in drawn.values()} == {each}
    assert len(drawn) == claims
    assert max(after) - min(after) <= 1


def test_who_has_much_already_is_spared():
    loads = {1: 5, 2: 0, 3: 0}

    drawn = spread(dict.fromkeys("abcd", 1), {key: [1, 2, 3] for key in "abcd"}, loads, Random(3))

    assert loads_after(drawn, loads) == {1: 5, 2: 2, 3: 2}


def test_a_chain_of_exchanges_is_found():
    """Only 2 may take what 1 has, and only 3 what 2 has."""
    eligible = {"a": [1], "b": [1, 2], "c": [2, 3], "d": [1, 2]}

    drawn = spread(dict.fromkeys(eligible, 1), eligible, {1: 1, 2: 0, 3: 0}, Random(0))

    assert loads_after(drawn, {1: 1, 2: 0, 3: 0}) == {1: 2, 2: 2, 3: 1}


def test_too_few_means_nobody_and_enough_means_nobody_more():
    drawn = spread({"a": 2, "b": 1, "c": 0}, {"a": [1], "b": [1], "c": [1]}, {1: 0}, Random(0))

    assert drawn == {"b": (1,)}


def test_the_same_chance_draws_the_same_and_another_does_not():
    wanted, eligible = dict.fromkeys(range(20), 2), {c: list(range(8)) for c in range(20)}
    loads = dict.fromkeys(range(8), 0)

    first, same, other = (spread(wanted, eligible, loads, Random(seed)) for seed in (5, 5, 6))

    assert first == same != other


@given(
    st.lists(st.tuples(st.integers(0, 2), st.sets(st.integers(0, 3), max_size=4)), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
    st.integers(0, 100),
)
def test_nothing_is_more_even(claims, before, seed):
    """Against every distribution there is."""
    wanted = {number: count for number, (count, _) in enumerate(claims)}
    eligible = {number: who for number, (_, who) in enumerate(claims)}
    loads = dict(enumerate(before))

    drawn = spread(wanted, eligible, loads, Random(seed))

    placed = [number for number in wanted if 0 < wanted[number] <= len(eligible[number])]
    assert sorted(drawn) == placed
    assert all(len(drawn[n]) == wanted[n] and set(drawn[n]) <= eligible[n] for n in placed)
    ways = product(*(combinations(sorted(eligible[n]), wanted[n]) for n in placed))
    least = min(unevenness(loads_after(dict(zip(placed, way, strict=True)), loads)) for way in ways)
    assert unevenness(loads_after(drawn, loads)) == least


def unevenness(loads):
    return sum(load * load for load in loads.values())
