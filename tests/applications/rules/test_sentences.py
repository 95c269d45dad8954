"""The rules of a notice as sentences."""

import pytest

from applications.rules.notices.loading import parse
from applications.rules.notices.sentences import (
    cap_sentence,
    correction_sentence,
    masking_sentences,
    payment_sentences,
    publicity_sentence,
)
from applications.rules.notices.times import Cap, Correction, PublicityRule
from tests.notices import small_notice


def correction(**facts):
    return correction_sentence(Correction.model_validate({"clause": "四", **facts}))


@pytest.mark.rule("N0-29")
def test_hours_run_through_nights_and_holidays():
    assert correction(unit="hour", amount=48) == (
        "退回后 48小时内修改并再次提交，逾期视为放弃申报。从退回的那一刻起连续计算，夜间和节假日不停。"
    )


def test_days_that_roll_say_so_and_days_that_do_not_keep_silent():
    rolling = "最后一天是休息日的，顺延到下一个工作日。"

    assert rolling in correction(unit="day", amount=2)
    assert rolling not in correction(unit="day", amount=2, rolls=False)
    assert rolling not in correction(unit="workday", amount=2)


def test_a_hard_stop_is_named():
    assert correction(unit="hour", amount=48, hard_stop="2024-09-30 18:00").endswith(
        "无论何时退回，最迟到2024年9月30日 18:00。"
    )


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("applicant", "每人最多提交 3 次，"),
        ("committee", "最多 3 次提交到评审委员会，"),
        ("both", "每人最多提交 3 次，到评审委员会也最多 3 次，"),
    ],
)
def test_the_cap_says_what_is_counted(scope, words):
    assert cap_sentence(Cap(scope=scope, max=3, clause="四")) == (
        f"{words}第一次也算在内。第 3 次仍不符合要求的，不予受理。审核人还没有打开就取回的，不计次数。"
    )


@pytest.mark.rule("N0-16")
def test_a_publicity_says_how_long_and_what_waits_for_it():
    rule = PublicityRule(min_days=5, gate="submit", batch=True, id_number="hidden", clause="四")

    assert publicity_sentence(rule, "公示") == (
        "公示不少于 5 个工作日，首日和末日都算。公示期满、登记无异议后，本人才能提交。"
        "公示中不写身份证号码。同一批人可以一起公示。"
    )


@pytest.mark.rule("N0-59")
def test_masking_names_targets_typed_text_and_sections_without_names():
    masking = {"targets": ["name", "unit"], "typed_text": True, "clause": "五"}
    unnamed = {"code": "unnamed", "kind": "unnamed", "sections": ["summary"], "clause": "五"}

    assert list(masking_sentences(parse(small_notice(masking=masking, rules=[unnamed])))) == [
        "评审采取“盲评”：上传的图片中出现的本人姓名、工作单位名称都要遮盖。",
        "填写的文字中也不得出现本人姓名、工作单位名称。",
        "“个人工作总结”中不得出现本人姓名和工作单位。",
    ]


@pytest.mark.rule("N4-17")
def test_no_photo_can_be_typed():
    masking = {"targets": ["name", "photo"], "typed_text": True, "clause": "五"}

    assert list(masking_sentences(parse(small_notice(masking=masking)))) == [
        "评审采取“盲评”：上传的图片中出现的本人姓名、照片都要遮盖。",
        "填写的文字中也不得出现本人姓名。",
    ]


def test_a_notice_without_masking_or_fees_says_nothing_of_them():
    notice = parse(small_notice(fees=None))

    assert [*masking_sentences(notice), *payment_sentences(notice)] == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ["由申报人缴纳。", "缴费时间：2024年10月8日—10月12日。"]),
        (
            {"payer": "employer", "gate": "received", "note": "现场缴费。"},
            [
                "由用人单位统一缴纳。",
                "显示“已接收材料”后才能缴费。缴费时间：2024年10月8日—10月12日。",
                "现场缴费。",
            ],
        ),
    ],
)
def test_payment_says_who_and_when(changes, said):
    fees = {**small_notice()["fees"], **changes}

    assert list(payment_sentences(parse(small_notice(fees=fees)))) == said


def test_payment_without_a_period_is_announced_later():
    timetable = {**small_notice()["timetable"]}
    del timetable["payment"]

    assert list(payment_sentences(parse(small_notice(timetable=timetable)))) == [
        "由申报人缴纳。",
        "缴费时间另行通知。",
    ]
