"""A file is prepared, pending or faulty: the database holds to it."""

import pytest
from django.db import IntegrityError, transaction

from tests import factories

pytestmark = pytest.mark.django_db
NOON = factories.NOON
STORED = {"file": "originals/1.jpg", "thumbnail": "thumbnails/1.jpg", "sha256": "0" * 64}
NOTHING = {"file": "", "thumbnail": "", "sha256": "", "prepared_at": None, "cleared_at": None}


@pytest.mark.parametrize(
    "facts",
    [
        STORED | {"prepared_at": NOON},
        STORED | {"prepared_at": NOON, "removed_at": NOON},
        NOTHING | {"incoming": "incoming/1"},
        NOTHING | {"fault": "图片已损坏。"},
        NOTHING | {"fault": "图片已损坏。", "removed_at": NOON},
        NOTHING | {"removed_at": NOON},
    ],
)
def test_a_file_in_one_condition_may_be(draft, facts):
    assert factories.attachment(draft, "education", "degree", **facts).pk


@pytest.mark.parametrize(
    "facts",
    [
        STORED | {"prepared_at": None, "cleared_at": None},
        STORED | {"prepared_at": NOON, "incoming": "incoming/1"},
        STORED | {"prepared_at": NOON, "fault": "图片已损坏。"},
        STORED | {"prepared_at": NOON, "sha256": ""},
        NOTHING,
        NOTHING | {"prepared_at": NOON},
        NOTHING | {"incoming": "incoming/1", "fault": "图片已损坏。"},
        NOTHING | {"incoming": "incoming/1", "removed_at": NOON},
    ],
)
def test_a_file_in_none_or_in_two_may_not(draft, facts):
    with pytest.raises(IntegrityError, match="attachment_prepared_pending_or_faulty"), transaction.atomic():
        factories.attachment(draft, "education", "degree", **facts)


def test_only_what_is_prepared_is_cleared(draft):
    waiting = NOTHING | {"incoming": "incoming/1"}
    with pytest.raises(IntegrityError, match="attachment_cleared_once_prepared"), transaction.atomic():
        factories.attachment(draft, "education", "degree", **waiting | {"cleared_at": NOON})

    assert factories.attachment(draft, "education", "degree", **waiting).pk
