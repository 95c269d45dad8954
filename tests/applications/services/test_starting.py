"""开始申报：国家以考代评的专业 are not open to anybody."""

import pytest

from applications.services.starting import CannotStart
from applications.workflow import State
from tests import factories
from tests.notices import small_notice

pytestmark = pytest.mark.django_db


def offered(*, by_exam: bool):
    """The small notice with its one specialty open, or left to the national examination."""
    offerings = [{**small_notice()["offerings"][0], "by_exam": by_exam}]
    return factories.notice(small_notice(offerings=offerings))


@pytest.mark.rule("N1-05")
def test_a_specialty_left_to_the_national_examination_is_refused(cast):
    with pytest.raises(CannotStart) as refused:
        factories.draft(offered(by_exam=True), cast.applicant, cast.employer)

    assert refused.value.problems == {"specialty": "图书资料专业实行国家以考代评，不在本通知受理。"}


@pytest.mark.rule("N1-05")
def test_the_same_specialty_without_an_examination_is_open(cast):
    draft = factories.draft(offered(by_exam=False), cast.applicant, cast.employer)

    assert draft.state == State.DRAFT
