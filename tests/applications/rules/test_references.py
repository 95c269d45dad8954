"""A notice that names what is not there is refused when it is loaded, each slip with its place."""

from typing import Any, get_args

import pytest

from applications.rules.judging import JUDGES
from applications.rules.notices.loading import NotANotice, parse
from applications.rules.notices.references import switchable
from applications.rules.notices.rules import Rule
from tests.applications.rules.judged import notice_with, of_every_kind
from tests.notices import small_notice

# Each kind with no more than it must have.
KINDS: dict[str, dict[str, Any]] = {
    "answers": {"section": "declarations", "field": "identity", "forbidden": ["retired"]},
    "sanction": {},
    "duration": {"section": "insurance", "starts": "started", "ends": "ended", "months": 6, "what": "社保"},
    "study_mode": {},
    "seniority": {},
    "retirement_age": {"male": 60, "female": 55},
    "integrity": {},
    "continuing": {"first": -1},
    "study_source": {"subject": "public", "since": 2023},
    "appraisal": {"first": -3},
    "putonghua": {"posts": [{"posts": ["general"], "least": "3a"}]},
    "dated_after": {"sections": ["awards"]},
    "continuous": {},
    "ascending": {},
    "unexpired": {"section": "education", "field": "proof_until"},
    "recent": {"section": "insurance", "field": "ended", "months": 3, "what": "社保"},
    "count": {
        "section": "publications", "field": "category", "any_of": ["paper"], "at_least": 2, "what": "论文",
    },
    "plain_words": {"words": ["大概"]},
    "file_names": {},
    "legible": {},
    "unnamed": {"sections": ["summary"]},
    "masking_answered": {},
}  # fmt: skip
SLOT = {"code": "slot", "title": "材料", "clause": "五"}
ANSWER = {"section": "declarations", "field": "identity", "any_of": ["aid"]}


def rule_of(kind: str, **changed: Any) -> dict[str, Any]:
    return {"code": "one", "kind": kind, "clause": "某条"} | KINDS[kind] | changed


def mistakes(*rules: dict[str, Any], sections: Any = None, **parts: Any) -> list[str]:
    """What the loader says; nothing where it takes the notice."""
    try:
        parse(small_notice(rules=list(rules), sections=sections or of_every_kind(), **parts))
    except NotANotice as refusal:
        return refusal.mistakes
    return []


def in_education(**changed: Any) -> list[dict[str, Any]]:
    return of_every_kind(education=changed)


def test_every_kind_of_rule_is_in_the_table():
    listed = get_args(get_args(Rule)[0])

    assert set(KINDS) == {get_args(kind.model_fields["kind"].annotation)[0] for kind in listed}
    assert set(JUDGES) == set(listed)


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_takes_its_own_parameters_and_no_other(kind):
    assert mistakes(rule_of(kind)) == []
    assert mistakes(rule_of(kind, thumbs=2)) == [f"rules[0].{kind}.thumbs: '2'；没有这个填写项，请核对拼写"]
    assert mistakes(rule_of(kind, severity="fatal")) == [
        f"rules[0].{kind}.severity: 'fatal'；应为 'block', 'warn', 'judge' 之一"
    ]
    without = {key: value for key, value in rule_of(kind).items() if key != "clause"}
    assert mistakes(without) == [f"rules[0].{kind}.clause: 必须填写"]


def test_a_kind_that_nobody_knows_is_refused_with_those_there_are():
    (line,) = mistakes({"code": "one", "kind": "horoscope", "clause": "某条"})

    assert line.startswith("rules[0]")
    assert "seniority" in line


@pytest.mark.parametrize(
    ("kind", "changed", "line"),
    [
        ("answers", {"section": "nowhere"}, "rules.one: 'nowhere'；栏目中没有"),
        ("answers", {"field": "shoe"}, "rules.one: 'shoe'；栏目 declarations 的填写项中没有"),
        ("answers", {"forbidden": ["king"]}, "rules.one.forbidden: 'king'；选项中没有"),
        ("duration", {"starts": "shoe"}, "rules.one: 'shoe'；栏目 insurance 的填写项中没有"),
        ("duration", {"ends": "shoe"}, "rules.one: 'shoe'；栏目 insurance 的填写项中没有"),
        ("count", {"any_of": ["poem"]}, "rules.one.any_of: 'poem'；选项中没有"),
        ("unexpired", {"field": "shoe"}, "rules.one: 'shoe'；栏目 education 的填写项中没有"),
        ("recent", {"field": "shoe"}, "rules.one: 'shoe'；栏目 insurance 的填写项中没有"),
        ("dated_after", {"sections": ["awards", "nowhere"]}, "rules.one: 'nowhere'；栏目中没有"),
        ("unnamed", {"sections": ["nowhere"]}, "rules.one: 'nowhere'；栏目中没有"),
        ("continuous", {"section": "nowhere"}, "rules.one: 'nowhere'；栏目中没有"),
    ],
)
def test_what_a_rule_names_must_be_there(kind, changed, line):
    assert line in mistakes(rule_of(kind, **changed))


def test_a_rule_about_a_section_that_may_stand_under_another_name():
    sections = [s for s in of_every_kind() if s["code"] != "employment"]

    assert mistakes(rule_of("continuous"), sections=sections) == ["rules.one: 'employment'；栏目中没有"]
    renamed = [*sections, {"code": "jobs", "kind": "employment", "title": "工作", "clause": "五"}]
    assert mistakes(rule_of("continuous", section="jobs"), sections=renamed) == []


