"""Which documents there are, what each shows, and how one is made into a file."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from applications.documents import (
    bag_cover,
    evaluation_form,
    initial_form,
    publicity,
    render,
    signing,
    stamping,
)
from applications.documents.sources import Source
from applications.models import Publicity, PublicityListing
from applications.models.printout import TO_BE_SIGNED, PrintoutKind
from applications.rules.notices.templates import WaiverForm
from applications.selectors.printouts import recommended_with

PHOTO_URL = "photo:portrait"
PREVIEW = "预览　无效"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of document. A new `edition` of its layout makes new files, also of old content.

    The pages of `fixed` are the same for everybody, and laid out once. What is not `marked` carries no
    watermark: it counts by the signatures on it.
    """

    template: str
    fixed: str = ""
    duplex: bool = False
    numbered: bool = True
    marked: bool = True
    edition: int = 1


SHEETS: Mapping[str, Sheet] = {
    PrintoutKind.EVALUATION_FORM: Sheet(
        "documents/evaluation_form.html", fixed="documents/evaluation_fixed.html", duplex=True, edition=2
    ),
    PrintoutKind.INITIAL_FORM: Sheet("documents/initial_form.html", duplex=True, edition=2),
    PrintoutKind.BAG_COVER: Sheet("documents/bag_cover.html", edition=2),
    PrintoutKind.PUBLICITY: Sheet("documents/letters.html", numbered=False),
    PrintoutKind.PUBLICITY_RESULT: Sheet("documents/letters.html", numbered=False),
    PrintoutKind.PUBLICITY_REPORT: Sheet("documents/letters.html", numbered=False),
    PrintoutKind.ROSTER: Sheet("documents/roster.html", numbered=False, marked=False),
    PrintoutKind.WAIVER: Sheet("documents/template_waiver.html", numbered=False, marked=False),
    **{
        kind: Sheet("documents/template_letter.html", numbered=False, marked=False)
        for kind in TO_BE_SIGNED - {PrintoutKind.WAIVER}
    },
}
CONTENT = {
    PrintoutKind.EVALUATION_FORM: evaluation_form.content,
    PrintoutKind.INITIAL_FORM: initial_form.content,
    PrintoutKind.BAG_COVER: bag_cover.content,
}


@dataclass(frozen=True, slots=True)
class Printable:
    """One document, ready to be made. `portrait` is the attachment that shows the person, if one does."""

    kind: str
    content: Mapping[str, Any]
    mark: tuple[str, ...]
    portrait: str = ""

    def made(self, code: str, *, portrait: bytes | None = None) -> tuple[bytes, int]:
        """The PDF with its watermark, and its number of pages."""
        sheet = SHEETS[self.kind]
        images = {PHOTO_URL: portrait} if portrait else {}
        own = render.pdf(self.html(with_portrait=portrait is not None), images=images, identifier=code)
        return stamping.bound(
            own,
            self.watermark(code) if sheet.marked else b"",
            fixed=stamping.fixed_pages(sheet.fixed) if sheet.fixed else b"",
            numbered=sheet.numbered,
            duplex=sheet.duplex,
        )

    def html(self, *, with_portrait: bool = False) -> str:
        """The document before it is laid out."""
        context = {"number": "", **self.content, "portrait": PHOTO_URL if with_portrait else ""}
        return render.html(SHEETS[self.kind].template, context)

    def watermark(self, code: str) -> bytes:
        """Who vouches for it, and its code; a preview says that it is none."""
        number = self.content.get("number")
        last = f"校验码 {spaced(code)}" if self.mark else PREVIEW
        return stamping.watermark(
            (*self.mark, last), f"编号 {number}" if number else "", last, address_of(code)
        )


def form_content(kind: str, source: Source, *, accepted_on: str) -> dict[str, Any]:
    """What a document of one application shows."""
    if kind in TO_BE_SIGNED:
        return _template_content(kind, source)
    return CONTENT[PrintoutKind(kind)](source, accepted_on=accepted_on)


def _template_content(kind: str, source: Source) -> dict[str, Any]:
    template = source.application.rules.template(kind)
    if template is None:
        raise LookupError(f"the notice has no template {kind}")
    if isinstance(template, WaiverForm):
        return signing.waiver(template, source)
    return signing.letter(template, source)


def publicity_content(kind: str, of: Publicity, listings: Sequence[PublicityListing]) -> dict[str, Any]:
    """What 公示, 公示结果 or 公示情况报告 shows."""
    if kind == PrintoutKind.PUBLICITY_REPORT:
        return publicity.report(of, listings, recommended=recommended_with(of))
    if kind == PrintoutKind.PUBLICITY_RESULT:
        return publicity.result(of, listings)
    return publicity.publicity(of, listings)


def digest(kind: str, facts: Mapping[str, Any]) -> str:
    """What makes two printouts the same one."""
    text = json.dumps([kind, SHEETS[kind].edition, facts], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def address_of(code: str) -> str:
    """Where a printout with this code can be checked."""
    return f"{settings.SITE_URL}{reverse('proof_of_code', args=[code])}"


def spaced(code: str) -> str:
    """ABCD EFGH: four by four, as it is read aloud."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
