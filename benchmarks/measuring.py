"""Two sides asked in turn, and the table of what they spent."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.serving import Answer, Request, Server


@dataclass(frozen=True, slots=True)
class Side:
    """Where to ask, what, and as whom."""

    server: Server
    requests: Iterator[Request]
    cookies: dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a page of the product beside the bare view of its kind."""

    name: str
    product: Side
    bare: Side
    goal: float
    statements: int
    times: int


@dataclass(slots=True)
class Figure:
    """What was measured of one side."""

    milliseconds: float
    answer: Answer


def measure(side: Side, times: int) -> Figure:
    """Ask so many times; a wrong answer stops everything."""
    before = side.server.spent()
    for _ in range(times):
        answer = side.server.ask(request := next(side.requests), side.cookies)
        if answer.status not in (200, 302):
            raise RuntimeError(f"{request.path}: {answer.status}")
    return Figure((side.server.spent() - before) * 1000 / times, answer)


def compare(row: Row, rounds: int) -> tuple[Figure, Figure]:
    """The medians of both sides, asked in turn."""
    for side in (row.product, row.bare):
        measure(side, 2)
    pairs = [
        (measure(row.product, max(2, row.times // rounds)), measure(row.bare, max(20, row.times // rounds)))
        for _ in range(rounds)
    ]
    product, bare = ([pair[side] for pair in pairs] for side in (0, 1))
    return (
        Figure(statistics.median(f.milliseconds for f in product), product[-1].answer),
        Figure(statistics.median(f.milliseconds for f in bare), bare[-1].answer),
    )


def report(rows: list[Row], rounds: int) -> bool:
    """Print the table; True where every goal is met."""
    print(f"{'name':34} {'CPU-ms':>8} {'bare':>7} {'ratio':>6} {'goal':>6} {'SQL':>4} {'limit':>5} {'kB':>6}")
    met = True
    for row in rows:
        product, bare = compare(row, rounds)
        ratio = product.milliseconds / bare.milliseconds
        good = ratio <= row.goal and product.answer.statements <= row.statements
        met = met and good
        print(
            f"{row.name:34} {product.milliseconds:8.2f} {bare.milliseconds:7.2f} {ratio:6.2f} "
            f"{row.goal:6.1f} "
            f"{product.answer.statements:4} {row.statements:5} {product.answer.size / 1024:6.1f}"
            f"{'' if good else '   goal missed'}",
            flush=True,
        )
    return met
