"""Scans that never were, in the name of an invented person: one design for each slot of the notices."""

from collections.abc import Callable
from functools import lru_cache

from review.services.demo import certificates, letters
from review.services.demo.papers import Bearer, Page
from review.services.demo.sheets import GREY, Sheet

Design = Callable[[Bearer, Page], Sheet]
DESIGNS: dict[str, Design] = {
    "id_card_front": certificates.identity_front,
    "id_card_back": certificates.identity_back,
    "photo": certificates.portrait,
    "diploma": certificates.diploma,
    "degree": certificates.degree,
    "chsi_report": certificates.registration,
    "ce_certificate": certificates.training,
    "appraisal_form": letters.appraisal,
    "title_certificate": certificates.title_certificate,
    "award": certificates.award,
    "intellectual_property": certificates.patent,
    "achievement": letters.evidence,
    "publication": letters.publication,
    "representative_work": letters.publication,
    "truth_guarantee": letters.promise,
    "promise": letters.promise,
    "social_insurance": letters.insurance,
    "putonghua": certificates.language,
    "teacher_certificate": certificates.language,
    "publicity": letters.publicity,
    "publicity_result": letters.publicity_result,
    "employer_opinion": letters.opinion,
    "superior_opinion": letters.opinion,
}


@lru_cache(maxsize=32)
def draw(material: str, bearer: Bearer, page: Page, as_picture: bool = True) -> bytes:
    """The scan for a slot of the notice, as a JPEG or a PDF; a letter where the slot has no own design."""
    sheet = sheet_of(material, bearer, page)
    sheet.bars(bearer.seed)
    if part := page.title.partition("·")[2]:
        sheet.text(60, sheet.height - 44, f"（{part}）", 22, face="sans", ink=GREY)
    if page.again:
        sheet.text(sheet.width - 190, sheet.height - 44, "重新扫描", 22, face="sans", ink=GREY)
    return sheet.jpeg() if as_picture else sheet.pdf()


@lru_cache(maxsize=8)
def sheet_of(material: str, bearer: Bearer, page: Page) -> Sheet:
    """The page itself, without the marks of its filing."""
    return DESIGNS.get(material, letters.letter)(bearer, page)
