"""填写：what its pages need beside the dossier: the place of a finding, and who saved last."""

from django.urls import reverse

from applications.models import Application, SectionDraft
from applications.rules.deadlines import BEIJING
from applications.rules.dossier import kind_of
from applications.rules.findings import Finding
from applications.rules.notices.document import NoticeDocument
from applications.rules.notices.dossier import Section
from applications.rules.notices.rules import MaskingAnswered
from applications.selectors.readable import ReadSection, Slot


def freshness_of(application: Application, code: str, row_id: str) -> dict[str, int | str]:
    """The version at which one row was last saved, and when its section was; without a row, its only one."""
    draft = SectionDraft.objects.filter(application=application, section=code).first()
    if draft is None:
        return {"row": 0, "saved_at": ""}
    row: dict[str, int] = next((row for row in draft.rows if row_id in ("", row["id"])), {})
    return {"row": row.get("version", 0), "saved_at": f"{draft.saved_at.astimezone(BEIJING):%H:%M}"}


def place_of(application: Application, section: Section, finding: Finding) -> str:
    """The address of the very field, row or slot that a finding is about, or of the pictures to cover."""
    if is_about_masking(application.rules, finding):
        return f"{reverse('masking', args=[application.pk])}#material-{finding.field}-{finding.row}"
    here = reverse("section", args=[application.pk, section.code])
    if finding.row and kind_of(section).repeatable:
        here = reverse("section_row", args=[application.pk, section.code, finding.row])
    return here + anchor_of(section, finding)


def is_about_masking(document: NoticeDocument, finding: Finding) -> bool:
    """True for what the rule 检查本人姓名遮盖 finds, however the notice calls it."""
    asked = (f"rule:{rule.code}" for rule in document.rules if isinstance(rule, MaskingAnswered))
    return document.masking is not None and finding.rule in asked


def anchor_of(section: Section, finding: Finding) -> str:
    """Where on its page a finding belongs; empty where it is about the whole page."""
    if not finding.field:
        return ""
    return f"#material-{finding.field}" if is_of_slot(section, finding) else f"#field-{finding.field}"


def is_of_slot(section: Section, finding: Finding) -> bool:
    """True for what is found about files, not about words."""
    return any(material.code == finding.field for material in section.materials)


def findings_of_slot(part: ReadSection, slot: Slot) -> list[Finding]:
    """What is found about a slot as a whole. A file's own fault stands at the file; that a slot is empty
    is seen, and said only where something else may stand in for it."""
    code = slot.material.code
    seen = f"material:{code}"
    remarks = [remark for scan in slot.scans for remark in scan.remarks]  # said under the picture
    stood_in_for = any(code in material.instead_of for material in part.section.materials)
    return [
        finding
        for finding in part.findings
        if finding.rule and (finding.field, finding.row) == (code, slot.row)
        if finding.rule != seen or stood_in_for
        if not any(remark in finding.message for remark in remarks)
    ]


def findings_at_large(part: ReadSection, row_id: str = "") -> list[Finding]:
    """What is found about a section, or about one of its rows, and stands at no field and no slot."""
    return [finding for finding in part.findings if finding.row == row_id and not finding.field]


def missing_parts(slot: Slot) -> list[str]:
    """The parts (封面、目录、正文 …) that no file is named after."""
    return [part for part in slot.material.parts if not any(part in scan.title for scan in slot.scans)]
