"""逐张检查遮盖."""

import pytest

from applications.models import Application
from applications.services import covering
from applications.services.dossiers import CannotEdit
from applications.services.moves import NotAllowed
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def maskings(application: Application) -> list[str]:
    return list(application.attachments.order_by("order").values_list("masking", flat=True))


@pytest.fixture
def mine(cast: Cast, notice) -> Application:
    """A draft with two pictures that nobody has answered for."""
    application = factories.draft(notice, cast.applicant, cast.employer)
    for _ in range(2):
        factories.attachment(application, "education", "degree")
    return application


def test_each_picture_is_answered_for(mine, monday):
    one, two = mine.attachments.all()

    covering.answer(mine, {str(one.pk): "clear", str(two.pk): "covered"}, by=mine.applicant, at=monday)

    assert maskings(mine) == ["clear", "covered"]


@pytest.mark.parametrize("chosen", ["", "nonsense"])
def test_what_is_no_answer_changes_nothing(mine, monday, chosen):
    one = mine.attachments.first()
    covering.answer(mine, {str(one.pk): "clear"}, by=mine.applicant, at=monday)

    covering.answer(mine, {str(one.pk): chosen, "someone": "clear"}, by=mine.applicant, at=monday)

    assert maskings(mine) == ["clear", ""]


def test_nobody_else_answers_and_nobody_in_review(draft: Application, cast: Cast, monday):
    one = str(draft.attachments.first().pk)
    before = maskings(draft)

    with pytest.raises(NotAllowed):
        covering.answer(draft, {one: "covered"}, by=cast.outsider, at=monday)
    factories.submit(draft)
    with pytest.raises(CannotEdit):
        covering.answer(draft, {one: "covered"}, by=draft.applicant, at=monday)

    assert maskings(draft) == before
