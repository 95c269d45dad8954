"""检查规则的说法：every rule that can be switched is named in words, with whom it concerns."""

import pytest

from applications.rules.notices import rules as kinds
from applications.rules.notices.references import severity_of, switchable
from applications.rules.notices.rule_words import WORDS, words_of
from tests.applications.rules.judged import notice_with, of_every_kind
from tests.applications.rules.test_notices import NOTICES
from tests.applications.rules.test_references import KINDS


def test_each_kind_has_words():
    assert set(WORDS) == set(kinds.Judged.__subclasses__())


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_of_each_kind_is_said_without_its_code(kind):
    words = words_of("rule:asked", notice_with({"kind": kind, **KINDS[kind]}))

    assert words
    assert "asked" not in words


@pytest.mark.parametrize("name", NOTICES)
def test_whatever_can_be_switched_in_the_five_notices_is_named(name):
    document = NOTICES[name]

    words = {code: words_of(code, document) for code in switchable(document.rules, document.sections)}

    assert {code for code, said in words.items() if said in ("", code)} == set()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            {"kind": "answers", "section": "declarations", "field": "identity", "forbidden": ["retired"]},
            "不得申报：离退休人员",
        ),
        (
            {"kind": "continuing", "subject": "public", "first": -4, "when": {"ranks": ["intermediate"]}},
            "继续教育：公需课2020年至2024年（中级）",
        ),
        ({"kind": "continuing", "first": 0}, "继续教育：各科目2024年"),
        (
            {"kind": "unexpired", "section": "education", "field": "proof_until"},
            "“《education》”：验证报告有效期至未过期",
        ),
    ],
)
def test_the_words_say_what_is_asked_and_of_whom(rule, words):
    assert words_of("rule:asked", notice_with(rule)) == words


def test_slots_parts_and_groups_are_named_too():
    slots = [
        {"code": "book", "title": "著作", "parts": ["封面", "目录"], "clause": "五"},
        {"code": "paper", "title": "论文", "clause": "五"},
    ]
    group = {"code": "works", "materials": ["book", "paper"], "at_least": 1, "clause": "五"}
    document = notice_with(sections=of_every_kind(summary={"materials": slots, "groups": [group]}))

    assert words_of("material:paper", document) == "“《summary》”须上传“论文”"
    assert words_of("parts:book", document) == "“著作”须有：封面、目录"
    assert words_of("group:works", document) == "“著作”“论文”至少上传 1 项"
    assert words_of("group:nothing", document) == "group:nothing"
    assert words_of("rule:nothing", document) == "rule:nothing"


def test_how_grave_a_rule_is():
    document = notice_with({"kind": "legible"}, {"kind": "integrity", "code": "two"})
    switches = (kinds.Switch(rule="rule:two", severity="warn"),)

    assert severity_of("rule:asked", document.rules) == "warn"
    assert severity_of("rule:two", document.rules) == "block"
    assert severity_of("rule:two", document.rules, switches) == "warn"
    assert severity_of("material:degree", document.rules) == "block"
