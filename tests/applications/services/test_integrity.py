"""诚信记录：how long they bar and from what, who keeps them, and that starting already says so."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from applications.models import IntegrityRecord
from applications.models.integrity import BanScope
from applications.rules.notices.parts import Penalty
from applications.rules.penalties import term_of
from applications.services import integrity
from applications.services.integrity import CannotRecord
from applications.services.moves import MoveRefused, NotAllowed
from applications.services.starting import CannotStart
from tests import factories
from tests.factories import at
from tests.notices import small_notice

pytestmark = pytest.mark.django_db
PENALTY = {"years": 3, "starts": "found", "scope": "any", "clause": "八（二）"}
RULE = {"code": "integrity", "kind": "integrity", "clause": "八（二）"}
FOUND = date(2023, 3, 1)


def with_penalty(**changed):
    """The small notice with a penalty and the rule that looks at the records."""
    return factories.notice(small_notice(penalty=PENALTY | changed, rules=[RULE]))


def registered(notice, cast, **changed):
    """A junior breach in 图书资料, registered by the committee's office."""
    facts = {"series": "library", "rank": "junior", "found_on": FOUND, "facts": "提供虚假证书"}
    defaults = {"by": cast.office, "at": factories.NOON}
    return integrity.record(cast.applicant, notice, **{**facts, **defaults, **changed})


def starts(notice, cast, *, when="2024-09-09 12:00", **claim):
    """True where 阿依古丽 can start a claim."""
    try:
        factories.draft(notice, cast.applicant, cast.employer, when=at(when), **claim)
    except CannotStart as refusal:
        assert [list(refusal.problems), "诚信记录" in str(refusal)] == [[""], True]
        return False
    return True


@pytest.mark.rule("N0-74", "N2-46", "N3-21", "N4-35")
@pytest.mark.parametrize(
    ("starts", "years", "found_on", "term"),
    [
        ("found", 5, date(2021, 9, 20), (date(2021, 9, 20), date(2026, 9, 20))),
        ("found", 3, date(2024, 2, 29), (date(2024, 2, 29), date(2027, 2, 28))),
        ("next_year", 3, date(2024, 9, 1), (date(2025, 1, 1), date(2027, 12, 31))),
        ("next_year", 3, date(2025, 6, 1), (date(2025, 6, 1), date(2027, 12, 31))),
        ("next_year", 3, date(2028, 1, 1), (date(2028, 1, 1), date(2027, 12, 31))),  # nothing is left
    ],
)
def test_the_term_follows_from_the_notice(starts, years, found_on, term):
    penalty = Penalty(years=years, starts=starts, scope="any", clause="八")

    assert term_of(penalty, year=2024, found_on=found_on) == term


@pytest.mark.rule("N0-74")
def test_what_is_registered_is_computed_from_the_notice(cast):
    record = registered(with_penalty(scope="higher"), cast)

    assert (record.starts, record.until, record.scope) == (FOUND, date(2026, 3, 1), BanScope.HIGHER)
    assert (record.by, record.at, record.lifted_at) == (cast.office, factories.NOON, None)
    assert str(record) == "2023-03-01 高一级职称"


def test_registered_twice_is_once_and_again_after_it_was_lifted(cast):
    notice = with_penalty()
    first, again = registered(notice, cast), registered(notice, cast)

    assert first == again
    integrity.lift(first, reason="复核撤销", by=cast.office, at=factories.NOON)
    assert registered(notice, cast) != first


@pytest.mark.parametrize("who", ["applicant", "wang", "li", "outsider"])
def test_nobody_else_registers_or_lifts(cast, who):
    notice = with_penalty()
    record = registered(notice, cast)

    with pytest.raises(NotAllowed):
        registered(notice, cast, by=getattr(cast, who))
    with pytest.raises(NotAllowed):
        integrity.lift(record, reason="复核", by=getattr(cast, who), at=factories.NOON)
    assert list(IntegrityRecord.objects.values_list("lifted_at", flat=True)) == [None]


