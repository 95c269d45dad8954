"""Scans that never were, in the name of an invented person: one design for each slot of the notices."""

from collections.abc import Callable

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
    "ce_public": certificates.training,
    "ce_professional": certificates.training,
    "appraisals": letters.appraisal,
    "title_evidence": certificates.title_certificate,
    "awards": certificates.award,
    "achievements": letters.evidence,
    "publications": letters.publication,
    "representative_works": letters.publication,
    "truth_guarantee": letters.promise,
    "promise": letters.promise,
    "social_insurance": letters.insurance,
    "putonghua": certificates.language,
    "teacher_certificate": certificates.language,
}


def draw(material: str, bearer: Bearer, page: Page) -> bytes:
    """The scan for a slot of the notice, as a JPEG; a letter where the slot has no design of its own."""
    sheet = DESIGNS.get(material, letters.letter)(bearer, page)
    if page.again:
        sheet.text(sheet.width - 190, sheet.height - 44, "重新扫描", 22, face="sans", ink=GREY)
    return sheet.jpeg()
