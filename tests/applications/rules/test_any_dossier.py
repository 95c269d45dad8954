"""Whatever stands in a dossier: no rule crashes, evidence never hurts, findings point at what is there."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.casefile import open_file
from applications.rules.checking import check
from applications.rules.dossier import Ban, Dossier, Person, Row, Scan, SectionContent, fields_of
from applications.rules.findings import SEVERITIES, Finding
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Section
from applications.rules.notices.loading import parse
from applications.rules.notices.references import switchable
from applications.rules.notices.rules import Switch
from applications.rules.notices.terms import Affiliation, Case, Nature, Rank
from applications.rules.sections.fields import Field
from tests.notices import REAL, real_notice, small_notice

ODD = ["", " ", "无", "\x00", "\u200b", "２０２４", "0000-00", "9999-12-31", "-1", "大概", "None", "{", "yes"]
DATES = ["2018-12", "2024-02-29", "2024-09-30", "2019-06", "1900-01", "2100-12-31", "2023-13", "2015-7-1"]
NUMBERS = ["2024", "2023年度", "2022", "90", "3.5", "٢٠٢٤"]
TITLES = ["IMG_1", "封面", "毕业证书", "", "著作封面目录"]
NAMES = ["阿依古丽·买买提", "··", "", "无", "馆"]
FIRST, LAST = date(1950, 1, 1), date(2090, 12, 31)
NAMED = ["small", *REAL]


@cache
def notice(name: str) -> NoticeDocument:
    return parse(small_notice() if name == "small" else real_notice(name))


class Chance:
    """What one number and a few strange texts bring about: any case, any dossier. Quick to make."""

    def __init__(self, document: NoticeDocument, seed: int, strange: list[str]) -> None:
        self.random, self.document, self.strange = Random(seed), document, [*strange, *ODD]

    def day(self) -> date:
        return FIRST + timedelta(days=self.random.randrange((LAST - FIRST).days))

    def case(self) -> Case:
        pick, document = self.random.choice, self.document
        offering = pick(document.offerings)
        return Case(
            mode=pick(document.modes).code,
            rank=pick(list(offering.titles)),
            channel=pick(document.channels).code,
            specialty=pick([offering.specialty.code, "gone"]),
            affiliation=pick(list(Affiliation)),
            nature=pick(list(Nature)),
        )

    def text(self, field: Field) -> str:
        """What fits, what nearly fits, or anything at all."""
        numbers = field.kind in ("year", "integer", "decimal")
        likely = [code for code, _ in field.choices] or (NUMBERS if numbers else DATES)
        return self.random.choice(likely if self.random.random() < 0.7 else self.strange)

    def content(self, section: Section) -> SectionContent:
        """Any rows, more than there may be, with fields left out and others added."""
        rows = []
        for number in range(self.random.randrange(4)):
            kept = self.random.choice([0.5, 1.0])
            values = {f.key: self.text(f) for f in fields_of(section) if self.random.random() < kept}
            rows.append(Row(f"{section.code}-{number}", values | {"no_such_field": "x"}))
        return SectionContent(tuple(rows), self.random.random() < 0.3)

    def scan(self, number: int, slots: list[str], rows: list[str]) -> Scan:
        """A page anywhere: in a slot, beside it, at a row that is gone."""
        pick = self.random.choice
        return Scan(
            id=str(number),
            material=pick(slots),
            title=pick([*TITLES, *self.strange]),
            row=pick(rows),
            order=pick(range(9)),
            page=pick(range(3)),
            fault=pick(["", "", "不是图片。"]),
            remarks=pick([(), ("图片较模糊。",)]),
            masking=pick(["", "clear", "covered"]),
        )

    def person(self) -> Person:
        pick = self.random.choice
        ban = Ban(self.day(), self.day(), pick(["any", "series", "higher", "什么"]), pick(["", "library"]))
        names = [*NAMES, *self.strange]
        return Person(
            name=pick(names),
            sex=pick(["female", "male", ""]),
            born=pick([None, self.day()]),
            employer=pick(names),
            employer_aliases=(pick(names),),
            bans=pick([(), (ban, replace(ban, rank=pick(list(Rank))))]),
        )

    def dossier(self) -> Dossier:
        """Some sections filled somehow, and up to thirty pages."""
        asked = [s for s in self.document.sections if self.random.random() < 0.8]
        sections = {section.code: self.content(section) for section in asked}
        slots = [m.code for s in self.document.sections for m in s.materials] + ["nowhere"]
        rows = [row.id for content in sections.values() for row in content.rows] + ["", "", "gone"]
        scans = tuple(self.scan(n, slots, rows) for n in range(self.random.randrange(30)))
        return Dossier(sections, scans, self.person())


EVERY = pytest.mark.parametrize("name", NAMED)
MANY = settings(deadline=None, max_examples=40)
ANYHOW = given(seed=st.integers(0, 2**32), strange=st.lists(st.text(max_size=12), max_size=3))


def blocks(found: list[Finding]) -> set[tuple[str, ...]]:
    """What blocks, by its place and its rule; the words may count."""
    return {(f.section, f.row, f.field, f.rule) for f in found if f.severity == "block"}


@EVERY
@MANY
@ANYHOW
def test_no_dossier_crashes_a_rule_and_findings_point_at_what_is_there(name, seed, strange):
    chance = Chance(notice(name), seed, strange)
    document, case, dossier, on = chance.document, chance.case(), chance.dossier(), chance.day()
    found = check(document, case, dossier, on)

    assert found == check(document, case, dossier, on)
    sections = {section.code: section for section in document.sections_for(case)}
    rules = {f"rule:{rule.code}" for rule in document.rules} | {
        *switchable(document.rules, document.sections)
    }
    for finding in found:
        section = sections[finding.section]
        slots = {material.code for material in section.materials}
        assert finding.severity in SEVERITIES
        assert finding.message and finding.clause
        assert finding.row in {"", *(row.id for row in dossier.content(section).rows)}
        assert finding.field in {"", *slots, *(field.key for field in fields_of(section))}
        assert finding.rule in {"", *rules}


@EVERY
@MANY
@ANYHOW
def test_evidence_never_adds_a_block(name, seed, strange):
    chance = Chance(notice(name), seed, strange)
    document, case, dossier, on = chance.document, chance.case(), chance.dossier(), chance.day()
    file = open_file(document, case, dossier, on)
    slots = [
        (material, row.id if row else "")
        for section in file.sections
        for material in section.materials
        for row in (file.rows_for(section, material) if material.per_row else [None])
    ]
    before = blocks(check(document, case, dossier, on))
    for material, row in chance.random.sample(slots, min(len(slots), 5)):
        title = material.title + "、".join(material.parts)
        page = Scan("added", material.code, title, row, order=99, masking="clear")

        more = replace(dossier, scans=(*dossier.scans, page))

        assert blocks(check(document, case, more, on)) <= before


@EVERY
@MANY
@ANYHOW
def test_a_rule_that_only_warns_never_adds_a_block(name, seed, strange):
    chance = Chance(notice(name), seed, strange)
    document, case, dossier, on = chance.document, chance.case(), chance.dossier(), chance.day()
    known = sorted(switchable(document.rules, document.sections))
    codes = set(chance.random.sample(known, min(len(known), 3)))
    switches = tuple(Switch(rule=code, severity="warn") for code in codes)

    before = check(document, case, dossier, on)
    after = check(document.model_copy(update={"switches": switches}), case, dossier, on)

    assert blocks(after) == {place for place in blocks(before) if place[3] not in codes}
    assert [(f.section, f.message) for f in after] == [(f.section, f.message) for f in before]
