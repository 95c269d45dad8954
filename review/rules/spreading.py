"""平均分配：so many experts for each application, and nobody has two more than one who could relieve them."""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
LEAST_GAP = 2  # a difference of one cannot be evened out


def spread(
    wanted: Mapping[Key, int],
    eligible: Mapping[Key, Iterable[int]],
    loads: Mapping[int, int],
    random: Random,
) -> dict[Key, tuple[int, ...]]:
    """The experts of each application, by chance and as even as can be.

    `wanted` says how many each application still needs, `eligible` who may have it, `loads` how many each
    expert has already. Where fewer may than are needed, the application gets nobody. No chain of exchanges
    could bring two experts whose loads differ by more than one closer together.
    """
    possible = {key: frozenset(eligible[key]) for key in wanted}
    keys = [key for key in wanted if 0 < wanted[key] <= len(possible[key])]
    random.shuffle(keys)
    keys.sort(key=lambda key: len(possible[key]) - wanted[key])  # the hardest to place choose first
    draw = _Draw(possible, dict(loads))
    for key in keys:
        draw.give(key, wanted[key], random)
    while draw.relieve(random):
        pass
    return {key: tuple(sorted(draw.given[key])) for key in wanted if key in draw.given}


@dataclass(slots=True)
class _Draw(Generic[Key]):
    """A distribution in the making."""

    possible: Mapping[Key, frozenset[int]]
    loads: dict[int, int]
    given: dict[Key, set[int]] = field(default_factory=dict)

    def give(self, key: Key, count: int, random: Random) -> None:
        """To those with the least, chance deciding between equals."""
        order = sorted(self.possible[key], key=lambda expert: (self.loads.get(expert, 0), random.random()))
        self.given[key] = set(order[:count])
        for expert in order[:count]:
            self.loads[expert] = self.loads.get(expert, 0) + 1

    def relieve(self, random: Random) -> bool:
        """Hand one application on, along a chain if need be, from somebody to one with two fewer or less."""
        exchanges = self._exchanges(random)
        for heavy in sorted(exchanges, key=lambda expert: -self.loads[expert]):
            if chain := self._chain(heavy, exchanges):
                for giver, key, taker in chain:
                    self.given[key].remove(giver)
                    self.given[key].add(taker)
                self.loads[heavy] -= 1
                self.loads[chain[-1][2]] += 1
                return True
        return False

    def _exchanges(self, random: Random) -> dict[int, dict[int, Key]]:
        """Giver → taker → an application that could go from one to the other."""
        found: dict[int, dict[int, Key]] = {}
        keys = list(self.given)
        random.shuffle(keys)
        for key in keys:
            takers = self.possible[key] - self.given[key]
            for giver in self.given[key]:
                found.setdefault(giver, {}).update(dict.fromkeys(takers, key))
        return found

    def _chain(self, heavy: int, exchanges: Mapping[int, Mapping[int, Key]]) -> list[tuple[int, Key, int]]:
        """The shortest chain from `heavy` to somebody with at least two fewer; empty where there is none."""
        came: dict[int, tuple[int, Key]] = {}
        waiting = deque([heavy])
        while waiting:
            giver = waiting.popleft()
            for taker, key in exchanges.get(giver, {}).items():
                if taker == heavy or taker in came:
                    continue
                came[taker] = (giver, key)
                if self.loads.get(taker, 0) <= self.loads[heavy] - LEAST_GAP:
                    return _traced(heavy, taker, came)
                waiting.append(taker)
        return []


def _traced(heavy: int, last: int, came: Mapping[int, tuple[int, Key]]) -> list[tuple[int, Key, int]]:
    chain = []
    while last != heavy:
        giver, key = came[last]
        chain.append((giver, key, last))
        last = giver
    return chain[::-1]
