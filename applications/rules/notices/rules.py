"""检查规则：what a notice demands of a dossier as a whole, each kind with its own typed parameters.

Years are counted from the notice's year: -4 is four years before it, 0 its own. `when` says whom a rule
concerns, `unless` whom it spares. How a kind judges stands in `applications.rules.judging`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, PositiveInt, field_validator

from applications.rules.findings import Severity
from applications.rules.notices.dossier import Code
from applications.rules.notices.terms import ALWAYS, Strict, When
from applications.rules.notices.times import Clause
from applications.rules.sections import codes

YearOffset = Annotated[int, Field(ge=-20, le=1)]
Subject = Literal["public", "professional", "any"]
Grade = Literal["excellent", "competent", "basic", "failed", "undetermined"]
Spoken = Literal["1a", "1b", "2a", "2b", "3a", "3b"]
EducationCode = Annotated[str, Field(pattern=r"^\d{2}$")]
MonthDay = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")]


class Judged(Strict):
    """What every rule has."""

    code: Code
    severity: Severity = "block"
    when: When = ALWAYS
    unless: tuple[When, ...] = ()  # any of them spares
    clause: Clause


class Answers(Judged):
    """不得选择：some choices shut a person out (公务员不得申报)."""

    kind: Literal["answers"]
    section: Code
    field: Code
    forbidden: tuple[str, ...] = Field(min_length=1)
    sentence: str = ""


class Sanction(Judged):
    """处分期：nobody applies while a sanction of this kind runs."""

    kind: Literal["sanction"]
    levels: tuple[Literal["warning", "demerit"], ...] = ("demerit",)


class Duration(Judged):
    """期限：a period of the dossier must be long enough, and run still where the notice says so."""

    kind: Literal["duration"]
    section: Code
    starts: Code
    ends: Code | None = None
    months: PositiveInt
    running: bool = False
    what: str


class StudyMode(Judged):
    """学习形式：one 学历 at least, of these where they are named, read in this way (全日制)."""

    kind: Literal["study_mode"]
    modes: tuple[Literal["full_time", "part_time"], ...] = ("full_time",)
    levels: tuple[EducationCode, ...] = ()


class YearsFor(Strict):
    """年限：how many years a 学历 needs."""

    education: tuple[EducationCode, ...] = Field(min_length=1)
    years: NonNegativeInt


class Shorter(Strict):
    """提前：so many years fewer for whoever gave this answer."""

    when: When
    years: PositiveInt
    clause: Clause


class Seniority(Judged):
    """任职（工作）年限 by 学历, later by weak appraisals. Without `table` the reviewers decide."""

    kind: Literal["seniority"]
    counted_from: Literal["graduation", "profession", "title"] = "profession"
    after_graduation: bool = False  # …毕业从事专业技术工作满…年: what was worked before does not count
    full_time: bool = False  # only 全日制 学历 counts
    counted_to: MonthDay | None = None  # of the notice's year; without it, the day of the check
    table: tuple[YearsFor, ...] = ()
    delays: dict[Grade, PositiveInt] = {}
    shorter: tuple[Shorter, ...] = ()

    @field_validator("counted_to")
    @classmethod
    def _a_day(cls, written: str | None) -> str | None:
        if written:
            date.fromisoformat(f"2024-{written}")
        return written


class RetirementAge(Judged):
    """法定退休年龄：moves by law since 2025, so it is never more than a warning."""

    kind: Literal["retirement_age"]
    severity: Severity = "warn"
    male: PositiveInt
    female: PositiveInt


class Integrity(Judged):
    """诚信记录：a recorded breach bars the way for its years, under whichever notice it was found."""

    kind: Literal["integrity"]


class Continuing(Judged):
    """继续教育：each year of a subject, with hours where the notice counts them, from where it says."""

    kind: Literal["continuing"]
    subject: Subject = "any"
    first: YearOffset
    last: YearOffset = 0
    hours: NonNegativeInt = 0
    waivable: Literal["posting", "current", "no"] = "posting"


class StudySource(Judged):
    """学时来源：from this year on, certificates of the subject come from the system alone."""

    kind: Literal["study_source"]
    subject: Literal["public", "professional"]
    since: Annotated[int, Field(ge=2000, le=2100)]  # a year of its own, whatever the notice's


class Appraisal(Judged):
    """年度考核：each of these years with one of these grades."""

    kind: Literal["appraisal"]
    first: YearOffset
    last: YearOffset = -1
    grades: tuple[Grade, ...] = ("excellent", "competent")
    newcomers: bool = False  # 新入职不满…年且首次申报的，提供相应年限


class PostLevel(Strict):
    """Posts with the least that they ask; without posts it is everybody's."""

    posts: tuple[Literal["general", "host", "han_host", "teacher", "chinese_teacher"], ...] = ()
    least: Spoken


