"""待办：what waits, what has passed, whose people."""

from datetime import timedelta

import pytest

from applications.models import Application, Notice, Seat
from review.selectors.desk import narrowed, notices_in, people_of, queue_of, seen_by
from review.selectors.dossier import following, neighbours
from review.selectors.rows import queue_rows
from review.selectors.words import clock, moment
from tests import factories
from tests.cast import Cast
from tests.factories import NOON, at
from tests.notices import small_notice
from tests.pages.reviewing import at_county, many_at_employer

pytestmark = pytest.mark.django_db


def test_the_queue_follows_the_application_up_the_chain(cast: Cast, draft: Application):
    at_county(draft, cast)

    assert list(queue_of(cast.li, at=NOON)) == [draft]
    assert list(queue_of(cast.wang, at=NOON)) == []
    assert list(seen_by(cast.wang)) == [draft]
    assert list(seen_by(cast.li)) == []


def test_a_shut_seat_or_organisation_holds_nothing(cast: Cast, draft: Application):
    factories.submit(draft)
    before = list(queue_of(cast.wang, at=NOON))

    Seat.objects.filter(user=cast.wang).update(is_active=False)

    assert (before, list(queue_of(cast.wang, at=NOON))) == ([draft], [])


def test_ones_own_is_nowhere(cast: Cast, draft: Application):
    Seat.objects.create(user=cast.applicant, organisation=cast.employer)
    factories.submit(draft)

    assert not queue_of(cast.applicant, at=NOON).exists()
    assert not people_of(cast.applicant).exists()


@pytest.mark.parametrize(("later", "there"), [(-1, True), (0, True), (1, False)])
def test_what_has_lapsed_is_gone_though_no_sweep_has_come(cast: Cast, later, there):
    timetable = small_notice()["timetable"]
    timetable["filing"]["binds"] = "reach_final_level"
    notice = factories.notice(small_notice(timetable=timetable))
    draft = factories.submit(factories.fill(factories.draft(notice, cast.applicant, cast.employer)))

    moment = at("2024-09-30 18:00") + timedelta(seconds=later)

    assert queue_of(cast.wang, at=moment).filter(pk=draft.pk).exists() is there


def test_people_include_drafts_and_put_what_has_ended_last(cast: Cast, notice: Notice):
    ended, open_ = many_at_employer(cast, notice, 2)
    factories.decide(ended, "refuse", by=cast.wang, note="不符合", ground="not_eligible")
    draft = factories.draft(notice, factories.person("丙"), cast.employer)

    assert list(people_of(cast.wang)) == [draft, open_, ended]


def test_rows_know_their_place_in_the_whole_list(cast: Cast, notice: Notice):
    many_at_employer(cast, notice, 3)
    queue = narrowed(queue_of(cast.wang, at=NOON), {"sort": "name"})

    rows = queue_rows(queue, first=1, count=5, at=NOON)

    assert [(row["place"], row["name"]) for row in rows] == [(1, "申报人01"), (2, "申报人02")]


def test_the_dossier_finds_its_neighbours_from_the_place_it_came_from(cast: Cast, notice: Notice):
    first, second, third = many_at_employer(cast, notice, 3)
    queue = narrowed(queue_of(cast.wang, at=NOON), {"sort": "name"})

    assert neighbours(queue, second, 1) == (first.pk, third.pk, 1)
    assert neighbours(queue, first, None) == (None, second.pk, 0)
    assert neighbours(queue, third, 2) == (second.pk, None, 2)


def test_whoever_has_moved_up_into_the_place_is_next(cast: Cast, notice: Notice):
    first, second, third = many_at_employer(cast, notice, 3)
    queue = narrowed(queue_of(cast.wang, at=NOON), {"sort": "name"})
    factories.decide(second, "send_back", by=cast.wang, note="缺毕业证书")

    assert neighbours(queue, second, 1)[1:] == (third.pk, None)
    assert following(queue, 1) == (third.pk, "申报人02", 1)
    assert following(queue, 7) == (first.pk, "申报人00", 0)
    assert following(queue.none(), 0) is None


def test_notices_are_those_of_the_queue(cast: Cast, notice: Notice, draft: Application):
    factories.notice(small_notice(code="another-2024", year=2023))
    factories.submit(draft)

    assert notices_in(queue_of(cast.wang, at=NOON)) == [("small-2024", "2024 年度图书资料系列职称评审通知")]


@pytest.mark.parametrize(
    ("hours", "left", "tone"),
    [
        (-1, "已截止", "data-late"),
        (3.5, "剩 3 小时 30 分", "data-close"),
        (47, "剩 47 小时 0 分", "data-near"),
        (74, "剩 3 天 2 小时", ""),
    ],
)
def test_the_chip_of_a_deadline_in_words(hours, left, tone):
    chip = clock(NOON + timedelta(hours=hours), NOON)

    assert chip is not None
    assert (chip["left"], chip["tone"]) == (left, tone)


def test_no_deadline_has_no_chip():
    assert clock(None, NOON) is None
    assert moment(None) == ""
