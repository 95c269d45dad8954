"""The fullest dossier that can be filed is printed within the press's limits, and nothing of it is lost."""

import pytest

from applications.models.printout import PrintoutKind
from tests.applications.documents.papers import opened, paper
from tests.crowded import draft_at_the_library, fill

ROWS = 60


@pytest.mark.anywhere
def test_sixty_rows_at_their_caps_are_printed(db):
    full = paper(PrintoutKind.EVALUATION_FORM, fill(draft_at_the_library(), ROWS))

    content, pages = full.made("A1B2C3D4")

    with opened(content) as document:
        assert len(document.pages) == pages
    assert pages % 2 == 0
    assert full.html().count("文" * 300) >= ROWS  # each achievement's result stands in full
