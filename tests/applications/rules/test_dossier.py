"""案卷：what stands in a dossier, how a notice shapes its fields, and what follows from what was chosen."""

from dataclasses import replace
from typing import Any

import pytest

from applications.rules.dossier import (
    Dossier,
    Row,
    Scan,
    SectionContent,
    answered,
    concerns_row,
    fields_of,
    fingerprint_of,
    has_title,
    highest_education,
    materials_for,
    name_of,
    read_row,
)
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.loading import parse
from applications.rules.sections import KINDS
from tests.applications.rules.judged import CLAIM, dossier_of, notice_with
from tests.notices import small_notice

SMALL = parse(small_notice())


def shaped(number: int = 0, **facts: Any) -> Section:
    """A section of the small notice with some of its facts changed."""
    raw = small_notice()
    raw["sections"][number].update(facts)
    return parse(raw).sections[number]


@pytest.mark.rule("N0-34")
def test_pages_keep_the_applicants_order_and_those_of_one_file_stay_together():
    (material,) = [m for s in SMALL.sections for m in s.materials]
    pages = [
        Scan("c", "degree", "学位证 2", order=2, page=2),
        Scan("b", "degree", "学位证 1", order=2, page=1),
        Scan("a", "degree", "毕业证", order=1),
        Scan("x", "other", "别的", order=0),
    ]

    assert [scan.id for scan in Dossier(scans=pages).scans_for(material)] == ["a", "b", "c"]


def test_the_notice_decides_what_is_optional_and_adds_its_own():
    changed = shaped(
        optional_fields=["salary"],
        extra_fields=[{"key": "village", "label": "驻村地点", "max_length": 5}],
    )
    values, problems = read_row(changed, {"people": "05", "village": "某乡某村某组", "salary": ""})

    assert (values["people"], values["salary"]) == ("05", "")
    assert problems["village"] == "驻村地点最多 5 字，现在是 6 字。"
    assert "salary" not in problems
    assert "health" in problems


def test_the_notice_picks_and_orders_fields_and_narrows_choices():
    section = shaped(
        1,
        fields=["degree", "school"],
        choices=[{"field": "degree", "codes": ["master", "none"], "label": "最高学位"}],
    )

    degree, school = fields_of(section)
    assert (degree.label, degree.choices) == ("最高学位", (("master", "硕士"), ("none", "无")))
    assert school.label == "学校"
    assert read_row(section, {"degree": "bachelor", "school": "某校"})[1] == {"degree": "请选择最高学位。"}


def test_what_hangs_on_a_choice_may_be_made_free():
    section = notice_with().section("continuing")
    free = section.model_copy(update={"optional_fields": ("hours",)})

    assert "hours" in read_row(section, {"proof": "system"})[1]
    assert "hours" not in read_row(free, {"proof": "system"})[1]
    assert read_row(section, {"proof": "waiver", "hours": "十"}) == read_row(section, {"proof": "waiver"})
    assert read_row(free, {"proof": "system", "hours": "30"})[0]["hours"] == "30"


@pytest.mark.rule("N0-45")
@pytest.mark.parametrize(
    ("title", "asked"), [("助理馆员", True), ("无", False), (" 无 ", False), ("", False), (" ", False)]
)
def test_who_has_a_title_says_since_when_and_from_where(title, asked):
    section = notice_with().section("qualification")

    problems = read_row(section, {"current_title": title})[1]

    assert {"title_obtained", "title_place"} <= set(problems) if asked else "title_place" not in problems
    assert has_title([Row("r1", {"current_title": title})]) == asked


def test_the_highest_study_follows_from_the_rows():
    def highest(*levels: str, **how: Any) -> str:
        return highest_education([Row(f"r{n}", {"level": level}) for n, level in enumerate(levels)], **how)

    assert highest("41", "21", "31") == "21"
    assert highest("28", "31") == "28"  # 大学普通班 stands above 大专
    assert highest("", "99") == ""
    assert highest() == ""
    rows = [
        Row("a", {"level": "31", "study_mode": "full_time"}),
        Row("b", {"level": "21", "study_mode": "part_time"}),
    ]
    assert [highest_education(rows), highest_education(rows, full_time=True)] == ["21", "31"]


def test_conditions_may_ask_for_every_choice_and_what_follows_from_it():
    dossier = dossier_of(
        declarations={"identity": "aid"},
        education=[{"level": "31"}, {"level": "21"}],
        qualification={"current_title": "馆员"},
    )

    known = answered(notice_with(), CLAIM, dossier).answers

    assert known is not None
    assert {
        ("declarations", "identity", "aid"),
        ("education", "highest", "21"),
        ("education", "level", "31"),
        ("qualification", "has_title", "yes"),
    } <= known
    assert answered(notice_with(), CLAIM, Dossier()).answers >= {
        ("education", "highest", ""),
        ("qualification", "has_title", "no"),
    }


