"""Which documents there are, what each shows, and how one is made into a file."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from applications.documents import (
    bag_cover,
    evaluation_form,
    glyphs,
    initial_form,
    publicity,
    render,
    signing,
    stamping,
)
from applications.documents.layouts import forms, letters, lists
from applications.documents.layouts.filling import Filled, filled
from applications.documents.layouts.terms import Term
from applications.documents.sources import Source
from applications.models import Publicity, PublicityListing
from applications.models.printout_kinds import TO_BE_SIGNED, PrintoutKind
from applications.rules.notices.templates import WaiverForm
from applications.selectors.printouts import recommended_with

PHOTO_URL = "photo:portrait"
PHOTO = format_html('<img src="{}" alt="照片">', PHOTO_URL)
NO_PHOTO = format_html('<p class="blank">照{}片</p>', mark_safe("<br>"))
PREVIEW = "预览　无效"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of document. A new `edition` of its looks makes new files, also of old content.

    `layout` names its national layout, `terms` what one may speak of. What is not `marked` carries no
    watermark: it counts by the signatures on it. Lists lie on their side and number their own pages.
    """

    layout: str
    terms: tuple[Term, ...]
    look: str
    duplex: bool = False
    marked: bool = True
    landscape: bool = False
    edition: int = 1


SHEETS: Mapping[str, Sheet] = {
    PrintoutKind.EVALUATION_FORM: Sheet(
        "evaluation_form", forms.EVALUATION_FORM, "form", duplex=True, edition=3
    ),
    PrintoutKind.INITIAL_FORM: Sheet("initial_form", forms.INITIAL_FORM, "form", duplex=True, edition=3),
    PrintoutKind.BAG_COVER: Sheet("bag_cover", forms.BAG_COVER, "form bag", edition=3),
    PrintoutKind.PUBLICITY: Sheet("publicity", letters.PUBLICITY, "letters", edition=3),
    PrintoutKind.PUBLICITY_RESULT: Sheet("publicity", letters.PUBLICITY, "letters", edition=3),
    PrintoutKind.PUBLICITY_REPORT: Sheet("publicity_report", letters.REPORT, "letters", edition=3),
    PrintoutKind.ROSTER: Sheet("roster", lists.ROSTER, "roster", landscape=True, edition=2),
    PrintoutKind.WAIVER: Sheet("waiver", letters.WAIVER, "form waiver", marked=False, edition=2),
    PrintoutKind.FEE_LIST: Sheet("fee_list", lists.FEE_LIST, "roster", landscape=True),
    PrintoutKind.HAND_OVER: Sheet("hand_over", lists.HAND_OVER, "roster", landscape=True),
    PrintoutKind.RECEIPT: Sheet("receipt", lists.RECEIPT, "form"),
    PrintoutKind.MISSING_ITEMS: Sheet("missing_items", lists.MISSING_ITEMS, "form"),
    **{
        kind: Sheet("signed_letter", letters.LETTER, "letters", marked=False, edition=3)
        for kind in sorted(TO_BE_SIGNED - {PrintoutKind.WAIVER})
    },
}
CONTENT = {
    PrintoutKind.EVALUATION_FORM: evaluation_form.content,
    PrintoutKind.INITIAL_FORM: initial_form.content,
    PrintoutKind.BAG_COVER: bag_cover.content,
}


@dataclass(frozen=True, slots=True)
class Printable:
    """One document, ready to be made. `portrait` is the attachment that shows the person, if one does.

    `layout` is the text of another than the national layout.
    """

    kind: str
    content: Mapping[str, Any]
    mark: tuple[str, ...]
    portrait: str = ""
    layout: str = ""

    def made(self, code: str, *, portrait: bytes | None = None) -> tuple[bytes, int]:
        """The PDF with its watermark, and its number of pages."""
        sheet = SHEETS[self.kind]
        images = {PHOTO_URL: portrait} if portrait else {}
        parts = self.filled(with_portrait=portrait is not None)
        own = render.pdf(self._page(parts.own), images=images)
        return stamping.bound(
            own,
            self.watermark(code) if sheet.marked else b"",
            fixed=stamping.fixed_pages(self._page(parts.fixed, of_person=False)) if parts.fixed else b"",
            numbered=not sheet.landscape,
            duplex=sheet.duplex,
            identifier=code,
        )

    def filled(self, *, with_portrait: bool = False) -> Filled:
        """The layout with the content in it."""
        sheet = SHEETS[self.kind]
        content = {"photo": PHOTO if with_portrait else NO_PHOTO, **self.content}
        return filled(self.layout or national(sheet.layout), sheet.terms, content)

    def html(self, *, with_portrait: bool = False) -> str:
        """The person's pages, before they are laid out."""
        return self._page(self.filled(with_portrait=with_portrait).own)

    def _page(self, body: str, *, of_person: bool = True) -> str:
        named = self.content if of_person else {}
        plain = {"heading": PrintoutKind(self.kind).label, "number": ""}
        context = {**plain, **named, "look": SHEETS[self.kind].look, "body": body}
        return _printable(render.html("documents/base.html", context))

    def missing(self) -> str:
        """The characters of its content, sorted, that print as 〓."""
        return glyphs.missing(json.dumps([self.content, self.mark, self.layout], ensure_ascii=False))

    def watermark(self, code: str) -> bytes:
        """Who vouches for it, and its code; a preview says that it is none."""
        number = self.content.get("number")
        last = f"校验码 {spaced(code)}" if self.mark else PREVIEW
        return stamping.watermark(
            (*map(_printable, self.mark), last),
            f"编号 {number}" if number else "",
            last,
            address_of(code),
            landscape=SHEETS[self.kind].landscape,
        )


def _printable(text: str) -> str:
    return glyphs.substituted(text, glyphs.missing(text))


@cache
def national(layout: str) -> str:
    """The text of a layout as the country prescribes it, or as we found it in the notices."""
    path = Path(settings.BASE_DIR) / "templates" / "documents" / "layouts" / f"{layout}.html"
    return path.read_text(encoding="utf-8")


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
