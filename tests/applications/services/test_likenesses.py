"""雷同：found between people, told to the committee's office alone, and stopping nobody."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from applications.models import Application, Attachment, Likeness, Resemblance, User
from applications.selectors.resemblances import resemblances_of
from applications.services import attachments, scans
from tests import factories
from tests.applications.pictures import page, saved

pytestmark = pytest.mark.django_db
NOON = factories.NOON
SIZE = (620, 877)


@pytest.fixture
def other(draft: Application) -> Application:
    """Somebody else's complete draft under the same notice."""
    applicant = factories.person("热依汗·艾力")
    return factories.fill(factories.draft(draft.notice_version.notice, applicant, draft.employer))


def put(draft: Application, data: bytes) -> Attachment:
    upload = SimpleUploadedFile("学位证书.jpg", data)
    [file] = attachments.add(draft, "education", "degree", [upload], by=draft.applicant, at=NOON).attachments
    return scans.prepare(file, at=NOON)


def pairs() -> list[tuple[Attachment, Attachment, bool]]:
    return [(pair.attachment, pair.other, pair.exact) for pair in Resemblance.objects.all()]


def test_the_same_bytes_of_another_person_are_noted(draft, other):
    theirs, mine = put(other, saved(page(size=SIZE))), put(draft, saved(page(size=SIZE)))

    assert pairs() == [(mine, theirs, True)]


def test_the_same_picture_in_other_bytes_is_noted_as_exact(draft, other):
    """A note added to the file changes its bytes, and not what is kept."""
    theirs = put(other, saved(page(size=SIZE)))
    mine = put(draft, saved(page(size=SIZE), comment=b"mine"))

    assert mine.incoming_sha256 != theirs.incoming_sha256
    assert pairs() == [(mine, theirs, True)]


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: saved(picture, 50),
        lambda picture: saved(picture.resize((560, 792))),
        lambda picture: saved(picture.point(lambda value: int(value * 0.9))),
    ],
    ids=["saved again", "smaller", "darker"],
)
def test_nearly_the_same_picture_is_noted_as_near(draft, other, change):
    theirs, mine = put(other, saved(page(size=SIZE))), put(draft, change(page(size=SIZE)))

    assert pairs() == [(mine, theirs, False)]


def test_another_page_and_the_same_form_with_another_name_are_not(draft, other):
    form = page(size=SIZE)
    named = form.copy()
    named.paste((250, 250, 250), (200, 300, 420, 360))
    put(other, saved(form))

    put(draft, saved(page(2, size=SIZE)))
    put(draft, saved(named))

    assert pairs() == []
    assert Likeness.objects.count() == 3


def test_ones_own_file_used_again_is_nobodys_business(draft, cast):
    before = factories.draft(draft.notice_version.notice, cast.applicant, draft.employer, rank="intermediate")
    put(before, saved(page(size=SIZE)))

    put(draft, saved(page(size=SIZE)))

    assert pairs() == []


def test_blank_pages_resemble_nothing(draft, other):
    blank = saved(Image.new("RGB", SIZE, "white"))
    put(other, blank)

    put(draft, blank)

    assert (pairs(), Likeness.objects.count()) == ([], 0)


def test_a_turned_picture_is_compared_as_it_is_now(draft, other):
    sideways = saved(page(size=SIZE).rotate(90, expand=True))
    theirs, mine = put(other, saved(page(size=SIZE))), put(draft, sideways)
    assert pairs() == []

    attachments.rotate(draft, str(mine.pk), quarter_turns=1, by=draft.applicant, at=NOON)

    assert pairs() == [(mine, theirs, False)]


def at_the_office(application: Application, cast) -> None:
    """Submitted, and climbed to the committee."""
    factories.submit(application)
    later = NOON + timedelta(days=9)
    factories.clear(factories.publish(application, by=cast.wang, when=NOON), by=cast.wang, when=later)
    note = "材料真实准确，同意推荐"
    factories.decide(application, "forward", by=cast.wang, when=later, note=note)
    factories.decide(application, "forward", by=cast.li, when=later, note="同意")


def test_the_office_is_told_from_both_sides_and_nobody_else_is(draft, other, cast):
    theirs, mine = put(other, saved(page(size=SIZE))), put(draft, saved(page(size=SIZE)))
    at_the_office(other, cast)
    at_the_office(draft, cast)

    [seen] = resemblances_of(draft, cast.office)
    [back] = resemblances_of(other, cast.office)

    assert (seen.attachment, seen.other, seen.exact) == (mine.pk, theirs.pk, True)
    assert (seen.other_person, seen.other_application) == ("热依汗·艾力", other.pk)
    assert (back.attachment, back.other, back.other_person) == (theirs.pk, mine.pk, cast.applicant.name)
    for person in (cast.wang, cast.li, cast.outsider, cast.applicant, other.applicant):
        assert resemblances_of(draft, person) == []


def test_what_the_other_side_has_not_submitted_is_not_told(draft, other, cast):
    put(other, saved(page(size=SIZE)))
    put(draft, saved(page(size=SIZE)))
    at_the_office(draft, cast)
    assert resemblances_of(draft, cast.office) == []

    factories.submit(other)

    [seen] = resemblances_of(draft, cast.office)
    assert (seen.other_person, seen.other_title, seen.other_application) == (
        "",
        "",
        None,
    )  # not there to read


def test_a_seat_that_has_ended_tells_nothing(draft, other, cast):
    put(other, saved(page(size=SIZE)))
    put(draft, saved(page(size=SIZE)))
    at_the_office(draft, cast)
    at_the_office(other, cast)
    assert len(resemblances_of(draft, cast.office)) == 1

    cast.office.seats.update(is_active=False)

    assert resemblances_of(draft, User.objects.get(pk=cast.office.pk)) == []
