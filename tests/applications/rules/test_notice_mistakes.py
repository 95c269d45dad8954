"""A mistake in a notice is one line: where, what stands there, what was expected."""

from copy import deepcopy
from typing import Any

import pytest

from applications.rules.notices.loading import NotANotice, parse, read_yaml
from applications.rules.sections import KINDS
from tests.notices import small_notice

ABSENT = object()
ASK = {"topic": "time", "text": "逾期不予受理。", "clause": "三"}
PAPER = {"title": "公示", "clause": "五"}
AFTER = {"min_days": 5, "gate": "confirmed", "clause": "五（二）"}
BLANKS = "没有这个填空，可用 {Y}、{Y-1}、{时间:filing} 等"
UNNAMED = {"code": "unnamed", "kind": "unnamed", "sections": ["nowhere"], "clause": "五、14"}
COMMITTEE = {"code": "again", "label": "评审委员会", "desk": "committee", "clause": "四"}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The small notice with the value at one path replaced, added or taken away."""
    raw = small_notice()
    here: Any = raw
    *way, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    for part in way:
        here = here[part]
    if value is ABSENT:
        del here[last]
    elif isinstance(here, list) and last == len(here):
        here.append(deepcopy(value))
    else:
        here[last] = deepcopy(value)
    return raw


def mistakes(raw: dict[str, Any]) -> list[str]:
    """What the check says about a raw notice."""
    with pytest.raises(NotANotice) as refusal:
        parse(raw)
    assert str(refusal.value) == "\n".join(refusal.value.mistakes)
    return refusal.value.mistakes


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        # shapes
        ("title", ABSENT, "title: 必须填写"),
        ("titel", "通知", "titel: '通知'；没有这个填写项，请核对拼写"),
        ("year", "二〇二四", "year: '二〇二四'；应为整数"),
        ("year", 1999, "year: '1999'；应不小于 2000"),
        ("region", "65280", "region: '65280'；应为 6 位行政区划代码"),
        ("region", 652800, "region: '652800'；应为文字（数字要加引号）"),
        ("code", "Small 2024", "code: 'Small 2024'；应为小写字母和数字，可用连字符分段"),
        (
            "sections.0.code",
            "1st",
            "sections[0].code: '1st'；应为小写字母开头的代码，可用数字和下划线，最多 40 位",
        ),
        ("contact", "办公室", "contact: '办公室'；应为一组“名称: 值”"),
        ("modes", "review", "modes: 'review'；应为列表"),
        ("modes", [], "modes: 至少要有 1 项"),
        ("cap.clause", "", "cap.clause: ''；不能为空"),
        ("committee.name", "会" * 81, f"committee.name: {'会' * 60!r}；最多 80 字"),
        ("chain.0.publicity", "maybe", "chain[0].publicity: 'maybe'；应为 true 或 false"),
        ("fees.tariffs.0.yuan", -3, "fees.tariffs[0].yuan: '-3'；应大于 0"),
        ("fees.tariffs.0.yuan", 3.5, "fees.tariffs[0].yuan: '3.5'；应为整数"),
        # vocabularies: one wrong word is one mistake, not one more for the list around it
        ("modes.0.code", "first", "modes[0].code: 'first'；应为 'initial', 'award', 'review', 'direct' 之一"),
        (
            "chain.0.desk",
            "boss",
            "chain[0].desk: 'boss'；应为 'employer', 'superior', 'ministry', 'committee' 之一",
        ),
        (
            "chain.1.desk.region",
            "town",
            "chain[1].desk.region: 'town'；应为 'county', 'prefecture' 之一",
        ),
        ("correction.unit", "week", "correction.unit: 'week'；应为 'hour', 'day', 'workday' 之一"),
        (
            "sections.0.kind",
            "hobby",
            f"sections[0].kind: 'hobby'；应为 {', '.join(map(repr, KINDS))} 之一",
        ),
        (
            "offerings.0.titles",
            {"top": ["大师"]},
            "offerings[0].titles.top: 'top'；应为 'junior', 'intermediate', 'associate', 'senior' 之一",
        ),
        ("offerings.0.titles", {}, "offerings[0].titles: 每个级别至少写一个职称名称"),
        # dates
        (
            "timetable.filing.opens",
            "2024/08/30",
            "timetable.filing.opens: '2024/08/30'；应为日期（2024-09-30）或时刻（2024-09-30 18:00）",
        ),
        ("timetable.filing.closes", "2024-08-01", "timetable.filing: 截止时间早于开始时间"),
        (
            "timetable.payment",
            {"closes": "2024-08-01", "clause": "三"},
            "timetable.payment: '2024-08-01'；早于申报开始时间",
        ),
        ("correction.hard_stop", "2024-08-29", "correction.hard_stop: '2024-08-29'；早于申报开始时间"),
        # blanks
        ("asks", [{**ASK, "text": "{时间:paper}"}], f"asks[0].text: '{{时间:paper}}'；{BLANKS}"),
        ("summary", "{Y - 1}年度", f"summary: '{{Y - 1}}'；{BLANKS}"),
        # what the parts say of each other
        ("chain.2", COMMITTEE | {"code": "county"}, "chain: 'county'；代码重复"),
        ("modes.1.code", "initial", "modes: 'initial'；代码重复"),
        ("papers.1", {**PAPER, "when": {"channels": ["b"]}}, "papers[1].when.channels: 'b'；申报方式中没有"),
        (
            "papers.1",
            {**PAPER, "when": {"specialties": ["b"]}},
            "papers[1].when.specialties: 'b'；专业中没有",
        ),
        ("chain.1.when", {"channels": ["b"]}, "chain.county.when.channels: 'b'；申报方式中没有"),
        (
            "sections.0.optional_fields",
            ["shoe_size"],
            "sections.basic.optional_fields: 'shoe_size'；本栏目的填写项中没有",
        ),
        (
            "sections.1.materials.0.instead_of",
            ["diploma"],
            "materials.degree.instead_of: 'diploma'；本栏目的材料中没有",
        ),
        ("rules", [UNNAMED], "rules.unnamed: 'nowhere'；栏目中没有"),
        ("chain.1", COMMITTEE, "chain: 评审委员会只能是最后一级"),
        ("committee", ABSENT, "committee: chain 的最后一级是评审委员会时须写，否则不写"),
        ("chain.0.publicity", False, "publicity: chain 中有公示的层级时须写，否则不写"),
        ("wording", ABSENT, "wording: 有 publicity 时须写"),
        (
            "publicity.gate",
            "confirmed",
            "publicity.gate: 'confirmed'；应为 submit 或 forward，审核确认后的公示写在 publicity_after",
        ),
        ("publicity_after", AFTER, "publicity_after: 只用于不经评审委员会的通知，gate 写 confirmed"),
    ],
)
def test_one_mistake_is_one_line(path, value, line):
    assert mistakes(changed(path, value)) == [line]


def test_a_blank_that_no_publicity_knows_is_named_with_the_known_ones():
    (line,) = mistakes(changed("wording.closing", "反映至{受理科室}。"))

    assert line.startswith("wording: 没有这个填空：受理科室（可用：")
    assert "受理部门" in line


@pytest.mark.parametrize(
    "typed", ["{{7*7}}", "{event.__init__}", "{{ 姓名.__class__ }}", "{% load static %}"]
)
@pytest.mark.parametrize(
    "path", ["title", "contact.office", "wording.opening", "wording.report", "papers", "templates"]
)
def test_no_language_but_the_notices_own_stands_in_its_texts(path, typed):
    whole = {
        "wording.report": [typed],
        "papers": [{"title": typed, "clause": "五"}],
        "templates": [
            {
                "kind": "promise",
                "material": "degree",
                "title": "承诺",
                "parts": [{"text": [typed], "signature": ["本人"]}],
                "clause": "五",
            }
        ],
    }

    [line] = mistakes(changed(path, whole.get(path, typed)))

    assert "没有这个填空" in line


def test_a_deadline_at_the_committee_needs_a_committee():
    raw = small_notice(committee=None, chain=small_notice()["chain"][:2])
    raw["timetable"]["filing"]["binds"] = "reach_final_level"

    assert mistakes(raw) == ["timetable.filing.binds: 'reach_final_level'；没有评审委员会时不能这样写"]


def test_every_mistake_is_told_at_once():
    raw = changed("region", "1")
    del raw["title"]
    raw["chain"][0]["desk"] = "boss"

    assert mistakes(raw) == [
        "title: 必须填写",
        "region: '1'；应为 6 位行政区划代码",
        "chain[0].desk: 'boss'；应为 'employer', 'superior', 'ministry', 'committee' 之一",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code: a\nyear: 2024\ncode: b\n", "第 3 行: code；这一项写了两次"),
        ("contact:\n  phone: a\n  phone: b\n", "第 3 行: phone；这一项写了两次"),
        ("code: [a\n", "第 2 行: YAML 格式有误，应检查缩进、冒号和引号"),
        ("title: 通知: 一\n", "第 1 行: YAML 格式有误，应检查缩进、冒号和引号"),
        ("code: !!python/object:os.system a\n", "第 1 行: YAML 格式有误，应检查缩进、冒号和引号"),
        ("", "文件: 内容为空或不是一组“名称: 值”"),
        ("- 一\n- 二\n", "文件: 内容为空或不是一组“名称: 值”"),
    ],
)
def test_a_file_that_is_no_mapping_says_where(text, line):
    with pytest.raises(NotANotice) as refusal:
        read_yaml(text)

    assert refusal.value.mistakes == [line]


def test_dates_stay_as_they_are_written():
    assert read_yaml("opens: 2024-08-30\ncloses: 2024-08-30 18:00\n") == {
        "opens": "2024-08-30",
        "closes": "2024-08-30 18:00",
    }
