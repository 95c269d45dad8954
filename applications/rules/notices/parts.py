"""The parts of a notice that stand for themselves: who, what may be applied for, money, paper, words."""

from typing import Annotated, Literal, Self

from pydantic import Field, PositiveInt, field_validator, model_validator

from applications.rules.notices.dossier import Code
from applications.rules.notices.terms import ALWAYS, BasicFact, Mode, Nature, Rank, Strict, Topic, When
from applications.rules.notices.times import Clause
from applications.rules.notices.wording import PUBLICITY_FIELDS, REPORT_FIELDS, tokens_in

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Region = Annotated[str, Field(pattern=r"^\d{6}$")]
Name = Annotated[str, Field(min_length=1, max_length=40)]


class Organisation(Strict):
    """A body named by the notice; loading the notice makes sure it exists."""

    code: Slug
    name: Annotated[str, Field(min_length=1, max_length=80)]
    region: Region


class Contact(Strict):
    """受理地点与电话：an office, never a person."""

    office: str
    phone: str = ""
    address: str = ""


class ModeOffer(Strict):
    """申报类型, for the ranks that the notice opens it to."""

    code: Mode
    ranks: tuple[Rank, ...] = tuple(Rank)
    note: str = ""
    clause: Clause


class Channel(Strict):
    """申报方式：定向评价, 民营企业专项 …"""

    code: Code
    label: str
    module: str = ""
    natures: tuple[Nature, ...] = ()
    grounds: tuple[str, ...] = ()
    beyond_region: bool = False
    clause: Clause


class Named(Strict):
    """A code with the name that people read."""

    code: Code
    name: Name


class Offering(Strict):
    """系列（专业）与级别：what may be applied for, with the titles' own names."""

    series: Named
    specialty: Named
    titles: dict[Rank, tuple[Name, ...]]
    conditions: str = ""
    by_exam: bool = False  # 国家以考代评的专业

    @field_validator("titles")
    @classmethod
    def _some(cls, titles: dict[Rank, tuple[str, ...]]) -> dict[Rank, tuple[str, ...]]:
        if not titles or not all(titles.values()):
            raise ValueError("每个级别至少写一个职称名称")
        return titles


class Tariff(Strict):
    """评审费 in whole yuan."""

    when: When = ALWAYS
    yuan: PositiveInt
    clause: Clause

    @property
    def fen(self) -> int:
        return self.yuan * 100


class Fees(Strict):
    """评审费用。"""

    tariffs: tuple[Tariff, ...]
    payer: Literal["applicant", "employer"] = "applicant"
    gate: Literal["received", "window"] = "window"
    note: str = ""
    clause: Clause


class Paper(Strict):
    """纸质材料目录中的一项。"""

    title: str
    copies: PositiveInt = 1
    note: str = ""
    when: When = ALWAYS
    clause: Clause


class Masking(Strict):
    """信息遮盖：what experts may not see, in scans or typed text."""

    targets: tuple[Literal["name", "unit", "photo"], ...]
    typed_text: bool = False
    clause: Clause


class Penalty(Strict):
    """弄虚作假的处理：for how many years, from when, and from applying for what."""

    years: PositiveInt
    starts: Literal["found", "next_year"]
    scope: Literal["any", "series", "higher"]
    clause: Clause


class Form(Strict):
    """The official form that the system prints."""

    kind: Literal["evaluation_form", "initial_form"]
    copies: PositiveInt
    when: When = ALWAYS
    note: str = ""
    clause: Clause


class Wording(Strict):
    """The notice's own words for what units publish; fields stand in braces."""

    title: str = "公示"
    opening: str
    basic_facts: tuple[BasicFact, ...] = (
        BasicFact.SEX,
        BasicFact.PEOPLE,
        BasicFact.POLITICAL_STATUS,
        BasicFact.ID_NUMBER,
    )
    items: tuple[str, ...] = ()
    closing: str
    signature: tuple[str, ...] = ("单位（盖章）：",)
    result_title: str = "公示结果"
    result: str
    result_signature: tuple[str, ...] = ("单位（盖章）：",)
    # 公示情况报告 of those who passed, where the notice asks for one; with their list by specialty and unit.
    report_title: str = "公示情况报告"
    report: tuple[str, ...] = ()
    report_signature: tuple[str, ...] = ("{单位}（盖章）",)
    report_list: str = "{单位}通过审核人员名单"

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        published = (self.opening, *self.items, self.closing, self.result, *self.result_signature)
        reported = (*self.report, *self.report_signature, self.report_list)
        for texts, fields in ((published, PUBLICITY_FIELDS), (reported, REPORT_FIELDS)):
            if unknown := set().union(*map(tokens_in, texts)) - fields:
                known = "、".join(sorted(fields))
                raise ValueError(f"没有这个填空：{'、'.join(sorted(unknown))}（可用：{known}）")
        return self


class Ask(Strict):
    """A demand in the notice's own words, shown where it matters."""

    topic: Topic
    text: str
    clause: Clause


class Check(Strict):
    """核对项：what a person looks at and ticks by name. Without levels it is every level's.

    What is on paper is looked at when it comes in, after the last level has accepted the dossier.
    """

    code: Code
    text: Annotated[str, Field(min_length=1, max_length=200)]
    section: Code | Literal[""] = ""
    levels: tuple[Code, ...] = ()
    stage: Literal["review", "paper"] = "review"
    when: When = ALWAYS
    clause: Clause


class Basis(Strict):
    """A policy document that the notice relies on."""

    title: str
    number: str = ""
    link: str = ""


class Passage(Strict):
    """A part of the notice's text: heading and paragraphs."""

    heading: str = ""
    body: str
