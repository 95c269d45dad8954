"""附件模板：sheets that the notice words itself, to be printed, signed by hand and scanned."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from applications.rules.notices.dossier import Code
from applications.rules.notices.terms import Strict
from applications.rules.notices.times import Clause
from applications.rules.notices.wording import TEMPLATE_FIELDS, tokens_in


class Signed(Strict):
    """What one party says, and where it signs. Dates are written by hand."""

    text: tuple[str, ...] = Field(min_length=1)
    signature: tuple[str, ...] = Field(min_length=1)


class Printed(Strict):
    """What every template has. `material` is the slot for its signed scan."""

    title: str
    material: Code
    notes: tuple[str, ...] = ()
    clause: Clause


class Letter(Printed):
    """承诺、保证、推荐意见：one party's words after the other's, each with its signature."""

    kind: Literal["promise", "guarantee", "employer_opinion", "superior_opinion"]
    parts: tuple[Signed, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        for text in (self.title, *(line for part in self.parts for line in (*part.text, *part.signature))):
            if unknown := tokens_in(text) - TEMPLATE_FIELDS:
                known = "、".join(sorted(TEMPLATE_FIELDS))
                raise ValueError(f"没有这个填空：{'、'.join(sorted(unknown))}（可用：{known}）")
        return self


class WaiverForm(Printed):
    """免除继续教育学习申请表：the table is the region's, the words beside it the notice's."""

    kind: Literal["waiver"]
    opinion: str = "审核意见"


Template = Annotated[Letter | WaiverForm, Field(discriminator="kind")]
