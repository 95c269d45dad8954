"""The whole suite, part after part: `python -m tests.suite [PART...]`; the last line counts the tests."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests.servers import postgres
from zhicheng.deploy.processes import dies_with_parent, signals_interrupt

PARALLEL = ["-n", "2", "--dist", "worksteal"]
# The same tests run on both databases, but for those that need the row locks SQLite does not have, and for
# long ones to which the database is no matter.
PARTS = {
    "house": [],
    "sqlite": [*PARALLEL, "-m", "not browser and not stack and not postgres"],
    "postgres": [*PARALLEL, "-m", "not browser and not stack and not anywhere"],
    "browser": [*PARALLEL, "-m", "browser"],
    "stack": ["-m", "stack"],
}
ON_POSTGRES = {"postgres", "browser"}
# Each part has its own; the last one is set by importing the application.
NOT_PASSED_ON = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}


@dataclass
class Tally:
    """What came of the parts so far."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        """Counts one pytest report."""
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            count = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
            failed = count["failures"] + count["errors"]
            self.failed += failed
            self.skipped += count["skipped"]
            self.passed += count["tests"] - failed - count["skipped"]


def main(parts: Iterable[str]) -> int:
    """Runs the parts, all of them even when one fails, and prints what came of them."""
    tally, begun = Tally(), time.monotonic()
    with signals_interrupt():
        for part in parts:
            run(part, tally)
    # Under CI a test that does not run says nothing about the change, whatever its reason.
    if os.environ.get("CI") and tally.skipped:
        tally.faults.append(f"{tally.skipped} skipped")
    outcome = f"not passed: {', '.join(tally.faults)}" if tally.faults else "all passed"
    print(f"\n{time.monotonic() - begun:.0f} s; {outcome}")
    print(f"total: {tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped")
    return 1 if tally.faults else 0


def run(part: str, tally: Tally) -> None:
    """Runs one part with the database it needs."""
    print(f"\n=== {part} ===", flush=True)
    begun = time.monotonic()
    env = {key: value for key, value in os.environ.items() if key not in NOT_PASSED_ON}
    with contextlib.ExitStack() as opened:
        if part in ON_POSTGRES:
            env["DATABASE_URL"] = opened.enter_context(postgres(fsync=False))
        report = Path(opened.enter_context(tempfile.TemporaryDirectory())) / "report.xml"
        command = [sys.executable, "-m", "pytest", "--durations=5", f"--junit-xml={report}", *PARTS[part]]
        if part == "house":
            command = [sys.executable, "manage.py", "check_house"]
        status = subprocess.Popen(command, env=env, preexec_fn=dies_with_parent()).wait()
        if report.exists():
            tally.add(report)
    if status:  # pytest's 5, no test at all, is a fault too: a part whose tests are gone tests nothing
        tally.faults.append(part)
    print(f"=== {part}: {time.monotonic() - begun:.0f} s, status {status} ===", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or PARTS))
