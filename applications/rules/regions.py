"""行政区划（GB/T 2260）：the divisions of 新疆, by code."""

import json
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "fixtures" / "codes" / "regions.json"
PROVINCE = "650000"
Choice = tuple[str, str]


@lru_cache
def regions() -> dict[str, str]:
    """Every division in force, code → its own name, in the order of the codes."""
    table: dict[str, str] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table


def is_county(code: str) -> bool:
    """True for a county, a city or a district below a prefecture."""
    return not code.endswith("00")


def prefecture_of(county: str) -> str:
    """The code of the prefecture that a county belongs to; a prefecture is its own."""
    return f"{county[:4]}00"


def within(code: str, area: str) -> bool:
    """True where a division lies in another: 652829 in 652800, and everything of 65 in 650000."""
    stem = area
    while stem.endswith("00"):
        stem = stem[:-2]
    return code.startswith(stem)


def region_name(code: str) -> str:
    """巴音郭楞蒙古自治州博湖县; the code itself where the table does not know it."""
    names = regions()
    if code not in names:
        return code
    # Counties directly under the region (石河子市 …) have no prefecture that anybody would name.
    alone = not is_county(code) or prefecture_of(code) == "659000"
    return names[code] if alone else f"{names.get(prefecture_of(code), '')}{names[code]}"


def is_region(code: str) -> bool:
    """True where the table knows the division."""
    return code in regions()


@lru_cache
def region_choices() -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """For a form: each prefecture with itself and its counties."""
    names = regions()
    heads = [code for code in names if not is_county(code)]
    return tuple(
        (
            names[head],
            tuple((code, f"{names[code]}（{code}）") for code in names if prefecture_of(code) == head),
        )
        for head in heads
    )
