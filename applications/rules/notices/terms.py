"""The closed vocabularies of a notice, each with the word people read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict


class Term(StrEnum):
    """A code with its Chinese word; `MEMBER = "code", "中文"`."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs for a model field or a form."""
        return [(member.value, member.label) for member in cls]


class Mode(Term):
    INITIAL = "initial", "初次确定"
    AWARD = "award", "授予"
    REVIEW = "review", "评审"
    DIRECT = "direct", "直接认定"


class Rank(Term):
    JUNIOR = "junior", "初级"
    INTERMEDIATE = "intermediate", "中级"
    ASSOCIATE = "associate", "副高级"
    SENIOR = "senior", "正高级"


class Affiliation(Term):
    """隶属：whose an employer is; it decides the branch of the chain."""

    COUNTY = "county", "县（市）属"
    PREFECTURE = "prefecture", "州（地区）直"
    REGION = "region", "自治区属"


class Nature(Term):
    """单位性质。"""

    AGENCY = "agency", "机关"
    QUASI_AGENCY = "quasi_agency", "参公管理单位"
    INSTITUTION = "institution", "事业单位"
    STATE_ENTERPRISE = "state_enterprise", "国有企业"
    PRIVATE_ENTERPRISE = "private_enterprise", "民营企业"
    SOCIAL = "social", "社会组织"
    PERSONNEL_AGENCY = "personnel_agency", "人事代理机构"


class OrganisationKind(Term):
    """单位类别：what an organisation does in the chain."""

    EMPLOYER = "employer", "用人单位"
    DEPARTMENT = "department", "主管部门"
    HR_BUREAU = "hr_bureau", "人社局"
    PROPAGANDA = "propaganda", "宣传部"
    EMPLOYMENT_SERVICE = "employment_service", "公共就业服务机构"
    PERSONNEL_AGENCY = "personnel_agency", "人事代理机构"
    COMMITTEE_OFFICE = "committee_office", "评委会办公室"


class Topic(Term):
    """What a demand of the notice is about."""

    SCOPE = "scope", "评审范围"
    ELIGIBILITY = "eligibility", "资格条件"
    TIME = "time", "时间要求"
    FILING = "filing", "申报方式"
    CONDUCT = "conduct", "填报要求"
    MATERIAL = "material", "申报材料"
    EDUCATION = "education", "学历学位"
    CONTINUING = "continuing", "继续教育"
    APPRAISAL = "appraisal", "年度考核"
    PUTONGHUA = "putonghua", "普通话"
    MASKING = "masking", "信息遮盖"
    PUBLICITY = "publicity", "公示"
    REVIEW = "review", "审核与评审"
    PAPER = "paper", "纸质材料"
    FEE = "fee", "评审费用"
    DEFENCE = "defence", "答辩"
    PENALTY = "penalty", "责任追究"


class BasicFact(Term):
    """What “基本信息” in a publicity consists of."""

    SEX = "sex", "性别"
    PEOPLE = "people", "族别"
    POLITICAL_STATUS = "political_status", "政治面貌"
    ID_NUMBER = "id_number", "身份证号"
    EDUCATION = "education", "学历"
    CURRENT_TITLE = "current_title", "现任职称"
    APPOINTED = "appointed", "聘任时间"
    WORK_STARTED = "work_started", "参加工作时间"
    UNIT = "unit", "编制所在单位"


class Strict(BaseModel):
    """Typed, immutable, and deaf to what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Answered = frozenset[tuple[str, str, str]]  # section, field, choice


@dataclass(frozen=True, slots=True)
class Case:
    """What conditions look at: the claim, the employer behind it, and the choices made in the dossier.

    Without `answers` nobody has been asked yet: what hangs on an answer may still come.
    """

    mode: Mode
    rank: Rank
    channel: str
    specialty: str
    affiliation: Affiliation
    nature: Nature
    answers: Answered | None = None


class Answer(Strict):
    """填报内容的条件：a choice of the dossier. Where no section is named it is the row's own."""

    section: str = ""
    field: str
    any_of: tuple[str, ...]

    def given(self, case: Case) -> bool:
        """True where one of the choices was made, or nobody has been asked."""
        answers = case.answers
        return answers is None or any((self.section, self.field, code) in answers for code in self.any_of)


class When(Strict):
    """适用条件：an empty list leaves its question open; all questions must agree."""

    modes: tuple[Mode, ...] = ()
    ranks: tuple[Rank, ...] = ()
    channels: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    natures: tuple[Nature, ...] = ()
    answers: tuple[Answer, ...] = ()

    def holds(self, case: Case) -> bool:
        """True where `case` is one of those meant."""
        pairs = (
            (self.modes, case.mode),
            (self.ranks, case.rank),
            (self.channels, case.channel),
            (self.specialties, case.specialty),
            (self.affiliations, case.affiliation),
            (self.natures, case.nature),
        )
        return all(not allowed or value in allowed for allowed, value in pairs) and all(
            answer.given(case) for answer in self.answers
        )


ALWAYS = When()
