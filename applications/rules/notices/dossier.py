"""申报材料：which sections and files a notice asks for. The kinds themselves are code; the choice is data."""

from typing import Annotated, Literal

from pydantic import Field, PositiveInt

from applications.rules.notices.terms import ALWAYS, Case, Strict, When
from applications.rules.notices.times import Clause

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
SectionKind = Literal["basic", "education", "employment", "summary", "files"]


class Material(Strict):
    """附件：one slot for scans. What another body provides is shown but not demanded of the applicant.

    A slot concerns the cases of `when`; where `required`, it must be filled in those of `required_when`.
    What may stand in for another slot says so (查询不到的，上传学籍档案).
    """

    code: Code
    title: str
    accept: tuple[Literal["jpeg"], ...] = ("jpeg",)
    required: bool = True
    required_when: When = ALWAYS
    instead_of: tuple[Code, ...] = ()
    max: PositiveInt = 10
    parts: tuple[str, ...] = ()
    provider: Literal["applicant", "employer", "superior"] = "applicant"
    experts: Literal["masked", "hidden"] = "masked"
    when: When = ALWAYS
    note: str = ""
    clause: Clause

    def is_demanded(self, case: Case) -> bool:
        """True where the applicant must fill this slot, unless another stands in for it."""
        return (
            self.provider == "applicant"
            and self.required
            and self.when.holds(case)
            and self.required_when.holds(case)
        )


class ExtraField(Strict):
    """A plain field that only this notice asks for."""

    key: Code
    label: str
    kind: Literal["text", "long", "date", "month"] = "text"
    required: bool = True
    max_length: PositiveInt = 200


class Section(Strict):
    """栏目：one section of the dossier, in the notice's order and with its own title."""

    code: Code
    kind: SectionKind
    title: str
    hint: str = ""
    required: bool = True
    when: When = ALWAYS
    optional_fields: tuple[str, ...] = ()
    extra_fields: tuple[ExtraField, ...] = ()
    materials: tuple[Material, ...] = ()
    clause: Clause
