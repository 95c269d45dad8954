"""What the rules and conditions of a notice mention must be there: sections, fields, choices, slots."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import Judged, Switch
from applications.rules.notices.terms import When
from applications.rules.sections import DERIVED, KINDS

# The parameters of rules by what they name.
SECTION_KEYS = ("section",)
FIELD_KEYS = ("field", "starts", "ends")
CHOICE_KEYS = ("forbidden", "any_of")


def mistakes_in_sections(sections: Sequence[Section]) -> Iterator[str]:
    """Fields, choices and groups that a section's kind does not know."""
    for section in sections:
        known = {spec.key: dict(spec.choices) for spec in KINDS[section.kind].fields}
        where = f"sections.{section.code}"
        yield from _absent(f"{where}.fields", "本栏目的填写项", section.fields, known)
        yield from _absent(f"{where}.optional_fields", "本栏目的填写项", section.optional_fields, known)
        for narrowed in section.choices:
            yield from _absent(f"{where}.choices", "本栏目的填写项", [narrowed.field], known)
            codes = known.get(narrowed.field, {})
            yield from _absent(f"{where}.choices.{narrowed.field}", "选项", narrowed.codes, codes)
        slots = {material.code for material in section.materials}
        for group in section.groups:
            yield from _absent(f"{where}.groups.{group.code}", "本栏目的材料", group.materials, slots)
            if group.at_least > len(group.materials):
                yield f"{where}.groups.{group.code}.at_least: {group.at_least}；不能多于材料的项数"
        for material in section.materials:
            place = f"materials.{material.code}"
            yield from _absent(f"{place}.instead_of", "本栏目的材料", material.instead_of, slots)
            if material.of_rows:
                wanted = material.of_rows
                yield from _absent(f"{place}.of_rows.field", "本栏目的填写项", [wanted.field], known)
                yield from _absent(
                    f"{place}.of_rows.any_of", "选项", wanted.any_of, known.get(wanted.field, {})
                )
            if material.per_row and not KINDS[section.kind].repeatable:
                yield f"{place}.per_row: True；本栏目没有多条内容"


def mistakes_in_condition(where: str, when: When, sections: Sequence[Section]) -> Iterator[str]:
    """Answers that nobody is asked for."""
    choices = _choices(sections)
    for answer in when.answers:
        known = choices.get(answer.section)
        if known is None:
            yield f"{where}.answers: {answer.section!r}；栏目中没有"
            continue
        yield from _absent(f"{where}.answers.{answer.section}", "可选择的填写项", [answer.field], known)
        yield from _absent(
            f"{where}.answers.{answer.field}", "选项", answer.any_of, known.get(answer.field, {})
        )


def mistakes_in_rules(
    rules: Sequence[Judged], switches: Sequence[Switch], sections: Sequence[Section]
) -> Iterator[str]:
    """Sections, fields and choices that the rules name, and rules that the switches name."""
    by_code = {section.code: section for section in sections}
    for rule in rules:
        where = f"rules.{rule.code}"
        named = list(getattr(rule, "sections", ()))
        named += [getattr(rule, key) for key in SECTION_KEYS if hasattr(rule, key)]
        yield from _absent(where, "栏目", named, by_code)
        section = by_code.get(getattr(rule, "section", ""))
        if section is None:
            continue
        known = {spec.key: dict(spec.choices) for spec in KINDS[section.kind].fields}
        fields = [value for key in FIELD_KEYS if (value := getattr(rule, key, None))]
        yield from _absent(where, f"栏目 {section.code} 的填写项", fields, known)
        for key in CHOICE_KEYS:
            field = getattr(rule, "field", "")
            yield from _absent(f"{where}.{key}", "选项", getattr(rule, key, ()), known.get(field, {}))
    yield from _absent("switches", "可以调整的规则", [s.rule for s in switches], switchable(rules, sections))


def switchable(rules: Sequence[Judged], sections: Sequence[Section]) -> dict[str, str]:
    """What an administrator may switch between blocking and warning: its code and the clause behind it.

    What a rule leaves to the reviewers stays theirs.
    """
    named = {f"rule:{rule.code}": rule.clause for rule in rules if rule.severity != "judge"}
    for section in sections:
        for material in section.materials:
            if material.required:
                named[f"material:{material.code}"] = material.clause
            if material.parts:
                named[f"parts:{material.code}"] = material.clause
        named |= {f"group:{group.code}": group.clause for group in section.groups}
    return named


def _choices(sections: Iterable[Section]) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for section in sections:
        asked = {spec.key: dict(spec.choices) for spec in KINDS[section.kind].fields if spec.choices}
        derived = {key: dict(pairs) for key, pairs in DERIVED.get(section.kind, {}).items()}
        found[section.code] = asked | derived
    return found


def _absent(
    where: str, what: str, mentioned: Iterable[str], known: Mapping[str, object] | set[str]
) -> Iterator[str]:
    for code in sorted(set(mentioned) - set(known)):
        yield f"{where}: {code!r}；{what}中没有"


def severity_of(
    rule: str, rules: Sequence[Judged], switches: Sequence[Switch] = ()
) -> Literal["block", "warn"]:
    """How grave a switchable rule is; without `switches`, as the notice itself has it."""
    switched = {switch.rule: switch.severity for switch in switches}
    mild = {f"rule:{each.code}" for each in rules if each.severity == "warn"}
    return switched.get(rule, "warn" if rule in mild else "block")
