"""The opinion: kept as typed, never overwritten by an older window, handed in once; and recusal."""

from datetime import timedelta

import pytest

from applications.services.moves import MoveRefused, NotAllowed
from review.models import Assignment, Opinion
from review.selectors.experts import assignment_for
from review.services import opinions
from review.services.opinions import CannotWrite, StaleOpinion
from tests import factories
from tests.evaluating import expert, give, received

pytestmark = pytest.mark.django_db
NOON = factories.NOON
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def given(cast, draft):
    return give(draft, expert(cast, received(draft, cast)), cast)


@pytest.fixture
def person(given):
    return given.expert.user


def save(given, text, seen=0, **facts):
    return opinions.save(given, text, **{"by": given.expert.user, "at": NOON, "seen_version": seen, **facts})


def test_it_is_kept_as_typed(given):
    saved = save(given, "  第一行\r\n第二行\u200b ")

    assert (saved.text, saved.version, saved.saved_at) == ("  第一行\n第二行 ", 1, NOON)


def test_the_same_words_again_change_nothing(given):
    save(given, "很好")

    again = save(given, "很好", seen=0, at=LATER)

    assert (again.version, again.saved_at) == (1, NOON)


def test_an_older_window_overwrites_nothing(given):
    save(given, "第一稿")
    save(given, "第二稿", seen=1, at=LATER)

    with pytest.raises(StaleOpinion) as stale:
        save(given, "旧窗口", seen=1)

    assert (stale.value.text, stale.value.version, stale.value.saved_at) == ("第二稿", 2, LATER)
    assert Opinion.objects.get().text == "第二稿"
    assert save(given, "核对以后", seen=2).text == "核对以后"


@pytest.mark.parametrize(("length", "kept"), [(2000, True), (2001, False)])
def test_two_thousand_characters_and_no_more(given, length, kept):
    if kept:
        assert len(save(given, "字" * length).text) == 2000
        return
    with pytest.raises(CannotWrite, match="现在是 2001 字"):
        save(given, "字" * length)
    assert not Opinion.objects.exists()


def test_it_is_handed_in_once_and_stands(given, person):
    save(given, "同意推荐")

    handed = opinions.hand_in(given, by=person, at=LATER, seen_version=1)

    assert handed.handed_in_at == LATER
    with pytest.raises(CannotWrite, match="已提交"):
        save(given, "改主意", seen=1)
    with pytest.raises(CannotWrite, match="已提交"):
        opinions.hand_in(given, by=person, at=LATER, seen_version=1)
    assert Opinion.objects.get().text == "同意推荐"


def test_what_is_handed_in_is_what_was_seen(given, person):
    save(given, "第一稿")
    save(given, "第二稿", seen=1)

    with pytest.raises(StaleOpinion):
        opinions.hand_in(given, by=person, at=LATER, seen_version=1)

    assert Opinion.objects.get().handed_in_at is None


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_is_not_handed_in(given, person, text):
    version = save(given, text).version

    with pytest.raises(CannotWrite, match="还没有写意见"):
        opinions.hand_in(given, by=person, at=LATER, seen_version=version)


def test_nobody_else_writes(given, cast, draft):
    colleague = expert(cast, draft, "专家乙")

    for stranger in (colleague.user, cast.office, cast.applicant):
        with pytest.raises(NotAllowed):
            save(given, "很好", by=stranger)
        with pytest.raises(NotAllowed):
            opinions.hand_in(given, by=stranger, at=NOON, seen_version=0)
        with pytest.raises(NotAllowed):
            opinions.recuse(given, "师生", by=stranger, at=NOON)
    assert not Opinion.objects.exists()


def test_who_declines_sees_and_writes_no_more(given, person):
    save(given, "很好")

    opinions.recuse(given, " 申报人是我的学生 ", by=person, at=LATER)

    kept = Assignment.objects.get()
    assert (kept.recused_at, kept.recusal_reason) == (LATER, "申报人是我的学生")
    assert assignment_for(person, given.pk) is None
    for act in (
        lambda: save(given, "再写", seen=1),
        lambda: opinions.hand_in(given, by=person, at=LATER, seen_version=1),
        lambda: opinions.recuse(given, "又一次", by=person, at=LATER),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("reason", ["", " \u200b", "长" * 101])
def test_declining_needs_a_short_reason(given, person, reason):
    with pytest.raises(MoveRefused):
        opinions.recuse(given, reason, by=person, at=LATER)

    assert assignment_for(person, given.pk) == given
