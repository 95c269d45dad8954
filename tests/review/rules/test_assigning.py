"""Why an application may not be given to an expert, in the words that the office reads."""

from dataclasses import replace

import pytest

from review.rules.assigning import Candidate, Claim, barriers, may_be_drawn, objections

CLAIM = Claim(
    key="a", applicant=1, employer=10, committee=20, specialty="library", is_evaluable=True,
    desks=frozenset({10, 11, 20}), actors=frozenset({2}), given=frozenset({7}), recused=frozenset({8}),
    withdrawn=frozenset({9}),
)  # fmt: skip
EXPERT = Candidate(key=5, user=3, committee=20, employer=30, specialties=frozenset({"library"}))


def test_who_is_free_may():
    assert list(objections(CLAIM, EXPERT)) == []
    assert may_be_drawn(CLAIM, EXPERT)


@pytest.mark.parametrize(
    ("claim", "expert", "reason"),
    [
        ({"is_evaluable": False}, {}, "申报书不在评审阶段。"),
        ({}, {"is_active": False}, "该专家已停用。"),
        ({}, {"committee": 21}, "不是该评委会的专家。"),
        ({"committee": None}, {}, "不是该评委会的专家。"),
        ({}, {"user": 1}, "是申报人本人。"),
        ({}, {"employer": 10}, "与申报人同一单位。"),
        ({}, {"user": 2}, "办理过这份申报，知道申报人是谁。"),
        ({}, {"desks": frozenset({11})}, "在审核这份申报的单位有席位，看得到申报人是谁。"),
    ],
)
def test_what_bars_before_bars_afterwards(claim, expert, reason):
    changed = replace(CLAIM, **claim), replace(EXPERT, **expert)

    assert list(barriers(*changed)) == [reason]
    assert list(objections(*changed)) == [reason]
    assert not may_be_drawn(*changed)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"specialties": frozenset({"museum"})}, "专业不符。"),
        ({"key": 7}, "已分给该专家。"),
        ({"key": 8}, "该专家已回避。"),
    ],
)
def test_what_only_hinders_giving(facts, reason):
    expert = replace(EXPERT, **facts)

    assert list(objections(CLAIM, expert)) == [reason]
    assert list(barriers(CLAIM, expert)) == []
    assert not may_be_drawn(CLAIM, expert)


def test_what_was_taken_back_is_given_again_by_hand_only():
    expert = replace(EXPERT, key=9)

    assert list(objections(CLAIM, expert)) == []
    assert not may_be_drawn(CLAIM, expert)
