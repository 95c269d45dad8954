"""公示：who may be published when, for how long, and what may be recorded."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from applications.models import Application, Publicity, PublicityListing, Seat
from applications.services.moves import NotAllowed
from review.services import publicity
from review.services.publicity import Listed, PublicityRefused
from tests import factories
from tests.cast import Cast
from tests.factories import at
from tests.notices import small_notice
from tests.pages.reviewing import at_county, many_at_employer

pytestmark = pytest.mark.django_db
PLACE = {"place": "一楼公示栏", "office": "办公室", "phone": "0996-0000000"}


@pytest.fixture
def submitted(draft: Application) -> Application:
    return factories.submit(draft)


def start(cast: Cast, *people: Application, by=None, **facts) -> Publicity:
    given = {
        "round_": "before",
        "starts_on": date(2024, 9, 9),
        "ends_on": None,
        "at": factories.NOON,
        **PLACE,
    }
    listed = [Listed(person) for person in people]
    return publicity.start(cast.employer, listed, by=by or cast.wang, **given | facts)


def problems(cast: Cast, *people: Application, **facts) -> dict[str, str]:
    with pytest.raises(PublicityRefused) as refusal:
        start(cast, *people, **facts)
    assert Publicity.objects.count() == 0
    return refusal.value.problems


@pytest.mark.rule("N0-16")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-09-09", "2024-09-13"),  # Monday to Friday
        ("2024-09-10", "2024-09-14"),  # the Saturday of the 14th is worked
        ("2024-09-29", "2024-10-10"),  # the Sunday of the 29th is worked, 1 to 7 October are not
        ("2024-09-21", "2024-09-27"),  # begun on a Saturday: five working days from Monday
    ],
)
def test_the_shortest_period_counts_both_days_and_the_state_councils_calendar(
    cast: Cast, submitted, first, last
):
    started = start(cast, submitted, starts_on=date.fromisoformat(first))

    assert (started.ends_on, started.working_days) == (date.fromisoformat(last), 5)
    assert started.calendar_known


def test_a_year_whose_holidays_are_not_published_is_remembered(cast: Cast, submitted):
    assert not start(cast, submitted, starts_on=date(2031, 3, 3)).calendar_known


@pytest.mark.rule("N0-16")
def test_a_shorter_one_is_refused_and_a_longer_one_taken(cast: Cast, submitted):
    short = problems(cast, submitted, ends_on=date(2024, 9, 12))

    assert short == {"ends_on": "公示期不足，最早 2024年9月13日 结束。"}
    assert start(cast, submitted, ends_on=date(2024, 9, 20)).working_days == 9  # the 14th is worked


def test_it_begins_today_or_later(cast: Cast, submitted):
    assert problems(cast, submitted, starts_on=date(2024, 9, 8)) == {"starts_on": "开始日期不能早于今天。"}
    assert start(cast, submitted, starts_on=date(2024, 9, 9))


def test_everything_missing_is_said_at_once(cast: Cast, submitted):
    assert set(problems(cast, submitted, place=" ", office="", phone="")) == {"place", "office", "phone"}
    assert problems(cast) == {"people": "请选择要公示的人员。"}


def test_only_ones_own_units_people(cast: Cast, submitted):
    with pytest.raises(NotAllowed):
        start(cast, submitted, by=cast.outsider)
    elsewhere = cast.outsider.seats.get().organisation

    with pytest.raises(PublicityRefused) as refusal:
        publicity.start(
            elsewhere,
            [Listed(submitted)],
            round_="before",
            starts_on=date(2024, 9, 9),
            ends_on=None,
            by=cast.outsider,
            at=factories.NOON,
            **PLACE,
        )
    assert refusal.value.problems == {"people": "阿依古丽·买买提不是本单位的申报人。"}


def test_nobody_publishes_oneself(cast: Cast, submitted):
    Seat.objects.create(user=cast.applicant, organisation=cast.employer)

    assert problems(cast, submitted, by=cast.applicant) == {
        "people": "不能办理本人的公示，请由本单位其他经办人办理。"
    }


def test_a_draft_waits_where_the_gate_is_forwarding(cast: Cast, draft: Application):
    assert problems(cast, draft) == {"people": "阿依古丽·买买提的申报书现在不能公示（填报中）。"}


@pytest.mark.rule("N1-21")
def test_a_draft_is_published_where_the_gate_is_submitting(cast: Cast):
    rule = {"min_days": 5, "gate": "submit", "clause": "五（一）5"}
    notice = factories.notice(small_notice(publicity=rule))
    draft = factories.fill(factories.draft(notice, cast.applicant, cast.employer))

    assert start(cast, draft).listings.get().application == draft


def test_what_has_left_the_unit_is_not_published_again(cast: Cast, draft: Application):
    at_county(draft, cast)

    with pytest.raises(PublicityRefused) as refusal:
        start(cast, draft)
    assert refusal.value.problems == {"people": "阿依古丽·买买提的申报书现在不能公示（逐级审核中）。"}


def test_one_current_publicity_for_each_person(cast: Cast, submitted):
    start(cast, submitted)

    with pytest.raises(PublicityRefused) as refusal:
        start(cast, submitted)
    assert refusal.value.problems == {"people": "所选人员中有人已在公示或已公示完毕。"}
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicityListing.objects.create(
            publicity=Publicity.objects.get(), application=submitted, round="before"
        )


def test_after_an_upheld_objection_it_may_be_published_anew(cast: Cast, submitted):
    listing = start(cast, submitted).listings.get()
    record(listing, "objection", by=cast.wang, note="反映学历不实")
    record(listing, "upheld", by=cast.wang, note="已更正")

    again = start(cast, submitted, at=at("2024-09-16 09:00"), starts_on=date(2024, 9, 16))

    listing.refresh_from_db()
    assert listing.superseded_at == at("2024-09-16 09:00")
    assert again.listings.get().result == ""


@pytest.mark.rule("N1-32")
def test_people_stand_together_only_where_the_notice_says_so(cast: Cast, notice):
    people = many_at_employer(cast, notice, 2)

    assert problems(cast, *people) == {"people": "本通知的公示一人一份（四（一））。"}
    facts = {"starts_on": date(2024, 9, 9), "ends_on": None, "by": cast.wang, "at": factories.NOON, **PLACE}
    each = publicity.start_each(cast.employer, [Listed(p) for p in people], round_="before", **facts)
    assert [one.listings.count() for one in each] == [1, 1]


def test_of_several_either_all_are_started_or_none(cast: Cast, notice, draft: Application):
    people = [*many_at_employer(cast, notice, 1), draft]
    facts = {"starts_on": date(2024, 9, 9), "ends_on": None, "by": cast.wang, "at": factories.NOON, **PLACE}

    with pytest.raises(PublicityRefused):
        publicity.start_each(cast.employer, [Listed(p) for p in people], round_="before", **facts)
    assert Publicity.objects.count() == 0


# --- results ------------------------------------------------------------------------------------


def record(listing, result: str, *, by, note: str = "", when=None) -> PublicityListing:
    moment = when or factories.NOON + timedelta(days=5)
    return publicity.record_result(listing, result=result, note=note, by=by, at=moment)


def result_problems(listing, result: str, *, by, **facts) -> dict[str, str]:
    with pytest.raises(PublicityRefused) as refusal:
        record(listing, result, by=by, **facts)
    return refusal.value.problems


@pytest.mark.rule("N0-17")
def test_no_objection_waits_for_the_end(cast: Cast, submitted):
    listing = start(cast, submitted).listings.get()

    early = result_problems(listing, "no_objection", by=cast.wang, when=at("2024-09-13 23:59:59"))

    assert early == {"result": "公示到 2024年9月13日 结束，期满后方可登记。"}
    assert record(listing, "no_objection", by=cast.wang, when=at("2024-09-14 00:00")).result == "no_objection"


def test_an_objection_comes_at_any_time_once_it_has_begun(cast: Cast, submitted):
    listing = start(cast, submitted, starts_on=date(2024, 9, 10)).listings.get()

    early = result_problems(listing, "objection", by=cast.wang, note="反映", when=factories.NOON)

    assert early == {"result": "公示尚未开始。"}
    assert record(listing, "objection", by=cast.wang, note="反映", when=at("2024-09-10 09:00")).result


def test_objections_and_conclusions_come_with_words_and_in_order(cast: Cast, submitted):
    listing = start(cast, submitted).listings.get()

    assert result_problems(listing, "upheld", by=cast.wang, note="属实") == {"result": "没有登记过异议。"}
    assert result_problems(listing, "objection", by=cast.wang) == {"note": "请写明异议内容或核实情况。"}
    listing = record(listing, "objection", by=cast.wang, note="反映学历不实")
    assert "result" in result_problems(listing, "no_objection", by=cast.wang)
    assert record(listing, "dismissed", by=cast.wang, note="经核实不成立").result == "dismissed"


@pytest.mark.parametrize("conclusion", ["dismissed", "upheld"])
def test_a_conclusion_stands(cast: Cast, submitted, conclusion):
    listing = start(cast, submitted).listings.get()
    record(listing, "objection", by=cast.wang, note="反映学历不实")
    record(listing, conclusion, by=cast.wang, note="经核实")

    changed = result_problems(listing, "objection", by=cast.wang, note="再查")

    assert changed == {"result": "公示结果已登记，不能更改。"}


def test_the_same_result_sent_twice_is_recorded_once(cast: Cast, submitted):
    listing = start(cast, submitted).listings.get()
    first = record(listing, "no_objection", by=cast.wang)

    second = record(listing, "no_objection", by=cast.wang, when=at("2024-09-20 10:00"))

    assert second.result_at == first.result_at


def test_strangers_and_the_person_concerned_record_nothing(cast: Cast, submitted):
    listing = start(cast, submitted).listings.get()
    Seat.objects.create(user=cast.applicant, organisation=cast.employer)

    for person in (cast.li, cast.outsider, cast.applicant):
        with pytest.raises(NotAllowed):
            record(listing, "no_objection", by=person)


def test_an_unknown_result_is_refused(cast: Cast, submitted):
    listing = start(cast, submitted).listings.get()

    assert result_problems(listing, "fine", by=cast.wang) == {"result": "请选择公示结果。"}
