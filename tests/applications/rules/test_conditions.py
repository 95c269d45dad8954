"""Conditions in words, and the ways through a chain."""

from typing import Any

import pytest

from applications.rules.notices.conditions import desk_words, routes, when_words
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.loading import parse
from applications.rules.notices.terms import When
from applications.rules.sections import KINDS
from tests.notices import small_notice

EMPLOYER = {"code": "employer", "label": "用人单位", "desk": "employer", "clause": "四"}
COMMITTEE = {"code": "committee", "label": "评审委员会", "desk": "committee", "clause": "四"}


def document(*levels: dict[str, Any], **changes: Any) -> NoticeDocument:
    """The small notice with another chain between the employer and the committee."""
    between = [{"clause": "四", **level} for level in levels]
    return parse(small_notice(chain=[EMPLOYER, *between, COMMITTEE], publicity=None, **changes))


def ways(notice: NoticeDocument) -> list[tuple[str, list[str]]]:
    """Each way in words, with the codes of its levels."""
    return [(when_words(when, notice), [level.code for level in levels]) for when, levels in routes(notice)]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({}, ""),
        ({"affiliations": ["county"]}, "县（市）属单位"),
        ({"affiliations": ["county", "prefecture"]}, "县（市）属、州（地区）直单位"),
        ({"affiliations": ["county", "prefecture", "region"]}, ""),
        ({"natures": ["institution"]}, "事业单位"),
        ({"channels": ["general"]}, "职称申报"),
        ({"specialties": ["library"]}, "图书资料"),
        ({"modes": ["initial", "award"], "ranks": ["intermediate"]}, "初次确定、授予 · 中级"),
    ],
)
def test_a_condition_reads_as_people_say_it(condition, words):
    assert when_words(When.model_validate(condition), document()) == words


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([("declarations", "first_time", ["yes"])], "首次参加职称评审的"),
        ([("declarations", "agency_transfer", ["yes"])], "由机关调动（含分流、转移）到企事业单位的"),
        ([("declarations", "posting_away", ["none"])], "参加驻村、援助等工作情况为“没有参加”的"),
        ([("education", "highest", ["21", "31"])], "最高学历为大学本科、大学专科的"),
        ([("education", "highest_full_time", ["41"])], "最高全日制学历为中等专科的"),
        (
            [("qualification", "has_title", ["yes"]), ("qualification", "title_place", ["elsewhere"])],
            "已有职称的 · 现任职称在其他省区市取得的",
        ),
        ([("qualification", "title_place", ["xinjiang", "elsewhere"])],
         "现任职称在新疆取得的或现任职称在其他省区市取得的"),
        ([("gone", "shoe_size", ["big"])], "shoe_size为“big”的"),
    ],
)  # fmt: skip
def test_a_condition_on_answers_says_who_has_given_them(answers, words):
    asked = [{"code": kind, "kind": kind, "title": kind, "clause": "五"} for kind in KINDS]
    asking = [{"section": section, "field": field, "any_of": codes} for section, field, codes in answers]

    assert when_words(When.model_validate({"answers": asking}), document(sections=asked)) == words


def test_a_condition_says_the_claim_first_and_the_answers_after_it():
    asked = [{"code": "declarations", "kind": "declarations", "title": "情况", "clause": "五"}]
    first_time = {"section": "declarations", "field": "first_time", "any_of": ["yes"]}
    condition = {"ranks": ["intermediate"], "answers": [first_time]}

    assert when_words(When.model_validate(condition), document(sections=asked)) == "中级 · 首次参加职称评审的"


def test_a_code_that_the_notice_does_not_list_is_shown_as_it_is():
    assert when_words(When(channels=("gone",)), document()) == "gone"


@pytest.mark.parametrize(
    ("desk", "words"),
    [
        ("employer", "申报人所在的用人单位"),
        ("superior", "用人单位的上级主管单位"),
        ("ministry", "用人单位的自治区级主管单位"),
        ({"kind": "hr_bureau", "region": "county"}, "用人单位所在县（市、区）的人社局"),
        ({"kind": "employment_service", "region": "prefecture"}, "用人单位所在州（地区）的公共就业服务机构"),
    ],
)
def test_a_desk_is_named_in_words(desk, words):
    notice = document({"code": "asked", "label": "审核", "desk": desk})

    assert desk_words(notice.chain[1], notice) == words


def test_the_committee_goes_by_its_own_name():
    notice = document()

    assert desk_words(notice.chain[-1], notice) == "某州图书资料系列评委会办公室"


def test_a_chain_without_branches_has_one_way_for_everyone():
    assert ways(document()) == [("", ["employer", "committee"])]


@pytest.mark.rule("N0-14")
def test_a_branch_on_the_affiliation_makes_two_ways():
    notice = document(
        {
            "code": "county",
            "label": "县人社局",
            "desk": {"kind": "hr_bureau", "region": "county"},
            "when": {"affiliations": ["county", "prefecture"]},
        },
        {
            "code": "ministry",
            "label": "自治区级主管单位",
            "desk": "ministry",
            "when": {"affiliations": ["region"]},
        },
    )

    assert ways(notice) == [
        ("县（市）属、州（地区）直单位", ["employer", "county", "committee"]),
        ("自治区属单位", ["employer", "ministry", "committee"]),
    ]


def test_a_channel_that_implies_a_nature_leaves_the_nature_unsaid():
    notice = document(
        {
            "code": "service",
            "label": "公共就业服务机构",
            "desk": {"kind": "employment_service", "region": "county"},
            "when": {"channels": ["private"], "natures": ["private_enterprise"]},
        },
        channels=[
            {"code": "targeted", "label": "定向评价", "natures": ["institution"], "clause": "二"},
            {"code": "private", "label": "民营企业专项", "natures": ["private_enterprise"], "clause": "二"},
        ],
    )

    assert ways(notice) == [
        ("定向评价", ["employer", "committee"]),
        ("民营企业专项", ["employer", "service", "committee"]),
    ]


def test_a_way_that_no_single_condition_means_is_told_in_several():
    notice = document(
        {
            "code": "both",
            "label": "县人社局",
            "desk": {"kind": "hr_bureau", "region": "county"},
            "when": {"affiliations": ["county"], "ranks": ["junior"]},
        },
    )

    told = ways(notice)

    assert told[0] == ("县（市）属单位 · 初级", ["employer", "both", "committee"])
    assert {words for words, codes in told[1:] if codes == ["employer", "committee"]} == {
        "州（地区）直、自治区属单位 · 初级",
        "中级",
    }
