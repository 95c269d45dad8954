"""单位提供的材料: on the bench of the desk that provides them, and on a page of their own before that."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Attachment
from applications.services.outbox import drain
from applications.tasks import HANDLERS
from tests import factories
from tests.factories import NOON
from tests.pages.applying import scan
from tests.pages.reviewing import sign_in
from tests.review.services.test_provided import papered

pytestmark = pytest.mark.django_db
TITLE = "单位公示（附件1）"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def application(cast):
    """On the unit's desk, its publicity over."""
    begun = NOON - timedelta(days=7)
    started = factories.draft(factories.notice(papered(), loaded=begun), cast.applicant, cast.employer)
    factories.submit(factories.fill(started), when=begun)
    factories.clear(factories.publish(started, by=cast.wang, when=begun), by=cast.wang, when=NOON)
    started.refresh_from_db()
    return started


def page(client, application, name="provided"):
    return client.get(reverse(name, args=[application.pk]))


def upload(client, application, material="publicity", files=None):
    address = reverse("provided_add", args=[application.pk, material])
    return client.post(address, {"files": [scan("公示.jpg")] if files is None else files})


@pytest.mark.rule("N0-26", "N0-55")
def test_the_bench_shows_what_is_demanded_and_takes_it(client, cast, application):
    sign_in(client, cast.wang)

    bare = page(client, application, "review").content.decode()
    sent = upload(client, application)
    after = client.get(sent["Location"]).content.decode()

    assert 'id="provided"' in bare
    assert "缺“单位公示（附件1）”，请先上传" in bare
    assert reverse("publicity", args=[application.publicities.get().publicity_id]) in bare
    assert sent["Location"].endswith("#provided")
    assert "缺“单位公示（附件1）”，请先上传" not in after
    assert "王主任" in after and "删除" in after


def test_what_will_not_do_is_said_at_its_slot(client, cast, application):
    sign_in(client, cast.wang)

    for files in ([], [SimpleUploadedFile("公示.jpg", b"%PDF-1.4")]):
        refused = upload(client, application, files=files)
        text = refused.content.decode()
        assert refused.status_code == 422
        assert 'href="#upload-publicity"' in text
        assert 'aria-invalid="true"' in text
    assert not Attachment.objects.filter(material="publicity").exists()


def test_it_can_be_taken_out_again(client, cast, application):
    sign_in(client, cast.wang)
    upload(client, application)
    file = Attachment.objects.get(material="publicity")

    gone = client.post(reverse("provided_remove", args=[application.pk, file.pk]))

    assert gone.status_code == 302
    assert Attachment.objects.filter(material="publicity", removed_at=None).count() == 0


def test_a_later_desk_reads_and_changes_nothing(client, cast, application):
    factories.decide(application, "forward", by=cast.wang, note="材料真实准确，同意推荐")
    sign_in(client, cast.li)

    text = page(client, application, "review").content.decode()

    assert TITLE in text
    assert "provided/publicity/" not in text
    assert upload(client, application).status_code == 404
    own = Attachment.objects.get(material="publicity")
    assert client.post(reverse("provided_remove", args=[application.pk, own.pk])).status_code == 404


@pytest.mark.parametrize("who", ["applicant", "office", "outsider", "li"])
def test_it_is_nothing_for_strangers(client, cast, application, who):
    sign_in(client, getattr(cast, who))

    assert page(client, application).status_code == 404
    assert upload(client, application).status_code == 404


def test_get_changes_nothing(client, cast, application):
    sign_in(client, cast.wang)

    assert client.get(reverse("provided_add", args=[application.pk, "publicity"])).status_code == 405


def test_a_notice_that_asks_for_none_has_no_such_page(client, cast, draft):
    factories.submit(draft)
    sign_in(client, cast.wang)

    assert page(client, draft).status_code == 404
    assert 'id="provided"' not in page(client, draft, "review").content.decode()


@pytest.mark.rule("N1-21", "N1-22")
def test_before_filing_the_way_leads_from_the_publicity(client, cast):
    early = factories.notice(papered(gate="submit", code="early-2024"))
    started = factories.draft(early, cast.applicant, cast.employer)
    listing = factories.publish(started, by=cast.wang, when=NOON)
    sign_in(client, cast.wang)

    text = client.get(reverse("publicity", args=[listing.publicity_id])).content.decode()
    sent = upload(client, started)

    assert reverse("provided", args=[started.pk]) in text
    assert sent["Location"] == reverse("provided", args=[started.pk])
    assert "王主任" in client.get(sent["Location"]).content.decode()


def test_the_applicant_reads_them(client, cast, application):
    sign_in(client, cast.wang)
    upload(client, application)
    drain(HANDLERS, at=NOON)
    file = Attachment.objects.get(material="publicity")
    sign_in(client, cast.applicant)

    text = client.get(reverse("section", args=[application.pk, "other"])).content.decode()

    assert reverse("attachment", args=[file.pk]) in text
    assert "由用人单位提供" in text
    image = client.get(reverse("attachment", args=[file.pk]))
    assert b"".join(image.streaming_content)


def test_as_many_statements_with_two_as_with_one(client, cast, application, django_assert_num_queries):
    sign_in(client, cast.wang)
    for number in range(2):
        upload(client, application, files=[scan(f"公示{number}.jpg", colour=("white", "ivory")[number])])

    with CaptureQueriesContext(connection) as with_two:
        page(client, application)
    Attachment.objects.filter(material="publicity").last().delete()

    with django_assert_num_queries(len(with_two)):
        page(client, application)
