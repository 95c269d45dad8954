"""常用语：something to choose from in every section, short enough for a mark."""

from typing import get_args

import pytest

from applications.rules.notices.dossier import SectionKind
from review.rules.phrases import ANYWHERE, OF_KIND, phrases_of


@pytest.mark.parametrize("kind", get_args(SectionKind))
def test_every_kind_of_section_has_its_phrases_before_the_general_ones(kind):
    texts = phrases_of(kind)

    assert texts == (*OF_KIND.get(kind, ()), *ANYWHERE)
    assert len(set(texts)) == len(texts)
    assert all(0 < len(text) <= 200 for text in texts)


def test_no_phrase_is_kept_for_a_kind_that_there_is_not():
    assert set(OF_KIND) <= set(get_args(SectionKind))
