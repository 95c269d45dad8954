"""An applicant in order passes each of the five notices, whatever of it he or she applies for."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from applications.rules.checking import check
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.terms import Affiliation, Case, Nature
from tests.applications.rules.test_notices import NOTICES
from tests.orderly import orderly

DAYS = {
    "N0": date(2024, 9, 10),
    "N1": date(2024, 10, 9),
    "N2": date(2023, 9, 5),
    "N3": date(2021, 9, 10),
    "N4": date(2024, 8, 5),
}
# N4 四（二）：资历截止12月31日, and how many years are needed is for the reviewers to say.
FOR_REVIEWERS = {"N4": {"rule:years_since_title"}}


def claims(document: NoticeDocument) -> Iterator[Case]:
    """Every mode, rank, channel and nature that the notice admits, in each affiliation."""
    for offer, channel in product(document.modes, document.channels):
        ranks = [rank for rank in offer.ranks if any(rank in o.titles for o in document.offerings)]
        for rank, nature, affiliation in product(ranks, channel.natures or Nature, Affiliation):
            offering = next(o for o in document.offerings if rank in o.titles)
            yield Case(offer.code, rank, channel.code, offering.specialty.code, affiliation, nature)


ALL = [
    pytest.param(
        name, case, id=f"{name}-{case.mode}-{case.rank}-{case.channel}-{case.nature}-{case.affiliation}"
    )
    for name, document in NOTICES.items()
    for case in claims(document)
]


@pytest.mark.parametrize(("name", "case"), ALL)
def test_nothing_is_found_in_a_dossier_in_order(name, case):
    document, day = NOTICES[name], DAYS[name]

    found = check(document, case, orderly(document, case, day), day)

    assert [f for f in found if f.severity != "judge"] == []
    assert {f.rule for f in found} == FOR_REVIEWERS.get(name, set())