@pytest.mark.parametrize(
    ("when", "line"),
    [
        ({"answers": [ANSWER | {"section": "nowhere"}]}, "rules.one.when.answers: 'nowhere'；栏目中没有"),
        ({"answers": [ANSWER | {"section": ""}]}, "rules.one.when.answers: ''；栏目中没有"),
        (
            {"answers": [ANSWER | {"field": "aid_from"}]},
            "rules.one.when.answers.declarations: 'aid_from'；可选择的填写项中没有",
        ),
        (
            {"answers": [ANSWER | {"any_of": ["king"]}]},
            "rules.one.when.answers.identity: 'king'；选项中没有",
        ),
        ({"channels": ["tunnel"]}, "rules.one.when.channels: 'tunnel'；申报方式中没有"),
        ({"answers": [ANSWER]}, ""),
        ({"answers": [{"section": "education", "field": "highest", "any_of": ["21"]}]}, ""),
        ({"answers": [{"section": "qualification", "field": "has_title", "any_of": ["yes"]}]}, ""),
    ],
)
def test_conditions_ask_only_what_people_are_asked(when, line):
    found = mistakes(rule_of("sanction", when=when))

    assert (line in found) if line else found == []
    spared = mistakes(rule_of("sanction", unless=[when]))
    assert (line.replace(".when", ".unless[0]") in spared) if line else spared == []


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"fields": ["shoe"]}, "sections.education.fields: 'shoe'；本栏目的填写项中没有"),
        ({"optional_fields": ["shoe"]}, "sections.education.optional_fields: 'shoe'；本栏目的填写项中没有"),
        (
            {"choices": [{"field": "shoe", "codes": ["a"]}]},
            "sections.education.choices: 'shoe'；本栏目的填写项中没有",
        ),
        (
            {"choices": [{"field": "level", "codes": ["21", "00"]}]},
            "sections.education.choices.level: '00'；选项中没有",
        ),
        (
            {"materials": [SLOT | {"instead_of": ["gone"]}]},
            "materials.slot.instead_of: 'gone'；本栏目的材料中没有",
        ),
        (
            {"materials": [SLOT | {"of_rows": {"field": "shoe", "any_of": ["a"]}}]},
            "materials.slot.of_rows.field: 'shoe'；本栏目的填写项中没有",
        ),
        (
            {"materials": [SLOT | {"of_rows": {"field": "level", "any_of": ["00"]}}]},
            "materials.slot.of_rows.any_of: '00'；选项中没有",
        ),
        (
            {"groups": [{"code": "g", "materials": ["a", "b"], "at_least": 1, "clause": "五"}]},
            "sections.education.groups.g: 'a'；本栏目的材料中没有",
        ),
        (
            {
                "materials": [SLOT, SLOT | {"code": "two"}],
                "groups": [{"code": "g", "materials": ["slot", "two"], "at_least": 3, "clause": "五"}],
            },
            "sections.education.groups.g.at_least: 3；不能多于材料的项数",
        ),
        (
            {"materials": [SLOT | {"when": {"answers": [ANSWER | {"field": "shoe"}]}}]},
            "materials.slot.when.answers.declarations: 'shoe'；可选择的填写项中没有",
        ),
        (
            {"when": {"answers": [ANSWER]}},
            "sections.education.when.answers: 只用于材料、规则、纸质材料和核对项",
        ),
    ],
)
def test_what_a_section_names_must_be_there(changed, line):
    assert line in mistakes(sections=in_education(**changed))


def test_rows_of_a_section_that_has_none_prove_nothing():
    sections = of_every_kind(summary={"materials": [SLOT | {"per_row": True}]})

    assert mistakes(sections=sections) == ["materials.slot.per_row: True；本栏目没有多条内容"]


@pytest.mark.parametrize("name", ["rules", "materials", "sections"])
def test_a_code_is_given_once(name):
    sections = in_education(materials=[SLOT, SLOT] if name == "materials" else [SLOT])
    rules = [rule_of("sanction")] * (2 if name == "rules" else 1)
    twice = sections[:1] * (name == "sections")

    code = {"rules": "one", "materials": "slot", "sections": sections[0]["code"]}[name]
    assert mistakes(*rules, sections=[*sections, *twice]) == [f"{name}: {code!r}；代码重复"]


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        ("rule:one", True),
        ("material:slot", True),
        ("parts:slot", True),
        ("group:g", True),
        ("rule:two", False),
        ("material:other", False),
        ("parts:other", False),
        ("one", False),
        ("", False),
    ],
)
def test_only_what_is_there_can_be_switched(rule, known):
    group = {"code": "g", "materials": ["slot", "other"], "at_least": 1, "clause": "五"}
    slots = [SLOT | {"parts": ["封面"]}, SLOT | {"code": "another"}]
    slots[1]["code"] = "other"
    sections = in_education(materials=[slots[0]], groups=[])
    if rule.startswith("group"):
        sections = in_education(materials=slots, groups=[group])

    found = mistakes(rule_of("sanction"), sections=sections, switches=[{"rule": rule, "severity": "warn"}])

    assert found == ([] if known else [f"switches: {rule!r}；可以调整的规则中没有"])


def test_a_switch_says_block_or_warn_and_no_more():
    def said(**switch: str) -> list[str]:
        return mistakes(rule_of("sanction"), switches=[{"rule": "rule:one", **switch}])

    assert said(severity="judge") == ["switches[0].severity: 'judge'；应为 'block', 'warn' 之一"]
    assert said(severity="warn", why="急") == ["switches[0].why: '急'；没有这个填写项，请核对拼写"]
    assert said() == ["switches[0].severity: 必须填写"]


def test_what_is_left_to_the_reviewers_stays_theirs():
    document = notice_with({"code": "theirs", "kind": "sanction", "severity": "judge"}, {"kind": "sanction"})

    assert switchable(document.rules, document.sections) == {"rule:asked": "某条"}