def test_an_administrator_does_and_an_office_that_is_closed_does_not(cast):
    notice = with_penalty()
    root = factories.person("管理员", is_superuser=True)

    assert registered(notice, cast, by=root).by == root
    cast.committee.is_active = False
    cast.committee.save()
    with pytest.raises(NotAllowed):
        registered(notice, cast)
    root.is_active = False
    with pytest.raises(NotAllowed):
        registered(notice, cast, by=root)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"series": "press"}, "series", "该通知没有这个系列。"),
        ({"rank": "senior"}, "rank", "该通知的这个系列没有这一级别。"),
        ({"found_on": date(2024, 9, 10)}, "found_on", "查实日期不能晚于今天。"),
        ({"facts": " "}, "facts", "请写明查实的事实，最多 500 字。"),
        ({"facts": "假" * 501}, "facts", "请写明查实的事实，最多 500 字。"),
    ],
)
def test_what_cannot_be_registered_is_said_and_nothing_is_written(cast, changed, field, sentence):
    with pytest.raises(CannotRecord) as refusal:
        registered(with_penalty(), cast, **changed)

    assert refusal.value.problems == {field: sentence}
    assert not IntegrityRecord.objects.exists()


def test_without_a_penalty_in_the_notice_or_after_its_time_nothing_is_registered(cast, notice):
    with pytest.raises(CannotRecord, match="没有规定弄虚作假的处理年限"):
        registered(notice, cast)

    later = with_penalty(starts="next_year")
    with pytest.raises(CannotRecord, match="限制期到2027年12月31日为止，查实时已经过去"):
        registered(later, cast, found_on=date(2028, 1, 1), at=at("2028-02-01 12:00"))


@pytest.mark.rule("N0-74", "N4-35")
@pytest.mark.parametrize(
    ("facts", "claim", "may"),
    [
        ({"scope": "any"}, {"rank": "junior"}, False),
        ({"scope": "higher"}, {"rank": "junior", "mode": "review"}, True),
        ({"scope": "higher"}, {"rank": "intermediate"}, False),
        ({"scope": "series"}, {"rank": "junior"}, False),
    ],
)
def test_a_breach_bars_from_starting_what_the_notice_says(cast, facts, claim, may):
    notice = with_penalty(**facts)
    registered(notice, cast)

    assert starts(notice, cast, **claim) == may


def test_a_breach_under_one_notice_bars_under_another_of_a_later_year(cast):
    registered(with_penalty(), cast)
    raw = small_notice(code="other-2025", year=2025, rules=[RULE])
    raw["timetable"] = {"filing": {"opens": "2025-08-30", "closes": "2026-09-30", "clause": "三"}}
    later = factories.notice(raw)
    silent = factories.notice({**raw, "code": "silent-2025", "rules": []})

    assert not starts(later, cast, when="2026-03-01 23:59")  # its last day
    assert starts(later, cast, when="2026-03-02 00:00")
    assert starts(silent, cast, when="2025-09-09 12:00", rank="intermediate")  # this notice does not ask


def test_only_the_author_is_barred(cast):
    notice = with_penalty()
    registered(notice, cast)

    assert factories.draft(notice, factories.person("别人"), cast.employer).pk


def test_what_was_lifted_bars_nothing_and_stays_to_be_read(cast):
    notice = with_penalty()
    record = registered(notice, cast)
    assert not starts(notice, cast)

    integrity.lift(record, reason="经复核不属实", by=cast.office, at=factories.NOON)
    again = integrity.lift(record, reason="再点一次", by=cast.office, at=at("2024-09-10 12:00"))

    assert starts(notice, cast)
    assert (again.lifted_at, again.lifted_by, again.lift_reason) == (
        factories.NOON,
        cast.office,
        "经复核不属实",
    )


@pytest.mark.parametrize("reason", ["", " ", "因" * 201])
def test_lifting_needs_a_reason(cast, reason):
    record = registered(with_penalty(), cast)

    with pytest.raises(CannotRecord, match="请写明撤销原因"):
        integrity.lift(record, reason=reason, by=cast.office, at=factories.NOON)


def test_the_rule_stays_as_the_second_line(cast):
    notice = with_penalty()
    application = factories.fill(factories.draft(notice, cast.applicant, cast.employer))
    record = registered(notice, cast, found_on=date(2024, 9, 9))

    with pytest.raises(MoveRefused, match="还有 1 处"):
        factories.submit(application)
    integrity.lift(record, reason="撤销", by=cast.office, at=factories.NOON)
    assert factories.submit(application).state == "in_review"


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"starts": date(2023, 2, 28)}, "integrity_record_dates_in_order"),
        ({"until": date(2023, 2, 28)}, "integrity_record_dates_in_order"),
        ({"lifted_at": factories.NOON}, "integrity_record_lifted_by_somebody_for_a_reason"),
        ({"lift_reason": "因"}, "integrity_record_lifted_by_somebody_for_a_reason"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(cast, facts, constraint):
    record = registered(with_penalty(), cast)
    for name, value in facts.items():
        setattr(record, name, value)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        record.save()
