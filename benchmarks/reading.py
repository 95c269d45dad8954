"""What the machine finds on invented scans, what it finds that is not there, and what a page costs.

Runs by itself too: `python -m benchmarks.reading --scans 144`. Needs the extra `ocr`, and says so.
"""

import argparse
import statistics
from collections import Counter
from dataclasses import dataclass, field
from os import sysconf
from pathlib import Path

from applications.confined import Failed
from applications.masking.reading import Reader, Reading, Sighting, is_installed
from applications.rules.identifying import Identity
from tests.applications.masking.scans import Frame, Planted, Scan, scan
from tests.applications.masking.scans.sheet import faces

SEED = 20241121
SCANS = 96  # 300 names, numbers and units, or so
COVERED = 0.85  # of the ink of a mention: nothing is legible any more
GRID = 6
NAMED = ("name", "former_name", "unit")
FOUND, FALSE, SECONDS = 0.95, 0.05, 3.0  # the goals


@dataclass(slots=True)
class Tally:
    """What was counted."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    sightings: Counter[bool] = field(default_factory=Counter)
    false: Counter[bool] = field(default_factory=Counter)
    strangers: int = 0
    portraits: int = 0
    photos: Counter[bool] = field(default_factory=Counter)  # whether each is one of the drawn
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


def report_reading(count: int = SCANS, seed: int = SEED, *, verbose: bool = False) -> bool:
    """Print the figures; True where they meet the goals, or cannot be had here."""
    if not is_installed():
        print("reading scans: not measured, the extra `ocr` is not installed (requirements-ocr.lock)")
        return True
    tally = Tally()
    with Reader() as reader:
        for number in range(count):
            page = scan(number, seed)
            before = _spent(reader) if reader.number else 0.0
            try:
                reading = reader.read(page.picture, photos=True)
            except Failed as problem:  # what is on it counts as missed
                tally.failed.append(f"{page.name}: {problem}")
                _count(tally, page, Reading(1, 1, ()))
                continue
            tally.seconds.append(_spent(reader) - before)
            _count(tally, page, reading)
        peak = _peak(reader)
    return _report(tally, count, peak, verbose=verbose)


def _count(tally: Tally, page: Scan, reading: Reading) -> None:
    identity = Identity(**{name: getattr(page.person, name) for name in page.person.__slots__})
    sightings = reading.sightings(identity, ("name", "unit"))
    for planted in page.planted:
        kind = f"{planted.what}, in the ring of a seal" if planted.in_seal else planted.what
        tally.planted[kind] += 1
        if statistics.mean(_covered(place, sightings) for place in planted.places) >= COVERED:
            tally.found[kind] += 1
        else:
            tally.missed.append(f"{page.name}: {kind} {planted.words}")
    for sighting in sightings:
        tally.sightings[sighting.sure] += 1
        if not any(_touches(sighting, planted) for planted in page.planted):
            tally.false[sighting.sure] += 1
            tally.invented.append(f"{page.name}: {sighting} for {page.person}")
    tally.strangers += not page.planted
    tally.portraits += len(page.portraits)
    for photo in reading.sightings(identity, ("photo",)):
        tally.photos[any(_covered(place, [photo]) >= COVERED for place in page.portraits)] += 1


def _covered(place: Frame, sightings: list[Sighting]) -> float:
    """The share of a character that lies under sightings, counted on a grid."""
    left, top, right, bottom = place
    spots = [
        (left + (right - left) * (across + 0.5) / GRID, top + (bottom - top) * (down + 0.5) / GRID)
        for across in range(GRID)
        for down in range(GRID)
    ]
    boxes = [sighting.box for sighting in sightings]
    under = sum(any(b.left <= x <= b.right and b.top <= y <= b.bottom for b in boxes) for x, y in spots)
    return under / len(spots)


def _touches(sighting: Sighting, planted: Planted) -> bool:
    box = sighting.box
    return any(
        min(box.right, right) > max(box.left, left) and min(box.bottom, bottom) > max(box.top, top)
        for left, top, right, bottom in planted.places
    )


def _report(tally: Tally, count: int, peak: float, *, verbose: bool) -> bool:
    named = [kind for kind in tally.planted if kind in NAMED]
    share = sum(tally.found[kind] for kind in named) / sum(tally.planted[kind] for kind in named)
    false = sum(tally.false.values()) / max(1, sum(tally.sightings.values()))
    seconds = sorted(tally.seconds[1:])  # the first has the loading of the models
    planted = sum(tally.planted[kind] for kind in named)
    print(f"reading scans: {count} pages, {len(faces())} fonts; {tally.strangers} of them name nobody wanted")
    print(*(f"  NOT READ {page}" for page in tally.failed), sep="\n", end="\n" if tally.failed else "")
    print(f"  names and units covered: {share:.1%} of {planted} (goal {FOUND:.0%})")
    for kind in sorted(tally.planted):
        print(f"    {kind}: {tally.found[kind]} of {tally.planted[kind]}")
    print(f"  sightings that cover nothing planted: {false:.1%} (goal {FALSE:.0%})")
    for sure, word in ((True, "sure"), (False, "not sure")):
        print(f"    {word}: {tally.false[sure]} of {tally.sightings[sure]}")
    print(f"    photos: {tally.photos[True]} of {tally.photos.total()} on {tally.portraits} drawn")
    print(
        f"  processor seconds a page: median {statistics.median(seconds):.1f}, nine of ten under "
        f"{seconds[int(len(seconds) * 0.9)]:.1f}, most {seconds[-1]:.1f} (goal {SECONDS:.0f}); "
        f"child {peak:.0f} MB"
    )
    if verbose:
        print(*tally.missed, "", *tally.invented, sep="\n")
    return share >= FOUND and false <= FALSE


def _spent(reader: Reader) -> float:
    """Processor seconds, user and system, that the reading process has used."""
    facts = Path(f"/proc/{reader.number}/stat").read_text().rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / sysconf("SC_CLK_TCK")


def _peak(reader: Reader) -> float:
    """The most that was resident, in MB."""
    lines = Path(f"/proc/{reader.number}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--scans", type=int, default=SCANS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    raise SystemExit(not report_reading(options.scans, options.seed, verbose=options.verbose))
