"""提交前检查 of a full dossier: processor milliseconds of one check, with nothing around it."""

import statistics
import time
from datetime import date

from applications.rules.checking import check
from applications.rules.dossier import Dossier
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse
from applications.rules.notices.terms import Affiliation, Case, Mode, Nature, Rank
from benchmarks.full import full
from tests.notices import real_notice

ROUNDS, TIMES = 5, 20
GOAL = 50  # milliseconds
CASE = Case(
    mode=Mode.REVIEW,
    rank=Rank.INTERMEDIATE,
    channel="regular",
    specialty="chemical",
    affiliation=Affiliation.COUNTY,
    nature=Nature.INSTITUTION,
)


def report_checks() -> bool:
    """Print the figure of the notice with the most sections; True where the goal is met."""
    document = parse(real_notice("N2"))
    on = document.timetable.filing.opens.day
    dossier = full(document, CASE, on)
    rows = sum(len(content.rows) for content in dossier.sections.values())
    found = check(document, CASE, dossier, on)
    spent = statistics.median(_spent(document, dossier, on) for _ in range(ROUNDS))
    print(
        f"pre-check: {len(dossier.scans)} files, {len(document.sections_for(CASE))} sections, {rows} rows, "
        f"{len(found)} findings, {spent:.1f} ms (goal {GOAL}){'' if spent <= GOAL else '   goal missed'}"
    )
    return spent <= GOAL


def _spent(document: NoticeDocument, dossier: Dossier, on: date) -> float:
    before = time.process_time()
    for _ in range(TIMES):
        check(document, CASE, dossier, on)
    return (time.process_time() - before) * 1000 / TIMES
