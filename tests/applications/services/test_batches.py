"""Batches: who is in one, asked for once, taken by whom, and gone after a week."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from applications.models import Batch, BatchDownload, Errand, Seat, Specialty, User
from applications.models.batch import BatchKind, Packing
from applications.models.printout import Download
from applications.selectors.batches import OWN, candidates
from applications.services import batches, layouts
from applications.services.batches import BatchRefused
from applications.services.moves import NotAllowed
from tests import factories
from tests.batching import NOON, asked, finished, people, places, quick, seen, wish
from tests.pages.reviewing import at_county

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The numbers of the papers that were made, one by one."""
    return quick(monkeypatch)


@pytest.fixture
def two(cast, notice):
    """Two people whom the office has received; their forms are not made yet."""
    return people(cast, notice, 2)


def test_everybody_who_is_received_is_in_it_in_order(cast, notice, two, made):
    batch = finished(asked(cast, notice))

    assert places(batch) == [(1, two[0].number, ""), (2, two[1].number, "")]
    assert sorted(made) == [one.number for one in two]
    assert (batch.made_at, batch.pages, batch.failed) == (NOON, 4, "")
    assert batch.expires_at == NOON + WEEK
    assert default_storage.exists(batch.file)


def test_who_has_no_valid_paper_is_told_apart_with_the_reason(cast, notice, two, draft):
    at_county(draft, cast)
    found = candidates(wish(cast, notice, organisation=cast.county), by=cast.li)

    assert {one.application for one in found if one.ready} == set(two)
    [waiting] = [one for one in found if not one.ready]
    assert (waiting.application, waiting.reasons) == (
        draft,
        ("显示“已接收材料”后方可打印正式件，现在只能预览。",),
    )
    assert asked(cast, notice, organisation=cast.county, by=cast.li).left_out == 1


def test_ones_own_is_not_printed_at_ones_desk(cast, notice, two):
    Seat.objects.create(user=two[0].applicant, organisation=cast.county)
    found = candidates(wish(cast, notice, organisation=cast.county), by=two[0].applicant)

    assert [one.reasons for one in found] == [(OWN,), ()]


def test_a_wish_can_be_narrowed_to_a_specialty_and_a_unit(cast, notice, two):
    other = factories.organisation("another")
    strange = Specialty.objects.create(series=two[0].series, code="another", name="别的")

    def found(**facts) -> int:
        return len(candidates(wish(cast, notice, **facts), by=cast.office))

    assert found(specialty=two[0].specialty) == found(employer=cast.employer) == 2
    assert found(specialty=two[0].specialty, employer=cast.employer) == 2
    assert found(specialty=strange) == found(employer=other) == 0


def test_the_same_wish_within_the_hour_is_the_same_batch(cast, notice, two):
    first = asked(cast, notice)
    second = factories.officer(cast.committee, "孙办事")

    assert asked(cast, notice, at=NOON + timedelta(minutes=59), by=second) == first
    assert asked(cast, notice, copies=2) != first
    assert asked(cast, notice, kind=BatchKind.BAG_COVER) != first
    assert asked(cast, notice, at=NOON + timedelta(minutes=61)) != first
    assert Errand.objects.filter(kind="batch").count() == 4


def test_somebody_more_is_another_wish(cast, notice, two, draft):
    first = asked(cast, notice)
    people(cast, notice, 1)

    assert asked(cast, notice) != first


def test_another_layout_is_another_wish(cast, notice, two):
    first = asked(cast, notice)
    root = User.objects.create_superuser("root", name="管理员")

    layouts.put_in_use(notice.latest, "evaluation_form", "<h1>本地{{ 标题 }}</h1>", by=root, at=NOON)

    assert asked(cast, notice) != first


def test_a_list_that_changed_after_the_preview_is_shown_again(cast, notice, two):
    wanted = wish(cast, notice)
    before = seen(wanted, cast.office)
    people(cast, notice, 1)

    with pytest.raises(BatchRefused) as refusal:
        batches.request(wanted, by=cast.office, at=NOON, seen=before)
    assert refusal.value.reasons == [batches.CHANGED]
    assert not Batch.objects.exists()


def test_names_that_cannot_be_are_refused(cast, notice, two):
    with pytest.raises(BatchRefused) as refusal:
        asked(cast, notice, packing=Packing.ZIP, naming="{电话}")
    assert "没有{电话}这一项。" in refusal.value.reasons[0]


def test_a_batch_of_nobody_is_refused(cast, notice, two):
    with pytest.raises(BatchRefused) as refusal:
        asked(cast, notice, employer=factories.organisation("outside"))
    assert refusal.value.reasons == [batches.NOBODY]


def test_too_many_are_asked_to_be_split(cast, notice, two, monkeypatch):
    monkeypatch.setattr(batches, "MOST_PEOPLE", 1)

    with pytest.raises(BatchRefused) as refusal:
        asked(cast, notice)
    assert refusal.value.reasons == ["一次最多 1 人，现在有 2 人。请按专业或工作单位分几批。"]


def test_strangers_ask_in_vain(cast, notice, two):
    for stranger in (cast.li, cast.outsider, cast.applicant):
        with pytest.raises(NotAllowed):
            asked(cast, notice, by=stranger)


@pytest.mark.parametrize(("seconds", "stays"), [(-1, True), (0, False), (1, False)])
def test_the_file_goes_after_seven_days(cast, notice, two, made, seconds, stays):
    batch = finished(asked(cast, notice))
    at = batch.expires_at + timedelta(seconds=seconds)

    assert batches.expire(at=at) == (0 if stays else 1)

    assert default_storage.exists(batch.file) == stays
    batches.retry(batch, by=cast.office, at=at)
    batch.refresh_from_db()
    assert (bool(batch.file), bool(batch.made_at)) == (stays, True)


def test_who_takes_it_is_written_down_for_each_paper(cast, notice, two, made):
    batch = finished(asked(cast, notice))

    batches.taken(batch, by=cast.office, at=NOON)

    assert [(one.by, one.at) for one in BatchDownload.objects.all()] == [(cast.office, NOON)]
    assert Download.objects.filter(by=cast.office).count() == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"copies": 0},
        {"copies": 10},
        {"packing": Packing.ZIP},
        {"naming": "{姓名}"},
        {"sha256": "ab"},
        {"made_at": NOON},
        {"expires_at": NOON - WEEK},
    ],
)
def test_the_database_keeps_nonsense_out(cast, notice, two, facts):
    batch = asked(cast, notice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(**facts)
