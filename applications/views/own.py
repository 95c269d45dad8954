"""What the pages of one's own application begin with."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from applications.forms.dossier import PREFIX
from applications.models import Application
from applications.rules.dossier import Finding
from applications.selectors.readable import ReadSection
from applications.selectors.standing import own
from applications.views.answers import PersonRequest


def own_application(request: PersonRequest, pk: UUID) -> Application:
    """One's own application. Somebody else's is as absent as none: 404."""
    return get_object_or_404(own(request.user), pk=pk)


def heading_of(application: Application, page: str = "") -> dict[str, Any]:
    """The application and the way back from `page`, or from its own page."""
    name = f"{application.title}（{application.get_rank_display()}）"
    here = reverse("application", args=[application.pk]) if page else ""
    crumbs = [{"label": "我的申报", "url": reverse("home")}, {"label": name, "url": here}]
    if page:
        crumbs.append({"label": page, "url": ""})
    return {"application": application, "crumbs": crumbs}


def finding_link(application: Application, part: ReadSection, finding: Finding) -> dict[str, str]:
    """A finding for the error summary: its link leads to the very field, row or slot."""
    code, where = part.section.code, part.section.title
    place = reverse("section", args=[application.pk, code])
    if finding.row and part.repeatable:
        place = reverse("section_row", args=[application.pk, code, finding.row])
        where += f" 第 {[row.id for row in part.rows].index(finding.row) + 1} 条"
    if finding.field:
        place += f"#{PREFIX if finding.row else 'upload-'}{finding.field}"
    clause = f"通知{finding.clause}" if finding.clause else ""
    return {"message": f"{where}：{finding.message}", "href": place, "clause": clause}
