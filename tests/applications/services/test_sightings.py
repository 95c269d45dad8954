"""The machine reads for real: what it finds in an upload and in the copy, and when it reads at all."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from applications.models import Application, Attachment, Errand, Sighting
from applications.services import attachments, covering, sightings
from applications.services.covering import Answer
from applications.services.outbox import drain
from applications.tasks import HANDLERS, READERS
from tests import factories
from tests.applications.masking.scans.sheet import font
from tests.notices import small_notice

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]

NAME, WORDS_HIGH = "欧阳晓燕", 60


@pytest.fixture(autouse=True)
def _reading(settings):
    settings.READ_SCANS = True


@pytest.fixture
def mine(cast) -> Application:
    cast.applicant.name = NAME
    cast.applicant.save()
    notice = factories.notice(small_notice(masking={"targets": ["name"], "clause": "五、14"}))
    draft = factories.fill(factories.draft(notice, cast.applicant, cast.employer))
    draft.attachments.all().delete()
    return draft


def uploaded(application: Application, words: str) -> Attachment:
    """A page that says these words, uploaded as people do it."""
    page = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(page).text((160, 400), words, fill="black", font=font(0, WORDS_HIGH))
    out = BytesIO()
    page.save(out, "JPEG", quality=80)
    facts = {"by": application.applicant, "at": factories.NOON}
    upload = SimpleUploadedFile("证书.jpg", out.getvalue(), "image/jpeg")
    added = attachments.add(application, "education", "degree", [upload], row="", **facts)
    [file] = added.attachments
    return file


def answered(file: Attachment, answer: Answer) -> None:
    """By the applicant; the copy is made and read."""
    facts = {"by": file.application.applicant, "at": factories.NOON}
    covering.answer(file.application, str(file.pk), answer, **facts)
    work()


def work() -> None:
    for handlers in (HANDLERS, READERS):
        drain(handlers, at=timezone.now())


def seen(file: Attachment, *, in_copy: bool) -> list[Sighting]:
    return list(file.sightings.filter(copy__isnull=not in_copy))


def test_a_name_is_proposed_and_once_it_is_covered_nothing_is_left_to_read(mine):
    file = uploaded(mine, f"授予{NAME}同志学士学位")
    work()

    [proposed] = seen(file, in_copy=False)
    answered(file, Answer("covered", [proposed.box]))

    assert (proposed.what, proposed.is_sure) == ("name", True)
    assert seen(file, in_copy=True) == []
    assert file.blind_copies.get().read_at is not None


def test_what_is_covered_beside_the_name_is_still_read(mine):
    file = uploaded(mine, f"授予{NAME}同志学士学位")

    answered(file, Answer("covered", [[1000, 8000, 9000, 9000]]))

    [doubt] = seen(file, in_copy=True)
    assert doubt.what == "name"


def test_a_page_about_somebody_else_is_left_alone(mine):
    file = uploaded(mine, "授予努尔兰·哈孜同志学士学位")
    work()
    answered(file, Answer("clear"))

    assert not file.sightings.exists()


def test_where_it_is_not_wanted_nothing_is_read(mine, settings):
    settings.READ_SCANS = False

    answered(uploaded(mine, f"授予{NAME}同志学士学位"), Answer("clear"))

    assert not sightings.is_reading()
    assert not Errand.objects.filter(kind__in=READERS).exists()
    assert not Sighting.objects.exists()