class Putonghua(Judged):
    """普通话等级 by post; 以上 and 不低于 include the level itself."""

    kind: Literal["putonghua"]
    posts: tuple[PostLevel, ...] = Field(min_length=1)


class DatedAfter(Judged):
    """取得现任职称之后：what is dated before does not count. First-timers count from their first work."""

    kind: Literal["dated_after"]
    sections: tuple[Code, ...] = Field(min_length=1)


class Continuous(Judged):
    """前后衔接：no gap between one job and the next, from the first on; rows may overlap."""

    kind: Literal["continuous"]
    section: Code = "employment"
    gap: PositiveInt = 1  # months


class Ascending(Judged):
    """从低到高：the rows of 学历 in rising order."""

    kind: Literal["ascending"]
    section: Code = "education"


class Unexpired(Judged):
    """在有效期内：a date that must not have passed."""

    kind: Literal["unexpired"]
    section: Code
    field: Code


class Recent(Judged):
    """近…个月：a date must not lie further back."""

    kind: Literal["recent"]
    section: Code
    field: Code
    months: PositiveInt
    what: str


class Count(Judged):
    """至少几项：so many rows of some categories."""

    kind: Literal["count"]
    section: Code
    field: Code
    any_of: tuple[str, ...] = Field(min_length=1)
    at_least: PositiveInt
    what: str


class PlainWords(Judged):
    """不得使用含糊的词语：words that a person is asked to think over."""

    kind: Literal["plain_words"]
    severity: Severity = "warn"
    words: tuple[str, ...] = Field(min_length=1)


class FileNames(Judged):
    """图片命名：a name that says nothing about the content."""

    kind: Literal["file_names"]
    severity: Severity = "warn"


class Legible(Judged):
    """清晰度：what the check of the picture remarked."""

    kind: Literal["legible"]
    severity: Severity = "warn"


class Unnamed(Judged):
    """不允许出现本人姓名及工作单位：in what is typed in these sections.

    Where the notice masks typed text, in all that experts read as well (`masking.typed_text`).
    """

    kind: Literal["unnamed"]
    sections: tuple[Code, ...] = Field(min_length=1)


class MaskingAnswered(Judged):
    """逐张检查遮盖：every picture that experts see must have been answered for."""

    kind: Literal["masking_answered"]


Rule = Annotated[
    Answers
    | Sanction
    | Duration
    | StudyMode
    | Seniority
    | RetirementAge
    | Integrity
    | Continuing
    | StudySource
    | Appraisal
    | Putonghua
    | DatedAfter
    | Continuous
    | Ascending
    | Unexpired
    | Recent
    | Count
    | PlainWords
    | FileNames
    | Legible
    | Unnamed
    | MaskingAnswered,
    Field(discriminator="kind"),
]

SPOKEN_ORDER = tuple(code for code, _ in codes.SPOKEN_LEVELS)


class Switch(Strict):
    """An administrator's change: this rule blocks, or only warns."""

    rule: str
    severity: Literal["block", "warn"]
