"""What the tests of documents share."""

import pytest

from applications.models import Application
from tests import factories
from tests.cast import Cast
from tests.notices import real_notice


@pytest.fixture
def dossier(cast: Cast) -> Application:
    """阿依古丽's empty draft under a real notice (N0), with every kind of section but 普通话."""
    notice = factories.notice(real_notice("N0"))
    return factories.draft(notice, cast.applicant, cast.employer, specialty="library", rank="intermediate")
