"""The whole notice. What it says is data; every rule carries the place that says so."""

from collections.abc import Iterable, Iterator, Set
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from applications.rules.notices.chain import Level
from applications.rules.notices.dossier import Material, Section
from applications.rules.notices.parts import (
    Ask,
    Basis,
    Channel,
    Check,
    Contact,
    Fees,
    Form,
    Masking,
    ModeOffer,
    Offering,
    Organisation,
    Paper,
    Passage,
    Penalty,
    Region,
    Slug,
    Tariff,
    Wording,
)
from applications.rules.notices.references import (
    mistakes_in_condition,
    mistakes_in_rules,
    mistakes_in_sections,
)
from applications.rules.notices.rules import Rule, Seniority, Switch
from applications.rules.notices.templates import Letter, Template, WaiverForm
from applications.rules.notices.terms import Case, Strict, When
from applications.rules.notices.times import Cap, Correction, Instant, PublicityRule, Timetable


class NoticeDocument(Strict):
    """申报通知：one year's notice, whole."""

    code: Slug
    year: Annotated[int, Field(ge=2000, le=2100)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    number: str = ""
    issuer: str
    issued_on: Instant
    region: Region
    cloned_from: str = ""
    contact: Contact
    committee: Organisation | None = None
    summary: str
    basis: tuple[Basis, ...] = ()
    modes: tuple[ModeOffer, ...] = Field(min_length=1)
    channels: tuple[Channel, ...] = Field(min_length=1)
    offerings: tuple[Offering, ...] = Field(min_length=1)
    timetable: Timetable
    chain: tuple[Level, ...] = Field(min_length=1)
    resubmit_route: Literal["restart", "to_returner"] = "restart"
    correction: Correction | None = None
    cap: Cap | None = None
    publicity: PublicityRule | None = None
    publicity_after: PublicityRule | None = None
    wording: Wording | None = None
    fees: Fees | None = None
    forms: tuple[Form, ...] = ()
    papers: tuple[Paper, ...] = ()
    templates: tuple[Template, ...] = ()
    masking: Masking | None = None
    penalty: Penalty | None = None
    sections: tuple[Section, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()
    switches: tuple[Switch, ...] = ()
    checklist: tuple[Check, ...] = ()
    asks: tuple[Ask, ...] = ()
    text: tuple[Passage, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if mistakes := list(self._mistakes()):
            raise ValueError("\n".join(mistakes))
        return self

    def _mistakes(self) -> Iterator[str]:
        yield from self._repeated()
        yield from self._unknown()
        yield from self._asked_too_early()
        yield from self._missing()
        yield from self._out_of_order()

    def _repeated(self) -> Iterator[str]:
        listed: dict[str, list[str]] = {
            "modes": [str(mode.code) for mode in self.modes],
            "channels": [channel.code for channel in self.channels],
            "chain": [level.code for level in self.chain],
            "sections": [section.code for section in self.sections],
            "offerings": [offering.specialty.code for offering in self.offerings],
            "materials": [material.code for material in self._materials()],
            "templates": [template.kind for template in self.templates],
            "rules": [rule.code for rule in self.rules],
            "checklist": [item.code for item in self.checklist],
        }
        for name, codes in listed.items():
            for code in sorted({code for code in codes if codes.count(code) > 1}):
                yield f"{name}: {code!r}；代码重复"

    def _unknown(self) -> Iterator[str]:
        """What the notice mentions without listing it."""
        channels = {channel.code for channel in self.channels}
        specialties = {offering.specialty.code for offering in self.offerings}
        for where, when in self._conditions():
            yield from _not_listed(f"{where}.channels", "申报方式", when.channels, channels)
            yield from _not_listed(f"{where}.specialties", "专业", when.specialties, specialties)
            yield from mistakes_in_condition(where, when, self.sections)
        yield from mistakes_in_sections(self.sections)
        yield from mistakes_in_rules(self.rules, self.switches, self.sections)
        codes, levels = ({part.code for part in parts} for parts in (self.sections, self.chain))
        for item in self.checklist:
            where = f"checklist.{item.code}"
            yield from _not_listed(f"{where}.section", "栏目", {item.section} - {""}, codes)
            yield from _not_listed(f"{where}.levels", "层级", item.levels, levels)

    def _asked_too_early(self) -> Iterator[str]:
        """What must be known before the dossier is: the way, the price, the form, the sections themselves."""
        for where, when in self._conditions():
            if when.answers and where.startswith(("chain", "forms", "fees", "sections")):
                yield f"{where}.answers: 只用于材料、规则、纸质材料和核对项"

    def _missing(self) -> Iterator[str]:
        """What one part of the notice needs of another."""
        if any(level.desk == "committee" for level in self.chain[:-1]):
            yield "chain: 评审委员会只能是最后一级"
        if self.ends_at_committee != (self.committee is not None):
            yield "committee: chain 的最后一级是评审委员会时须写，否则不写"
        if any(level.publicity for level in self.chain) != (self.publicity is not None):
            yield "publicity: chain 中有公示的层级时须写，否则不写"
        if self.publicity and self.publicity.gate == "confirmed":
            yield "publicity.gate: 'confirmed'；应为 submit 或 forward，审核确认后的公示写在 publicity_after"
        if self.publicity_after and (self.publicity_after.gate != "confirmed" or self.ends_at_committee):
            yield "publicity_after: 只用于不经评审委员会的通知，gate 写 confirmed"
        if self.publicity and not self.wording:
            yield "wording: 有 publicity 时须写"
        if self.timetable.filing.binds == "reach_final_level" and not self.ends_at_committee:
            yield "timetable.filing.binds: 'reach_final_level'；没有评审委员会时不能这样写"

    def _out_of_order(self) -> Iterator[str]:
        """Dates that contradict each other whatever the calendar says."""
        opens = self.timetable.filing.opens.start
        ends = {f"timetable.{name}": period.closes for name, period in self.timetable.periods()}
        if self.correction:
            ends["correction.hard_stop"] = self.correction.hard_stop
        for where, end in ends.items():
            if end and end.end < opens:
                yield f"{where}: {end.isoformat()!r}；早于申报开始时间"

    def _materials(self) -> Iterator[Material]:
        return (material for section in self.sections for material in section.materials)

    def _conditions(self) -> Iterator[tuple[str, When]]:
        yield from ((f"chain.{level.code}.when", level.when) for level in self.chain)
        yield from ((f"forms[{n}].when", form.when) for n, form in enumerate(self.forms))
        yield from ((f"papers[{n}].when", paper.when) for n, paper in enumerate(self.papers))
        if self.fees:
            yield from (
                (f"fees.tariffs[{n}].when", tariff.when) for n, tariff in enumerate(self.fees.tariffs)
            )
        yield from ((f"sections.{section.code}.when", section.when) for section in self.sections)
        for material in self._materials():
            yield f"materials.{material.code}.when", material.when
            yield f"materials.{material.code}.required_when", material.required_when
        for section in self.sections:
            yield from ((f"groups.{group.code}.when", group.when) for group in section.groups)
        for rule in self.rules:
            yield f"rules.{rule.code}.when", rule.when
            yield from ((f"rules.{rule.code}.unless[{n}]", when) for n, when in enumerate(rule.unless))
            shorter = rule.shorter if isinstance(rule, Seniority) else ()
            yield from ((f"rules.{rule.code}.shorter[{n}]", s.when) for n, s in enumerate(shorter))
        yield from ((f"checklist.{item.code}.when", item.when) for item in self.checklist)

    @property
    def ends_at_committee(self) -> bool:
        """True where a committee receives; else the last level confirms (初次确定)."""
        return self.chain[-1].desk == "committee"

    @property
    def unspoken(self) -> tuple[str, ...]:
        """What a text for experts must not say: name, unit; both where the notice masks nothing."""
        masked = self.masking.targets if self.masking else ("name", "unit")
        return tuple(target for target in masked if target != "photo")

    def offering(self, specialty: str) -> Offering | None:
        """The offering of a specialty code."""
        return next((o for o in self.offerings if o.specialty.code == specialty), None)

    def channel(self, code: str) -> Channel | None:
        """The channel of a code."""
        return next((c for c in self.channels if c.code == code), None)

    def mode(self, code: str) -> ModeOffer | None:
        """The mode of a code."""
        return next((m for m in self.modes if m.code == code), None)

    def level(self, code: str) -> Level | None:
        """The level of a code."""
        return next((level for level in self.chain if level.code == code), None)

    def section(self, code: str) -> Section | None:
        """The section of a code."""
        return next((section for section in self.sections if section.code == code), None)

    def levels_for(self, case: Case) -> tuple[Level, ...]:
        """The levels whose conditions hold, in order."""
        return tuple(level for level in self.chain if level.when.holds(case))

    def sections_for(self, case: Case) -> tuple[Section, ...]:
        """The sections that the case must fill, in order."""
        return tuple(section for section in self.sections if section.when.holds(case))

    def tariff_for(self, case: Case) -> Tariff | None:
        """What the case costs; None where the notice sets no fee for it."""
        tariffs = self.fees.tariffs if self.fees else ()
        return next((tariff for tariff in tariffs if tariff.when.holds(case)), None)

    def papers_for(self, case: Case) -> tuple[tuple[Paper, bool], ...]:
        """The paper list in the notice's order, each with whether it applies to the case."""
        return tuple((paper, paper.when.holds(case)) for paper in self.papers)

    def form_for(self, case: Case) -> Form | None:
        """The official form that is printed for the case."""
        return next((form for form in self.forms if form.when.holds(case)), None)

    def template(self, kind: str) -> Letter | WaiverForm | None:
        """The template of a kind."""
        return next((template for template in self.templates if template.kind == kind), None)

    def checks_for(self, case: Case, level: str, stage: str = "review") -> tuple[Check, ...]:
        """What a level looks at in the case, in the notice's order."""
        asked = {"", *(section.code for section in self.sections_for(case))}
        return tuple(
            item
            for item in self.checklist
            if item.stage == stage
            and item.section in asked
            and (not item.levels or level in item.levels)
            and item.when.holds(case)
        )

    def asks_about(self, *topics: str) -> tuple[Ask, ...]:
        """The demands on some topics, in the notice's order."""
        return tuple(ask for ask in self.asks if ask.topic in topics)


def _not_listed(where: str, what: str, mentioned: Iterable[str], listed: Set[str]) -> Iterator[str]:
    for code in sorted(set(mentioned) - listed):
        yield f"{where}: {code!r}；{what}中没有"
