"""Nothing but perform() changes a state, and nothing hides logic where it does not belong."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for app in ("applications", "review", "zhicheng")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
]


def lines_with(pattern: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_no_query_writes_a_state():
    assert lines_with(r"\.update\([^)]*\bstate=") == []


def test_only_the_door_calls_a_bound_move():
    assert lines_with(r"getattr\(application, move\.name\)") == [
        hit
        for hit in lines_with(r"getattr\(application, move\.name\)")
        if hit.startswith("applications/services/moves.py")
    ]


def test_no_signals_of_our_own():
    assert lines_with(r"django\.db\.models\.signals|@receiver|Signal\(") == []


def test_every_import_inside_a_function_has_its_reason():
    inside = lines_with(r"^\s+(from \S+ import|import \S+)")
    reasons = lines_with(r"^\s+(from \S+ import|import \S+).*# (slow import|app ready)")
    type_checking = lines_with(r"^    from .*# for types only")
    assert set(inside) - set(reasons) - set(type_checking) == set()


def test_no_rule_knows_a_notice_or_a_place():
    assert lines_with(r"(==|!=|\bin\b|startswith\().*(bazhou|bohu|aksu|巴州|博湖|阿克苏)") == []


def test_the_time_is_passed_in_below_the_edge():
    asked = [
        hit
        for hit in lines_with(r"timezone\.now\(\)|datetime\.now\(|date\.today\(")
        if "/services/" in hit or "/rules/" in hit or "/selectors/" in hit
    ]
    assert asked == []
