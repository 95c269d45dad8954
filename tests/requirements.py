"""`make rules`: every requirement of the five notices, how it is met, where, and which test shows it.

It fails where a requirement has neither a test nor a sentence of its notice that a person can read on the
notice's page, and where a test names a requirement that does not exist.
"""

import contextlib
import io
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.notices import real_notice

REGISTER = Path(__file__).parent.parent / "docs" / "requirements.yaml"
WAYS = {
    "block": "阻止",
    "warning": "提醒",
    "checklist": "审核核对",
    "document": "打印公布",
    "manual": "系统外办理",
    "setting": "通知设置",
    "automatic": "系统自动",
}
SIZES = {"N0": 77, "N1": 34, "N2": 51, "N3": 34, "N4": 38}


@dataclass(frozen=True)
class Requirement:
    """One requirement with the way it is met."""

    id: str
    asks: str
    met: str
    where: str
    quote: str = ""

    @property
    def notice(self) -> str:
        return self.id.partition("-")[0]


class Marks:
    """A pytest plugin that notes which test carries which id; it runs none of them."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: Sequence[pytest.Item]) -> None:
        for item in items:
            for mark in item.iter_markers("rule"):
                for requirement in mark.args:
                    self.tests[requirement].append(item.nodeid)


def requirements() -> list[Requirement]:
    """The register."""
    listed: Mapping[str, dict[str, str]] = yaml.safe_load(REGISTER.read_text(encoding="utf-8"))
    return [Requirement(key, **facts) for key, facts in listed.items()]


def faults_of(known: Sequence[Requirement], tests: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What is wrong with the register as the tests have it."""
    listed = {requirement.id for requirement in known}
    every = {f"{notice}-{number:02}" for notice, size in SIZES.items() for number in range(1, size + 1)}
    yield from (f"{missing}：没有列出" for missing in sorted(every - listed))
    yield from (f"{extra}：没有这一条要求" for extra in sorted((listed | set(tests)) - every))
    for requirement in known:
        if requirement.met not in WAYS:
            yield f"{requirement.id}：met 应为 {'、'.join(WAYS)} 之一"
        if not tests.get(requirement.id) and not _stands_in_notice(requirement):
            yield f"{requirement.id}：没有测试，也没有通知原文可查"


def _stands_in_notice(requirement: Requirement) -> bool:
    """The sentence is in the text that the notice's page shows."""
    return bool(requirement.quote) and requirement.quote in "".join(
        _strings(real_notice(requirement.notice).get("text"))
    )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _strings(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _strings(part))


def collected() -> dict[str, list[str]]:
    """Requirement → the tests that carry its id."""
    marks = Marks()
    silent = ["--collect-only", "-qq", "-p", "no:cacheprovider", "-n", "0", "--no-header"]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        status = pytest.main([*silent, str(Path(__file__).parent)], plugins=[marks])
    if status:
        sys.exit(said.getvalue())
    return marks.tests


def main() -> int:
    """Prints every requirement; 1 where one hangs in the air."""
    tests, known = collected(), requirements()
    for requirement in known:
        shown = tests.get(requirement.id, [])
        proof = shown[0] if shown else f"原文：{requirement.quote}"
        more = f"（共 {len(shown)} 个）" if len(shown) > 1 else ""
        print(f"{requirement.id}  {WAYS.get(requirement.met, '?')}  {requirement.asks}")
        print(f"       {requirement.where}\n       {proof}{more}")
    faults = list(faults_of(known, tests))
    for fault in faults:
        print(fault, file=sys.stderr)
    tested = sum(bool(tests.get(requirement.id)) for requirement in known)
    print(f"\n{len(known)} 条要求：{tested} 条有测试，{len(known) - tested} 条以通知原文公布。")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
