"""What the pages of one's own application begin with."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from applications.models import Application
from applications.rules.findings import SEVERITIES, Finding
from applications.selectors.filling import place_of
from applications.selectors.readable import ReadSection
from applications.selectors.returns import Asked
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


def asked_links(application: Application, asked: Iterable[Asked]) -> list[dict[str, Any]]:
    """What a return asks for, each with the way to where it can be changed."""
    return [
        {
            "words": one.words,
            "reason": one.reason,
            "unit": one.unit,
            "done": one.done,
            "href": _spot_link(application, one) if one.spot.section else "",
        }
        for one in asked
    ]


def _spot_link(application: Application, one: Asked) -> str:
    spot = one.spot
    anchor = f"#material-{spot.material}" if spot.material else ""
    if spot.row and one.stands:
        return reverse("section_row", args=[application.pk, spot.section, spot.row]) + anchor
    return reverse("section", args=[application.pk, spot.section]) + anchor


def finding_link(application: Application, part: ReadSection, finding: Finding) -> dict[str, str]:
    """A finding for the error summary: its link leads to the very field, row or slot."""
    where = part.section.title
    message = finding.message.removeprefix(f"“{where}”")
    if finding.row and part.repeatable:
        number = f"第 {[row.id for row in part.rows].index(finding.row) + 1} 条"
        where, message = f"{where} {number}", message.removeprefix(number)
    clause = f"通知{finding.clause}" if finding.clause else ""
    href = place_of(application, part.section, finding)
    return {"message": f"{where}：{message}", "href": href, "clause": clause}


def finding_groups(application: Application, sections: Iterable[ReadSection]) -> list[dict[str, Any]]:
    """必须修改、请注意、由审核部门判断：each with its findings in the notice's order; empty ones left out."""
    found = [(part, finding) for part in sections for finding in part.findings]
    groups = [
        {
            "severity": severity,
            "title": title,
            "items": [finding_link(application, part, f) for part, f in found if f.severity == severity],
        }
        for severity, title in SEVERITIES.items()
    ]
    return [group for group in groups if group["items"]]


def finding_counts(sections: Iterable[ReadSection]) -> list[dict[str, Any]]:
    """How many of each kind stand in a section; the sections without any left out."""
    return [
        {
            "section": part.section,
            "counts": [
                (severity, title, sum(f.severity == severity for f in part.findings))
                for severity, title in SEVERITIES.items()
            ],
        }
        for part in sections
        if part.findings
    ]