def test_a_slot_of_rows_is_meant_for_those_with_its_choice():
    material = Material(
        code="waiver",
        title="申请表",
        per_row=True,
        of_rows={"field": "proof", "any_of": ["waiver"]},
        clause="五",
    )

    assert concerns_row(material, Row("r1", {"proof": "waiver"}))
    assert not concerns_row(material, Row("r1", {"proof": "system"}))
    assert not concerns_row(material, Row("r1", {}))
    assert concerns_row(material.model_copy(update={"of_rows": None}), Row("r1", {}))


def test_slots_are_shown_to_those_whom_they_concern_and_to_all_before_anybody_is_asked():
    asked = {"answers": [{"section": "education", "field": "highest", "any_of": ["14"]}]}
    slots = [
        {"code": "always", "title": "一", "clause": "五"},
        {"code": "asked", "title": "二", "when": asked, "clause": "五"},
        {"code": "junior", "title": "三", "when": {"ranks": ["junior"]}, "clause": "五"},
    ]
    section = shaped(1, materials=slots)

    def shown(case):
        return [material.code for material in materials_for(section, case)]

    assert shown(CLAIM) == ["always", "asked"]
    assert shown(answered(SMALL, CLAIM, dossier_of(education={"level": "21"}))) == ["always"]


def test_a_fingerprint_changes_with_every_change_of_the_person_and_with_no_other():
    content = SectionContent((Row("r1", {"a": "1"}), Row("r2", {})))
    dossier = Dossier({"s": content}, (Scan("a", "m", "证书", order=1), Scan("b", "m", "证书二", order=2)))
    same = replace(dossier.scans[0], sha256="f" * 64, remarks=("模糊",))
    changes = [
        replace(dossier, sections={"s": replace(content, nothing=True)}),
        replace(dossier, sections={"s": SectionContent(content.rows[::-1])}),
        replace(dossier, sections={"s": SectionContent((Row("r1", {"a": "2"}), content.rows[1]))}),
        replace(dossier, scans=dossier.scans[:1]),
        replace(dossier, scans=(replace(dossier.scans[0], title="改名"), dossier.scans[1])),
        replace(dossier, scans=(replace(dossier.scans[0], order=3), dossier.scans[1])),
        replace(dossier, scans=(replace(dossier.scans[0], row="r1"), dossier.scans[1])),
    ]

    prints = {fingerprint_of(each) for each in [dossier, *changes]}

    assert len(prints) == len(changes) + 1
    assert fingerprint_of(replace(dossier, scans=(same, dossier.scans[1]))) == fingerprint_of(dossier)
    assert fingerprint_of(replace(dossier, scans=dossier.scans[::-1])) == fingerprint_of(dossier)


@pytest.mark.parametrize(
    ("section", "values", "name"),
    [
        ("continuing", {"year": "２０２４", "subject": "public"}, "2024年 公需课"),
        ("continuing", {"year": "去年", "subject": "public"}, "去年 公需课"),  # as it was typed
        ("continuing", {"year": "", "subject": "professional"}, "专业课"),
        ("appraisal", {"year": "2023", "grade": "excellent", "unit": "博湖县图书馆"}, "2023年 优秀"),
        ("education", {"school": " 新疆大学 ", "level": "21", "major": "图书馆学"}, "新疆大学 大学本科"),
        ("employment", {"unit": "博湖县图书馆", "post": "无"}, "博湖县图书馆"),
        ("awards", {"name": "先进工作者", "authority": "博湖县"}, "先进工作者"),
        ("publications", {"category": "paper", "outlet": "某刊"}, ""),
    ],
)
def test_a_row_is_called_by_what_tells_it_from_others(section, values, name):
    found = notice_with().section(section)

    assert name_of(found, Row("r1", values)) == name


def test_a_field_that_the_notice_does_not_ask_names_nothing():
    section = notice_with().section("employment").model_copy(update={"fields": ("unit",)})

    assert name_of(section, Row("r1", {"unit": "博湖县图书馆", "post": "馆员"})) == "博湖县图书馆"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_rows_have_a_name_where_there_may_be_several(kind):
    assert bool(kind.named_by) == kind.repeatable
    assert set(kind.named_by) <= {field.key for field in kind.fields}
