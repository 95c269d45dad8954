"""申报材料：which sections and files a notice asks for. The kinds themselves are code; the choice is data."""

from typing import Annotated, Literal

from pydantic import Field, PositiveInt

from applications.rules.notices.terms import ALWAYS, Answer, Case, Strict, When
from applications.rules.notices.times import Clause

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
SectionKind = Literal[
    "basic", "declarations", "insurance", "education", "qualification", "employment", "continuing",
    "appraisal", "putonghua", "achievements", "awards", "property", "publications", "summary", "files",
]  # fmt: skip

Provider = Literal["applicant", "employer", "superior"]


class Material(Strict):
    """附件：one slot for scans. What another body provides is shown but not demanded of the applicant.

    A slot concerns the cases of `when`; where `required`, it must be filled in those of `required_when`.
    What may stand in for another slot says so (查询不到的，上传学籍档案).
    """

    code: Code
    title: str
    accept: tuple[Literal["jpeg", "pdf"], ...] = ("jpeg",)
    required: bool = True
    required_when: When = ALWAYS
    instead_of: tuple[Code, ...] = ()
    per_row: bool = False  # one slot for each row of the section, its scans attached to that row
    of_rows: Answer | None = None  # only for the rows with these choices
    max: PositiveInt = 10
    min_edge: PositiveInt = 1000  # pixels of the long edge below which a person is warned
    max_edge: PositiveInt = 2339  # A4 at 200 dpi; what is larger is scaled down
    parts: tuple[str, ...] = ()
    provider: Provider = "applicant"
    experts: Literal["masked", "hidden"] = "masked"
    when: When = ALWAYS
    note: str = ""
    clause: Clause

    def is_demanded(self, case: Case, of: Provider = "applicant") -> bool:
        """True where the applicant (or whom it is asked of) must fill it, unless another stands in."""
        return (
            self.provider == of and self.required and self.when.holds(case) and self.required_when.holds(case)
        )


class ExtraField(Strict):
    """A plain field that only this notice asks for."""

    key: Code
    label: str
    kind: Literal["text", "long", "date", "month"] = "text"
    required: bool = True
    max_length: PositiveInt = 200


class Narrowed(Strict):
    """A choice with fewer codes to choose from, in the notice's order and, where it says so, in its words."""

    field: Code
    codes: tuple[str, ...] = Field(min_length=1)
    label: str = ""


class Group(Strict):
    """几项中的几项：of several slots, so many must be filled (任职资格文件、职称证书、评审表其中一项)."""

    code: Code
    materials: tuple[Code, ...] = Field(min_length=2)
    at_least: PositiveInt
    when: When = ALWAYS
    clause: Clause


class Section(Strict):
    """栏目：one section of the dossier, in the notice's order and with its own title.

    `fields` picks and orders those of its kind; none named means all of them.
    """

    code: Code
    kind: SectionKind
    title: str
    hint: str = ""
    required: bool = True
    when: When = ALWAYS
    fields: tuple[str, ...] = ()
    optional_fields: tuple[str, ...] = ()
    choices: tuple[Narrowed, ...] = ()
    extra_fields: tuple[ExtraField, ...] = ()
    materials: tuple[Material, ...] = ()
    groups: tuple[Group, ...] = ()
    clause: Clause
