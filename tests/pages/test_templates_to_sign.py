"""附件模板：offered where the signed scan goes, printed for whoever may read the application."""

import pytest

from applications.models import Printout
from tests import factories
from tests.applications.documents.papers import write
from tests.notices import real_notice
from tests.pages.applying import address, signed_in

ASK = "/printouts/"
WAIVED = {"year": "2023", "subject": "public", "proof": "waiver"}


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def mine(cast):
    """阿依古丽's empty draft under N0."""
    notice = factories.notice(real_notice("N0"))
    return factories.draft(notice, cast.applicant, cast.employer, specialty="library")


def test_the_slot_prints_its_template(mine):
    client = signed_in(mine.applicant)

    other = client.get(address("section", mine, "other")).content.decode()
    promise = client.get(address("section", mine, "promise")).content.decode()

    assert 'name="kind" value="guarantee"' in other
    assert "打印模板" not in promise  # the notice words no promise


def test_the_row_that_claims_the_waiver_prints_it(mine):
    write(mine, "continuing", WAIVED, {**WAIVED, "proof": "certificate"})
    client = signed_in(mine.applicant)

    claimed, taken = (
        client.get(address("section_row", mine, "continuing", row)).content.decode() for row in ("r0", "r1")
    )

    assert 'name="kind" value="waiver"' in claimed
    assert 'name="kind" value="waiver"' not in taken


def test_the_applicants_page_lists_what_is_to_be_signed(mine):
    page = signed_in(mine.applicant).get(address("application", mine)).content.decode()

    assert "《职称评审材料真实性保证书》" in page
    assert "《免除继续教育学习申请表》" not in page


def test_it_is_printed_without_being_called_valid(mine):
    client = signed_in(mine.applicant)

    answer = client.post(ASK, {"kind": "guarantee", "application": str(mine.pk)})

    assert not Printout.objects.get().valid
    page = client.get(answer.url).content.decode()
    assert "附件模板，打印后手写签名、盖章" in page
    assert "预览" not in page


@pytest.mark.parametrize("kind", ["promise", "employer_opinion", "nonsense"])
def test_what_the_notice_has_no_words_for_is_refused(mine, kind):
    answer = signed_in(mine.applicant).post(ASK, {"kind": kind, "application": str(mine.pk)})

    assert answer.status_code == 422
    assert not Printout.objects.exists()


def test_strangers_print_nothing(mine, cast):
    for person in (cast.outsider, cast.wang):
        form = {"kind": "guarantee", "application": str(mine.pk)}
        assert signed_in(person).post(ASK, form).status_code == 404
